//! The connection of a task that writes batches, kept between them. A batch costs two round trips. It saves those of
//! taking a connection out of a pool and testing it on return.

use std::{
    io,
    sync::Arc,
    time::{Duration, Instant},
};

use sea_orm::{
    DbBackend, DbErr, RuntimeErr, Statement, Values,
    sqlx::{
        self, AssertSqlSafe, ColumnIndex, Connection as _, Decode, Executor as _, IntoArguments, Row, Type,
        database::HasStatementCache, pool::PoolConnection, query::Query,
    },
};
use sea_query_sqlx::SqlxValues;
use tokio::sync::OwnedMutexGuard;

use crate::{
    database::{Backend, Inner, bulk_insert::VALUES},
    write_set::rollup::Stripe,
};

/// The timeout of a round trip. A connection that the network dropped silently would otherwise block for minutes.
const PATIENCE: Duration = Duration::from_secs(10);
/// The idle time after which a connection is tested before use.
const IDLE: Duration = Duration::from_secs(1);

/// A connection. It is opened on first use, and again after an error.
pub(crate) struct Direct {
    inner: Arc<Inner>,
    kept: Option<(Kept, Instant)>,
    stripe: Stripe,
}

enum Kept {
    Sqlite(PoolConnection<sqlx::Sqlite>),
    Postgres(PoolConnection<sqlx::Postgres>),
}

impl Direct {
    pub(crate) const fn new(inner: Arc<Inner>, stripe: Stripe) -> Self {
        Self { inner, kept: None, stripe }
    }

    pub(crate) fn backend(&self) -> DbBackend {
        match self.inner.backend() {
            Backend::Sqlite => DbBackend::Sqlite,
            Backend::Postgres => DbBackend::Postgres,
        }
    }

    /// The stripe of the counters of its task.
    pub(crate) const fn stripe(&self) -> Stripe {
        self.stripe
    }

    /// Waits for the write lock of SQLite, and holds it while the value lives.
    pub(crate) async fn turn(&self) -> Option<OwnedMutexGuard<()>> {
        self.inner.turn().await
    }

    /// Reads rows of three columns of bytes.
    pub(crate) async fn triples(&mut self, statement: Statement) -> Result<Vec<Triple>, DbErr> {
        let mut kept = self.take().await?;
        let rows = match &mut kept {
            Kept::Sqlite(connection) => within(query(statement).fetch_all(&mut **connection)).await.and_then(triples),
            Kept::Postgres(connection) => within(query(statement).fetch_all(&mut **connection)).await.and_then(triples),
        };
        if rows.is_ok() {
            self.keep(kept);
        }
        rows.map_err(error)
    }

    /// Executes all statements in one transaction. On SQLite the caller holds the write lock.
    pub(crate) async fn write(&mut self, statements: Vec<Statement>) -> Result<(), DbErr> {
        let mut kept = self.take().await?;
        let single = statements.len() == 1;
        let written = match &mut kept {
            Kept::Sqlite(connection) => within(write_sqlite(connection, statements)).await,
            Kept::Postgres(connection) => within(write_postgres(connection, statements)).await,
        };
        // If PostgreSQL refuses a single statement, no transaction stays open.
        let refused = single && matches!((&kept, &written), (Kept::Postgres(_), Err(sqlx::Error::Database(_))));
        if written.is_ok() || refused {
            self.keep(kept);
        }
        written.map_err(error)
    }

    fn keep(&mut self, kept: Kept) {
        self.kept = Some((kept, Instant::now()));
    }

    async fn take(&mut self) -> Result<Kept, DbErr> {
        if let Some((mut kept, used)) = self.kept.take()
            && (used.elapsed() < IDLE || kept.lives().await)
        {
            return Ok(kept);
        }
        // A connection is dropped only after an error, perhaps within a transaction, so it is closed.
        Ok(match self.inner.backend() {
            Backend::Sqlite => {
                let mut connection = self.inner.write().get_sqlite_connection_pool().acquire().await.map_err(error)?;
                connection.close_on_drop();
                Kept::Sqlite(connection)
            }
            Backend::Postgres => {
                let mut connection = self.inner.write().get_postgres_connection_pool().acquire().await.map_err(error)?;
                connection.close_on_drop();
                Kept::Postgres(connection)
            }
        })
    }
}

impl Kept {
    async fn lives(&mut self) -> bool {
        let sign = match self {
            Self::Sqlite(connection) => within(connection.ping()).await,
            Self::Postgres(connection) => within(connection.ping()).await,
        };
        sign.is_ok()
    }
}

async fn within<T>(round_trip: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, sqlx::Error> {
    tokio::time::timeout(PATIENCE, round_trip).await.unwrap_or_else(|_| Err(sqlx::Error::Io(io::ErrorKind::TimedOut.into())))
}

/// Three columns of one row.
pub(crate) type Triple = (Option<Vec<u8>>, Option<Vec<u8>>, Option<Vec<u8>>);

fn triples<R: Row>(rows: Vec<R>) -> Result<Vec<Triple>, sqlx::Error>
where
    usize: ColumnIndex<R>,
    Option<Vec<u8>>: Type<R::Database> + for<'r> Decode<'r, R::Database>,
{
    rows.into_iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?))).collect()
}

/// Large statements are not cached in parsed form, because each takes megabytes.
fn query<DB>(statement: Statement) -> Query<'static, DB, SqlxValues>
where
    DB: sqlx::Database + HasStatementCache,
    SqlxValues: IntoArguments<DB>,
{
    let values = statement.values.unwrap_or(Values(Vec::new()));
    let kept = values.0.len() <= VALUES;
    sqlx::query_with(AssertSqlSafe(statement.sql), SqlxValues(values)).persistent(kept)
}

/// The driver accepts a text of several statements and binds the values to one after the other.
async fn write_sqlite(connection: &mut sqlx::SqliteConnection, statements: Vec<Statement>) -> Result<(), sqlx::Error> {
    let mut all = Statement::from_string(DbBackend::Sqlite, "BEGIN IMMEDIATE; ");
    let mut values = Vec::new();
    for statement in statements {
        all.sql.push_str(&statement.sql);
        values.extend(statement.values.into_iter().flat_map(|values| values.0));
    }
    all.sql.push_str("COMMIT");
    all.values = Some(Values(values));
    query(all).execute(connection).await?;
    Ok(())
}

/// A single statement is a transaction by itself.
async fn write_postgres(connection: &mut sqlx::PgConnection, statements: Vec<Statement>) -> Result<(), sqlx::Error> {
    let several = statements.len() > 1;
    if several {
        connection.execute("BEGIN").await?;
    }
    for statement in statements {
        query(statement).execute(&mut *connection).await?;
    }
    if several {
        connection.execute("COMMIT").await?;
    }
    Ok(())
}

fn error(error: sqlx::Error) -> DbErr {
    DbErr::Exec(RuntimeErr::SqlxError(Arc::new(error)))
}
