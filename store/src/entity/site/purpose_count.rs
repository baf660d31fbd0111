//! Rows of `purpose_count`. How often a purpose was granted.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "purpose_count")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) site_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) notice_version_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) locale: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) day: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) purpose: String,
    pub(crate) offered: i64,
    pub(crate) granted: i64,
}

impl ActiveModelBehavior for ActiveModel {}
