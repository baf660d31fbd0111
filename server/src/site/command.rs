//! `klankbord site create|list` and `klankbord site notice export|import|check`.

use std::{fs, path::PathBuf, sync::Arc};

use anyhow::{Context as _, Result, bail};
use clap::ValueEnum;
use domain::{
    account::audit::{Audit, AuditAction},
    error::FieldError,
    id::{Key, Slug},
    notice::Notice,
    organisation::colour::Colour,
    site::{Colours, ConsentMode, Position, SiteSettings, WebOrigin, published::PublishedSite},
};
use store::{Store, StoreError};

use crate::{
    cli::output::{AddressArgs, UsageError, note, say},
    config::DatabaseArgs,
    organisation::command::OrganisationArgs,
};

/// The command in the audit log.
const WHO: &str = "klankbord site";

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    /// Make a website, publish a drafted notice for it, and print the tag for its pages
    Create(CreateArgs),
    /// List every website
    List,
    /// Export, import and check the notice of a website, as JSON
    #[command(subcommand)]
    Notice(NoticeCommand),
}

#[derive(clap::Args, Debug)]
pub struct CreateArgs {
    /// The website's name in addresses and in its cookie: a-z, 0-9 and single hyphens
    #[arg(long, env = "KLANKBORD_KEY", value_name = "KEY")]
    key: Slug,

    /// Scheme and host of its pages; may be given more than once. On this machine the port may be a *
    #[arg(long, env = "KLANKBORD_ORIGIN", value_name = "URL", required = true, value_delimiter = ',')]
    origin: Vec<WebOrigin>,

    /// Its name, as visitors know it [default: its first origin]
    #[arg(long, env = "KLANKBORD_NAME", value_name = "NAME")]
    name: Option<String>,

    /// Draft the notice of Klankbord's own pages, which `serve --own-site` names: it declares what these really store
    #[arg(long, env = "KLANKBORD_OWN_PAGES")]
    own_pages: bool,

    /// Where the notice stands
    #[arg(long, env = "KLANKBORD_POSITION", value_enum, default_value_t)]
    position: PositionArg,

    /// The colour of the buttons, which must stand out from the text on them (4.5 : 1)
    #[arg(long, env = "KLANKBORD_ACCENT", value_name = "#RRGGBB", value_parser = Colour::parse)]
    accent: Option<Colour>,

    /// The colour of the text on the buttons [default: #ffffff]
    #[arg(long, env = "KLANKBORD_ON_ACCENT", value_name = "#RRGGBB", value_parser = Colour::parse)]
    on_accent: Option<Colour>,

    /// When Google's tags may run
    #[arg(long, env = "KLANKBORD_CONSENT_MODE", value_enum, default_value_t)]
    consent_mode: ConsentModeArg,

    #[command(flatten)]
    organisation: OrganisationArgs,

