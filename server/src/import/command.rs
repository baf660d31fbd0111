//! `klankbord import`: answers from a CSV file, with their stated provenance. `list` and `undo` are about past imports.

use std::{future::Future, ops::ControlFlow, path::PathBuf, pin::pin};

use anyhow::{Result, bail};
use clap::{
    ArgMatches, Command as ClapCommand, FromArgMatches, Subcommand as _, builder::BoolishValueParser, error::ErrorKind,
    parser::ValueSource,
};
use domain::{id::Slug, locale::Locale, survey::Mode};
use futures::FutureExt as _;
use jiff::tz::TimeZone;
use store::StepTimes;

use crate::{
    cli::{
        output::{UsageError, find_survey, note, say},
        progress::Progress,
    },
    clock,
    config::DatabaseArgs,
    import::{
        self, Event, ImportError, ImportSummary, Pass,
        format_args::FormatArgs,
        past,
        plan::{ImportPlan, OnInvalid},
        provenance_file,
        repeats::OnRepeat,
    },
};

/// A file to import, or a command about past imports. Not derived, because with `list` or `undo` no flag is required, even
/// if the environment has some.
#[derive(Debug)]
pub enum Args {
    File(Box<FileArgs>),
    Past(past::Command),
}

impl FromArgMatches for Args {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        match matches.subcommand() {
            Some(_) => past::Command::from_arg_matches(matches).map(Self::Past),
            None => {
                let mut args = FileArgs::from_arg_matches(matches)?;
                args.maps = mappings(matches, "map", &args.map)?;
                args.attribute_maps = mappings(matches, "attributes", &args.attributes)?;
                Ok(Self::File(Box::new(args)))
            }
        }
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        Self::from_arg_matches(matches).map(|args| *self = args)
    }
}

impl clap::Args for Args {
    fn augment_args(command: ClapCommand) -> ClapCommand {
        past::Command::augment_subcommands(FileArgs::augment_args(command)).subcommand_negates_reqs(true)
    }

    fn augment_args_for_update(command: ClapCommand) -> ClapCommand {
        Self::augment_args(command)
    }
}

#[derive(clap::Args, Debug)]
pub struct FileArgs {
    /// The survey that the answers are added to
    #[arg(long, env = "KLANKBORD_SURVEY", value_name = "SLUG")]
    survey: Slug,

    /// A column with the question it answers; give it for every question that the file has answers to. A statement of a
    /// matrix is QUESTION.ROW, a choice of several that has a column of its own is QUESTION.CHOICE. In the environment each
    /// begins on a line of its own
    #[arg(long, env = "KLANKBORD_MAP", value_name = "COLUMN=QUESTION", required = true)]
    map: Vec<String>,
    /// The same, read.
    #[arg(skip)]
    maps: Vec<(String, String)>,

    /// A column with the attribute of the survey whose value it holds; give it for each. In the environment each begins on a
    /// line of its own
    #[arg(long = "attribute", env = "KLANKBORD_ATTRIBUTE", value_name = "COLUMN=ATTRIBUTE")]
    attributes: Vec<String>,
    /// The same, read.
    #[arg(skip)]
    attribute_maps: Vec<(String, String)>,

    /// The column, or columns, by which a row is known again in a second import
    #[arg(long, env = "KLANKBORD_ID", value_name = "COL[,COL]", required = true)]
    id: Vec<String>,

    /// The column that says when the answer was given
    #[arg(long, env = "KLANKBORD_SUBMITTED_AT", value_name = "COL")]
    submitted_at: String,

    /// The time zone of times without an offset, such as Europe/Amsterdam
    #[arg(long, env = "KLANKBORD_TIME_ZONE", value_name = "TZ", default_value = "UTC", value_parser = parse_zone)]
    time_zone: TimeZone,

    /// The language the answers were given in: nl or en [default: the survey's first]
    #[arg(long, env = "KLANKBORD_LOCALE", value_name = "LOCALE")]
    locale: Option<Locale>,

    /// The file (TOML) that states legal_basis, notice, collected_by and purposes, and perhaps retention and decided_at
    #[arg(long, env = "KLANKBORD_PROVENANCE", value_name = "FILE")]
    provenance: Option<PathBuf>,

