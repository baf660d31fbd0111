//! Rows of `access_note`. A download of responses.

use domain::{account::access_log::AccessKind, id::Slug};
use sea_orm::entity::prelude::*;

use crate::database::column::Text;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "access_note")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    pub(crate) who: String,
    pub(crate) kind: Text<AccessKind>,
    pub(crate) survey: Text<Slug>,
    pub(crate) detail: String,
}

impl ActiveModelBehavior for ActiveModel {}
