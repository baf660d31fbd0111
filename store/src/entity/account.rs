//! Rows of `account`. An account.

pub(crate) mod access_note;
pub(crate) mod api_key;
pub(crate) mod audit_event;
pub(crate) mod known_device;
pub(crate) mod session;
pub(crate) mod setup_link;

use domain::{account::role::Role, response::filter::Condition};
use sea_orm::entity::prelude::*;

use crate::database::column::Text;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    pub(crate) email: String,
    pub(crate) password_hash: String,
    pub(crate) role: Text<Role>,
    pub(crate) only_where: Option<Text<Condition>>,
    pub(crate) created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
