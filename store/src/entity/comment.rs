//! Rows of `comment`. What someone wrote, as those who read comments may see it. The database gives each its number.

pub(crate) mod comment_tag;
pub(crate) mod tag;

use sea_orm::entity::prelude::*;

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
    pub(crate) standing: i16,
    pub(crate) day: i32,
    pub(crate) locale: String,
    pub(crate) channel: String,
}

impl ActiveModelBehavior for ActiveModel {}
