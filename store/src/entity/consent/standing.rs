//! Rows of `standing`. The state of a purpose.

use domain::{consent::State, id::Key, notice::purpose::Basis};
use sea_orm::entity::prelude::*;

use crate::database::column::Text;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "standing")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) response_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) purpose: Text<Key>,
    pub(crate) basis: Text<Basis>,
    pub(crate) state: Text<State>,
    pub(crate) event_id: Uuid,
    pub(crate) since: i64,
}

impl ActiveModelBehavior for ActiveModel {}
