//! `klankbord demo`: the demo organisation, with generated answers if asked for.

use anyhow::{Context as _, Result};
use domain::{
    account::audit::{Audit, AuditAction},
    id::Slug,
};

use crate::{
    cli::{
        acts::note_act,
        output::{AddressArgs, find_survey, note, say},
        progress::Progress,
    },
    config::DatabaseArgs,
    demo,
};

/// The command in the audit log.
const WHO: &str = "klankbord demo";

#[derive(clap::Args, Debug)]
pub struct Args {
    /// Add so many made-up answers to one survey; the same seed adds the same ones, and adds none twice
    #[arg(long, env = "KLANKBORD_RESPONSES", value_name = "N", default_value_t = 0)]
    responses: u64,

    /// The number that the made-up answers follow from
    #[arg(long, env = "KLANKBORD_SEED", value_name = "N", default_value_t = 1)]
    seed: u64,

    /// The demo survey that the made-up answers go to
    #[arg(long, env = "KLANKBORD_SURVEY", value_name = "SLUG", default_value = "nps")]
    survey: Slug,

    #[command(flatten)]
    address: AddressArgs,
}

pub async fn run(database: &DatabaseArgs, args: &Args) -> Result<()> {
    let store = database.open().await?;
    let slugs = demo::load_demo(&store).await.context("the demo organisation cannot be loaded")?;
    let mut added = None;
    if args.responses > 0 {
        let published = find_survey(&store, &args.survey).await?;
        let mut progress = Progress::new();
        let watch = |done| progress.show(|| format!("{done} of {} answers", args.responses));
        let counts = demo::add_answers(&store, &published, args.responses, args.seed, watch)
            .await
            .with_context(|| format!("no more answers were added to {}", args.survey))?;
        drop(progress);
        added = Some(counts.added);
        say(format_args!("{}: {} added, {} already there", args.survey, counts.added, counts.present))?;
    }
    let audit = match added {
        Some(added) => Audit::new(WHO, AuditAction::DemoLoaded, args.survey.as_str()).with(format!("added={added}")),
        None => Audit::new(WHO, AuditAction::DemoLoaded, "surveys"),
    };
    note_act(&store, audit).await;
    store.close().await;
    let script = args.address.of("/consent.js");
    note(format_args!("the demo website, on pages of this machine: <script src=\"{script}\" data-site=\"demo\"></script>"));
    note("the demo surveys, once the server runs:");
    for slug in slugs {
        say(args.address.of(format_args!("/s/{slug}")))?;
    }
    Ok(())
}
