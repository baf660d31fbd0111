//! The audit log: who did what, and when. Its rows are never changed.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::sql::statements;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        for statement in statements(include_str!("m0004_audit.sql"), manager.get_database_backend()) {
            connection.execute_unprepared(&statement).await?;
        }
        // A trigger holds semicolons: these are sent whole.
        let trigger = match manager.get_database_backend() {
            DbBackend::Sqlite => include_str!("m0004_audit_sqlite.sql"),
            _ => include_str!("m0004_audit_postgres.sql"),
        };
        connection.execute_unprepared(trigger).await?;
        Ok(())
    }
}
