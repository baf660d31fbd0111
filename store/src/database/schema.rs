//! Brings a database up to date, and refuses one that is not what this release makes. It must not know what tables hold.
//!
//! A database that is up to date is only read, so that a command starts while another program writes.

use migrations::{
    Migrator, Progress,
    structure::{Difference, Structure},
};
use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sea_orm_migration::MigratorTrait as _;

use crate::{database::Inner, error::StoreError};

/// The key of the advisory lock for migrations, unlikely to be used by another program: "klankb" in ASCII.
const MIGRATION_LOCK: i64 = 0x6b6c_616e_6b62;
/// How many differences a refusal names.
const SHOWN_DIFFERENCES: usize = 5;

/// Stands among the changes of a database into which a copy was begun and not finished. No version knows a change of that
/// name, so each refuses the database.
pub(crate) const UNFINISHED_COPY: &str = "unfinished_copy";

/// Whether a copy that is not finished may be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Copies {
    /// Only one that passed its check.
    Finished,
    /// Also one that is being checked.
    Any,
}

/// Applies what is pending, all or nothing, and compares the outcome with what this release makes. Returns the changes
/// that were applied to an existing database.
pub(crate) async fn bring_up_to_date(inner: &Inner, copies: Copies) -> Result<Vec<String>, StoreError> {
    if copies == Copies::Any {
        compare(&inner.read).await?;
        return Ok(Vec::new());
    }
    let progress = Progress::read(&inner.read).await?;
    refuse_newer(&progress)?;
    if progress.pending.is_empty() {
        return compare(&inner.read).await.map(|()| Vec::new());
    }
    let transaction = inner.begin().await?;
    if transaction.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")).await?;
    }
    // Another process may have been faster.
    let progress = Progress::read(&*transaction).await?;
    refuse_newer(&progress)?;
    Migrator::up(&*transaction, None).await.map_err(|error| unfinished(&progress, error))?;
    // Not committed yet: a database that is refused stays as it was.
    compare(&*transaction).await?;
    transaction.commit().await?;
    Ok(if progress.done.is_empty() { Vec::new() } else { progress.pending })
}

/// How the structure differs from what this release makes.
pub(crate) async fn difference(connection: &impl ConnectionTrait) -> Result<Difference, StoreError> {
    let found = Structure::read(connection).await?;
    Ok(Structure::expected(connection.get_database_backend()).difference(&found))
}

/// Refuses a database whose tables are not those of this release.
pub(crate) async fn compare(connection: &impl ConnectionTrait) -> Result<(), StoreError> {
    let difference = difference(connection).await?;
    if difference.is_none() { Ok(()) } else { Err(StoreError::Broken(refusal(&difference))) }
}

/// Refuses a database that a newer version changed, or into which a copy was not finished.
pub(crate) fn refuse_newer(progress: &Progress) -> Result<(), StoreError> {
    if progress.unknown.is_empty() {
        return Ok(());
    }
    if progress.unknown.iter().any(|name| name == UNFINISHED_COPY) {
        return Err(StoreError::Broken(
            "a copy into it was begun and not finished, so it holds nothing to rely on. Begin anew, with the same \
             `klankbord migrate-to URL` or `klankbord restore DIR` (docs/backup.md)"
                .to_owned(),
        ));
    }
    Err(StoreError::Broken(format!(
        "a newer version of Klankbord has changed it ({}), which this version does not know. Nothing was changed. Start that \
         version or a later one, or go back to a backup from before the upgrade (docs/upgrades.md)",
        progress.unknown.join(", ")
    )))
}

fn unfinished(progress: &Progress, error: DbErr) -> StoreError {
    match StoreError::from(error) {
        StoreError::Broken(cause) if progress.done.is_empty() => StoreError::Broken(format!(
            "its tables cannot be made: {cause}. Nothing was changed. If another program has tables in this database, give \
             Klankbord a database or a schema of its own"
        )),
        StoreError::Broken(cause) => {
            StoreError::Broken(format!("it cannot be brought up to date: {cause}. Nothing was changed. {CURE}"))
        }
        other => other,
    }
}

/// What to do about a database that is not what it is recorded to be.
const CURE: &str = "Export its answers with the version that made it (`klankbord export`), and import them with this version \
    (`klankbord import`) into a new database, or go back to a backup (docs/upgrades.md)";

fn refusal(difference: &Difference) -> String {
    let missing = difference.missing.iter().map(|line| format!("missing: {line}"));
    let unexpected = difference.unexpected.iter().map(|line| format!("not ours: {line}"));
    let all: Vec<String> = missing.chain(unexpected).collect();
    let more = all.len().saturating_sub(SHOWN_DIFFERENCES);
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    format!(
        "its tables are not those of this version: an unfinished or a changed version made them, or somebody altered them. \
         Nothing was changed. {CURE}. The difference: {}{more}",
        all[..all.len().min(SHOWN_DIFFERENCES)].join("; ")
    )
}
