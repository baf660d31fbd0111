//! Rows of `decision`. A recorded decision on a website.

use domain::locale::Locale;
use sea_orm::entity::prelude::*;

use crate::database::column::Text;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "decision")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) event_id: Uuid,
    pub(crate) site_id: Uuid,
    pub(crate) notice_version_id: Uuid,
    pub(crate) subject: Uuid,
    pub(crate) receipt_hash: Vec<u8>,
    pub(crate) content_hash: Vec<u8>,
    pub(crate) locale: Text<Locale>,
    pub(crate) decided_at: i64,
    pub(crate) valid_until: i64,
}

impl ActiveModelBehavior for ActiveModel {}
