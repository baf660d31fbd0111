//! Rows of `site`. A website.

pub(crate) mod decision;
pub(crate) mod decision_count;
pub(crate) mod purpose_count;
pub(crate) mod site_standing;

use domain::id::Slug;
use sea_orm::entity::prelude::*;

use crate::database::column::Text;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "site")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    pub(crate) key: Text<Slug>,
    pub(crate) settings: String,
    pub(crate) current_notice_id: Option<Uuid>,
    pub(crate) created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
