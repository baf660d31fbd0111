//! The start: organisations, surveys in versions, notices in versions, responses, typed answers, consent events, accounts.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::sql::statements;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        for statement in statements(include_str!("m0001_start.sql"), manager.get_database_backend()) {
            connection.execute_unprepared(&statement).await?;
        }
        // Each database searches in its own way, and triggers hold semicolons: these are sent whole.
        let words = match manager.get_database_backend() {
            DbBackend::Sqlite => include_str!("m0001_comments_sqlite.sql"),
            _ => include_str!("m0001_comments_postgres.sql"),
        };
        connection.execute_unprepared(words).await?;
        Ok(())
    }
}
