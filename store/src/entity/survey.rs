//! Rows of `survey`. A survey.

pub(crate) mod question;
pub(crate) mod survey_version;

use domain::{id::Slug, survey::SurveyStatus};
use sea_orm::entity::prelude::*;

use crate::database::column::Text;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "survey")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    pub(crate) slug: Text<Slug>,
    pub(crate) status: Text<SurveyStatus>,
    pub(crate) current_version_id: Option<Uuid>,
    pub(crate) created_at: i64,
    pub(crate) closed_at: Option<i64>,
    pub(crate) link_secret: Option<Vec<u8>>,
}

impl ActiveModelBehavior for ActiveModel {}
