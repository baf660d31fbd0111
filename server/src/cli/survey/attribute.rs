//! `klankbord survey attribute`: what is known of a response besides its answers, declared in a new version of the survey.

use anyhow::{Result, bail};
use domain::{
    attribute::Attribute,
    id::{Key, Slug},
    locale::{Locale, LocalizedText},
    purpose,
    survey::Mode,
};

use super::super::{UsageError, all, find_survey, note, say};
use crate::config::DatabaseArgs;

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
}

/// Publishes the next version of the survey: its notice tells respondents of the attribute.
pub async fn run(database: &DatabaseArgs, args: &Args) -> Result<()> {
    let store = database.open().await?;
    let published = find_survey(&store, &args.slug).await?;
    let mut questionnaire = published.version.questionnaire.clone();
    if questionnaire.mode == Mode::Light {
        bail!("the survey {} is in light mode and keeps nothing but the answer", args.slug);
    }
    let text = LocalizedText::new(args.name_nl.trim(), args.name_en.trim());
    let attribute = Attribute { key: args.key.clone(), text, values: args.values.clone(), purpose: args.purpose.clone() };
    match questionnaire.attributes.iter_mut().find(|declared| declared.key == args.key) {
        Some(declared) => *declared = attribute,
        None => questionnaire.attributes.push(attribute),
    }
    questionnaire.validate().map_err(|errors| UsageError(format!("the attribute is not right: {}", all(&errors))))?;
    if questionnaire == published.version.questionnaire {
        note("it is declared like that already");
    } else {
        store.publish_version(&args.slug, &questionnaire).await?;
    }
    let version = find_survey(&store, &args.slug).await?.version.number;
    store.close().await;
    let names: Vec<_> = Locale::ALL
        .into_iter()
        .filter_map(|l| questionnaire.attribute(args.key.as_str()).map(|a| a.text.get(l).to_owned()))
        .collect();
    say(format_args!("{}: version {version} has the attribute {} ({})", args.slug, args.key, names.join(" / ")))
}

fn parse_key(text: &str) -> Result<Key, String> {
    Key::parse(text).map_err(|_| "expected 1 to 40 of a-z, 0-9 and _, a letter first".to_owned())
}
