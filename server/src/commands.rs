//! The command line: one file per command. It must not know SQL or HTML. The store and the other modules do the work of
//! a command.

mod check_config;
mod doctor;
mod migrate;

use std::{
    future::Future,
    io::{self, Write as _},
    process::ExitCode,
};

use anyhow::{Context as _, Result, bail};
use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, parser::ValueSource};

use crate::{
    account::{self, api_key_command, audit_command},
    backup,
    cli::output::UsageError,
    config::{DatabaseArgs, LogArgs},
    consent::outbox_command,
    demo, export, import, ledger,
    organisation::{stated_texts_command, works_council_command},
    receipt, results, retention,
    serve::{self, args::ServeArgs},
    site, survey,
};

/// Surveys that are easy to answer and easy to trust: NPS, satisfaction and loyalty, with the consent behind every answer.
///
/// Every flag also has a name in the environment, KLANKBORD_ and the flag in capitals; a flag goes before it.
#[derive(Debug, Parser)]
#[command(name = "klankbord", version, propagate_version = true, subcommand_required = true, arg_required_else_help = true)]
pub struct Cli {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(flatten)]
    log: LogArgs,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve surveys, receipts and results
    Serve(ServeArgs),
    /// Bring the database up to date and stop
    Migrate,
    /// Copy the database and the key of its log into a folder, checked, while servers go on
    Backup(backup::command::Args),
    /// Put a backup in the place of the database; servers must be stopped
    Restore(backup::restore::Args),
    /// Copy an SQLite database to an empty one on PostgreSQL, checked; servers must be stopped
    MigrateTo(backup::migrate_to::Args),
    /// Load the demo organisation, and made-up answers where asked for
    Demo(demo::command::Args),
    /// Make, list and close surveys
    #[command(subcommand)]
    Survey(survey::command::Command),
    /// Make and list websites, and publish their notices
    #[command(subcommand)]
    Site(site::command::Command),
    /// Import answers from a CSV file, with their stated provenance
    Import(import::command::Args),
    /// Export answers as CSV, a workbook, JSON Lines, Parquet or for SPSS, with the consent behind each and a codebook
    Export(export::command::Args),
    /// Check, prove and seal the consent log, and change its key
    #[command(subcommand)]
    Ledger(ledger::command::Command),
    /// Erase, expire and delete what has been kept long enough, as a running server does every hour, or say what would go
    Retention(retention::command::Args),
    /// Compare the counts kept for the results with the answers, and put them right
    #[command(subcommand)]
    Rollups(results::command::Command),
    /// End receipts whose codes can be guessed
    #[command(subcommand)]
    Receipts(receipt::command::Command),
    /// List what other systems must be told: withdrawals, objections, expiries and erasures
    Outbox(outbox_command::Args),
    /// Manage the accounts of those who sign in
    #[command(subcommand)]
    User(account::command::Command),
    /// Manage the keys of programs that use the programming interface
    #[command(subcommand)]
    ApiKey(api_key_command::Command),
    /// List who did what: sign-ins, accounts, keys, settings, publications, exports and erasures
    #[command(subcommand)]
    Audit(audit_command::Command),
    /// Show the organisation, and state what its notices say of recipients, storage and transfers
    #[command(subcommand)]
    Organisation(stated_texts_command::Command),
    /// State what the works council consents to, before anything that names an employee is kept or shown
    #[command(subcommand)]
    WorksCouncil(works_council_command::Command),
    /// Print the settings that `serve` would run with, and whether the database and the key of the log are in order
    CheckConfig(ServeArgs),
    /// Say what is wrong with this installation, and what to do about it; the flags are those of `serve`
    Doctor(doctor::Args),
}

/// Runs the command line of this process. Help and errors of the command line end the process here.
pub fn run() -> ExitCode {
    let matches = Cli::command().get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let result = runtime.context("the asynchronous runtime cannot be started").and_then(|r| r.block_on(perform(cli, &matches)));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // A failure to write to standard error cannot be reported.
            let _ = writeln!(io::stderr(), "error: {error:#}");
            ExitCode::from(if error.is::<UsageError>() { 2 } else { 1 })
        }
    }
}

