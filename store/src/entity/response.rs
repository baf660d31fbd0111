//! Rows of `response`. A response.

pub(crate) mod answer;
pub(crate) mod contact;
pub(crate) mod import_reference;
pub(crate) mod response_handling;

use domain::{channel::Channel, locale::Locale};
use sea_orm::entity::prelude::*;

use crate::database::column::Text;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "response")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) survey_id: Uuid,
    pub(crate) survey_version_id: Uuid,
    pub(crate) notice_version_id: Uuid,
    pub(crate) subject: Option<Uuid>,
    pub(crate) receipt_hash: Option<Vec<u8>>,
    pub(crate) content_hash: Option<Vec<u8>>,
    pub(crate) external_id: Option<String>,
    pub(crate) locale: Text<Locale>,
    pub(crate) channel: Text<Channel>,
    pub(crate) submitted_at: i64,
    pub(crate) day: i32,
    #[sea_orm(column_name = "standing")]
    pub(crate) included: i16,
    pub(crate) erased_at: Option<i64>,
    /// The last body that counts, as `BodyNumber` stores it.
    pub(crate) body_number: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
