//! Rows of `setup_link`. A set-up link.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "setup_link")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) token_hash: Vec<u8>,
    pub(crate) organisation_id: Uuid,
    pub(crate) email: Option<String>,
    pub(crate) role: String,
    pub(crate) only_where: Option<String>,
    pub(crate) expires_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
