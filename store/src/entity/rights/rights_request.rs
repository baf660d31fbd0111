//! Rows of `rights_request`. A request of a data subject.

use domain::rights::{Identity, Outcome};
use sea_orm::entity::prelude::*;

use crate::database::column::Text;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "rights_request")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    pub(crate) rights: String,
    pub(crate) reference: String,
    pub(crate) identity: Text<Identity>,
    pub(crate) received: i32,
    pub(crate) extension: Option<String>,
    pub(crate) outcome: Option<Text<Outcome>>,
    pub(crate) note: Option<String>,
    pub(crate) closed_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
