//! Rows of `saved_view`. A saved query of a survey's results.

use domain::results::{saved_view::ViewCode, span::Span};
use sea_orm::entity::prelude::*;

use crate::database::column::Text;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "saved_view")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) code: Text<ViewCode>,
    pub(crate) organisation_id: Uuid,
    pub(crate) survey_id: Uuid,
    pub(crate) name: String,
    pub(crate) query: String,
    pub(crate) span: Option<Text<Span>>,
    pub(crate) who: String,
    pub(crate) created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
