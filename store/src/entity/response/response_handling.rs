//! Rows of `response_handling`. The handling of a response for a data subject.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "response_handling")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) response_id: Uuid,
    pub(crate) restricted_at: Option<i64>,
    pub(crate) corrected_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
