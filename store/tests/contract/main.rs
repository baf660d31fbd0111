//! The contract of the store: the same tests on SQLite and on PostgreSQL, each on a database of its own.
//!
//! PostgreSQL is the one at `KLANKBORD_TEST_POSTGRES_URL`; without it those tests report that they were skipped.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod account;
mod backup;
mod comment;
mod export;
mod import;
mod ledger;
mod opening;
mod organisation;
mod privacy;
mod receipt;
mod report;
mod response;
mod results;
mod retention;
mod rights;
mod site;
mod support;
mod survey;
mod upgrade;

/// Makes of each function `async fn(Store)` two tests, one for each database.
macro_rules! contract {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    crate::support::database::on_sqlite(super::$name).await;
                }
            )*
        }
        mod postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    crate::support::database::on_postgres(super::$name).await;
                }
            )*
        }
    };
}
pub(crate) use contract;
