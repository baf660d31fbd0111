//! Connections to PostgreSQL, and the refusal of a pooler that hands them out by transaction.

use std::time::Duration;

use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DbErr, RuntimeErr,
    sqlx::{self, Executor as _},
};

use crate::{
    database::{ACQUIRE_TIMEOUT, CACHED_STATEMENTS},
    error::{StoreError, plain_words_of_driver},
};

/// Opens connections.
pub(crate) async fn open_postgres(url: &str, connections: u32) -> Result<DatabaseConnection, StoreError> {
    open_patient_postgres(url, connections, ACQUIRE_TIMEOUT).await
}

/// The same, with the longest time that a query waits for a connection.
pub(crate) async fn open_patient_postgres(
    url: &str,
    connections: u32,
    patience: Duration,
) -> Result<DatabaseConnection, StoreError> {
    match connect(url, connections, patience, Startup::WithSettings).await {
        // PgBouncer refuses settings at the start of a connection unless it is told to ignore them. Ours only save time.
        Err(error) if error.to_string().contains("startup parameter") => {
            connect(url, connections, patience, Startup::Plain).await
        }
        other => other,
    }
    .map_err(|error| StoreError::Unavailable(words(&error)))
}

/// Refuses a pooler in transaction mode that loses prepared statements. In that mode two clients share a connection,
/// and each statement may reach another one.
pub(crate) async fn refuse_transaction_pooling(connection: &DatabaseConnection) -> Result<(), StoreError> {
    const PROCESS: &str = "SELECT pg_backend_pid()";
    let pool = connection.get_postgres_connection_pool();
    let probe = async {
        let mut first = pool.acquire().await?;
        let mut second = pool.acquire().await?;
        let process: i32 = sqlx::query_scalar(PROCESS).fetch_one(&mut *first).await?;
        second.execute("BEGIN").await?;
        let held: i32 = sqlx::query_scalar(PROCESS).fetch_one(&mut *second).await?;
        // The second client holds the connection of the first, which gets another one for the same statement.
        let again = match process == held {
            true => sqlx::query_scalar::<_, i32>(PROCESS).fetch_one(&mut *first).await.map(drop),
            false => Ok(()),
        };
        second.execute("ROLLBACK").await?;
        if again.is_err() {
            first.close_on_drop();
        }
        Ok::<_, sqlx::Error>(again)
    };
    match probe.await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(StoreError::Broken(transaction_mode(&error))),
        Err(error) if is_of_pooling(&error) => Err(StoreError::Broken(transaction_mode(&error))),
        Err(error) => Err(StoreError::Unavailable(plain_words_of_driver(&error))),
    }
}

fn transaction_mode(error: &sqlx::Error) -> String {
    format!(
        "the pooler in front of PostgreSQL (such as PgBouncer) hands out connections by transaction (pool_mode = transaction) and \
         does not keep prepared statements. Set pool_mode = session for this database, or max_prepared_statements (PgBouncer 1.21 \
         and later), or connect to PostgreSQL itself ({error})"
    )
}

/// Whether a prepared statement was missing, or there already: what a shared connection leads to.
fn is_of_pooling(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.is_some_and(|code| ["26000", "42P05"].contains(&&*code))
}

/// What is said at the start of a connection.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Startup {
    WithSettings,
    Plain,
}

async fn connect(url: &str, connections: u32, patience: Duration, startup: Startup) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(patience)
        .connect_timeout(ACQUIRE_TIMEOUT)
        .sqlx_logging(false);
    options.map_sqlx_postgres_opts(move |postgres| {
        let postgres = postgres.statement_cache_capacity(CACHED_STATEMENTS);
        // JIT compilation takes longer than our queries. PostgreSQL uses it if it estimates that a query reads much.
        match startup {
            Startup::WithSettings => postgres.options([("jit", "off")]),
            // PostgreSQL 12 and later write numbers without loss by themselves.
            Startup::Plain => postgres.extra_float_digits(None),
        }
    });
    options.test_before_acquire_if_idle_for(Duration::from_secs(1)).set_application_name("klankbord");
    Database::connect(options).await
}

fn words(error: &DbErr) -> String {
    match error {
        DbErr::Conn(RuntimeErr::SqlxError(error)) => plain_words_of_driver(error),
        other => other.to_string(),
    }
}
