//! Rows of `import`. An import into a survey, with its progress.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) survey_id: Uuid,
    pub(crate) file: String,
    pub(crate) file_hash: Vec<u8>,
    pub(crate) total: i64,
    pub(crate) done: i64,
    pub(crate) added: i64,
    pub(crate) present: i64,
    pub(crate) erased: i64,
    pub(crate) state: String,
    pub(crate) holder: Option<Uuid>,
    pub(crate) held_until: i64,
    pub(crate) begun_at: i64,
    pub(crate) changed_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
