//! Many rows as one text of JSON. SQLite's driver copies each value and hands each row from one thread to another, which costs more than
//! reading it; an export reads millions. In no order: whoever needs one puts them in order.

use sea_orm::{
    ConnectionTrait, DbBackend,
    sea_query::{Expr, Query, SelectStatement},
};
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
    /// The rows of another table that belong to this one of [`ROWS`], each a list of these columns.
    Rows { of: &'static str, on: &'static str, columns: &'static [Column] },
}

/// What the rows of a query are called in [`Column::Rows`].
const ROWS: &str = "packed_rows";

impl Column {
    fn expression(self, backend: DbBackend) -> String {
        match (self, backend) {
            (Self::Id(name), DbBackend::Sqlite) => format!("hex({name})"),
            (Self::Real(name), DbBackend::Sqlite) => format!("CASE WHEN {name} IS NOT NULL THEN printf('%!.17g', {name}) END"),
            (Self::Real(name), _) => format!("CAST({name} AS text)"),
            (Self::Plain(name) | Self::Id(name), _) => name.to_owned(),
            (Self::Rows { of, on, columns }, _) => format!("(SELECT {} FROM {of} WHERE {on})", list_of(columns, backend)),
        }
    }
}

/// A list of lists. PostgreSQL makes nothing of no rows.
fn list_of(columns: &[Column], backend: DbBackend) -> String {
    let values: Vec<String> = columns.iter().map(|column| column.expression(backend)).collect();
    let values = values.join(", ");
    match backend {
        DbBackend::Postgres => format!("json_agg(json_build_array({values}))"),
        _ => format!("json_group_array(json_array({values}))"),
    }
}

/// The rows of a query, each read from the list of these columns.
pub(crate) async fn list<T: DeserializeOwned>(
    connection: &impl ConnectionTrait,
    query: SelectStatement,
    columns: &[Column],
) -> Result<Vec<T>, StoreError> {
    let backend = connection.get_database_backend();
    let packed = format!("CAST({} AS text)", list_of(columns, backend));
    let statement = Query::select().expr_as(Expr::cust(packed), "packed").from_subquery(query, ROWS).to_owned();
    let row = connection.query_one_raw(backend.build(&statement)).await?;
    let text: Option<String> = row.map(|row| row.try_get("", "packed")).transpose()?.flatten();
    text.map_or_else(|| Ok(Vec::new()), |text| serde_json::from_str(&text).map_err(|_| StoreError::unreadable("rows")))
}
