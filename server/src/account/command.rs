//! `klankbord user add|list|link|role|remove|password`: the accounts of users.

use std::io::{self, IsTerminal as _, Read as _};

use anyhow::{Context as _, Result, bail};
use clap::builder::BoolishValueParser;
use domain::{
    account::{
        api_key::ApiKey,
        role::{Rights, Role},
    },
    calendar::Millis,
    contact::EmailAddress,
    response::filter::Condition,
};
use jiff::{Timestamp, ToSpan as _};
use store::{KeysOfRemoved, Store, StoreError};

use crate::{
    account::{
        password,
        token::{SETUP_LINK_HOURS, Token},
    },
    cli::output::{AddressArgs, UsageError, note, say},
    clock,
    config::DatabaseArgs,
    new_installation::default_organisation,
};

/// The account name in records of this command.
const WHO: &str = "klankbord user";

#[derive(clap::Subcommand, Debug)]
pub enum Command {
    /// Make an account
    Add {
        /// The address to sign in with
        #[arg(value_parser = EmailAddress::parse)]
        email: EmailAddress,
        #[command(flatten)]
        role: RoleArgs,
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
        role: RoleArgs,
        #[command(flatten)]
        address: AddressArgs,
    },
    /// Change what an account may do; from its next request on
    Role {
        /// The address
        #[arg(value_parser = EmailAddress::parse)]
        email: EmailAddress,
        /// reader (figures), analyst (also comments and exports), editor (also websites and notices) or owner (also the rights desk)
        role: Role,
        /// Of a reader: the only answers that count, such as store:Utrecht
        #[arg(long, env = "KLANKBORD_ONLY", value_name = "KEY:VALUE", value_parser = Condition::parse)]
        only: Option<Condition>,
    },
    /// Remove an account; whoever is signed in with it is signed out
    Remove {
        /// The address
        #[arg(value_parser = EmailAddress::parse)]
        email: EmailAddress,
        #[command(flatten)]
        keys: KeyArgs,
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

/// What becomes of the API keys that a removed account made; without either it is asked on the terminal.
#[derive(clap::Args, Debug)]
pub struct KeyArgs {
    /// The API keys that the account made stop working
    #[arg(long, env = "KLANKBORD_END_KEYS", value_parser = BoolishValueParser::new(), conflicts_with = "keys_to")]
    end_keys: bool,
    /// The account that has these keys from now on
    #[arg(long, env = "KLANKBORD_KEYS_TO", value_name = "EMAIL", value_parser = EmailAddress::parse)]
    keys_to: Option<EmailAddress>,
}

/// What a new account may do.
#[derive(clap::Args, Debug)]
pub struct RoleArgs {
    /// What it may do: reader, analyst, editor or owner [default: owner for the first account, reader for any other]
    #[arg(long, env = "KLANKBORD_ROLE", value_name = "ROLE")]
    role: Option<Role>,
    /// Of a reader: the only answers that count, such as store:Utrecht
    #[arg(long, env = "KLANKBORD_ONLY", value_name = "KEY:VALUE", value_parser = Condition::parse)]
    only: Option<Condition>,
}

impl RoleArgs {
    async fn rights(self, store: &Store) -> Result<Rights> {
        let first = || async { Ok::<_, StoreError>(store.list_users().await?.is_empty()) };
        let role = match self.role {
            Some(role) => role,
            None if self.only.is_none() && first().await? => Role::Owner,
            None => Role::Reader,
        };
        rights(role, self.only)
    }
}

fn rights(role: Role, only: Option<Condition>) -> Result<Rights> {
    Rights::bound(role, only).map_err(|error| UsageError(format!("--only: {error}")).into())
}

pub async fn run(database: &DatabaseArgs, command: Command) -> Result<()> {
    match command {
        Command::Add { email, role, password } => add(database, &email, role, &password).await,
        Command::List => list(database).await,
        Command::Link { email, role, address } => link(database, email.as_ref(), role, &address).await,
        Command::Role { email, role, only } => set_role(database, &email, &rights(role, only)?).await,
        Command::Remove { email, keys } => remove(database, &email, keys).await,
        Command::Password { email, password } => replace_password(database, &email, &password).await,
    }
}

async fn add(database: &DatabaseArgs, email: &EmailAddress, role: RoleArgs, password: &PasswordArgs) -> Result<()> {
    let store = database.open().await?;
    if store.find_user(email).await?.is_some() {
        bail!("{} has an account already", email.as_str());
    }
    let hash = password.hash(email)?;
    let organisation = default_organisation(&store).await?;
    let rights = role.rights(&store).await?;
    match store.create_user(organisation.id, email, &hash, &rights).await {
        Ok(_) => {}
        Err(StoreError::Conflict(_)) => bail!("{} has an account already", email.as_str()),
        Err(error) => return Err(error.into()),
    }
    store.close().await;
    say(format_args!("{} can sign in as {}", email.as_str(), rights.role))
}

async fn list(database: &DatabaseArgs) -> Result<()> {
    let store = database.open().await?;
    let users = store.list_users().await?;
    store.close().await;
    if users.is_empty() {
        note("there are no accounts yet; `klankbord user link` prints a link that makes the first one");
    }
    for user in users {
        let only = user.rights.only.map(|only| format!(" ({only})")).unwrap_or_default();
        say(format_args!("{}  {}{only}  since {}", user.email, user.rights.role, user.created_at.rfc3339()))?;
    }
    Ok(())
}

async fn link(database: &DatabaseArgs, email: Option<&EmailAddress>, role: RoleArgs, address: &AddressArgs) -> Result<()> {
    let store = database.open().await?;
    let organisation = default_organisation(&store).await?;
    let token = Token::random();
    let expires_at = Timestamp::now().checked_add(SETUP_LINK_HOURS.hours()).context("the clock of this machine is far off")?;
    let rights = role.rights(&store).await?;
    store.create_setup_link(&token.hash(), organisation.id, email, &rights, Millis(expires_at.as_millisecond())).await?;
    store.close().await;
    note(format!("this link works once, within {SETUP_LINK_HOURS} hours:"));
    say(address.of(format_args!("/setup/{token}")))
}

async fn set_role(database: &DatabaseArgs, email: &EmailAddress, rights: &Rights) -> Result<()> {
    let store = database.open().await?;
    match store.set_rights(email, rights).await {
        Err(StoreError::Conflict(_)) => return Err(only_owner(email)),
        result => result.map_err(|error| name_account(error, email))?,
    }
    store.close().await;
    say(format_args!("{} is {} now", email.as_str(), rights.role))
}

async fn remove(database: &DatabaseArgs, email: &EmailAddress, chosen: KeyArgs) -> Result<()> {
    let store = database.open().await?;
    let user = store.find_user(email).await?.ok_or_else(|| name_account(StoreError::NotFound, email))?;
    let keys = store.list_api_keys(user.organisation).await?;
    let keys: Vec<_> = keys.into_iter().filter(|key| key.made_by == user.email && key.works_at(clock::now())).collect();
    let chosen = if keys.is_empty() { chosen } else { chosen.or_ask(email, &keys)? };
    let of_keys = match (&chosen.keys_to, chosen.end_keys) {
        (Some(heir), _) => KeysOfRemoved::HandOver(heir),
        (None, true) => KeysOfRemoved::End,
        (None, false) => KeysOfRemoved::NotChosen,
    };
    match store.remove_user(email, of_keys, WHO).await {
        Err(StoreError::Conflict("heir")) => {
            let heir = chosen.keys_to.as_ref().map_or("", EmailAddress::as_str);
            bail!("{heir} has no account that can have the keys of {}", email.as_str());
        }
        Err(StoreError::Conflict("keys")) => bail!("{} made a key just now; try again", email.as_str()),
        Err(StoreError::Conflict(_)) => return Err(only_owner(email)),
        result => result.map_err(|error| name_account(error, email))?,
    }
    store.close().await;
    let of_keys = match (keys.len(), &chosen.keys_to) {
        (0, _) => String::new(),
        (count, Some(heir)) => format!("; {} has its keys now ({count})", heir.as_str()),
        (count, None) => format!("; its keys work no more ({count})"),
    };
    say(format_args!("{} is removed{of_keys}", email.as_str()))
}

impl KeyArgs {
    /// The choice, which is asked on the terminal if it was not given.
    fn or_ask(self, email: &EmailAddress, keys: &[ApiKey]) -> Result<Self> {
        if self.end_keys || self.keys_to.is_some() {
            return Ok(self);
        }
        let names = keys.iter().map(|key| key.name.as_str()).collect::<Vec<_>>().join(", ");
        let email = email.as_str();
        if !io::stdin().is_terminal() {
            bail!(
                "{email} made keys that still work ({names}): end them with --end-keys, or hand them over with --keys-to EMAIL"
            );
        }
        note(format_args!("{email} made keys that still work: {names}"));
        note("type `end` to end them, or the address of the account that has them from now on:");
        let mut answer = String::new();
        io::stdin().read_line(&mut answer).context("the answer cannot be read")?;
        match answer.trim() {
            "end" => Ok(Self { end_keys: true, ..self }),
            heir => {
                let heir =
                    EmailAddress::parse(heir).map_err(|_| anyhow::anyhow!("nothing was changed: `{heir}` is no address"))?;
                Ok(Self { keys_to: Some(heir), ..self })
            }
        }
    }
}

async fn replace_password(database: &DatabaseArgs, email: &EmailAddress, password: &PasswordArgs) -> Result<()> {
    let store = database.open().await?;
    if store.find_user(email).await?.is_none() {
        return Err(name_account(StoreError::NotFound, email));
    }
    let hash = password.hash(email)?;
    store.set_password(email, &hash).await.map_err(|error| name_account(error, email))?;
    store.close().await;
    say(format_args!("{} has a new password", email.as_str()))
}

fn only_owner(email: &EmailAddress) -> anyhow::Error {
    anyhow::anyhow!("{} is the only owner; make someone else owner first", email.as_str())
}

fn name_account(error: StoreError, email: &EmailAddress) -> anyhow::Error {
    match error {
        StoreError::NotFound => anyhow::anyhow!("{} has no account", email.as_str()),
        other => other.into(),
    }
}

impl PasswordArgs {
    /// The hash of the password, which is read from the terminal if it is not given.
    fn hash(&self, email: &EmailAddress) -> Result<String> {
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
        if password::check_length(&given).is_err() {
            bail!("the password must be {least} to {most} characters long");
        }
        if password::check(&given, email.as_str()).is_err() {
            bail!("the password is too easy to guess: use a few unrelated words, without a name, date or repetition");
        }
        Ok(password::hash(&given)?)
    }
}
