//! Rows of `session`. A session.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) token_hash: Vec<u8>,
    pub(crate) account_id: Uuid,
    pub(crate) expires_at: i64,
    pub(crate) seen_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
