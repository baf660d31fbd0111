//! Rows in the binary form of PostgreSQL's COPY, read from either database a piece at a time. It must not know where they
//! go.

use bytes::Bytes;
use domain::hash::Sha256Hash;
use futures::{TryStreamExt as _, stream::BoxStream};
use sea_orm::sqlx::{
    self, Arguments as _, Decode, PgConnection, Row as _, Sqlite, SqliteConnection,
    sqlite::{SqliteArguments, SqliteRow},
};

use crate::{
    backup::table::{Column, Kind, Table, statement},
    error::StoreError,
};

/// How many bytes of rows are held at once. A row is never divided.
const PIECE: usize = 256 * 1024;
/// What the binary form begins with: its signature, no flags, no extension.
pub(super) const HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// What it ends with.
pub(super) const TRAILER: &[u8] = &[0xff, 0xff];

/// Rows of a table, one after the other.
#[derive(Default)]
pub(super) struct Piece {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Piece {
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn rows(&self) -> Vec<&[u8]> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        begins.zip(&self.ends).map(|(begin, end)| &self.bytes[begin..*end]).collect()
    }

    fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
    }

    fn end_row(&mut self) {
        self.ends.push(self.bytes.len());
    }
}

/// The number of rows of a table, and a sum over the hashes of their bytes: the same in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) rows: u64,
    hashes: u128,
}

impl Sum {
    pub(super) fn add(&mut self, piece: &Piece) {
        for row in piece.rows() {
            let Sha256Hash(hash) = Sha256Hash::of(row);
            let half = hash.first_chunk::<16>().map_or(0, |half| u128::from_be_bytes(*half));
            self.hashes = self.hashes.wrapping_add(half);
            self.rows += 1;
        }
    }
}

/// The rows of a table of SQLite.
pub(super) struct SqliteRows<'c, 't> {
    stream: BoxStream<'c, Result<SqliteRow, sqlx::Error>>,
    table: &'t Table,
}

impl<'c, 't> SqliteRows<'c, 't> {
    pub(super) fn of(connection: &'c mut SqliteConnection, table: &'t Table) -> Self {
        Self { stream: sqlx::query::<Sqlite>(statement(table.rows())).fetch(connection), table }
    }

    /// Reads the next rows. Returns whether there are any.
    pub(super) async fn next(&mut self, piece: &mut Piece) -> Result<bool, StoreError> {
        piece.clear();
        while piece.bytes.len() < PIECE {
            let Some(row) = self.stream.try_next().await? else { break };
            let fields = i16::try_from(self.table.columns.len()).map_err(|_| StoreError::unreadable("a row"))?;
            piece.bytes.extend(fields.to_be_bytes());
            for (place, column) in self.table.columns.iter().enumerate() {
                push_field(&mut piece.bytes, &row, place, column).map_err(|why| not_carried(self.table, column, &why))?;
            }
            piece.end_row();
        }
        Ok(!piece.ends.is_empty())
    }
}

fn not_carried(table: &Table, column: &Column, why: &str) -> StoreError {
    StoreError::Broken(format!("a value of {}.{} cannot be carried: {why}", table.name, column.name))
}

fn push_field(bytes: &mut Vec<u8>, row: &SqliteRow, place: usize, column: &Column) -> Result<(), String> {
    fn get<'r, T: Decode<'r, Sqlite>>(row: &'r SqliteRow, place: usize) -> Result<Option<T>, String> {
        row.try_get_unchecked::<Option<T>, _>(place).map_err(|error| error.to_string())
    }
    let too_large = |number: i64| format!("{number} is too large");
    let field = match column.kind {
        Kind::Id | Kind::Bytes => return push(bytes, get::<&[u8]>(row, place)?),
        Kind::Text => return push(bytes, get::<&str>(row, place)?.map(str::as_bytes)),
        Kind::Big => get::<i64>(row, place)?.map(|number| number.to_be_bytes().to_vec()),
        Kind::Real => get::<f64>(row, place)?.map(|number| number.to_be_bytes().to_vec()),
        Kind::Whole => match get::<i64>(row, place)? {
            Some(number) => Some(i32::try_from(number).map_err(|_| too_large(number))?.to_be_bytes().to_vec()),
            None => None,
        },
        Kind::Small => match get::<i64>(row, place)? {
            Some(number) => Some(i16::try_from(number).map_err(|_| too_large(number))?.to_be_bytes().to_vec()),
            None => None,
        },
    };
    push(bytes, field.as_deref())
}

fn push(bytes: &mut Vec<u8>, field: Option<&[u8]>) -> Result<(), String> {
    let Some(field) = field else {
        bytes.extend((-1_i32).to_be_bytes());
        return Ok(());
    };
    bytes.extend(i32::try_from(field.len()).map_err(|_| "it is too long".to_owned())?.to_be_bytes());
    bytes.extend_from_slice(field);
    Ok(())
}

/// The rows of a table of PostgreSQL.
pub(super) struct PostgresRows<'c> {
    stream: BoxStream<'c, Result<Bytes, sqlx::Error>>,
    /// What was received and not yet returned.
    waiting: Vec<u8>,
    place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Header,
    Rows,
    End,
}

impl<'c> PostgresRows<'c> {
    pub(super) async fn of(connection: &'c mut PgConnection, table: &Table) -> Result<Self, StoreError> {
        let copy = format!("COPY ({}) TO STDOUT (FORMAT binary)", table.rows());
        Ok(Self { stream: connection.copy_out_raw(&copy).await?, waiting: Vec::new(), place: Place::Header })
    }

