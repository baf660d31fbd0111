//! Rows of `contact`. Contact details.

use domain::contact::{EmailAddress, PhoneNumber};
use sea_orm::entity::prelude::*;

use crate::database::column::Text;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "contact")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) response_id: Uuid,
    pub(crate) email: Option<Text<EmailAddress>>,
    pub(crate) phone: Option<Text<PhoneNumber>>,
}

impl ActiveModelBehavior for ActiveModel {}
