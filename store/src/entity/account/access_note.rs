//! Rows of `access_note`. That responses were taken along.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "access_note")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    pub(crate) who: String,
    pub(crate) kind: String,
    pub(crate) survey: String,
    pub(crate) detail: String,
}

impl ActiveModelBehavior for ActiveModel {}
