//! Rows of `account`. An account.

pub(crate) mod access_note;
pub(crate) mod api_key;
pub(crate) mod session;
pub(crate) mod setup_link;

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    pub(crate) email: String,
    pub(crate) password_hash: String,
    pub(crate) role: String,
    pub(crate) only_where: Option<String>,
    pub(crate) created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
