//! The schema: one frozen file per change, for SQLite and PostgreSQL. A change never edits an older file.

use sea_orm_migration::prelude::*;

mod m0001_start;
mod sql;

/// All changes, in order.
#[derive(Debug)]
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(m0001_start::Migration)]
    }
}
