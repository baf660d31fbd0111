//! Rows of `question`. The number of a question.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "question")]
pub(crate) struct Model {
    #[sea_orm(primary_key)]
    pub(crate) id: i32,
    pub(crate) survey_id: Uuid,
    pub(crate) key: String,
}

impl ActiveModelBehavior for ActiveModel {}
