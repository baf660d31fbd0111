//! Rows of `fixed_report`. A fixed report.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "fixed_report")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    pub(crate) survey_id: Uuid,
    pub(crate) title: String,
    pub(crate) for_readers: i16,
    pub(crate) who: String,
    pub(crate) content: String,
    pub(crate) hash: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
