//! The contract of the store: the same tests on SQLite and on PostgreSQL, each on a database of its own.
//!
//! PostgreSQL is the one at `KLANKBORD_TEST_POSTGRES_URL`; without it those tests say that they were skipped.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod accesses;
mod accounts;
mod api_keys;
mod breakdowns;
mod comments;
mod database;
mod decision_receipts;
mod decisions;
mod export_jobs;
mod exports;
mod fixed_reports;
mod imports;
mod ledger;
mod ledger_faults;
mod notices_in_use;
mod opening;
mod reader_snapshots;
mod receipts;
mod results;
mod retention;
mod rights;
mod rollups;
mod sample;
mod saved_views;
mod site_numbers;
mod sites;
mod submissions;
mod surveys;
mod tags;
mod visitors;
mod works_council;

/// Makes of each function `async fn(Store)` two tests, one for each database.
macro_rules! contract {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    crate::database::on_sqlite(super::$name).await;
                }
            )*
        }
        mod postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    crate::database::on_postgres(super::$name).await;
                }
            )*
        }
    };
}
pub(crate) use contract;
