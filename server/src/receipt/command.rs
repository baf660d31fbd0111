//! `klankbord receipts`: the end of receipts whose codes can be guessed.

use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use domain::{
    account::audit::{Audit, AuditAction},
    calendar::Day,
    channel::Channel,
};
use jiff::tz::TimeZone;

use crate::{
    cli::{acts::note_act, output::say},
    config::DatabaseArgs,
};

/// `klankbord receipts`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// End the receipts of answers from before codes were secret, whose codes follow from a key that others may predict
    Revoke(RevokeArgs),
}

/// `klankbord receipts revoke`.
#[derive(Args, Debug)]
pub struct RevokeArgs {
    /// The channel by which the answers came, such as api
    #[arg(long, env = "KLANKBORD_CHANNEL", value_name = "CHANNEL", value_parser = str::parse::<Channel>)]
    channel: Channel,

    /// Only answers from before this day, in the time zone of the organisation
    #[arg(long, env = "KLANKBORD_BEFORE", value_name = "YYYY-MM-DD", value_parser = Day::parse)]
    before: Day,

    /// Only say how many there are
    #[arg(long, env = "KLANKBORD_DRY_RUN")]
    dry_run: bool,
}

/// Runs it.
///
/// # Errors
/// When the database cannot be used.
pub async fn run(database: &DatabaseArgs, command: Command) -> Result<()> {
    let Command::Revoke(args) = command;
    let store = database.open().await?;
    let Some(organisation) = store.find_organisation().await? else { bail!("there is no organisation yet") };
    let zone = TimeZone::get(&organisation.profile.time_zone).unwrap_or(TimeZone::UTC);
    let channel = args.channel.name();
    let since = Day::of(store.receipt_codes_secret_since(), &zone);
    if args.dry_run {
        let count = store.count_guessable_receipts(args.channel, args.before).await?;
        say(format_args!("receipts that would be ended: {count} (channel {channel}); codes since {since} cannot be guessed"))?;
    } else {
        let count = store.revoke_guessable_receipts(args.channel, args.before).await?;
        let audit = Audit::new("klankbord receipts revoke", AuditAction::ReceiptsRevoked, channel);
        note_act(&store, audit.with(format!("before={} ended={count}", args.before))).await;
        say(format_args!(
            "receipts that are ended: {count} (channel {channel}). Their addresses open nothing any more; the answers and their \
             proof are kept. Codes since {since} cannot be guessed and stay"
        ))?;
    }
    store.close().await;
    Ok(())
}
