//! Rows of `repeat_note`. What a person took back or had erased.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "repeat_note")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) kind: String,
    pub(crate) response_id: Option<Uuid>,
    pub(crate) event_id: Option<Uuid>,
    pub(crate) purpose: Option<String>,
    pub(crate) survey_id: Option<Uuid>,
    pub(crate) external_hash: Option<Vec<u8>>,
}

impl ActiveModelBehavior for ActiveModel {}