    #[command(flatten)]
    address: AddressArgs,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum PositionArg {
    /// At the bottom of the window
    #[default]
    Bottom,
    /// In the middle
    Center,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ConsentModeArg {
    /// After a grant: nothing is asked of Google before it
    #[default]
    Basic,
    /// Always, before a grant without cookies
    Advanced,
}

#[derive(clap::Subcommand, Debug)]
pub enum NoticeCommand {
    /// Write the notice that is shown now to standard output
    Export {
        #[command(flatten)]
        site: SiteArg,
    },
    /// Check a notice and publish it as the next version
    Import {
        #[command(flatten)]
        site: SiteArg,
        #[command(flatten)]
        file: FileArg,
        /// Publish it only if this version is shown now: the one that was exported and changed
        #[arg(long, env = "KLANKBORD_BASE", value_name = "N")]
        base: Option<u32>,
    },
    /// Say everything that is wrong with a notice, and publish nothing
    Check {
        #[command(flatten)]
        site: SiteArg,
        #[command(flatten)]
        file: FileArg,
    },
}

#[derive(clap::Args, Debug)]
pub struct SiteArg {
    /// The website
    #[arg(long, env = "KLANKBORD_KEY", value_name = "KEY")]
    key: Slug,
}

#[derive(clap::Args, Debug)]
pub struct FileArg {
    /// The notice, as `site notice export` writes it
    #[arg(long, env = "KLANKBORD_FILE", value_name = "FILE")]
    file: PathBuf,
}

pub async fn run(database: &DatabaseArgs, command: Command) -> Result<()> {
    let store = database.open().await?;
    match command {
        Command::Create(args) => create(&store, &args).await?,
        Command::List => list(&store).await?,
        Command::Notice(NoticeCommand::Export { site }) => export(&store, &site.key).await?,
        Command::Notice(NoticeCommand::Import { site, file, base }) => import(&store, &site.key, &file, base).await?,
        Command::Notice(NoticeCommand::Check { site, file }) => check(&store, &site.key, &file).await?,
    }
    store.close().await;
    Ok(())
}

async fn create(store: &Store, args: &CreateArgs) -> Result<()> {
    if store.find_site(&args.key).await?.is_some() {
        bail!(taken(&args.key));
    }
    let organisation = args.organisation.find_or_make(store).await?;
    let name = args.name.clone().unwrap_or_else(|| args.origin[0].to_string());
    let usual = Colours::default();
    let settings = SiteSettings {
        position: match args.position {
            PositionArg::Bottom => Position::Bottom,
            PositionArg::Center => Position::Center,
        },
        colours: Colours { accent: args.accent.unwrap_or(usual.accent), on_accent: args.on_accent.unwrap_or(usual.on_accent) },
        mode: match args.consent_mode {
            ConsentModeArg::Basic => ConsentMode::Basic,
            ConsentModeArg::Advanced => ConsentMode::Advanced,
        },
        ..SiteSettings::new(&name, args.origin.clone(), organisation.profile.locales.clone())
    };
    let notice = match args.own_pages {
        true => Notice::draft_for_own_pages(&organisation.profile, &args.key),
        false => Notice::draft_for_site(&organisation.profile, &args.key, &name),
    };
    let made = match store.create_site(&organisation, &args.key, &settings, &notice).await {
        Err(StoreError::Conflict(_)) => bail!(taken(&args.key)),
        Err(StoreError::Invalid(errors)) => return Err(UsageError(told("the website is not right", &errors)).into()),
        other => other?,
    };
    store.note_audit(organisation.id, &Audit::new(WHO, AuditAction::SiteMade, args.key.as_str())).await?;
    note_undeclared(&made);
    note_unusual(&made.notice.published.notice);
    if args.own_pages {
        note("these pages ask by themselves, and need no tag");
        return say(args.address.of("/cookies"));
    }
    let script = args.address.of("/consent.js");
    say(format_args!("<script src=\"{script}\" data-site=\"{}\"></script>", args.key))
}

fn taken(key: &Slug) -> String {
    format!("the key {key} is taken: another website has it; choose another with --key")
}

/// Notes purposes without declared storage. Only the website's owner knows what it stores.
fn note_undeclared(site: &PublishedSite) {
    let website = site.notice.published.notice.website.as_ref();
    let keys: Vec<_> = website.into_iter().flat_map(|website| website.undeclared().map(Key::as_str)).collect();
    if !keys.is_empty() {
        note(format_args!(
            "nothing is declared for {}: export the notice, name what the website stores for each or take it out, and import it",
            keys.join(", ")
        ));
    }
}

/// Notes what is allowed and worth a second look.
fn note_unusual(notice: &Notice) {
    for found in notice.unusual() {
        note(found);
    }
}

async fn list(store: &Store) -> Result<()> {
    let sites = store.list_sites().await?;
    if sites.is_empty() {
        note("there are no websites yet; `klankbord site create` makes one");
        return Ok(());
    }
    let width = sites.iter().map(|site| site.site.key.as_str().len()).max().unwrap_or_default().max(3);
    say(format_args!("{:width$}  VERSION  ASK  NAME  ORIGINS", "KEY"))?;
    for PublishedSite { site, notice, .. } in &sites {
        let origins: Vec<_> = site.settings.origins.iter().map(WebOrigin::to_string).collect();
        let (key, number, ask) = (site.key.as_str(), notice.published.number, notice.ask);
        say(format_args!("{key:width$}  {number:>7}  {ask:>3}  {}  {}", site.settings.name, origins.join(" ")))?;
    }
    Ok(())
}

async fn export(store: &Store, key: &Slug) -> Result<()> {
    let site = find(store, key).await?;
    say(serde_json::to_string_pretty(&site.notice.published.notice)?)
}

async fn import(store: &Store, key: &Slug, file: &FileArg, base: Option<u32>) -> Result<()> {
    let before = find(store, key).await?;
    let notice = read(file)?;
    let done = match base {
        Some(base) => store.publish_site_notice_over(key, base, &notice).await,
        None => store.publish_site_notice(key, &notice).await,
    };
    let after = match done {
        Err(StoreError::Conflict(_)) => {
            let number = store.get_fresh_site(key).await?.notice.published.number;
            bail!("nothing was published: version {number} is shown now; export it, make the changes in it, and import that")
        }
        Err(StoreError::Invalid(errors)) => bail!(told("the notice was not published", &errors)),
        other => other?,
    };
    note_undeclared(&after);
    note_unusual(&notice);
    let number = after.notice.published.number;
    if number != before.notice.published.number {
        let audit = Audit::new(WHO, AuditAction::NoticePublished, key.as_str()).with(format!("version {number}"));
        store.note_audit(after.site.organisation, &audit).await?;
    }
    let what = if number == before.notice.published.number {
        "was shown already".to_owned()
    } else if after.notice.ask == before.notice.ask {
        "is published; nobody is asked again".to_owned()
    } else {
        "is published; who decided before is asked again".to_owned()
    };
    say(format_args!("version {number} {what}"))
}

async fn check(store: &Store, key: &Slug, file: &FileArg) -> Result<()> {
    let site = find(store, key).await?;
    let notice = read(file)?;
    if let Err(errors) = site.site.check_notice(&notice) {
        bail!(told("the notice may not be published", &errors));
    }
    note_unusual(&notice);
    say("nothing is wrong with it")
}

async fn find(store: &Store, key: &Slug) -> Result<Arc<PublishedSite>> {
    let found = store.find_site(key).await?;
    found.with_context(|| format!("there is no website {key}; `klankbord site list` shows those there are"))
}

/// Reads strictly: an unknown field is an error.
fn read(file: &FileArg) -> Result<Notice> {
    let name = file.file.display();
    let text = fs::read_to_string(&file.file).with_context(|| format!("{name} cannot be read"))?;
    serde_json::from_str(&text).with_context(|| format!("{name} is no notice"))
}

/// Each error on a line of its own, with the result.
fn told(what: &str, errors: &[FieldError]) -> String {
    for error in errors {
        note(error);
    }
    format!("{what}: what is wrong stands above ({})", errors.len())
}
