//! `klankbord export`: answers to a CSV file, with the consent behind each and a codebook beside it.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    pin::pin,
};

use anyhow::{Context as _, Result};
use clap::ValueEnum;
use domain::{id::Slug, locale::Locale, results::ResultsFilter};
use futures::{Stream, TryStreamExt as _};
use store::{PublishedSurvey, StoreError};

use super::{find_survey, note, progress::Progress};
use crate::{
    config::DatabaseArgs,
    csv_export::{codebook_csv, csv_stream},
    whole_file::WholeFile,
};

#[derive(clap::Args, Debug)]
pub struct Args {
    /// The survey
    #[arg(long, env = "KLANKBORD_SURVEY", value_name = "SLUG")]
    survey: Slug,

    /// The form of the file
    #[arg(long, env = "KLANKBORD_FORMAT", value_enum, default_value_t)]
    format: Format,

    /// The file to write, or - for standard output. A codebook comes beside it: answers.csv has answers.codebook.csv
    #[arg(long, env = "KLANKBORD_OUT", value_name = "FILE")]
    out: PathBuf,

    /// The language of the codebook: nl or en [default: the survey's first]
    #[arg(long, env = "KLANKBORD_LOCALE", value_name = "LOCALE")]
    locale: Option<Locale>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// RFC 4180: UTF-8, commas, records that end in CR LF
    #[default]
    Csv,
}

pub async fn run(database: &DatabaseArgs, args: &Args) -> Result<()> {
    let Format::Csv = args.format;
    let store = database.open().await?;
    let published = find_survey(&store, &args.survey).await?;
    let stream = csv_stream(store.clone(), published.clone(), ResultsFilter::default());
    if args.out.as_os_str() == "-" {
        let mut stdout = io::stdout().lock();
        write_all(stream, &mut stdout).await.context("the export stopped halfway")?;
    } else {
        write_files(stream, &published, args).await?;
    }
    store.close().await;
    Ok(())
}

async fn write_files(
    stream: impl Stream<Item = Result<bytes::Bytes, StoreError>>,
    published: &PublishedSurvey,
    args: &Args,
) -> Result<()> {
    let locale = published.version.questionnaire.locale_or_default(args.locale);
    let beside = codebook_path(&args.out).filter(|_| !is_device(&args.out));
    let mut file = WholeFile::create(&args.out)?;
    let codebook = beside.as_deref().map(WholeFile::create).transpose()?;
    let written = write_all(stream, &mut file).await.with_context(|| format!("{} was not written", args.out.display()))?;
    if let (Some(mut codebook), Some(place)) = (codebook, &beside) {
        let text = codebook_csv(published, locale);
        codebook.write_all(text.as_bytes()).with_context(|| format!("{} was not written", place.display()))?;
        codebook.finish()?;
    }
    file.finish()?;
    note(format_args!("{}: {written} bytes", args.out.display()));
    if let Some(place) = &beside {
        note(format_args!("{}: what its columns and codes mean", place.display()));
    }
    Ok(())
}

/// Returns how many bytes were written.
async fn write_all(stream: impl Stream<Item = Result<bytes::Bytes, StoreError>>, out: &mut impl Write) -> Result<u64> {
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

/// `answers.csv` has `answers.codebook.csv` beside it.
fn codebook_path(out: &Path) -> Option<PathBuf> {
    let mut name = out.file_stem()?.to_owned();
    name.push(".codebook.csv");
    Some(out.with_file_name(name))
}

/// Whether a pipe or device is written to, beside which nothing belongs.
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
        assert_eq!(codebook_path(Path::new("/")), None);
    }
}
