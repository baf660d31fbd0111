//! Rows of `works_council_note`. A statement about the works council, or its revocation.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "works_council_note")]
pub(crate) struct Model {
    #[sea_orm(primary_key)]
    pub(crate) id: i32,
    pub(crate) organisation_id: Uuid,
    pub(crate) at: i64,
    pub(crate) who: String,
    pub(crate) deed: String,
    pub(crate) agreed_on: Option<i32>,
    pub(crate) document: Option<String>,
    pub(crate) until: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
