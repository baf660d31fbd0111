//! Rows of `notice_version`. A published notice.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "notice_version")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    pub(crate) survey_id: Option<Uuid>,
    pub(crate) site_id: Option<Uuid>,
    pub(crate) number: i32,
    pub(crate) ask: Option<i32>,
    pub(crate) hash: Vec<u8>,
    pub(crate) content: String,
    pub(crate) published_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
