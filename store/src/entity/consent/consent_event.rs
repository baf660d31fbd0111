//! Rows of `consent_event`. A consent event.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "consent_event")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    pub(crate) log_year: i32,
    pub(crate) seq: Option<i64>,
    pub(crate) leaf: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
