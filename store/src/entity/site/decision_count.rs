//! Rows of `decision_count`. How often a control was used.

use domain::locale::Locale;
use sea_orm::entity::prelude::*;

use crate::{database::column::Text, entity::notice_version};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "decision_count")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) site_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) notice_version_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) locale: Text<Locale>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) day: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) kind: String,
    pub(crate) n: i64,
    #[sea_orm(belongs_to, from = "notice_version_id", to = "id")]
    pub(crate) notice_version: BelongsTo<notice_version::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
