//! Rows of `answer`. An answer, or one item of it.

use domain::{channel::Channel, locale::Locale};
use sea_orm::entity::prelude::*;

use crate::{database::column::Text, entity::consent::standing};

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
    #[sea_orm(column_name = "standing")]
    pub(crate) included: i16,
    pub(crate) day: i32,
    pub(crate) locale: Text<Locale>,
    pub(crate) channel: Text<Channel>,
}

impl ActiveModelBehavior for ActiveModel {}

/// Joins an answer with the states of purposes by their response.
impl Related<standing::Entity> for Entity {
    fn to() -> RelationDef {
        Self::belongs_to(standing::Entity).from(Column::ResponseId).to(standing::Column::ResponseId).into()
    }
}
