//! Rows of `response_rollup`. The number of included responses, and of excluded ones by reason.

use domain::{channel::Channel, locale::Locale};
use sea_orm::entity::prelude::*;

use crate::database::column::Text;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "response_rollup")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) survey_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) state: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) day: i32,
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
