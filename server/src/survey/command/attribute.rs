//! `klankbord survey attribute`: declares an attribute of responses in a new version of the survey.

use anyhow::{Result, bail};
use clap::builder::BoolishValueParser;
use domain::{
    account::audit::{Audit, AuditAction},
    id::{Key, Slug},
    locale::{Locale, LocalizedText},
    notice::purpose,
    survey::{
        Mode,
        attribute::{Attribute, Source},
    },
};

use crate::{
    cli::output::{UsageError, all, find_survey, note, say},
    config::DatabaseArgs,
};

#[derive(clap::Args, Debug)]
pub struct Args {
    /// The survey
    slug: Slug,

    /// The attribute's key: a-z, 0-9 and _; one that is declared already gets the new name and values
    #[arg(long, env = "KLANKBORD_KEY", value_name = "KEY", value_parser = parse_key)]
    key: Key,

    /// What it is called, in Dutch
    #[arg(long, env = "KLANKBORD_NAME_NL", value_name = "TEXT")]
    name_nl: String,

    /// What it is called, in English
    #[arg(long, env = "KLANKBORD_NAME_EN", value_name = "TEXT")]
    name_en: String,

    /// A value that it can have; give it for each [default: any]. In the environment each stands on a line of its own
    #[arg(long = "value", env = "KLANKBORD_VALUE", value_name = "VALUE", value_delimiter = '\n')]
    values: Vec<String>,

    /// The purpose it is kept for: where that does not stand, neither does the attribute
    #[arg(long, env = "KLANKBORD_PURPOSE", value_name = "KEY", default_value = purpose::ANALYSIS, value_parser = parse_key)]
    purpose: Key,

    /// A way by which it may come: import, api, link (the address of the survey, which anybody can change: needs --value) or signed_link;
    /// give it for each [default: as it was declared, else import and api]
    #[arg(long = "by", env = "KLANKBORD_BY", value_name = "WAY", value_delimiter = '\n', value_parser = parse_source)]
    by: Vec<Source>,

    /// It names an employee: it stays off until the organisation states what its works council consents to (`klankbord works-council`).
    /// Once declared like that it stays so
    #[arg(long, env = "KLANKBORD_NAMES_EMPLOYEE", value_parser = BoolishValueParser::new())]
    names_employee: bool,

    /// Of one that names an employee: the attribute that says of which team, by which figures are shown in its place
    #[arg(long, env = "KLANKBORD_TEAM", value_name = "KEY", value_parser = parse_key)]
    team: Option<Key>,
}

/// Publishes the next version of the survey. Its notice informs respondents about the attribute.
pub async fn run(database: &DatabaseArgs, args: &Args) -> Result<()> {
    let store = database.open().await?;
    let published = find_survey(&store, &args.slug).await?;
    let declared_before = published.version.questionnaire.whole();
    let mut questionnaire = declared_before.clone();
    if questionnaire.mode == Mode::Light {
        bail!("the survey {} is in light mode and keeps nothing but the answer", args.slug);
    }
    let text = LocalizedText::new(args.name_nl.trim(), args.name_en.trim());
    let declared = questionnaire.attribute(args.key.as_str());
    let sources = match declared {
        _ if !args.by.is_empty() => in_order(&args.by),
        Some(declared) => declared.sources.clone(),
        None => Source::usual(),
    };
    // Values that arrived unverified stay so, whatever is declared from now on.
    let unverified = declared.is_some_and(|declared| declared.may_be_unverified() && !sources.contains(&Source::Link));
    let team = team(args, declared)?;
    let (key, values, purpose) = (args.key.clone(), args.values.clone(), args.purpose.clone());
    let attribute = Attribute { key, text, values, purpose, sources, unverified, team };
    match questionnaire.attributes.iter_mut().find(|declared| declared.key == args.key) {
        Some(declared) => *declared = attribute,
        None => questionnaire.attributes.push(attribute),
    }
    questionnaire.validate().map_err(|errors| UsageError(format!("the attribute is not right: {}", all(&errors))))?;
    if questionnaire == declared_before {
        note("it is declared like that already");
    } else {
        let made = store.publish_version(&args.slug, &questionnaire).await?;
        let audit = Audit::new("klankbord survey attribute", AuditAction::SurveyPublished, args.slug.as_str());
        let audit = audit.with(format!("version {}", made.version.number));
        store.note_audit(made.organisation.id, &audit).await?;
    }
    let asked = find_survey(&store, &args.slug).await?.version;
    if let Some(withheld) = asked.questionnaire.withheld(args.key.as_str()) {
        note(format_args!("{}: {} (`klankbord works-council state`)", args.key, withheld.why.rule()));
    }
    let by_address = |way: &Source| matches!(way, Source::Link | Source::SignedLink);
    if asked
        .questionnaire
        .whole()
        .attribute(args.key.as_str())
        .is_some_and(|a| a.names_employee() && a.sources.iter().any(by_address))
    {
        note(format_args!(
            "{}: what a link brings stands in its address, which logs keep: a number or a code, not a name",
            args.key
        ));
    }
    let version = asked.number;
    store.close().await;
    let names: Vec<_> = Locale::ALL
        .iter()
        .copied()
        .filter_map(|l| questionnaire.attribute(args.key.as_str()).map(|a| a.text.get(l).to_owned()))
        .collect();
    say(format_args!("{}: version {version} has the attribute {} ({})", args.slug, args.key, names.join(" / ")))
}

/// The attribute for the team of an employee. An attribute that names an employee stays so, because values are stored.
fn team(args: &Args, declared: Option<&Attribute>) -> Result<Option<Key>, UsageError> {
    let before = declared.and_then(|declared| declared.team.clone());
    match (&args.team, before) {
        (Some(_), None) if !args.names_employee => Err(UsageError("--team goes with --names-employee".to_owned())),
        (Some(team), _) => Ok(Some(team.clone())),
        (None, None) if args.names_employee => Err(UsageError(
            "--names-employee needs --team: another attribute of the survey, by which figures are shown".to_owned(),
        )),
        (None, before) => Ok(before),
    }
}

fn in_order(ways: &[Source]) -> Vec<Source> {
    let mut ways = ways.to_vec();
    ways.sort_unstable();
    ways.dedup();
    ways
}

fn parse_source(text: &str) -> Result<Source, String> {
    text.parse().map_err(|_| "expected import, api, link or signed_link".to_owned())
}

fn parse_key(text: &str) -> Result<Key, String> {
    Key::parse(text).map_err(|_| "expected 1 to 40 of a-z, 0-9 and _, a letter first".to_owned())
}
