//! `klankbord survey attribute-link`: a survey address with attributes, signed so that they cannot be changed.

use anyhow::{Result, bail};
use clap::builder::BoolishValueParser;
use domain::{
    account::audit::{Audit, AuditAction},
    id::Slug,
    survey::{
        Questionnaire,
        attribute::Source,
        reserved_keys::{EXPIRES, SIGNATURE},
    },
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    cli::output::{AddressArgs, UsageError, find_survey, note, say},
    clock,
    config::DatabaseArgs,
};

/// The longest validity of a link, in days.
const MAX_VALID_DAYS: i64 = 1100;

#[derive(clap::Args, Debug)]
pub struct Args {
    /// The survey
    slug: Slug,

    /// An attribute and its value, as in store=rotterdam; give it for each. In the environment each stands on a line of its own
    #[arg(long = "set", env = "KLANKBORD_SET", value_name = "KEY=VALUE", value_delimiter = '\n', value_parser = parse_pair)]
    set: Vec<(String, String)>,

    /// How many days the link holds
    #[arg(long, env = "KLANKBORD_DAYS", value_name = "N", default_value_t = 90, value_parser = clap::value_parser!(i64).range(1..=MAX_VALID_DAYS))]
    days: i64,

    /// Print the survey's secret in hexadecimal, for a system that signs links itself; keep it where no respondent sees it
    #[arg(long, env = "KLANKBORD_PRINT_SECRET", value_parser = BoolishValueParser::new())]
    print_secret: bool,

    /// Give the survey another secret: no link that was signed before holds any more
    #[arg(long, env = "KLANKBORD_NEW_SECRET", value_parser = BoolishValueParser::new())]
    new_secret: bool,

    #[command(flatten)]
    address: AddressArgs,
}

pub async fn run(database: &DatabaseArgs, args: &Args) -> Result<()> {
    if args.print_secret && !args.set.is_empty() {
        return Err(UsageError("--print-secret prints no link: leave out --set".to_owned()).into());
    }
    let store = database.open().await?;
    let published = find_survey(&store, &args.slug).await?;
    let attributes = read(&published.version.questionnaire, &args.set)?;
    if attributes.is_empty() && !args.print_secret && !args.new_secret {
        return Err(UsageError("--set KEY=VALUE says what the link brings along".to_owned()).into());
    }
    let id = published.survey.id;
    let secret = if args.new_secret { store.renew_link_secret(id).await? } else { store.have_link_secret(id).await? };
    if args.new_secret {
        let audit = Audit::new("klankbord survey attribute-link", AuditAction::SettingChanged, args.slug.as_str());
        store.note_audit(published.organisation.id, &audit.with("the secret of signed links")).await?;
    }
    store.close().await;
    if args.new_secret {
        note("the survey has another secret: links that were signed before hold no more");
    }
    if args.print_secret {
        return say(hex::encode(secret.0));
    }
    if attributes.is_empty() {
        return Ok(());
    }
    let Ok(expires) = u64::try_from(clock::now().0 / 1000 + args.days * 86_400) else { bail!("the clock is before 1970") };
    let pairs = attributes.iter().map(|(key, value)| format!("{key}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)));
    let query = pairs.collect::<Vec<_>>().join("&");
    let signature = secret.sign(&args.slug, expires, &attributes);
    say(args.address.of(format_args!("/s/{}?{query}&{EXPIRES}={expires}&{SIGNATURE}={signature}", args.slug)))
}

/// The attributes to be signed: those that the survey accepts by signed link, with valid values.
fn read(questionnaire: &Questionnaire, set: &[(String, String)]) -> Result<Vec<(String, String)>, UsageError> {
    let mut read: Vec<(String, String)> = Vec::new();
    for (key, value) in set {
        let wrong = |what: &str| UsageError(format!("--set {key}={value}: {what}"));
        let attribute = questionnaire.attribute(key).ok_or_else(|| match questionnaire.withheld(key) {
            Some(withheld) => wrong(&withheld.why.rule().to_string()),
            None => wrong("the survey declares no such attribute"),
        })?;
        if !attribute.sources.contains(&Source::SignedLink) {
            return Err(wrong("the survey does not take it by signed link (`klankbord survey attribute --by signed_link`)"));
        }
        if read.iter().any(|(other, _)| other == key) {
            return Err(wrong("it is set twice"));
        }
        match attribute.parse(value) {
            Ok(Some(value)) => read.push((key.clone(), value)),
            Ok(None) => return Err(wrong("it has no value")),
            Err(code) => return Err(wrong(&code.to_string())),
        }
    }
    Ok(read)
}

fn parse_pair(text: &str) -> Result<(String, String), String> {
    let pair = text.split_once('=').map(|(key, value)| (key.trim().to_owned(), value.to_owned()));
    pair.ok_or_else(|| "expected KEY=VALUE, such as store=rotterdam".to_owned())
}
