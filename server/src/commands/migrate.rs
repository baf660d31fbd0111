//! `klankbord migrate`: only the migration, which every command runs first.

use anyhow::Result;

use crate::{cli::output::say, config::DatabaseArgs};

pub async fn run(database: &DatabaseArgs) -> Result<()> {
    let store = database.open().await?;
    store.close().await;
    say("the database is up to date")
}
