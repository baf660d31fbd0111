//! Rows of `answer_rollup`. The number of included answers.

use domain::{channel::Channel, locale::Locale};
use sea_orm::entity::prelude::*;

use crate::database::column::Text;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "answer_rollup")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) question_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) day: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) score: i16,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) choice: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) locale: Text<Locale>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) channel: Text<Channel>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) survey_version_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) stripe: i16,
    pub(crate) n: i64,
}

impl ActiveModelBehavior for ActiveModel {}
