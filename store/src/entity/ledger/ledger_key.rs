//! Rows of `ledger_key`. The public half of a key that signs, or signed, checkpoints.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_key")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) public_key: String,
    pub(crate) registered_at: i64,
    pub(crate) retired_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
