//! Rows of `site_standing`. What stands for a purpose of a website.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "site_standing")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) subject: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) purpose: String,
    pub(crate) basis: String,
    pub(crate) state: String,
    pub(crate) event_id: Uuid,
    pub(crate) since: i64,
    pub(crate) valid_until: i64,
}

impl ActiveModelBehavior for ActiveModel {}
