//! The insertion of many rows by few statements whose texts are reused. The database parses each once, and one round
//! trip carries the rows of all tables.
//!
//! Statements have a few sizes. The last one is filled up with rows of nulls, which the statement itself leaves out by
//! their first column. That column must be `NOT NULL` in the table.

use std::fmt::Write as _;

use sea_orm::{
    ActiveModelTrait, DbBackend, DbErr, EntityTrait, Iden as _, IntoActiveModel, Iterable as _, Statement, Value, Values,
};

/// The sizes of a statement: its rows, or the values of a list.
const INSERT_SIZES: [usize; 4] = [1, 4, 16, 64];
/// The most values in one statement. SQLite accepts 32,766, PostgreSQL 65,535. Parsed, these take about a megabyte.
pub(crate) const VALUES: usize = 6_000;

/// Rows of several tables, in insertion order.
#[derive(Default)]
pub(crate) struct Inserts {
    parts: Vec<TableInsert>,
}

/// An insert into one table, with one of the few sizes.
struct TableInsert {
    /// The text before the values.
    head: String,
    columns: usize,
    values: Vec<Value>,
    /// The conflict clause. Empty if a conflict is an error.
    conflict: &'static str,
}

impl Inserts {
    /// Adds rows. Every column must be set.
    pub(crate) fn add<E, A>(&mut self, rows: Vec<A>) -> Result<(), DbErr>
    where
        E: EntityTrait,
        A: ActiveModelTrait<Entity = E>,
        E::Model: IntoActiveModel<A>,
    {
        self.add_or::<E, A>(rows, "")
    }

    /// Adds rows with a conflict clause: ` ON CONFLICT …`. Their keys must differ.
    pub(crate) fn add_or<E, A>(&mut self, mut rows: Vec<A>, conflict: &'static str) -> Result<(), DbErr>
    where
        E: EntityTrait,
        A: ActiveModelTrait<Entity = E>,
        E::Model: IntoActiveModel<A>,
    {
        let columns: Vec<E::Column> = E::Column::iter().collect();
        let names: Vec<&str> = columns.iter().map(|column| column.unquoted()).collect();
        let head = format!("INSERT INTO {} ({}) SELECT * FROM (VALUES ", E::default().table_name(), names.join(", "));
        let mut rest = rows.as_mut_slice();
        while !rest.is_empty() {
            let size = size_for(rest.len());
            let (now, later) = rest.split_at_mut(rest.len().min(size));
            rest = later;
            let mut values = Vec::with_capacity(size * columns.len());
            for row in now {
                for column in &columns {
                    let unset = || DbErr::AttrNotSet(column.unquoted().to_owned());
                    values.push(row.take(*column).into_value().ok_or_else(unset)?);
                }
            }
            let nulls: Vec<Value> = values[..columns.len()].iter().map(Value::as_null).collect();
            while values.len() < size * columns.len() {
                values.extend_from_slice(&nulls);
            }
            self.parts.push(TableInsert { head: head.clone(), columns: columns.len(), values, conflict });
        }
        Ok(())
    }

    /// The inserts as statements: a single one, if it is small enough.
    pub(crate) fn into_statements(self, backend: DbBackend) -> Vec<Statement> {
        let mut statements = Vec::new();
        let mut parts = self.parts.into_iter().peekable();
        while let Some(first) = parts.next() {
            let mut group = vec![first];
            let mut values = group[0].values.len();
            while let Some(next) = parts.next_if(|next| values + next.values.len() <= VALUES) {
                values += next.values.len();
                group.push(next);
            }
            statements.push(joined(backend, group));
        }
        statements
    }
}

/// Several inserts as one. SQLite's driver accepts a text of several statements, PostgreSQL one statement `WITH`
/// others.
fn joined(backend: DbBackend, parts: Vec<TableInsert>) -> Statement {
    let mut sql = String::new();
    let mut values = Vec::with_capacity(parts.iter().map(|part| part.values.len()).sum());
    let last = parts.len() - 1;
    for (number, part) in parts.into_iter().enumerate() {
        let within = backend == DbBackend::Postgres && number < last;
        match (backend, number) {
            (DbBackend::Postgres, 0) if within => sql.push_str("WITH part0 AS ("),
            (DbBackend::Postgres, _) if within => write!(sql, ", part{number} AS (").expect("a string takes any text"),
            (DbBackend::Postgres, _) => sql.push(' '),
            _ => {}
        }
        sql.push_str(&part.head);
        for row in 0..part.values.len() / part.columns {
            sql.push_str(if row == 0 { "(" } else { ", (" });
            push_places(&mut sql, backend, values.len() + row * part.columns + 1, part.columns);
            sql.push(')');
        }
        sql.push_str(") AS given WHERE column1 IS NOT NULL");
        sql.push_str(part.conflict);
        sql.push_str(match backend {
            DbBackend::Postgres if within => ")",
            DbBackend::Postgres => "",
            _ => ";",
        });
        values.extend(part.values);
    }
    Statement { sql, values: Some(Values(values)), db_backend: backend }
}

/// Writes the placeholders of a list for `IN (…)`, in one of the few sizes. The last value is repeated, which changes
/// no result. A list longer than the largest size gets a text of its own.
pub(crate) fn push_list(sql: &mut String, values: &mut Vec<Value>, backend: DbBackend, list: impl Iterator<Item = Value>) {
    let first = values.len();
    values.extend(list);
    let count = values.len() - first;
    let size = size_for(count).max(count);
    if let Some(last) = values.last().cloned() {
        values.resize(first + size, last);
    }
    push_places(sql, backend, first + 1, size);
}

/// The smallest size for `count`, or the largest size.
fn size_for(count: usize) -> usize {
    INSERT_SIZES.into_iter().find(|size| *size >= count).unwrap_or(INSERT_SIZES[INSERT_SIZES.len() - 1])
}

/// Writes placeholders: `$1, $2, …` for PostgreSQL. SQLite accepts those too, but searches the name of each in a list
/// of all of them.
pub(crate) fn push_places(sql: &mut String, backend: DbBackend, first: usize, count: usize) {
    for place in first..first + count {
        sql.push_str(if place == first { "" } else { ", " });
        match backend {
            DbBackend::Postgres => write!(sql, "${place}").expect("a string takes any text"),
            _ => sql.push('?'),
        }
    }
}