async fn perform(cli: Cli, matches: &ArgMatches) -> Result<()> {
    let Cli { database, mut log, command } = cli;
    let is_server = matches!(command, Command::Serve(_));
    if !is_server && matches.value_source("log") == Some(ValueSource::DefaultValue) {
        // A command reports its result itself, in one line.
        "error".clone_into(&mut log.log);
    }
    log.start()?;
    match command {
        Command::Serve(args) => serve::run(&database, &args).await,
        Command::Migrate => or_interrupted(migrate::run(&database)).await,
        Command::Backup(args) => or_interrupted(backup::command::run(&database, &args)).await,
        Command::Restore(args) => or_interrupted(backup::restore::run(&database, &args)).await,
        Command::MigrateTo(args) => or_interrupted(backup::migrate_to::run(&database, &args)).await,
        Command::Demo(args) => or_interrupted(demo::command::run(&database, &args)).await,
        Command::Survey(command) => or_interrupted(survey::command::run(&database, command)).await,
        Command::Site(command) => or_interrupted(site::command::run(&database, command)).await,
        // Not dropped when it is interrupted: it ends its step, and says how it goes on.
        Command::Import(args) => import::command::run(&database, args, interrupted()).await,
        Command::Export(args) => or_interrupted(export::command::run(&database, &args)).await,
        Command::Ledger(command) => or_interrupted(ledger::command::run(&database, command)).await,
        Command::Retention(args) => or_interrupted(retention::command::run(&database, &args)).await,
        Command::Rollups(command) => or_interrupted(results::command::run(&database, &command)).await,
        Command::Receipts(command) => or_interrupted(receipt::command::run(&database, command)).await,
        Command::Outbox(args) => or_interrupted(outbox_command::run(&database, &args)).await,
        Command::User(command) => or_interrupted(account::command::run(&database, command)).await,
        Command::ApiKey(command) => or_interrupted(api_key_command::run(&database, command)).await,
        Command::Audit(command) => or_interrupted(audit_command::run(&database, command)).await,
        Command::Organisation(command) => or_interrupted(stated_texts_command::run(&database, command)).await,
        Command::WorksCouncil(command) => or_interrupted(works_council_command::run(&database, command)).await,
        Command::Doctor(args) => or_interrupted(doctor::run(&database, &args)).await,
        Command::CheckConfig(args) => check_config::run(&database, &args.ledger, matches).await,
    }
}

/// Drops a command when it is interrupted, so that it leaves no half-written file.
async fn or_interrupted(command: impl Future<Output = Result<()>>) -> Result<()> {
    tokio::select! {
        result = command => result,
        () = interrupted() => bail!("interrupted"),
    }
}

