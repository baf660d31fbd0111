//! `klankbord user add|list|link|remove|password`: the accounts of those who sign in.

use std::io::{self, IsTerminal as _, Read as _};

use anyhow::{Context as _, Result, bail};
use clap::builder::BoolishValueParser;
use domain::{calendar::Millis, organisation::EmailAddress};
use jiff::{Timestamp, ToSpan as _};
use store::StoreError;

use super::{AddressArgs, UsageError, note, say};
use crate::{
    config::DatabaseArgs,
    demo, password,
    token::{SETUP_LINK_HOURS, Token},
};

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    /// Make an account
    Add {
        /// The address to sign in with
        #[arg(value_parser = EmailAddress::parse)]
        email: EmailAddress,
        #[command(flatten)]
        password: PasswordArgs,
    },
    /// List the accounts
    List,
    /// Print a link that works once: to set the password of an account, or to make the first one
    Link {
        /// Whose password the link sets [default: whoever follows it types an address]
        #[arg(long, env = "KLANKBORD_EMAIL", value_name = "EMAIL", value_parser = EmailAddress::parse)]
        email: Option<EmailAddress>,
        #[command(flatten)]
        address: AddressArgs,
    },
    /// Remove an account; whoever is signed in with it is signed out
    Remove {
        /// The address
        #[arg(value_parser = EmailAddress::parse)]
        email: EmailAddress,
    },
    /// Replace the password of an account; whoever is signed in with it is signed out
    Password {
        /// The address
        #[arg(value_parser = EmailAddress::parse)]
        email: EmailAddress,
        #[command(flatten)]
        password: PasswordArgs,
    },
}

#[derive(clap::Args, Debug)]
pub struct PasswordArgs {
    /// Read the password from standard input; without this it is asked for on the terminal
    #[arg(long, env = "KLANKBORD_PASSWORD_STDIN", value_parser = BoolishValueParser::new())]
    password_stdin: bool,
}

pub async fn run(database: &DatabaseArgs, command: Command) -> Result<()> {
    match command {
        Command::Add { email, password } => add(database, &email, &password).await,
        Command::List => list(database).await,
        Command::Link { email, address } => link(database, email.as_ref(), &address).await,
        Command::Remove { email } => remove(database, &email).await,
        Command::Password { email, password } => replace_password(database, &email, &password).await,
    }
}

async fn add(database: &DatabaseArgs, email: &EmailAddress, password: &PasswordArgs) -> Result<()> {
    let store = database.open().await?;
    if store.find_user(email).await?.is_some() {
        bail!("{} has an account already", email.as_str());
    }
    let hash = password.hash()?;
    let organisation = demo::default_organisation(&store).await?;
    match store.create_user(organisation.id, email, &hash).await {
        Ok(_) => {}
        Err(StoreError::Conflict(_)) => bail!("{} has an account already", email.as_str()),
        Err(error) => return Err(error.into()),
    }
    store.close().await;
    say(format_args!("{} can sign in", email.as_str()))
}

async fn list(database: &DatabaseArgs) -> Result<()> {
    let store = database.open().await?;
    let users = store.list_users().await?;
    store.close().await;
    if users.is_empty() {
        note("there are no accounts yet; `klankbord user link` prints a link that makes the first one");
    }
    for user in users {
        say(format_args!("{}  since {}", user.email, user.created_at.rfc3339()))?;
    }
    Ok(())
}

async fn link(database: &DatabaseArgs, email: Option<&EmailAddress>, address: &AddressArgs) -> Result<()> {
    let store = database.open().await?;
    let organisation = demo::default_organisation(&store).await?;
    let token = Token::random();
    let expires_at = Timestamp::now().checked_add(SETUP_LINK_HOURS.hours()).context("the clock of this machine is far off")?;
    store.create_setup_link(&token.hash(), organisation.id, email, Millis(expires_at.as_millisecond())).await?;
    store.close().await;
    note(format!("this link works once, within {SETUP_LINK_HOURS} hours:"));
    say(address.of(format_args!("/setup/{token}")))
}

async fn remove(database: &DatabaseArgs, email: &EmailAddress) -> Result<()> {
    let store = database.open().await?;
    store.remove_user(email).await.map_err(|error| name_account(error, email))?;
    store.close().await;
    say(format_args!("{} is removed", email.as_str()))
}

async fn replace_password(database: &DatabaseArgs, email: &EmailAddress, password: &PasswordArgs) -> Result<()> {
    let store = database.open().await?;
    if store.find_user(email).await?.is_none() {
        return Err(name_account(StoreError::NotFound, email));
    }
    let hash = password.hash()?;
    store.set_password(email, &hash).await.map_err(|error| name_account(error, email))?;
    store.close().await;
    say(format_args!("{} has a new password", email.as_str()))
}

fn name_account(error: StoreError, email: &EmailAddress) -> anyhow::Error {
    match error {
        StoreError::NotFound => anyhow::anyhow!("{} has no account", email.as_str()),
        other => other.into(),
    }
}

impl PasswordArgs {
    /// The hash of the password given, or asked for.
    fn hash(&self) -> Result<String> {
        let given = if self.password_stdin {
            let mut text = String::new();
            let most = 4 * password::MAX_LENGTH + 16;
            io::stdin().take(most).read_to_string(&mut text).context("the password on standard input cannot be read")?;
            let line = text.strip_suffix('\n').map_or(text.as_str(), |line| line.strip_suffix('\r').unwrap_or(line));
            line.to_owned()
        } else if io::stdin().is_terminal() {
            let first = rpassword::prompt_password("Password: ").context("the password cannot be asked for")?;
            if first != rpassword::prompt_password("Once more: ").context("the password cannot be asked for")? {
                bail!("the two passwords differ");
            }
            first
        } else {
            return Err(UsageError("there is no terminal to ask on: give the password with --password-stdin".to_owned()).into());
        };
        let (least, most) = (password::MIN_LENGTH, password::MAX_LENGTH);
        if password::check(&given).is_err() {
            bail!("the password must be {least} to {most} characters long");
        }
        Ok(password::hash(&given)?)
    }
}
