//! `klankbord works-council state|take-back|list`: the statements about the works council, required before data that
//! name an employee are stored or shown.

use anyhow::{Result, bail};
use domain::{
    calendar::Day,
    organisation::works_council::{Deed, Ground, NotedDeed, Statement, Typed, may_name_employees},
};
use jiff::tz::TimeZone;
use store::StoreError;

use crate::{
    cli::output::{UsageError, all, say},
    clock,
    config::DatabaseArgs,
    new_installation::default_organisation,
};

/// The account name in log entries of this command.
const WHO: &str = "klankbord works-council";
/// How many of the newest entries are listed.
const MAX_SHOWN_STATEMENTS: u64 = 1000;

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    /// State that the works council consents, or that there is none: attributes that name an employee go on
    State(StateArgs),
    /// Take that back: they go off, from this moment on
    TakeBack,
    /// List what was stated and taken back, the newest first
    List,
}

#[derive(clap::Args, Debug)]
pub struct StateArgs {
    /// works_council (it consents) or no_works_council (there is none; those who work there were told)
    #[arg(long, env = "KLANKBORD_GROUND", value_name = "GROUND", default_value = Ground::WorksCouncil.name())]
    ground: String,

    /// The day of the consent, or on which those who work there were told
    #[arg(long, env = "KLANKBORD_AGREED_ON", value_name = "YYYY-MM-DD")]
    agreed_on: String,

    /// Where it can be read: the number or name of a document
    #[arg(long, env = "KLANKBORD_DOCUMENT", value_name = "TEXT")]
    document: String,

    /// The last day on which it holds [default: until it is taken back]
    #[arg(long, env = "KLANKBORD_UNTIL", value_name = "YYYY-MM-DD", default_value = "", hide_default_value = true)]
    until: String,
}

pub async fn run(database: &DatabaseArgs, command: Command) -> Result<()> {
    let store = database.open().await?;
    let organisation = default_organisation(&store).await?;
    let today = Day::of(clock::now(), &TimeZone::get(&organisation.profile.time_zone).unwrap_or(TimeZone::UTC));
    let lists = matches!(command, Command::List);
    match command {
        Command::State(args) => {
            let typed = Typed { ground: &args.ground, agreed_on: &args.agreed_on, document: &args.document, until: &args.until };
            let wrong = |errors: Vec<_>| UsageError(format!("the statement is not right: {}", all(&errors)));
            let statement = Statement::read(typed, today).map_err(wrong)?;
            store.state_works_council(organisation.id, WHO, &statement).await?;
        }
        Command::TakeBack => match store.take_back_works_council(organisation.id, WHO).await {
            Err(StoreError::NotFound) => bail!("nothing is stated that could be taken back"),
            other => other?,
        },
        Command::List => {}
    }
    let deeds = store.list_works_council(organisation.id, MAX_SHOWN_STATEMENTS).await?;
    store.close().await;
    if lists {
        deeds.iter().try_for_each(|deed| say(line(deed)))?;
    }
    let is_on = may_name_employees(deeds.first(), today);
    say(format_args!("attributes that name an employee are {}", if is_on { "on" } else { "off" }))
}

fn line(deed: &NotedDeed) -> String {
    let what = match &deed.deed {
        Deed::TakenBack => "taken back".to_owned(),
        Deed::Stated(statement) => {
            let until = statement.until.map(|until| format!(", until {until}")).unwrap_or_default();
            format!("{} on {} ({}){until}", statement.ground.name(), statement.agreed_on, statement.document)
        }
    };
    format!("{}  {}  {what}", deed.at.rfc3339(), deed.who)
}
