//! `klankbord organisation show|state`: what the notices of an organisation say of recipients, storage and transfers.

use anyhow::{Result, bail};
use domain::{
    account::audit::{Audit, AuditAction},
    locale::{Locale, LocalizedText},
    notice::{Notice, standard_texts::stated_or_standard},
    organisation::{Organisation, stated_texts::StatedTexts},
    survey::SurveyStatus,
};
use store::{Store, StoreError};

use crate::{
    cli::output::{UsageError, all, note, say},
    config::DatabaseArgs,
};

/// The command in the audit log.
const WHO: &str = "klankbord organisation";

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    /// Print the organisation, and what its notices say of recipients, storage and transfers
    Show,
    /// State that in place of the standard texts: publishes a new version of every open survey, whose notice says it. What is not named
    /// stays as it was
    State(StateArgs),
}

#[derive(clap::Args, Debug)]
#[group(required = true, multiple = true)]
pub struct StateArgs {
    /// Who receives data besides the organisation, such as a host, in Dutch
    #[arg(long, env = "KLANKBORD_RECIPIENTS_NL", value_name = "TEXT", requires = "recipients_en")]
    recipients_nl: Option<String>,

    /// The same in English
    #[arg(long, env = "KLANKBORD_RECIPIENTS_EN", value_name = "TEXT", requires = "recipients_nl")]
    recipients_en: Option<String>,

    /// Where the data are stored, in Dutch
    #[arg(long, env = "KLANKBORD_STORAGE_NL", value_name = "TEXT", requires = "storage_en")]
    storage_nl: Option<String>,

    /// The same in English
    #[arg(long, env = "KLANKBORD_STORAGE_EN", value_name = "TEXT", requires = "storage_nl")]
    storage_en: Option<String>,

    /// Whether data leave the European Economic Area, and under which safeguard, in Dutch
    #[arg(long, env = "KLANKBORD_TRANSFERS_NL", value_name = "TEXT", requires = "transfers_en")]
    transfers_nl: Option<String>,

    /// The same in English
    #[arg(long, env = "KLANKBORD_TRANSFERS_EN", value_name = "TEXT", requires = "transfers_nl")]
    transfers_en: Option<String>,

    /// Forget what was stated before: what is not named has the standard text again
    #[arg(long, env = "KLANKBORD_STANDARD")]
    standard: bool,
}

impl StateArgs {
    fn stated(&self, before: StatedTexts) -> StatedTexts {
        let before = if self.standard { StatedTexts::default() } else { before };
        let text =
            |nl: &Option<String>, en: &Option<String>| Some(LocalizedText::new(sentence(nl.as_ref()?), sentence(en.as_ref()?)));
        StatedTexts {
            recipients: text(&self.recipients_nl, &self.recipients_en).or(before.recipients),
            storage_place: text(&self.storage_nl, &self.storage_en).or(before.storage_place),
            transfers: text(&self.transfers_nl, &self.transfers_en).or(before.transfers),
        }
    }
}

/// The text as a sentence: others follow it.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

pub async fn run(database: &DatabaseArgs, command: Command) -> Result<()> {
    let store = database.open().await?;
    let Some(organisation) = store.find_organisation().await? else {
        bail!("there is no organisation yet: `klankbord survey create --organisation NAME` makes it");
    };
    match command {
        Command::Show => {}
        Command::State(args) => {
            let stated = args.stated(organisation.profile.stated.clone());
            let organisation = match store.state_texts(organisation.id, WHO, &stated).await {
                Err(StoreError::Invalid(errors)) => {
                    return Err(UsageError(format!("what is stated is not right: {}", all(&errors))).into());
                }
                other => other?,
            };
            publish(&store, &organisation).await?;
        }
    }
    let found = store.find_organisation().await?.unwrap_or(organisation);
    store.close().await;
    show(&found)
}

/// Publishes a new version of each open survey of which the notice would now say something else. Also after a run that was killed
/// in between.
async fn publish(store: &Store, organisation: &Organisation) -> Result<()> {
    for summary in store.list_surveys().await? {
        let published = summary.published;
        let (slug, questionnaire) = (&published.survey.slug, published.version.questionnaire.whole());
        let is_open = published.survey.organisation == organisation.id && published.survey.status == SurveyStatus::Open;
        let notice = Notice::draft(&organisation.profile, &questionnaire);
        if !is_open || notice.content_hash() == published.version.notice.hash {
            continue;
        }
        let made = store.publish_version(slug, &questionnaire).await?;
        let version = made.version.number;
        let audit = Audit::new(WHO, AuditAction::SurveyPublished, slug.as_str()).with(format!("version {version}"));
        store.note_audit(organisation.id, &audit).await?;
        note(format_args!("{slug}: version {version} has the new notice; answers given before keep theirs"));
    }
    for published in store.list_sites().await? {
        note(format_args!(
            "the notice of the website {} stays as it is: change it with `klankbord site notice`, or at /admin/sites",
            published.site.key
        ));
    }
    Ok(())
}

fn show(organisation: &Organisation) -> Result<()> {
    let profile = &organisation.profile;
    say(format_args!("name: {}", profile.name))?;
    say(format_args!("contact: {}", profile.contact))?;
    say(format_args!("privacy_officer: {}", profile.privacy_officer))?;
    let texts = stated_or_standard(profile);
    for ((field, stated), text) in profile.stated.fields().into_iter().zip(texts) {
        let whose = if stated.is_some() { "" } else { ", standard text" };
        for locale in Locale::ALL {
            say(format_args!("{field} ({locale}{whose}): {}", text.get(*locale)))?;
        }
    }
    if profile.stated.storage_place.is_some() && profile.stated.transfers.is_none() {
        note(
            "the standard text about transfers still says that data stay in the European Economic Area: state --transfers-nl and --transfers-en if that is not so",
        );
    }
    Ok(())
}
