//! `klankbord outbox`: messages for other systems, as JSON lines: which purposes of which subject are no longer in
//! force.

use anyhow::Result;
use clap::builder::BoolishValueParser;
use domain::calendar::Millis;
use uuid::Uuid;

use crate::{cli::output::say, clock, config::DatabaseArgs};

#[derive(clap::Args, Debug)]
pub struct Args {
    /// Only what came after the message with this id
    #[arg(long, env = "KLANKBORD_AFTER", value_name = "ID")]
    after: Option<Uuid>,

    /// Also those of the last minute, behind which an earlier one may still come: not to be gone on from with --after
    #[arg(long, env = "KLANKBORD_UNSETTLED", value_parser = BoolishValueParser::new())]
    unsettled: bool,

    /// At most so many
    #[arg(long, env = "KLANKBORD_LIMIT", value_name = "N", default_value_t = 1_000, value_parser = clap::value_parser!(u64).range(1..=100_000))]
    limit: u64,
}

pub async fn run(database: &DatabaseArgs, args: &Args) -> Result<()> {
    let store = database.open().await?;
    // Longer than any transaction, and than the difference between the clocks of servers.
    let before = if args.unsettled { Millis(i64::MAX) } else { Millis(clock::now().0 - 60_000) };
    for message in store.list_outbox(args.after, before, args.limit).await? {
        let mut line: serde_json::Value = serde_json::from_str(&message.content)?;
        line["id"] = message.id.to_string().into();
        say(line)?;
    }
    store.close().await;
    Ok(())
}
