//! `klankbord survey create|list|close|attribute|attribute-link`.

mod attribute;
mod attribute_link;

use anyhow::{Result, bail};
use clap::ValueEnum;
use domain::{
    account::audit::{Audit, AuditAction},
    id::{OrganisationId, Slug},
    locale::LocalizedText,
    notice::purpose,
    organisation::OrganisationProfile,
    survey::{Mode, Questionnaire, published::PublishedSurvey, template::Template},
};
use store::{Store, StoreError};

use crate::{
    cli::output::{AddressArgs, UsageError, all, find_survey, name_survey, note, say},
    config::DatabaseArgs,
    organisation::command::OrganisationArgs,
};

/// The command in the audit log.
const WHO: &str = "klankbord survey";

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    /// Make a survey from a template, publish and open it, and print its address
    Create(CreateArgs),
    /// List every survey with its number of answers
    List,
    /// Declare what is known of a response besides its answers, such as a region: publishes a new version
    Attribute(attribute::Args),
    /// Print a signed address of a survey that brings attributes along
    AttributeLink(attribute_link::Args),
    /// Close a survey: it takes no answers from now on
    Close {
        /// The survey
        slug: Slug,
    },
}

#[derive(clap::Args, Debug)]
pub struct CreateArgs {
    /// What is asked: nps, csat, csat10, loyalty, ces or helpful
    #[arg(long, env = "KLANKBORD_TEMPLATE", value_name = "T")]
    template: Template,

    /// The survey's name in its address: a-z, 0-9 and single hyphens
    #[arg(long, env = "KLANKBORD_SLUG", value_name = "SLUG")]
    slug: Slug,

    /// The heading of the page [default: the template's]
    #[arg(long, env = "KLANKBORD_TITLE", value_name = "TEXT")]
    title: Option<String>,

    /// The legal basis for counting and reading the answers
    #[arg(long, env = "KLANKBORD_BASIS", value_enum, default_value_t)]
    basis: Basis,

    /// The legitimate interest that is pursued, in words for respondents [default: the template's]
    #[arg(long, env = "KLANKBORD_INTEREST", value_name = "TEXT")]
    interest: Option<String>,

    #[command(flatten)]
    organisation: OrganisationArgs,

    #[command(flatten)]
    address: AddressArgs,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Basis {
    /// Pressing Send is the consent, and says so
    #[default]
    Consent,
    /// Respondents are informed and may object
    LegitimateInterest,
}

pub async fn run(database: &DatabaseArgs, command: Command) -> Result<()> {
    match command {
        Command::Create(args) => create(database, &args).await,
        Command::List => list(database).await,
        Command::Attribute(args) => attribute::run(database, &args).await,
        Command::AttributeLink(args) => attribute_link::run(database, &args).await,
        Command::Close { slug } => close(database, &slug).await,
    }
}

async fn create(database: &DatabaseArgs, args: &CreateArgs) -> Result<()> {
    if args.interest.is_some() && args.basis != Basis::LegitimateInterest {
        return Err(UsageError("--interest goes with --basis legitimate_interest only".to_owned()).into());
    }
    let store = database.open().await?;
    if store.find_survey(&args.slug).await?.is_some() {
        bail!(taken(&args.slug));
    }
    let organisation = args.organisation.find_or_make(&store).await?;
    let questionnaire = questionnaire(args, &organisation.profile)?;
    let same = namesake(&store, organisation.id, &questionnaire).await?;
    match store.create_survey(&organisation, &args.slug, &questionnaire).await {
        Ok(_) => {}
        Err(StoreError::Conflict(_)) => bail!(taken(&args.slug)),
        Err(error) => return Err(error.into()),
    }
    let audit = Audit::new(WHO, AuditAction::SurveyPublished, args.slug.as_str()).with("version 1");
    store.note_audit(organisation.id, &audit).await?;
    if let Some(other) = same {
        note(format_args!(
            "the survey {other} has the same title; customers see no difference. Give the next one its own with --title"
        ));
    }
    store.close().await;
    say(args.address.of(format_args!("/s/{}", args.slug)))
}

/// A survey of the organisation that has the same title in a language.
async fn namesake(store: &Store, organisation: OrganisationId, questionnaire: &Questionnaire) -> Result<Option<Slug>> {
    let surveys = store.list_surveys().await?.into_iter().map(|summary| summary.published);
    let is_same = |published: &PublishedSurvey| {
        let title = &published.version.questionnaire.title;
        published.survey.organisation == organisation
            && questionnaire.locales.iter().any(|locale| title.get(*locale) == questionnaire.title.get(*locale))
    };
    let mut same = surveys.filter(is_same);
    Ok(same.next().map(|published| published.survey.slug))
}

fn taken(slug: &Slug) -> String {
    format!("the slug {slug} is taken: another survey has it; choose another with --slug")
}

fn questionnaire(args: &CreateArgs, profile: &OrganisationProfile) -> Result<Questionnaire> {
    let basis = match args.basis {
        Basis::Consent => purpose::Basis::Consent,
        Basis::LegitimateInterest => purpose::Basis::LegitimateInterest,
    };
    let mut questionnaire = args.template.questionnaire(profile, basis);
    if questionnaire.mode == Mode::Light && args.basis != Basis::Consent {
        return Err(
            UsageError(format!("the template {} holds no personal data and needs no --basis", args.template.name())).into()
        );
    }
    if let Some(title) = &args.title {
        questionnaire.title = LocalizedText::same(title);
    }
    if let Some(interest) = &args.interest {
        for base in questionnaire.purposes.iter_mut().filter(|purpose| purpose.is_base()) {
            base.interest = Some(LocalizedText::same(interest));
            if interest.trim().is_empty() {
                return Err(UsageError("--interest must say which interest is pursued".to_owned()).into());
            }
        }
    }
    questionnaire.validate().map_err(|errors| UsageError(format!("the survey is not right: {}", all(&errors))))?;
    Ok(questionnaire)
}

async fn list(database: &DatabaseArgs) -> Result<()> {
    let store = database.open().await?;
    let surveys = store.list_surveys().await?;
    store.close().await;
    if surveys.is_empty() {
        note("there are no surveys yet; `klankbord survey create` makes one");
        return Ok(());
    }
    let width = surveys.iter().map(|summary| summary.published.survey.slug.as_str().len()).max().unwrap_or_default().max(4);
    say(format_args!("{:width$}  STATUS  VERSION  ANSWERS  TITLE", "SLUG"))?;
    for summary in &surveys {
        let published = &summary.published;
        let questionnaire = &published.version.questionnaire;
        say(format_args!(
            "{:width$}  {:6}  {:>7}  {:>7}  {}",
            published.survey.slug.as_str(),
            published.survey.status.name(),
            published.version.number,
            summary.responses,
            questionnaire.title.get(questionnaire.locale_or_default(None)),
        ))?;
    }
    Ok(())
}

async fn close(database: &DatabaseArgs, slug: &Slug) -> Result<()> {
    let store = database.open().await?;
    let organisation = find_survey(&store, slug).await?.organisation.id;
    store.close_survey(slug).await.map_err(|error| name_survey(error, slug))?;
    store.note_audit(organisation, &Audit::new(WHO, AuditAction::SurveyClosed, slug.as_str())).await?;
    store.close().await;
    say(format_args!("{slug} is closed"))
}
