//! Rows of `taken_back`. The number of revocations in a survey.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "taken_back")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) survey_id: Uuid,
    pub(crate) n: i64,
}

impl ActiveModelBehavior for ActiveModel {}
