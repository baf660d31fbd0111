//! Rows of `survey_version`. A published questionnaire.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "survey_version")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) survey_id: Uuid,
    pub(crate) number: i32,
    pub(crate) content_hash: Vec<u8>,
    pub(crate) content: String,
    pub(crate) notice_version_id: Uuid,
    pub(crate) published_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
