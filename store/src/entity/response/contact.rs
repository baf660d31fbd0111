//! Rows of `contact`. Contact details.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "contact")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) response_id: Uuid,
    pub(crate) email: Option<String>,
    pub(crate) phone: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
