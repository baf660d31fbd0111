//! `klankbord rollups`: compares the rollups of results with a count of the answers, and repairs them.

use anyhow::{Result, bail};
use domain::{
    account::audit::{Audit, AuditAction},
    id::Slug,
    survey::published::SurveySummary,
};
use store::{RollupFault, Store};

use crate::{
    cli::{
        acts::note_act,
        output::{find_survey, say},
    },
    config::DatabaseArgs,
};

/// The most faults of a survey that are listed one by one.
const NAMED: usize = 20;

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    /// Compare the counts with the answers; the exit status is 1 where they differ
    Check(Args),
    /// Put right every count that differs from the answers; answers may come in meanwhile
    Rebuild(Args),
}

#[derive(clap::Args, Debug)]
pub struct Args {
    /// Only this survey [default: all]
    #[arg(long, env = "KLANKBORD_SURVEY", value_name = "SLUG")]
    survey: Option<Slug>,
}

pub async fn run(database: &DatabaseArgs, command: &Command) -> Result<()> {
    let store = database.open().await?;
    let (Command::Check(args) | Command::Rebuild(args)) = command;
    let surveys = match &args.survey {
        Some(slug) => vec![find_survey(&store, slug).await?],
        None => store.list_surveys().await?.into_iter().map(|SurveySummary { published, .. }| published).collect(),
    };
    let mut differ = 0;
    for published in surveys {
        let faults = compare(&store, command, published.survey.id).await?;
        differ += faults.len();
        if let (Command::Rebuild(_), false) = (command, faults.is_empty()) {
            let audit = Audit::new("klankbord rollups rebuild", AuditAction::RollupsRebuilt, published.survey.slug.as_str());
            note_act(&store, audit.with(format!("counts={}", faults.len()))).await;
        }
        tell(&published.survey.slug, &faults)?;
    }
    store.close().await;
    match command {
        Command::Check(_) if differ > 0 => {
            bail!("{differ} counts differ from the answers; `klankbord rollups rebuild` puts them right")
        }
        Command::Rebuild(_) if differ > 0 => say(format_args!("{differ} counts were put right")),
        _ => say("every count equals the answers"),
    }
}

async fn compare(store: &Store, command: &Command, survey: domain::id::SurveyId) -> Result<Vec<RollupFault>> {
    Ok(match command {
        Command::Check(_) => store.check_rollups(survey).await?,
        Command::Rebuild(_) => store.rebuild_rollups(survey).await?,
    })
}

fn tell(survey: &Slug, faults: &[RollupFault]) -> Result<()> {
    for fault in faults.iter().take(NAMED) {
        say(format_args!("{survey}: {fault}"))?;
    }
    if faults.len() > NAMED {
        say(format_args!("{survey}: {} more", faults.len() - NAMED))?;
    }
    Ok(())
}
