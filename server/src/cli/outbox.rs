//! `klankbord outbox`: what other systems must be told, as JSON lines: which purposes no longer stand, of whom.

use anyhow::Result;
use uuid::Uuid;

use super::say;
use crate::config::DatabaseArgs;

#[derive(clap::Args, Debug)]
pub struct Args {
    /// Only what came after the message with this id
    #[arg(long, env = "KLANKBORD_AFTER", value_name = "ID")]
    after: Option<Uuid>,

    /// At most so many
    #[arg(long, env = "KLANKBORD_LIMIT", value_name = "N", default_value_t = 1_000, value_parser = clap::value_parser!(u64).range(1..=100_000))]
    limit: u64,
}

pub async fn run(database: &DatabaseArgs, args: &Args) -> Result<()> {
    let store = database.open().await?;
    for message in store.list_outbox(args.after, args.limit).await? {
        let mut line: serde_json::Value = serde_json::from_str(&message.content)?;
        line["id"] = message.id.to_string().into();
        say(line)?;
    }
    store.close().await;
    Ok(())
}
