//! Notes of what people took back or had erased, for the list that a restore repeats.

use sea_orm_migration::prelude::*;

use crate::sql::statements;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for statement in statements(include_str!("m0007_repeat_notes.sql"), manager.get_database_backend()) {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}
