//! Rows of `answer`. An answer, or one item of it.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "answer")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) response_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) question_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) item: i16,
    pub(crate) score: Option<i16>,
    pub(crate) number: Option<f64>,
    pub(crate) choice: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) standing: i16,
    pub(crate) day: i32,
    pub(crate) locale: String,
    pub(crate) channel: String,
}

impl ActiveModelBehavior for ActiveModel {}
