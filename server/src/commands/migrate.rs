//! `klankbord migrate`: what every command does first, on its own.

use anyhow::Result;

use crate::{cli::output::say, config::DatabaseArgs};

pub async fn run(database: &DatabaseArgs) -> Result<()> {
    let store = database.open().await?;
    store.close().await;
    say("the database is up to date")
}