    /// Import the good rows even when others are bad; those go to --rejects
    #[arg(long, env = "KLANKBORD_SKIP_INVALID", requires = "rejects", value_parser = BoolishValueParser::new())]
    skip_invalid: bool,

    /// The new file for rows that were not imported, each with what is wrong with it
    #[arg(long, env = "KLANKBORD_REJECTS", value_name = "OUT.csv", requires = "skip_invalid")]
    rejects: Option<PathBuf>,

    /// Which row is imported when the file has several rows of one id; without it such a file is refused
    #[arg(long, env = "KLANKBORD_ON_REPEAT", value_name = "WHICH", value_enum)]
    on_repeat: Option<OnRepeat>,

    #[command(flatten)]
    format: FormatArgs,

    /// Say at the end in how many steps the rows were written, and how long the longest held the write lock, for which
    /// respondents may have waited on SQLite
    #[arg(long = "timing", env = "KLANKBORD_TIMING", value_parser = BoolishValueParser::new())]
    timing: bool,

    /// The file with the answers; its first row names the columns
    #[arg(value_name = "FILE.csv")]
    file: PathBuf,
}

/// Runs the command. When `stop` is ready, an import stops after its current step.
pub async fn run(database: &DatabaseArgs, args: Args, stop: impl Future<Output = ()> + Send) -> Result<()> {
    match args {
        Args::File(args) => import_file(database, *args, stop).await,
        Args::Past(command) => past::run(database, command, stop).await,
    }
}

async fn import_file(database: &DatabaseArgs, args: FileArgs, stop: impl Future<Output = ()> + Send) -> Result<()> {
    let Some(provenance) = &args.provenance else {
        let keys = "legal_basis, notice, collected_by and purposes";
        let message = format!("nothing is imported without its provenance: --provenance FILE names a TOML file with {keys}");
        return Err(UsageError(message).into());
    };
    let mut stop = pin!(stop.fuse());
    // From the first look on, a signal no longer ends the process.
    if stop.as_mut().now_or_never().is_some() {
        return Err(ImportError::Interrupted.into());
    }
    let store = database.open().await?;
    let published = find_survey(&store, &args.survey).await?;
    let questionnaire = &published.version.questionnaire;
    if questionnaire.mode == Mode::Light {
        // Checked before the provenance: a light survey has no purpose that the provenance could state.
        return Err(ImportError::LightMode.into());
    }
    let provenance = provenance_file::read(provenance, questionnaire)?;
    let locale = questionnaire.locale_or_default(args.locale);
    if args.locale.is_some_and(|wanted| wanted != locale) {
        bail!("the survey {} is not offered in the language of --locale", args.survey);
    }
    let plan = ImportPlan {
        provenance,
        map: args.maps,
        attributes: args.attribute_maps,
        id: args.id,
        submitted_at: args.submitted_at,
        time_zone: args.time_zone,
        locale,
        shape: args.format.shape(),
        dry_run: args.format.dry_run,
        cells: args.format.cells(),
        on_repeat: args.on_repeat,
        now: clock::now(),
        published,
    };
    let on_invalid = match &args.rejects {
        Some(rejects) if args.skip_invalid => OnInvalid::Skip { rejects: rejects.clone() },
        _ => OnInvalid::Refuse,
    };
    let file = args.file.display();
    let mut progress = Progress::new();
    let watch = |event: Event<'_>| {
        match event {
            Event::ReadAs(how) => note(format_args!("{file}: {how}")),
            Event::BadValue(error) => {
                progress.clear();
                note(format_args!("{file}: {error}"));
            }
            Event::Progress { pass, rows, part } => progress.show(|| {
                let doing = if pass == Pass::Check { "checked" } else { "imported" };
                format!("{doing} {rows} rows ({:.0} %)", part * 100.0)
            }),
            Event::Stored(StepTimes { steps, longest }) if args.timing => {
                progress.clear();
                let longest = longest.as_secs_f64() * 1000.0;
                note(format_args!("written in {steps} steps, the longest held the write lock for {longest:.2} ms"));
            }
            Event::Stored(_) => {}
        }
        if stop.as_mut().now_or_never().is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let summary = import::import(&store, &plan, &args.file, &on_invalid, watch).await?;
    drop(progress);
    if plan.dry_run {
        store.close().await;
        let ImportSummary { rows, rejected, repeated, .. } = summary;
        let good = rows - rejected - repeated;
        return say(format_args!("{good} of {rows} rows can be imported; nothing was imported (--dry-run)"));
    }
    store.close().await;
    let mut line = format!("{} added, {} already there", summary.counts.added, summary.counts.present);
    if summary.counts.erased > 0 {
        line += &format!(", {} withdrawn or erased before and left out", summary.counts.erased);
    }
    if summary.repeated > 0 {
        line += &format!(", {} left out that repeat an id of the file", summary.repeated);
    }
    if let (true, OnInvalid::Skip { rejects }) = (summary.rejected > 0, &on_invalid) {
        line += &format!(", {} rejected (in {})", summary.rejected, rejects.display());
    }
    say(line)
}

