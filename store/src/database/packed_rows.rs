//! Many rows packed into one. The drivers return rows one by one, which costs more than reading them, and an export
//! reads millions. SQLite packs the rows into one JSON text, PostgreSQL into an array for each column. Their order is
//! undefined.

use std::{sync::Arc, vec};

use sea_orm::{
    ConnectionTrait, DbBackend, QueryResult, Statement,
    sea_query::SelectStatement,
    sqlx::{self, Row as _, postgres::PgRow},
};
use serde::{
    Deserializer,
    de::{
        DeserializeOwned, IntoDeserializer, Visitor,
        value::{Error, SeqDeserializer},
    },
    forward_to_deserialize_any,
};
use uuid::Uuid;

use crate::error::StoreError;

/// A column of the rows.
#[derive(Clone, Copy)]
pub(crate) enum Column {
    /// A text.
    Text(&'static str),
    /// A whole number.
    Whole(&'static str),
    /// A UUID.
    Id(&'static str),
    /// A decimal number, as a text with all digits.
    Real(&'static str),
}

/// A list of related rows, read together with the rows of a query, which are called `packed_rows`.
pub(crate) struct PackedList {
    /// Tables and conditions.
    pub(crate) from: &'static str,
    /// The columns read from each row.
    pub(crate) columns: &'static [Column],
}

/// The packed rows of one list.
pub(crate) struct Packed {
    row: Arc<QueryResult>,
    /// The index of its first column.
    place: usize,
    columns: &'static [Column],
}

impl Packed {
    /// The rows, each read from the list of its columns.
    ///
    /// # Errors
    /// [`StoreError::Broken`] if they have other columns.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<Vec<T>, StoreError> {
        let rows = match self.row.try_as_pg_row() {
            Some(arrays) => self.read_arrays(arrays).ok(),
            None => {
                let text: String = self.row.try_get_by_index(self.place)?;
                serde_json::from_str(&text).ok()
            }
        };
        rows.ok_or_else(|| StoreError::unreadable("rows"))
    }

    fn read_arrays<T: DeserializeOwned>(&self, row: &PgRow) -> Result<Vec<T>, Box<dyn std::error::Error>> {
        let arrays = (self.place..).zip(self.columns).map(|(place, column)| Values::read(row, place, *column));
        let mut arrays = arrays.collect::<Result<Vec<_>, _>>()?;
        let mut rows = Vec::with_capacity(arrays.first().map_or(0, Values::len));
        while arrays.first().is_some_and(|first| first.len() > 0) {
            rows.push(T::deserialize(SeqDeserializer::new(arrays.iter_mut().filter_map(Values::next)))?);
        }
        Ok(rows)
    }
}

impl Column {
    fn expression(self, backend: DbBackend) -> String {
        match (self, backend) {
            (Self::Id(name), DbBackend::Sqlite) => format!("hex({name})"),
            (Self::Real(name), DbBackend::Sqlite) => format!("CASE WHEN {name} IS NOT NULL THEN printf('%!.17g', {name}) END"),
            (Self::Real(name), _) => format!("CAST({name} AS text)"),
            (Self::Whole(name), DbBackend::Postgres) => format!("CAST({name} AS bigint)"),
            (Self::Text(name) | Self::Whole(name) | Self::Id(name), _) => name.to_owned(),
        }
    }
}

impl PackedList {
    fn expression(&self, backend: DbBackend) -> String {
        let values = self.columns.iter().map(|column| column.expression(backend));
        let lists = match backend {
            DbBackend::Postgres => values.map(|value| format!("array_agg({value})")).collect::<Vec<_>>().join(", "),
            _ => format!("CAST(json_group_array(json_array({})) AS text)", values.collect::<Vec<_>>().join(", ")),
        };
        format!("(SELECT {lists} FROM {})", self.from)
    }

    /// How many result columns the list takes.
    const fn width(&self, backend: DbBackend) -> usize {
        match backend {
            DbBackend::Postgres => self.columns.len(),
            _ => 1,
        }
    }
}

/// The rows of a query, each read from the list of these columns.
pub(crate) async fn list<T: DeserializeOwned>(
    connection: &impl ConnectionTrait,
    query: SelectStatement,
    columns: &'static [Column],
) -> Result<Vec<T>, StoreError> {
    let [rows] = parts(connection, &query, [PackedList { from: "packed_rows", columns }]).await?;
    rows.read()
}

/// Several lists for the rows of a query, in one statement, so they show the same moment.
pub(crate) async fn parts<const N: usize>(
    connection: &impl ConnectionTrait,
    query: &SelectStatement,
    parts: [PackedList; N],
) -> Result<[Packed; N], StoreError> {
    let backend = connection.get_database_backend();
    let rows = backend.build(query);
    let list = |(number, part): (usize, &PackedList)| format!("{} AS part_{number}", part.expression(backend));
    let lists: Vec<String> = parts.iter().enumerate().map(list).collect();
    let sql = format!("WITH packed_rows AS MATERIALIZED ({}) SELECT * FROM {}", rows.sql, lists.join(" CROSS JOIN "));
    let row = connection.query_one_raw(Statement { sql, ..rows }).await?;
    let row = Arc::new(row.ok_or_else(|| StoreError::unreadable("rows"))?);
    let mut next = 0;
    Ok(parts.map(|part| {
        let place = next;
        next += part.width(backend);
        Packed { row: Arc::clone(&row), place, columns: part.columns }
    }))
}

/// The values of a column.
enum Values {
    Ids(vec::IntoIter<Uuid>),
    Whole(vec::IntoIter<Option<i64>>),
    Texts(vec::IntoIter<Option<String>>),
}

impl Values {
    /// PostgreSQL returns NULL instead of an array if there are no rows.
    fn read(row: &PgRow, place: usize, column: Column) -> Result<Self, sqlx::Error> {
        Ok(match column {
            Column::Id(_) => Self::Ids(row.try_get::<Option<Vec<_>>, _>(place)?.unwrap_or_default().into_iter()),
            Column::Whole(_) => Self::Whole(row.try_get::<Option<Vec<_>>, _>(place)?.unwrap_or_default().into_iter()),
            Column::Text(_) | Column::Real(_) => {
                Self::Texts(row.try_get::<Option<Vec<_>>, _>(place)?.unwrap_or_default().into_iter())
            }
        })
    }

    fn len(&self) -> usize {
        match self {
            Self::Ids(values) => values.len(),
            Self::Whole(values) => values.len(),
            Self::Texts(values) => values.len(),
        }
    }

    fn next(&mut self) -> Option<Value> {
        match self {
            Self::Ids(values) => values.next().map(Value::Id),
            Self::Whole(values) => values.next().map(|value| value.map_or(Value::None, Value::Whole)),
            Self::Texts(values) => values.next().map(|value| value.map_or(Value::None, Value::Text)),
        }
    }
}

/// A value of a row.
enum Value {
    None,
    Id(Uuid),
    Whole(i64),
    Text(String),
}

impl<'de> IntoDeserializer<'de, Error> for Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Value {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::None => visitor.visit_unit(),
            Self::Id(id) => visitor.visit_bytes(id.as_bytes()),
            Self::Whole(number) => visitor.visit_i64(number),
            Self::Text(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::None => visitor.visit_none(),
            some => visitor.visit_some(some),
        }
    }

    /// UUIDs as bytes.
    fn is_human_readable(&self) -> bool {
        false
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}
