//! Rows of `question`. The number of a question.

use domain::id::Key;
use sea_orm::entity::prelude::*;

use crate::database::column::Text;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "question")]
pub(crate) struct Model {
    #[sea_orm(primary_key)]
    pub(crate) id: i32,
    pub(crate) survey_id: Uuid,
    pub(crate) key: Text<Key>,
}

impl ActiveModelBehavior for ActiveModel {}
