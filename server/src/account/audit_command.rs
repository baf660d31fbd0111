//! `klankbord audit list`: who did what, the newest first.

use anyhow::Result;
use clap::builder::BoolishValueParser;
use domain::account::audit::{AuditAction, NotedAudit};
use serde_json::json;
use uuid::Uuid;

use crate::{
    cli::output::{note, say},
    config::DatabaseArgs,
};

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    /// List who did what, the newest first: sign-ins, accounts, keys, settings, publications, exports, erasures
    List(ListArgs),
}

#[derive(clap::Args, Debug)]
pub struct ListArgs {
    /// Only this action, by its name, such as `sign_in_failed`
    #[arg(long, env = "KLANKBORD_ACTION", value_name = "ACTION", value_parser = parse_action)]
    action: Option<AuditAction>,

    /// Go on after this entry, the last one that was listed
    #[arg(long, env = "KLANKBORD_BEFORE", value_name = "ID")]
    before: Option<Uuid>,

    /// How many entries at most
    #[arg(long, env = "KLANKBORD_LIMIT", value_name = "COUNT", default_value = "100", value_parser = clap::value_parser!(u64).range(1..=10_000))]
    limit: u64,

    /// One JSON object a line
    #[arg(long, env = "KLANKBORD_JSON", value_parser = BoolishValueParser::new())]
    json: bool,
}

pub async fn run(database: &DatabaseArgs, command: Command) -> Result<()> {
    let Command::List(args) = command;
    let store = database.open().await?;
    let entries = match store.find_organisation().await? {
        Some(organisation) => store.list_audit(organisation.id, args.action, args.before, args.limit).await?,
        None => Vec::new(),
    };
    store.close().await;
    if entries.is_empty() {
        note("there are no entries");
    }
    for entry in &entries {
        let line = if args.json { as_json(entry).to_string() } else { as_text(entry) };
        say(line)?;
    }
    if entries.len() as u64 == args.limit
        && let Some(last) = entries.last()
    {
        note(format_args!("there may be older ones: --before {}", last.id));
    }
    Ok(())
}

fn as_json(entry: &NotedAudit) -> serde_json::Value {
    let audit = &entry.audit;
    json!({
        "id": entry.id,
        "at": entry.at.rfc3339(),
        "actor": audit.actor,
        "action": audit.action.name(),
        "object": audit.object,
        "detail": audit.detail,
    })
}

fn as_text(entry: &NotedAudit) -> String {
    let audit = &entry.audit;
    let actor = if audit.actor.is_empty() { "-" } else { audit.actor.as_str() };
    let mut line = format!("{}  {:22}  {actor}", entry.at.rfc3339(), audit.action.name());
    for more in [&audit.object, &audit.detail].into_iter().flatten() {
        line.push_str("  ");
        line.push_str(more);
    }
    // An entry is one line, whatever was typed.
    line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn parse_action(text: &str) -> Result<AuditAction, String> {
    let names = || AuditAction::ALL.iter().map(|action| action.name()).collect::<Vec<_>>().join(", ");
    text.parse().map_err(|_| format!("it must be one of {}", names()))
}
