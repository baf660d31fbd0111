//! Rows of `log`. The log of an organisation and year.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "log")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) organisation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) year: i32,
    pub(crate) checkpoint: String,
    pub(crate) sealed_at: i64,
    pub(crate) deleted_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
