//! Rows of `setup_link`. A set-up link.

use domain::{account::role::Role, response::filter::Condition};
use sea_orm::entity::prelude::*;

use crate::database::column::Text;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "setup_link")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) token_hash: Vec<u8>,
    pub(crate) organisation_id: Uuid,
    pub(crate) email: Option<String>,
    pub(crate) role: Text<Role>,
    pub(crate) only_where: Option<Text<Condition>>,
    pub(crate) expires_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
