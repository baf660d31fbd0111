//! Rows of `report_note`. The creation or deletion of a fixed report.

use domain::{id::Slug, report::ReportDeed};
use sea_orm::entity::prelude::*;

use crate::database::column::Text;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "report_note")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    pub(crate) report_id: Uuid,
    pub(crate) who: String,
    pub(crate) kind: Text<ReportDeed>,
    pub(crate) title: String,
    pub(crate) survey: Text<Slug>,
    pub(crate) hash: Vec<u8>,
    pub(crate) reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
