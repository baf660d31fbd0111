//! A database for each test.

use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection};
use store::Store;

/// The store of a test, with a second, direct connection to inspect its database.
pub(crate) struct TestStore {
    pub(crate) store: Store,
    pub(crate) url: String,
    pub(crate) raw: DatabaseConnection,
}

impl std::ops::Deref for TestStore {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

impl TestStore {
    pub(crate) async fn open(url: String) -> Self {
        let store = Store::open(&url).await.expect("the database opens");
        let raw = Database::connect(&url).await.expect("the database opens again");
        Self { store, url, raw }
    }

    /// The one number that a query returns.
    pub(crate) async fn number(&self, sql: &str) -> i64 {
        let statement = sea_orm::Statement::from_string(self.raw.get_database_backend(), sql);
        let row = self.raw.query_one_raw(statement).await.unwrap().unwrap();
        row.try_get_by_index(0).unwrap()
    }
}

pub(crate) async fn on_sqlite<F: Future<Output = ()>>(test: fn(TestStore) -> F) {
    let folder = tempfile::tempdir().unwrap();
    test(TestStore::open(format!("sqlite://{}/test.db?mode=rwc", folder.path().display())).await).await;
}

pub(crate) async fn on_postgres<F: Future<Output = ()>>(test: fn(TestStore) -> F) {
    let Ok(server) = std::env::var("KLANKBORD_TEST_POSTGRES_URL") else {
        println!("skipped: KLANKBORD_TEST_POSTGRES_URL is not set");
        return;
    };
    let admin = Database::connect(&server).await.expect("PostgreSQL answers");
    let name = format!("klankbord_test_{}", uuid::Uuid::new_v4().simple());
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    let base = server.rsplit_once('/').expect("the address names a database").0;
    test(TestStore::open(format!("{base}/{name}")).await).await;
    admin.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
}
