//! `klankbord export`: answers to a file, with the consent for each, and a codebook inside or next to it.

mod filter;

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    pin::pin,
    sync::Arc,
};

use anyhow::{Context as _, Result};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use domain::{
    account::access_log::Access,
    export::{ExportOptions, Format, Labels, Shape},
    id::Slug,
    locale::Locale,
};
use futures::{Stream, TryStreamExt as _};

use self::filter::FilterArgs;
use crate::{
    background::throttle::BackgroundThrottle,
    cli::{
        output::{UsageError, find_survey, note},
        progress::Progress,
    },
    config::DatabaseArgs,
    export::{Export, ExportError},
    files::WholeFile,
};

#[derive(clap::Args, Debug)]
pub struct Args {
    /// The survey
    #[arg(long, env = "KLANKBORD_SURVEY", value_name = "SLUG")]
    survey: Slug,

    /// The form of the file; docs/exports.md says what each holds
    #[arg(long, env = "KLANKBORD_FORMAT", value_name = "FORMAT", default_value = "csv", value_parser = one_of(Format::ALL, Format::name))]
    format: Format,

    /// Codes only, or for each column of codes one more with its labels in Dutch or English
    #[arg(long, env = "KLANKBORD_LABELS", value_name = "LABELS", default_value = "codes", value_parser = one_of(&Labels::ALL, Labels::name))]
    labels: Labels,

    /// A row per questionnaire filled in, or per answer
    #[arg(long, env = "KLANKBORD_SHAPE", value_name = "SHAPE", default_value = "wide", value_parser = one_of(Shape::ALL, Shape::name))]
    shape: Shape,

    #[command(flatten)]
    filter: FilterArgs,

    /// The file to write, or - for standard output. Beside it comes a codebook where it holds none: answers.csv has
    /// answers.codebook.csv, answers.jsonl has answers.jsonl.codebook.csv
    #[arg(long, env = "KLANKBORD_OUT", value_name = "FILE")]
    out: PathBuf,

    /// The language of the codebook where there are only codes: nl or en [default: the survey's first]
    #[arg(long, env = "KLANKBORD_LOCALE", value_name = "LOCALE")]
    locale: Option<Locale>,
}

/// A parser that accepts these names, and lists them in the help and in the error message.
fn one_of<T>(all: &[T], name: fn(T) -> &'static str) -> impl TypedValueParser<Value = T> + use<T>
where
    T: std::str::FromStr + Copy + Send + Sync + 'static,
    T::Err: std::fmt::Debug + std::error::Error + Send + Sync + 'static,
{
    PossibleValuesParser::new(all.iter().copied().map(name)).try_map(|name| name.parse::<T>())
}

pub async fn run(database: &DatabaseArgs, args: &Args) -> Result<()> {
    let filter = args.filter.read()?;
    let store = database.open().await?;
    let published = find_survey(&store, &args.survey).await?;
    for condition in &filter.conditions {
        if let Some(withheld) = published.version.questionnaire.withheld(condition.key.as_str()) {
            return Err(UsageError(format!("--where {condition}: {}", withheld.why.rule())).into());
        }
        published.check_condition(condition).map_err(|code| UsageError(format!("--where {condition}: {code}")))?;
    }
    let options = ExportOptions { format: args.format, labels: args.labels, shape: args.shape };
    let locale = published.version.questionnaire.locale_or_default(args.locale);
    let access = Access::export("klankbord export".to_owned(), args.survey.clone(), options, &filter);
    store.note_access(published.organisation.id, &access).await?;
    if let Some(import) = store.find_unfinished_import(published.survey.id).await? {
        let (id, percent) = (import.id, import.percent());
        note(format_args!(
            "import {}, {percent} %: the file holds a part of the import {id} of {}",
            import.state.name(),
            import.file
        ));
    }
    let to_stdout = args.out.as_os_str() == "-";
    let export = Export {
        store: store.clone(),
        published,
        filter,
        options,
        locale,
        // No request waits in this process.
        pages_at_once: 2,
        throttle: Arc::new(BackgroundThrottle::shared(&database.data_dir)),
        read: Arc::default(),
        scratch: if to_stdout || is_device(&args.out) { std::env::temp_dir() } else { folder_of(&args.out) },
    };
    if to_stdout {
        let mut stdout = io::stdout().lock();
        write_all(export.stream(), &mut stdout).await.context("the export stopped halfway")?;
    } else {
        write_files(export, &args.out).await?;
    }
    store.close().await;
    Ok(())
}

async fn write_files(export: Export, out: &Path) -> Result<()> {
    let beside = codebook_path(out).filter(|_| !is_device(out) && !export.options.format.holds_codebook());
    let described = export.codebook_csv();
    let mut file = WholeFile::create(out)?;
    let codebook = beside.as_deref().map(WholeFile::create).transpose()?;
    let written = write_all(export.stream(), &mut file).await.with_context(|| format!("{} was not written", out.display()))?;
    if let (Some(mut codebook), Some(place)) = (codebook, &beside) {
        codebook.write_all(&described).with_context(|| format!("{} was not written", place.display()))?;
        codebook.finish()?;
    }
    file.finish()?;
    note(format_args!("{}: {written} bytes", out.display()));
    if let Some(place) = &beside {
        note(format_args!("{}: what its columns and codes mean", place.display()));
    }
    Ok(())
}

/// Returns how many bytes were written.
async fn write_all(stream: impl Stream<Item = Result<bytes::Bytes, ExportError>>, out: &mut impl Write) -> Result<u64> {
    let mut stream = pin!(stream);
    let mut progress = Progress::new();
    let mut written = 0_u64;
    while let Some(bytes) = stream.try_next().await? {
        out.write_all(&bytes)?;
        written += bytes.len() as u64;
        progress.show(|| format!("{} MB", written / 1_000_000));
    }
    out.flush()?;
    Ok(written)
}

/// `answers.csv` gets `answers.codebook.csv` next to it. Another file keeps its ending, `answers.jsonl.codebook.csv`, so
/// that two exports of one name do not overwrite each other's codebook.
fn codebook_path(out: &Path) -> Option<PathBuf> {
    let is_csv = out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let mut name = if is_csv { out.file_stem()? } else { out.file_name()? }.to_owned();
    name.push(".codebook.csv");
    Some(out.with_file_name(name))
}

/// The folder for temporary files: the one of the output file, so that they are on the same disk.
fn folder_of(out: &Path) -> PathBuf {
    out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

/// Whether the output is a pipe or a device, which gets no codebook next to it.
fn is_device(out: &Path) -> bool {
    std::fs::metadata(out).is_ok_and(|there| !there.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codebook_lies_beside_the_export() {
        assert_eq!(codebook_path(Path::new("a/b.csv")).as_deref(), Some(Path::new("a/b.codebook.csv")));
        assert_eq!(codebook_path(Path::new("b")).as_deref(), Some(Path::new("b.codebook.csv")));
        assert_eq!(codebook_path(Path::new("2026.11.csv")).as_deref(), Some(Path::new("2026.11.codebook.csv")));
        assert_eq!(codebook_path(Path::new("a/b.parquet")).as_deref(), Some(Path::new("a/b.parquet.codebook.csv")));
        assert_eq!(codebook_path(Path::new("b.jsonl")).as_deref(), Some(Path::new("b.jsonl.codebook.csv")));
        assert_eq!(codebook_path(Path::new("B.CSV")).as_deref(), Some(Path::new("B.codebook.csv")));
        assert_eq!(codebook_path(Path::new("/")), None);
    }
}
