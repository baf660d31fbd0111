//! Rows of `export_job`. An export that is prepared in the background.

use domain::{export::job::ExportState, id::Slug, locale::Locale};
use sea_orm::entity::prelude::*;

use crate::database::column::Text;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "export_job")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    pub(crate) survey: Text<Slug>,
    pub(crate) who: String,
    pub(crate) query: String,
    pub(crate) locale: Text<Locale>,
    pub(crate) file: String,
    pub(crate) state: Text<ExportState>,
    pub(crate) done: i64,
    pub(crate) total: i64,
    pub(crate) bytes: Option<i64>,
    pub(crate) begun: i16,
    pub(crate) holder: Option<Uuid>,
    pub(crate) held_until: i64,
    pub(crate) expires_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
