//! The tables that both databases have, with their columns, read from the catalogues. It must not know how rows are
//! copied.
//!
//! No list of tables or columns is kept here: a table or column that a migration adds is carried without a word.

use std::collections::{BTreeMap, BTreeSet};

use migrations::structure::Structure;
use sea_orm::{
    DbBackend,
    sqlx::{self, AssertSqlSafe, PgConnection, SqliteConnection},
};

use crate::error::StoreError;

/// The number of rows of each table, by the name of the table.
pub type RowCounts = BTreeMap<String, u64>;

/// A table of ours.
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
    /// The column that PostgreSQL counts up.
    pub(super) counter: Option<String>,
}

/// A column, as PostgreSQL calls its type.
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// The types of our columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// 16 bytes.
    Id,
    /// 64 bits.
    Big,
    /// 32 bits.
    Whole,
    /// 16 bits.
    Small,
    Real,
    Text,
    Bytes,
}

impl Kind {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "uuid" => Self::Id,
            "int8" => Self::Big,
            "int4" => Self::Whole,
            "int2" => Self::Small,
            "float8" => Self::Real,
            "text" => Self::Text,
            "bytea" => Self::Bytes,
            _ => return None,
        })
    }
}

impl Table {
    /// Its columns in the order in which rows are read and written.
    pub(super) fn columns_of(&self) -> String {
        self.columns.iter().map(|column| format!("\"{}\"", column.name)).collect::<Vec<_>>().join(", ")
    }

    /// The query of all its rows, which both databases understand.
    pub(super) fn rows(&self) -> String {
        format!("SELECT {} FROM \"{}\"", self.columns_of(), self.name)
    }
}

/// The tables of ours, those that others refer to first.
///
/// # Errors
/// [`StoreError::Broken`] if the two do not have the same columns.
pub(super) async fn read(sqlite: &mut SqliteConnection, postgres: &mut PgConnection) -> Result<Vec<Table>, StoreError> {
    let expected = Structure::expected(DbBackend::Sqlite);
    let mut of_sqlite: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let query = "SELECT m.name, p.name FROM sqlite_schema m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'";
    for (table, column) in sqlx::query_as::<_, (String, String)>(query).fetch_all(&mut *sqlite).await? {
        of_sqlite.entry(table).or_default().insert(column);
    }
    let mut of_postgres: BTreeMap<String, Vec<(String, String, bool)>> = BTreeMap::new();
    let query = "SELECT c.relname::text, a.attname::text, t.typname::text, a.attidentity::text <> '' \
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid JOIN pg_catalog.pg_type t ON t.oid = a.atttypid \
        WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped \
        ORDER BY c.relname, a.attnum";
    for (table, column, kind, counts) in
        sqlx::query_as::<_, (String, String, String, bool)>(query).fetch_all(&mut *postgres).await?
    {
        of_postgres.entry(table).or_default().push((column, kind, counts));
    }
    let mut tables = Vec::new();
    for name in expected.tables() {
        let found = of_postgres.remove(name).unwrap_or_default();
        let names: BTreeSet<String> = found.iter().map(|(column, ..)| column.clone()).collect();
        if names.is_empty() || of_sqlite.get(name) != Some(&names) {
            return Err(StoreError::Broken(format!("the two databases do not have the same columns of {name}")));
        }
        let counter = found.iter().find(|(.., counts)| *counts).map(|(column, ..)| column.clone());
        let column = |(column, kind, _): (String, String, bool)| match Kind::of(&kind) {
            Some(kind) => Ok(Column { name: column, kind }),
            None => Err(StoreError::Broken(format!("the column {column} of {name} has the type {kind}, which is not carried"))),
        };
        let columns = found.into_iter().map(column).collect::<Result<_, _>>()?;
        tables.push(Table { name: name.to_owned(), columns, counter });
    }
    in_order(tables, &mut references(sqlite).await?)
}

/// Which other tables each table refers to.
async fn references(sqlite: &mut SqliteConnection) -> Result<BTreeMap<String, BTreeSet<String>>, StoreError> {
    let query = "SELECT m.name, f.\"table\" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'";
    let mut references: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (table, of) in sqlx::query_as::<_, (String, String)>(query).fetch_all(sqlite).await? {
        if table != of {
            references.entry(table).or_default().insert(of);
        }
    }
    Ok(references)
}

fn in_order(mut waiting: Vec<Table>, references: &mut BTreeMap<String, BTreeSet<String>>) -> Result<Vec<Table>, StoreError> {
    let mut ordered: Vec<Table> = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let is_free = |table: &mut Table| references.get(&table.name).is_none_or(BTreeSet::is_empty);
        let free: Vec<Table> = waiting.extract_if(.., is_free).collect();
        if free.is_empty() {
            return Err(StoreError::Broken("its tables refer to each other in a circle".to_owned()));
        }
        for of in references.values_mut() {
            of.retain(|name| free.iter().all(|table| table.name != *name));
        }
        ordered.extend(free);
    }
    Ok(ordered)
}

/// A statement whose text is made of names that a catalogue returned.
pub(super) fn statement(sql: String) -> AssertSqlSafe<String> {
    AssertSqlSafe(sql)
}
