//! Rows of `secret`. Random bytes of this installation, under the name of their use.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "secret")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) name: String,
    pub(crate) value: Vec<u8>,
    pub(crate) created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
