//! Rows of `organisation`. An organisation.

pub(crate) mod works_council_note;

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) profile: String,
    pub(crate) tombstone_key: Vec<u8>,
    pub(crate) created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
