//! What an administrator asks about a database: whether it can be written, its settings, and what others added to it.

use std::sync::atomic::Ordering;

use sea_orm::{ActiveValue::Set, ConnectionTrait as _, EntityTrait as _, Statement, sea_query::OnConflict};

use crate::{
    clock::now,
    database::{Backend, schema},
    entity::lease,
    error::StoreError,
    store::Store,
};

/// The row that a check of writing changes. It stays.
const HEALTH: &str = "health";
/// More bytes than a large answer adds.
const LARGE: usize = 64 * 1024;

/// A setting of the database, as it is and as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseSetting {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: String,
    /// The values with which an acknowledged answer is on disk, or erased data are overwritten.
    pub expected: &'static [&'static str],
}

impl DatabaseSetting {
    /// Whether it is as it should be.
    pub fn is_right(&self) -> bool {
        self.expected.iter().any(|expected| self.value.eq_ignore_ascii_case(expected))
    }
}

impl Store {
    /// Whether a write failed for a reason of the database, and [`Store::check_writable`] has not seen it work since.
    pub fn has_failed_to_write(&self) -> bool {
        self.inner.write_failed.load(Ordering::Acquire)
    }

    /// Checks that the database can be written: it writes one small row. After a failed write it writes as much as a
    /// large answer, because a small row may still fit where an answer does not, as under a quota.
    ///
    /// # Errors
    /// Why it cannot, such as a full disk.
    pub async fn check_writable(&self) -> Result<(), StoreError> {
        self.write_health(HEALTH.to_owned()).await?;
        if self.has_failed_to_write() {
            // An index of PostgreSQL takes no long names. Its files grow by whole blocks, and have no room to spare.
            if self.backend() == Backend::Sqlite {
                let large = format!("{HEALTH}{}", " ".repeat(LARGE));
                self.write_health(large.clone()).await?;
                let transaction = self.begin().await?;
                lease::Entity::delete_by_id(large).exec(&*transaction).await?;
                transaction.commit().await?;
            }
            self.inner.write_failed.store(false, Ordering::Release);
        }
        Ok(())
    }

    async fn write_health(&self, name: String) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let row = lease::ActiveModel { name: Set(name), held_until: Set(0), due_at: Set(now().0) };
        let again = OnConflict::column(lease::Column::Name).update_column(lease::Column::DueAt).to_owned();
        lease::Entity::insert(row).on_conflict(again).exec_without_returning(&*transaction).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The tables, views and indexes that others added and that do no harm.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_foreign_objects(&self) -> Result<Vec<String>, StoreError> {
        Ok(schema::difference(self.read()).await?.foreign)
    }

    /// The settings on which the safety of answers depends.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_database_settings(&self) -> Result<Vec<DatabaseSetting>, StoreError> {
        let asked: &[(&'static str, &str, &'static [&'static str])] = match self.backend() {
            Backend::Sqlite => &[
                ("journal_mode", "SELECT journal_mode FROM pragma_journal_mode", &["wal"]),
                ("synchronous", "SELECT CAST(synchronous AS text) FROM pragma_synchronous", &["2", "3"]),
                ("secure_delete", "SELECT CAST(secure_delete AS text) FROM pragma_secure_delete", &["1"]),
            ],
            Backend::Postgres => &[
                ("fsync", "SELECT current_setting('fsync')", &["on"]),
                ("full_page_writes", "SELECT current_setting('full_page_writes')", &["on"]),
                (
                    "synchronous_commit",
                    "SELECT current_setting('synchronous_commit')",
                    &["on", "local", "remote_write", "remote_apply"],
                ),
            ],
        };
        let mut settings = Vec::new();
        for &(name, sql, expected) in asked {
            let statement = Statement::from_string(self.read().get_database_backend(), sql);
            let row = self.read().query_one_raw(statement).await?.ok_or(StoreError::NotFound)?;
            settings.push(DatabaseSetting { name, value: row.try_get_by_index(0)?, expected });
        }
        Ok(settings)
    }
}
