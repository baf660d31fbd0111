//! Rows of `reader_snapshot`. A stored release for readers.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reader_snapshot")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) survey_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) bound: String,
    pub(crate) revision: i64,
    pub(crate) content: String,
}

impl ActiveModelBehavior for ActiveModel {}