/// The mappings of a flag. From the command line each value is one, and a column may have line breaks in its name. In the
/// environment they stand below each other, and a line without `=` belongs to the next.
fn mappings(matches: &ArgMatches, flag: &str, values: &[String]) -> Result<Vec<(String, String)>, clap::Error> {
    let is_list = matches.value_source(flag) == Some(ValueSource::EnvVariable);
    let read: Result<Vec<_>, String> = match is_list {
        true => values.iter().map(|text| parse_lines(text)).collect::<Result<Vec<_>, _>>().map(|lists| lists.concat()),
        false => values.iter().map(|text| parse_mapping(text)).collect(),
    };
    read.map_err(|problem| clap::Error::raw(ErrorKind::ValueValidation, format!("--{}: {problem}\n", flag.trim_end_matches('s'))))
}

fn parse_lines(text: &str) -> Result<Vec<(String, String)>, String> {
    let (mut pairs, mut rest) = (Vec::new(), String::new());
    for line in text.lines() {
        if rest.is_empty() && line.is_empty() {
            continue;
        }
        rest += line;
        match parse_mapping(&rest) {
            Ok(pair) => {
                pairs.push(pair);
                rest.clear();
            }
            Err(_) => rest.push('\n'),
        }
    }
    if rest.trim().is_empty() { Ok(pairs) } else { Err("expected COLUMN=QUESTION".to_owned()) }
}

/// The question contains no `=`, but a column may.
fn parse_mapping(text: &str) -> Result<(String, String), String> {
    match text.rsplit_once('=') {
        Some((column, question)) if !column.is_empty() && !question.is_empty() => Ok((column.to_owned(), question.to_owned())),
        _ => Err("expected COLUMN=QUESTION".to_owned()),
    }
}

fn parse_zone(name: &str) -> Result<TimeZone, String> {
    TimeZone::get(name).map_err(|_| "expected the IANA name of a time zone, such as Europe/Amsterdam or UTC".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mappings() {
        assert_eq!(parse_mapping("a=b"), Ok(("a".into(), "b".into())));
        assert_eq!(parse_mapping("score = 1=satisfaction"), Ok(("score = 1".into(), "satisfaction".into())));
        for bad in ["", "a", "a=", "=b", "="] {
            assert!(parse_mapping(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_heading_may_have_line_breaks_also_in_the_environment() {
        let pair = |column: &str, question: &str| (column.to_owned(), question.to_owned());
        assert_eq!(parse_mapping("Score\n(1-5)=satisfaction"), Ok(pair("Score\n(1-5)", "satisfaction")));
        let list = parse_lines("a=b\n\nScore\r\n(1-5)=satisfaction\nc=d\n").unwrap();
        assert_eq!(list, [pair("a", "b"), pair("Score\n(1-5)", "satisfaction"), pair("c", "d")]);
        assert!(parse_lines("a=b\nc").is_err());
    }

    #[test]
    fn zones() {
        assert!(parse_zone("Europe/Amsterdam").is_ok());
        for bad in ["", "Amsterdam", "CET+1", "../UTC"] {
            assert!(parse_zone(bad).is_err(), "{bad}");
        }
    }
}