    /// Reads the next rows. Returns whether there are any.
    pub(super) async fn next(&mut self, piece: &mut Piece) -> Result<bool, StoreError> {
        piece.clear();
        while piece.bytes.len() < PIECE {
            let Some(received) = self.stream.try_next().await? else {
                if self.place != Place::End {
                    return Err(StoreError::Unavailable("PostgreSQL did not send all rows".to_owned()));
                }
                break;
            };
            self.waiting.extend_from_slice(&received);
            self.take(piece);
        }
        Ok(!piece.ends.is_empty())
    }

    /// Takes the rows that were received whole.
    fn take(&mut self, piece: &mut Piece) {
        let mut done = 0;
        if self.place == Place::Header && self.waiting.len() >= HEADER.len() {
            (done, self.place) = (HEADER.len(), Place::Rows);
        }
        while self.place == Place::Rows {
            let rest = &self.waiting[done..];
            if rest.starts_with(TRAILER) {
                (done, self.place) = (done + TRAILER.len(), Place::End);
                break;
            }
            let Some(length) = row_length(rest) else { break };
            piece.bytes.extend_from_slice(&rest[..length]);
            piece.end_row();
            done += length;
        }
        self.waiting.drain(..done);
    }
}

/// The length of the row with which bytes begin. `None` if it is not there whole.
fn row_length(bytes: &[u8]) -> Option<usize> {
    let fields = i16::from_be_bytes(*bytes.first_chunk()?);
    let mut length = 2;
    for _ in 0..fields {
        let field = i32::from_be_bytes(*bytes.get(length..)?.first_chunk()?);
        length += 4 + usize::try_from(field).unwrap_or(0);
    }
    (length <= bytes.len()).then_some(length)
}

/// Adds the values of a row to those of a statement of SQLite.
pub(super) fn bind(arguments: &mut SqliteArguments, table: &Table, row: &[u8]) -> Result<(), StoreError> {
    let mut rest = row.get(2..).unwrap_or_default();
    for column in &table.columns {
        let field = take_field(&mut rest).ok_or_else(|| StoreError::unreadable("a row"))?;
        let bound = match (field, column.kind) {
            (None, _) => arguments.add(None::<i64>),
            (Some(field), Kind::Id | Kind::Bytes) => arguments.add(field.to_vec()),
            (Some(field), Kind::Text) => {
                let text = String::from_utf8(field.to_vec()).map_err(|error| not_carried(table, column, &error.to_string()))?;
                arguments.add(text)
            }
            (Some(field), Kind::Real) => arguments.add(number(field, f64::from_be_bytes)?),
            (Some(field), Kind::Big) => arguments.add(number(field, i64::from_be_bytes)?),
            (Some(field), Kind::Whole) => arguments.add(number(field, i32::from_be_bytes)?),
            (Some(field), Kind::Small) => arguments.add(i64::from(number(field, i16::from_be_bytes)?)),
        };
        bound.map_err(|error| not_carried(table, column, &error.to_string()))?;
    }
    Ok(())
}

fn number<T, const N: usize>(field: &[u8], of: fn([u8; N]) -> T) -> Result<T, StoreError> {
    field.try_into().map(of).map_err(|_| StoreError::unreadable("a number"))
}

/// The next field of a row: `Some(None)` if it is null.
#[expect(clippy::option_option, reason = "a field that is missing, and one that is null")]
fn take_field<'r>(rest: &mut &'r [u8]) -> Option<Option<&'r [u8]>> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    let Ok(length) = usize::try_from(i32::from_be_bytes(*length)) else {
        *rest = after;
        return Some(None);
    };
    let (field, after) = after.split_at_checked(length)?;
    *rest = after;
    Some(Some(field))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows with one field each.
    fn sent(fields: &[Option<&[u8]>]) -> Vec<u8> {
        let mut bytes = HEADER.to_vec();
        for field in fields {
            bytes.extend(1_i16.to_be_bytes());
            push(&mut bytes, *field).unwrap();
        }
        bytes.extend(TRAILER);
        bytes
    }

    #[test]
    fn rows_are_found_however_they_are_divided() {
        let bytes = sent(&[Some(b"one"), None, Some(b""), Some(&[0xff; 40])]);
        for size in 1..bytes.len() {
            let mut rows = PostgresRows { stream: Box::pin(futures::stream::empty()), waiting: Vec::new(), place: Place::Header };
            let mut piece = Piece::default();
            for part in bytes.chunks(size) {
                rows.waiting.extend_from_slice(part);
                rows.take(&mut piece);
            }
            assert!(rows.place == Place::End && rows.waiting.is_empty(), "{size}");
            let lengths: Vec<usize> = piece.rows().iter().map(|row| row.len()).collect();
            assert_eq!(lengths, [9, 6, 6, 46], "{size}");
        }
    }

    #[test]
    fn a_sum_does_not_depend_on_the_order_but_on_each_byte() {
        let sum = |fields: &[Option<&[u8]>]| {
            let mut rows =
                PostgresRows { stream: Box::pin(futures::stream::empty()), waiting: sent(fields), place: Place::Header };
            let (mut piece, mut sum) = (Piece::default(), Sum::default());
            rows.take(&mut piece);
            sum.add(&piece);
            sum
        };
        assert_eq!(sum(&[Some(b"a"), Some(b"b")]), sum(&[Some(b"b"), Some(b"a")]));
        assert_ne!(sum(&[Some(b"a"), Some(b"b")]), sum(&[Some(b"a"), Some(b"c")]));
        assert_ne!(sum(&[None]), sum(&[Some(b"")]));
    }
}
