//! Rows of `import_reference`. An external id that was imported.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "import_reference")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) survey_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) external_hash: Vec<u8>,
    pub(crate) response_id: Option<Uuid>,
    pub(crate) import_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
