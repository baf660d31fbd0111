//! Rows of `event_subject`. The subject of an event.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "event_subject")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) subject: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) event_id: Uuid,
    pub(crate) salt: Vec<u8>,
    pub(crate) strand: Option<Uuid>,
    #[sea_orm(belongs_to, from = "event_id", to = "id")]
    pub(crate) event: BelongsTo<super::consent_event::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
