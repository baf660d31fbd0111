//! Many rows as one text of JSON. SQLite's driver copies each value and hands each row from one thread to another, which costs more than
//! reading it; an export reads millions. In no order: whoever needs one puts them in order.

use sea_orm::{ConnectionTrait, DbBackend, Statement, sea_query::SelectStatement};
use serde::de::DeserializeOwned;

use crate::StoreError;

/// A column of the rows.
#[derive(Clone, Copy)]
pub(crate) enum Column {
    /// A text or a whole number.
    Plain(&'static str),
    /// A UUID.
    Id(&'static str),
    /// A number with a fraction, as a text that keeps all of it.
    Real(&'static str),
}

/// A list beside others, from the rows of a query, which are called `packed_rows`, or what belongs to them.
pub(crate) struct Part {
    /// Tables and conditions.
    pub(crate) from: &'static str,
    /// What is read of each row.
    pub(crate) columns: &'static [Column],
}

/// The rows of a part as they came.
pub(crate) struct Packed(Option<String>);

impl Packed {
    /// The rows, each read from the list of its columns.
    ///
    /// # Errors
    /// [`StoreError::Broken`] where they have others.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<Vec<T>, StoreError> {
        // PostgreSQL makes nothing of no rows.
        let Some(text) = &self.0 else { return Ok(Vec::new()) };
        serde_json::from_str(text).map_err(|_| StoreError::unreadable("rows"))
    }
}

impl Column {
    fn expression(self, backend: DbBackend) -> String {
        match (self, backend) {
            (Self::Id(name), DbBackend::Sqlite) => format!("hex({name})"),
            (Self::Real(name), DbBackend::Sqlite) => format!("CASE WHEN {name} IS NOT NULL THEN printf('%!.17g', {name}) END"),
            (Self::Real(name), _) => format!("CAST({name} AS text)"),
            (Self::Plain(name) | Self::Id(name), _) => name.to_owned(),
        }
    }
}

impl Part {
    fn expression(&self, backend: DbBackend) -> String {
        let values: Vec<String> = self.columns.iter().map(|column| column.expression(backend)).collect();
        let values = values.join(", ");
        let list = match backend {
            DbBackend::Postgres => format!("json_agg(json_build_array({values}))"),
            _ => format!("json_group_array(json_array({values}))"),
        };
        format!("(SELECT CAST({list} AS text) FROM {})", self.from)
    }
}

/// The rows of a query, each read from the list of these columns.
pub(crate) async fn list<T: DeserializeOwned>(
    connection: &impl ConnectionTrait,
    query: SelectStatement,
    columns: &'static [Column],
) -> Result<Vec<T>, StoreError> {
    let [rows] = parts(connection, &query, [Part { from: "packed_rows", columns }]).await?;
    rows.read()
}

/// Several lists that belong to the rows of a query, by one statement: they are of one moment.
pub(crate) async fn parts<const N: usize>(
    connection: &impl ConnectionTrait,
    query: &SelectStatement,
    parts: [Part; N],
) -> Result<[Packed; N], StoreError> {
    let backend = connection.get_database_backend();
    let rows = backend.build(query);
    let lists: Vec<String> = parts.iter().map(|part| part.expression(backend)).collect();
    let sql = format!("WITH packed_rows AS MATERIALIZED ({}) SELECT {}", rows.sql, lists.join(", "));
    let row = connection.query_one_raw(Statement { sql, ..rows }).await?;
    let mut packed = parts.map(|_| Packed(None));
    if let Some(row) = row {
        for (number, part) in packed.iter_mut().enumerate() {
            part.0 = row.try_get_by_index(number)?;
        }
    }
    Ok(packed)
}
