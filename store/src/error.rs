//! The errors of the store, grouped by what a caller can do about them. The database's own error stays here.

use std::sync::Arc;

use domain::error::FieldError;
use sea_orm::{DbErr, RuntimeErr, SqlErr, sqlx};

/// Why a call to the store failed. Nothing was changed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// The item does not exist.
    #[error("not found")]
    NotFound,
    /// It exists already, or was changed in the meantime. The text names what.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// The content to be published breaks the rules. Lists every error.
    #[error("not fit to be published: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Invalid(Vec<FieldError>),
    /// The database is unreachable, locked or full. The same call may succeed later.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// The database's address, schema or content is wrong. Calling again will not help.
    #[error("the database cannot be used: {0}")]
    Broken(String),
}

impl StoreError {
    /// The error for our own content that cannot be read back.
    pub(crate) fn unreadable(what: &'static str) -> Self {
        Self::Broken(Unreadable { what, column: None }.to_string())
    }
}

/// The source of the error of a row whose text cannot be read as the type of its column.
#[derive(Debug, thiserror::Error)]
#[error("{what} cannot be read back{}", .column.as_ref().map(|column| format!(" from the column {column}")).unwrap_or_default())]
pub(crate) struct Unreadable {
    pub(crate) what: &'static str,
    /// The name of the column. `None` if the row is read by position.
    pub(crate) column: Option<String>,
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if let DbErr::TryIntoErr { source, .. } = &error
            && let Some(unreadable) = source.downcast_ref::<Unreadable>()
        {
            return Self::Broken(unreadable.to_string());
        }
        if is_transient(&error) { Self::Unavailable(plain_words(&error)) } else { Self::Broken(error.to_string()) }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        DbErr::Exec(RuntimeErr::SqlxError(Arc::new(error))).into()
    }
}

/// Why a database is not available, in words that an administrator can act on. What the driver says is kept where it says
/// more.
fn plain_words(error: &DbErr) -> String {
    let (DbErr::Conn(runtime) | DbErr::Exec(runtime) | DbErr::Query(runtime)) = error else {
        return "no connection became free in time: the database does not answer, or is too busy".to_owned();
    };
    let RuntimeErr::SqlxError(error) = runtime else { return runtime.to_string() };
    plain_words_of_driver(error)
}

/// The same, for an error of the driver.
pub(crate) fn plain_words_of_driver(error: &sqlx::Error) -> String {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code).unwrap_or_default();
    let sqlite = code.parse::<u32>().ok().filter(|_| code.len() < 5).map(|code| code & 0xff);
    match (error, sqlite, &*code) {
        (sqlx::Error::PoolTimedOut, ..) => {
            "no connection became free in time: the database does not answer, or is too busy".to_owned()
        }
        (sqlx::Error::PoolClosed, ..) => "its connections were closed".to_owned(),
        (sqlx::Error::Io(error), ..) => format!("the connection failed ({error})"),
        (_, Some(5 | 6), _) => "another program is writing to it".to_owned(),
        (_, Some(8), _) => format!("it cannot be written to: look at the rights of its file and folder ({error})"),
        (_, Some(10), _) => format!("the disk cannot be read or written ({error})"),
        (_, Some(13), _) => "the disk is full".to_owned(),
        (_, Some(14), _) => format!("its file cannot be opened: look at the path, and at the rights of the folder ({error})"),
        (_, _, "53100") => "the disk of PostgreSQL is full".to_owned(),
        (_, _, "53300") => "PostgreSQL takes no more connections (max_connections)".to_owned(),
        (_, _, "57P01" | "57P02" | "57P03") => "PostgreSQL is starting or stopping".to_owned(),
        (_, _, "25006") => "PostgreSQL only reads: it is a standby, or was set so".to_owned(),
        _ => error.to_string(),
    }
}

/// Whether an insert failed because the row exists already.
pub(crate) fn is_duplicate(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}

/// Whether PostgreSQL ended a transaction because of a deadlock. Nothing was written, and the transaction may be tried
/// again at once.
pub(crate) fn is_deadlock(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error))) = error else { return false };
    error.as_database_error().and_then(sqlx::error::DatabaseError::code).is_some_and(|code| code == "40P01")
}

fn is_transient(error: &DbErr) -> bool {
    match error {
        DbErr::Conn(runtime) | DbErr::Exec(runtime) | DbErr::Query(runtime) => match runtime {
            RuntimeErr::SqlxError(error) => is_transient_sqlx(error),
            RuntimeErr::Internal(_) => false,
        },
        DbErr::ConnectionAcquire(_) => true,
        _ => false,
    }
}

fn is_transient_sqlx(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::Protocol(_) => true,
        sqlx::Error::Database(error) => {
            let code = error.code().unwrap_or_default();
            // PostgreSQL: classes 08 (connection), 53 (resources), 57 (operator), 40 (rollback), 58 (system), 25006
            // (read-only). SQLite's primary codes: busy, locked, read-only, input/output error, full, cannot open.
            let postgres = code.len() == 5 && (["08", "53", "57", "40", "58"].contains(&&code[..2]) || code == "25006");
            let sqlite = code.parse::<u32>().is_ok_and(|c| matches!(c & 0xff, 5 | 6 | 8 | 10 | 13 | 14)) && code.len() < 5;
            postgres || sqlite
        }
        _ => false,
    }
}