async fn interrupted() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::account::audit::AuditAction;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    /// What holds for one start must not stay in force.
    const NEVER_IN_ENVIRONMENT: &str = "new";

    enum Kept {
        /// In the audit log, with these actions.
        As(&'static [AuditAction]),
        /// Not in the audit log, because of this.
        Not(&'static str),
    }

    /// How each command is audited. What it does is tested in `server/tests/cli/account.rs` and `account/audit.rs`.
    const AUDITED: &[(&str, Kept)] = {
        use AuditAction as A;
        use Kept::{As, Not};
        const READS: &str = "it reads, and shows nothing of a person";
        &[
            ("serve", As(&[A::OrganisationMade, A::DemoLoaded, A::RetentionDone, A::BackupMade])),
            ("migrate", As(&[A::DatabaseUpgraded])),
            ("backup", As(&[A::BackupMade])),
            ("restore", As(&[A::Restored])),
            ("migrate-to", As(&[A::DatabaseCopied])),
            ("demo", As(&[A::DemoLoaded])),
            ("survey create", As(&[A::SurveyPublished, A::OrganisationMade])),
            ("survey list", Not(READS)),
            ("survey attribute", As(&[A::SurveyPublished])),
            ("survey attribute-link", As(&[A::SettingChanged])),
            ("survey close", As(&[A::SurveyClosed])),
            ("site create", As(&[A::SiteMade, A::OrganisationMade])),
            ("site list", Not(READS)),
            ("site notice export", Not(READS)),
            ("site notice import", As(&[A::NoticePublished])),
            ("site notice check", Not(READS)),
            ("import", As(&[A::ImportBegun, A::ImportResumed, A::ImportInterrupted, A::Imported])),
            ("import list", Not(READS)),
            ("import undo", As(&[A::ImportUndoBegun, A::ImportUndone])),
            ("export", As(&[A::Exported])),
            ("ledger verify", Not(READS)),
            ("ledger accept-older", As(&[A::LogOlderAccepted])),
            ("ledger checkpoint", Not(READS)),
            ("ledger prove", Not(READS)),
            ("ledger seal", Not("a server does the same each second, and the log itself shows it")),
            ("ledger keys", Not(READS)),
            ("ledger rotate", As(&[A::LogKeyChanged])),
            ("retention", As(&[A::RetentionDone, A::ClockConfirmed])),
            ("rollups check", Not(READS)),
            ("rollups rebuild", As(&[A::RollupsRebuilt])),
            ("receipts revoke", As(&[A::ReceiptsRevoked])),
            ("outbox", Not("other systems ask it every minute, and it hands out ids only")),
            ("user add", As(&[A::AccountMade])),
            ("user list", Not("it shows the accounts of staff, to who has the whole database")),
            ("user password", As(&[A::PasswordSet])),
            ("user remove", As(&[A::AccountRemoved, A::KeysHandedOver])),
            ("user role", As(&[A::RightsChanged])),
            ("user link", As(&[A::SetupLinkMade])),
            ("api-key create", As(&[A::KeyMade])),
            ("api-key list", Not(READS)),
            ("api-key revoke", As(&[A::KeyRevoked])),
            ("audit list", Not("it shows this log, to who has the whole database")),
            ("organisation show", Not(READS)),
            ("organisation state", As(&[A::SettingChanged, A::SurveyPublished])),
            ("works-council state", As(&[A::WorksCouncil])),
            ("works-council list", Not(READS)),
            ("works-council take-back", As(&[A::WorksCouncil])),
            ("check-config", Not(READS)),
            ("doctor", Not(READS)),
        ]
    };

    #[test]
    fn every_command_says_how_it_is_audited() {
        fn collect(command: &clap::Command, path: &str, found: &mut BTreeSet<String>) {
            if !path.is_empty() && !command.is_subcommand_required_set() {
                found.insert(path.to_owned());
            }
            for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
                collect(inner, format!("{path} {}", inner.get_name()).trim_start(), found);
            }
        }
        let mut command = Cli::command();
        command.build();
        let mut found = BTreeSet::new();
        collect(&command, "", &mut found);
        let known: BTreeSet<String> = AUDITED.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(found, known, "left: the commands; right: those of this list");
        for (path, kept) in AUDITED {
            assert!(!matches!(kept, Kept::As([]) | Kept::Not("")), "{path} has no entry and no reason");
        }
    }

    #[test]
    fn every_flag_has_its_name_in_the_environment() {
        fn check(command: &clap::Command, path: &str) {
            for argument in command.get_arguments().filter(|argument| argument.get_id() != NEVER_IN_ENVIRONMENT) {
                let (Some(flag), false) = (argument.get_long(), ["help", "version"].contains(&argument.get_id().as_str())) else {
                    continue;
                };
                let name = format!("KLANKBORD_{}", flag.to_uppercase().replace('-', "_"));
                assert_eq!(argument.get_env().and_then(|env| env.to_str()), Some(name.as_str()), "{path} --{flag}");
                assert!(argument.get_help().is_some(), "{path} --{flag} has no help");
            }
            for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
                check(inner, &format!("{path} {}", inner.get_name()));
            }
        }
        let mut command = Cli::command();
        command.build();
        check(&command, "klankbord");
    }
}
