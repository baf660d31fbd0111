//! Rows of `tag`. By what the comments of a survey are sorted.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "tag")]
pub(crate) struct Model {
    #[sea_orm(primary_key)]
    pub(crate) id: i32,
    pub(crate) survey_id: Uuid,
    pub(crate) name: String,
    pub(crate) folded: String,
    pub(crate) rule: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
