//! Which events of a visitor a receipt covers that was made with an event id alone.

use sea_orm_migration::prelude::*;

use crate::sql::statements;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        for statement in statements(include_str!("m0008_receipt_strand.sql"), manager.get_database_backend()) {
            connection.execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}
