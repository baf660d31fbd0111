//! Rows of `report_note`. That a report was fixed or deleted.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "report_note")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    pub(crate) report_id: Uuid,
    pub(crate) who: String,
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) survey: String,
    pub(crate) hash: Vec<u8>,
    pub(crate) reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
