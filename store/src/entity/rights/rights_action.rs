//! Rows of `rights_action`. An action for a request.

use domain::rights::ActionKind;
use sea_orm::entity::prelude::*;

use crate::database::column::Text;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "rights_action")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) request_id: Uuid,
    pub(crate) account: String,
    pub(crate) kind: Text<ActionKind>,
    pub(crate) about: Option<String>,
    pub(crate) detail: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
