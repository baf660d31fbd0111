//! The schema: one frozen file per change, for SQLite and PostgreSQL. A change never edits an older file.

use std::collections::BTreeSet;

use sea_orm_migration::{prelude::*, sea_orm::DbBackend, sea_orm::Statement};

mod m0001_start;
mod m0002_receipt_codes;
mod m0003_import;
mod m0004_audit;
mod m0005_accounts;
mod m0006_body_number;
mod m0007_repeat_notes;
mod m0008_receipt_strand;
mod sql;
pub mod structure;

/// All changes, in order.
#[derive(Debug)]
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_start::Migration),
            Box::new(m0002_receipt_codes::Migration),
            Box::new(m0003_import::Migration),
            Box::new(m0004_audit::Migration),
            Box::new(m0005_accounts::Migration),
            Box::new(m0006_body_number::Migration),
            Box::new(m0007_repeat_notes::Migration),
            Box::new(m0008_receipt_strand::Migration),
        ]
    }
}

/// Which changes a database has had, by the names under which they are recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Those that it has had.
    pub done: Vec<String>,
    /// Those of this release that it still needs.
    pub pending: Vec<String>,
    /// Those that this release does not know: a newer one made them.
    pub unknown: Vec<String>,
}

impl Progress {
    /// Reads the list of changes. Writes nothing, not even the list where there is none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn read(connection: &impl ConnectionTrait) -> Result<Self, DbErr> {
        let backend = connection.get_database_backend();
        let is_listed = match backend {
            DbBackend::Sqlite => "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'seaql_migrations'",
            _ => {
                "SELECT c.relname::text FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
                 WHERE n.nspname = current_schema() AND c.relname = 'seaql_migrations'"
            }
        };
        let mut done = Vec::new();
        if connection.query_one_raw(Statement::from_string(backend, is_listed)).await?.is_some() {
            let list = Statement::from_string(backend, "SELECT version FROM seaql_migrations ORDER BY version");
            for row in connection.query_all_raw(list).await? {
                done.push(row.try_get_by_index(0)?);
            }
        }
        let known: Vec<String> = Migrator::migrations().iter().map(|migration| migration.name().to_owned()).collect();
        let recorded: BTreeSet<&String> = done.iter().collect();
        Ok(Self {
            pending: known.iter().filter(|name| !recorded.contains(name)).cloned().collect(),
            unknown: done.iter().filter(|name| !known.contains(name)).cloned().collect(),
            done,
        })
    }
}
