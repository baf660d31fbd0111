//! `klankbord retention`: lists what is due to be erased, expired or deleted, or does it at once.

use anyhow::{Result, bail};
use clap::builder::BoolishValueParser;
use domain::{
    account::audit::{Audit, AuditAction},
    calendar::Millis,
    retention,
};

use crate::{
    cli::{
        acts::note_act,
        output::{UsageError, note, say},
    },
    clock,
    config::{AuditArgs, DatabaseArgs},
    retention::{job as upkeep, job::Trust},
};

#[derive(clap::Args, Debug)]
pub struct Args {
    /// Only say what would go; change nothing
    #[arg(long, env = "KLANKBORD_DRY_RUN", value_parser = BoolishValueParser::new())]
    dry_run: bool,

    /// What would be due at that time, as 2027-01-01T00:00:00Z; with --dry-run [default: now]
    #[arg(long, env = "KLANKBORD_AT", value_name = "TIME", value_parser = parse_time)]
    at: Option<Millis>,

    /// Say that the clock of this machine is right, though it is far ahead of the latest time this database knows, or behind it
    #[arg(long, env = "KLANKBORD_CONFIRM_CLOCK", value_parser = BoolishValueParser::new())]
    confirm_clock: bool,

    #[command(flatten)]
    audit: AuditArgs,
}

pub async fn run(database: &DatabaseArgs, args: &Args) -> Result<()> {
    if args.at.is_some() && !args.dry_run {
        return Err(UsageError("--at is for --dry-run: what is done is done by the clock".to_owned()).into());
    }
    let store = database.open().await?;
    let now = args.at.unwrap_or_else(clock::now);
    let trust = if args.at.is_some() || args.confirm_clock { Trust::Believed(None) } else { upkeep::trust(&store, now).await? };
    let due = store.list_due(now).await?;
    say(format_args!("{} responses, withdrawn more than 15 days before: answers erased, proof kept", due.withdrawn))?;
    say(format_args!("{} responses, kept as long as their notice says: answers erased, proof kept", due.retained))?;
    say(format_args!("{} visitors of websites with a grant past its validity: its expiry recorded", due.expired))?;
    for (log, events) in &due.logs {
        say(format_args!("log {log}, past its proof period: {events} events deleted, its last checkpoint kept"))?;
    }
    for log in &due.needed_logs {
        say(format_args!("log {log}, past its proof period: kept, for answers of that time are"))?;
    }
    say(format_args!("{} messages for other systems, there for more than 90 days: deleted", due.told))?;
    say(format_args!("{} responses whose use was restricted: kept until that is lifted", due.restricted))?;
    say(format_args!("{} requests of people, closed more than five years ago: deleted", due.requests))?;
    let old = store.count_old_audit(retention::audit_before(now, args.audit.audit_months)).await?;
    say(format_args!("{old} entries of the audit log, older than {} months: deleted", args.audit.audit_months))?;
    if let Trust::Doubted(known) = trust {
        note(format_args!(
            "the clock says {}, more than {} days after {}, the latest time this database knows: servers erase nothing by it; if it is \
             right, run `klankbord retention --confirm-clock` once",
            now.rfc3339(),
            retention::CLOCK_DAYS,
            known.rfc3339()
        ));
    }
    if args.dry_run {
        say("nothing was changed (--dry-run)")?;
    } else if let Trust::Doubted(_) = trust {
        bail!("nothing was changed: the clock cannot be believed");
    } else {
        match trust {
            _ if args.confirm_clock => {
                store.set_known_time(now).await?;
                note_act(&store, Audit::new("klankbord retention", AuditAction::ClockConfirmed, now.rfc3339())).await;
            }
            Trust::Believed(Some(known)) => store.raise_known_time(known).await?,
            _ => {}
        }
        let mut done = upkeep::Done::default();
        let result = upkeep::do_due(&store, now, args.audit.audit_months, &mut done).await;
        upkeep::note(&store, "klankbord retention", &done).await?;
        result?;
        if !store.wipe_traces().await? {
            note(
                "traces of what was erased are still in the files of the database: a running server removes them once no reader is in the way",
            );
        }
        say("done")?;
    }
    store.close().await;
    Ok(())
}

fn parse_time(text: &str) -> Result<Millis, String> {
    Millis::parse_rfc3339(text).map_err(|_| "it must be a time such as 2027-01-01T00:00:00Z".to_owned())
}
