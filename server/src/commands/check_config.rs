//! `klankbord check-config`: the settings in force, the source of each, and whether the database opens.

use std::collections::BTreeSet;

use anyhow::Result;
use clap::{ArgMatches, CommandFactory as _, parser::ValueSource};
use store::Backend;

use super::Cli;
use crate::{
    cli::output::{note, say},
    config::DatabaseArgs,
    ledger::{args::LedgerArgs, key_file::registered_key, mark::StartMark},
};

pub async fn run(database: &DatabaseArgs, ledger: &LedgerArgs, matches: &ArgMatches) -> Result<()> {
    for line in settings(database, matches)? {
        say(line)?;
    }
    for name in unknown_names(std::env::vars_os().filter_map(|(name, _)| name.into_string().ok())) {
        note(format_args!("{name} is set, but is the name of no flag"));
    }
    let store = database.open().await?;
    store.ping().await?;
    let kind = match store.backend() {
        Backend::Sqlite => "SQLite",
        Backend::Postgres => "PostgreSQL",
    };
    say(format_args!("the database opens ({kind})"))?;
    match registered_key(&store).await? {
        None => {
            StartMark::in_folder(&database.data_dir).check(&store).await?;
            say("the first server that starts makes the key of the log")?;
        }
        Some(_) => {
            let key = ledger.key_file(database).open(&store).await?;
            say(format_args!("the key of the log is the registered one ({})", key.verifier()))?;
        }
    }
    store.close().await;
    Ok(())
}

/// A line for each flag of `serve`: its name in the environment, its value and the source of the value.
fn settings(database: &DatabaseArgs, matches: &ArgMatches) -> Result<Vec<String>> {
    let mut command = Cli::command();
    command.build();
    let Some((name, matches)) = matches.subcommand() else { return Ok(Vec::new()) };
    let flags = command.find_subcommand(name).into_iter().flat_map(clap::Command::get_arguments);
    let mut lines = Vec::new();
    for flag in flags {
        let Some(variable) = flag.get_env() else { continue };
        let values = matches.try_get_raw(flag.get_id().as_str()).ok().flatten();
        let value = values.map(|values| values.map(|value| mask(&value.to_string_lossy())).collect::<Vec<_>>().join(","));
        let source = match matches.value_source(flag.get_id().as_str()) {
            Some(ValueSource::CommandLine) => "from the command line",
            Some(ValueSource::EnvVariable) => "from the environment",
            _ => "default",
        };
        let value = match value {
            None if flag.get_id() == "database_url" => mask(&database.url()?),
            None if flag.get_id() == "ledger_key_file" => LedgerArgs::default().key_file(database).to_string(),
            None => "(not set)".to_owned(),
            Some(value) => value,
        };
        lines.push(format!("{}={value}  # {source}", variable.to_string_lossy()));
    }
    Ok(lines)
}

/// An address with its password masked.
fn mask(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else { return text.to_owned() };
    if scheme == "sqlite" {
        return text.to_owned();
    }
    // A password may contain an `@` or `/` that is not encoded. So rather too much is masked than too little.
    let (address, query) = rest.split_once('?').map_or((rest, None), |(address, query)| (address, Some(query)));
    let address = match address.rsplit_once('@') {
        Some((user, host)) => {
            let name = user.split_once(':').map_or_else(|| user.to_owned(), |(name, _)| format!("{name}:***"));
            format!("{name}@{host}")
        }
        None => address.to_owned(),
    };
    let Some(query) = query else { return format!("{scheme}://{address}") };
    let pairs = query.split('&').map(|pair| match pair.split_once('=') {
        Some((name, _)) if name.to_ascii_lowercase().contains("password") => format!("{name}=***"),
        _ => pair.to_owned(),
    });
    format!("{scheme}://{address}?{}", pairs.collect::<Vec<_>>().join("&"))
}

/// Names with our prefix that are no setting, mostly typing errors.
fn unknown_names(set: impl Iterator<Item = String>) -> BTreeSet<String> {
    fn collect(command: &clap::Command, known: &mut BTreeSet<String>) {
        let names = command.get_arguments().filter_map(clap::Arg::get_env);
        known.extend(names.map(|name| name.to_string_lossy().into_owned()));
        for inner in command.get_subcommands() {
            collect(inner, known);
        }
    }
    let mut known = BTreeSet::new();
    collect(&Cli::command(), &mut known);
    set.filter(|name| name.starts_with("KLANKBORD_") && !name.starts_with("KLANKBORD_TEST_") && !known.contains(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_shown() {
        let check = |given: &str, expected: &str| assert_eq!(mask(given), expected);
        check("postgres://u:secret@h:5432/db", "postgres://u:***@h:5432/db");
        check("postgres://u:se@cr/et@h/db", "postgres://u:***@h/db");
        check("postgres://u@h/db?sslmode=require&password=secret", "postgres://u@h/db?sslmode=require&password=***");
        check("sqlite:///var/lib/a@b:c.db", "sqlite:///var/lib/a@b:c.db");
        check("127.0.0.1:3000", "127.0.0.1:3000");
    }

    #[test]
    fn slips_of_the_pen() {
        let set = ["KLANKBORD_ADDR", "KLANKBORD_ADRR", "KLANKBORD_TEST_POSTGRES_URL", "HOME", "KLANKBORD_SURVEY"];
        let unknown = unknown_names(set.into_iter().map(str::to_owned));
        assert_eq!(unknown.into_iter().collect::<Vec<_>>(), ["KLANKBORD_ADRR"]);
    }
}
