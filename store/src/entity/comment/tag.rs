//! Rows of `tag`. A tag for the comments of a survey.

use domain::comment::tag::TagName;
use sea_orm::entity::prelude::*;

use crate::database::column::Text;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "tag")]
pub(crate) struct Model {
    #[sea_orm(primary_key)]
    pub(crate) id: i32,
    pub(crate) survey_id: Uuid,
    pub(crate) name: Text<TagName>,
    pub(crate) folded: String,
    pub(crate) rule: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
