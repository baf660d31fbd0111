//! `klankbord api-key create|list|revoke`: the API keys for `/api/v1`.

use anyhow::{Context as _, Result, bail};
use domain::{
    account::api_key::{ApiKey, ApiKeyName, Scope},
    calendar::Millis,
    id::ApiKeyId,
};
use jiff::{Timestamp, ToSpan as _};
use store::{NewApiKey, StoreError};

use crate::{
    account::api_secret::ApiSecret,
    cli::output::{note, say},
    clock,
    config::DatabaseArgs,
    new_installation::default_organisation,
};

/// The account name in records of this command.
const WHO: &str = "klankbord api-key";

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    /// Make a key and print it, this once
    Create(CreateArgs),
    /// List the keys, with what they may do and when they were last used
    List,
    /// Make a key work no more, from this moment on
    Revoke {
        /// The identifier of the key, as `list` prints it
        id: ApiKeyId,
    },
}

#[derive(clap::Args, Debug)]
pub struct CreateArgs {
    /// What it is for
    #[arg(long, env = "KLANKBORD_NAME", value_name = "NAME", value_parser = ApiKeyName::parse)]
    name: ApiKeyName,

    /// What it may do: surveys:read, results:read (figures), responses:read (rows) or responses:write (submit); may be given more than once
    #[arg(long, env = "KLANKBORD_SCOPE", value_name = "SCOPE", required = true, value_delimiter = ',')]
    scope: Vec<Scope>,

    /// Stop working by itself after so many days [default: never]
    #[arg(long, env = "KLANKBORD_EXPIRES_IN_DAYS", value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=3650))]
    expires_in_days: Option<u32>,
}

pub async fn run(database: &DatabaseArgs, command: Command) -> Result<()> {
    match command {
        Command::Create(args) => create(database, args).await,
        Command::List => list(database).await,
        Command::Revoke { id } => revoke(database, id).await,
    }
}

async fn create(database: &DatabaseArgs, args: CreateArgs) -> Result<()> {
    let end =
        |days: u32| Timestamp::now().checked_add((i64::from(days) * 24).hours()).context("the clock of this machine is far off");
    let expires_at = args.expires_in_days.map(end).transpose()?.map(|end| Millis(end.as_millisecond()));
    let secret = ApiSecret::random();
    let store = database.open().await?;
    let organisation = default_organisation(&store).await?.id;
    let made_by = WHO.to_owned();
    let new = NewApiKey { organisation, secret: secret.hash(), name: args.name, scopes: args.scope, expires_at, made_by };
    let id = store.create_api_key(&new).await?;
    store.close().await;
    note(format!("key {id}; keep it, it is not shown again:"));
    say(format_args!("{secret}"))
}

async fn list(database: &DatabaseArgs) -> Result<()> {
    let store = database.open().await?;
    let organisation = default_organisation(&store).await?.id;
    let keys = store.list_api_keys(organisation).await?;
    store.close().await;
    if keys.is_empty() {
        note("there are no keys yet; `klankbord api-key create` makes one");
    }
    for key in keys {
        say(format_args!("{}  {}  {}  made by {}, {}", key.id, key.name, scopes(&key), key.made_by, state(&key, clock::now())))?;
    }
    Ok(())
}

fn scopes(key: &ApiKey) -> String {
    key.scopes.iter().map(|scope| scope.name()).collect::<Vec<_>>().join(",")
}

fn state(key: &ApiKey, now: Millis) -> String {
    let end = match (key.revoked_at, key.expires_at) {
        (Some(at), _) => format!("revoked {} by {}", at.rfc3339(), key.revoked_by.as_deref().unwrap_or_default()),
        (None, Some(at)) if !key.works_at(now) => format!("expired {}", at.rfc3339()),
        (None, Some(at)) => format!("until {}", at.rfc3339()),
        (None, None) => "works".to_owned(),
    };
    let used = key.last_used_at.map_or_else(|| "never used".to_owned(), |at| format!("last used {}", at.rfc3339()));
    format!("{end}, {used}")
}

async fn revoke(database: &DatabaseArgs, id: ApiKeyId) -> Result<()> {
    let store = database.open().await?;
    let organisation = default_organisation(&store).await?.id;
    match store.revoke_api_key(organisation, id, WHO).await {
        Ok(()) => {}
        Err(StoreError::NotFound) => bail!("there is no key {id}"),
        Err(error) => return Err(error.into()),
    }
    store.close().await;
    say(format_args!("{id} is revoked"))
}
