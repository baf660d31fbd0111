//! Rows of `comment`. A comment as users may see it. The database gives each its number.

pub(crate) mod comment_tag;
pub(crate) mod tag;

use domain::{channel::Channel, locale::Locale};
use sea_orm::entity::prelude::*;

use crate::database::column::Text;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "comment")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) response_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) question_id: i32,
    pub(crate) score: Option<i16>,
    pub(crate) text: String,
    pub(crate) words: String,
    #[sea_orm(column_name = "standing")]
    pub(crate) included: i16,
    pub(crate) day: i32,
    pub(crate) locale: Text<Locale>,
    pub(crate) channel: Text<Channel>,
}

impl ActiveModelBehavior for ActiveModel {}
