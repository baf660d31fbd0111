//! `import`: a million rows are imported while answers come in at planned times. Nobody waits for it, nothing is lost, and
//! it can be killed, resumed and undone.

mod delays;
mod running;

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use clap::Args;
use serde_json::json;

use super::record::Figures;
use super::rows;
use crate::bench::server::{self, Server};
use crate::bench::steady::{self, Sample, Steady};
use crate::binary;
use crate::postgres::{Durability, Postgres};
use crate::setup::{self, Need};
use crate::workspace::{self, Flavour, Workspace};

use delays::Phase;
use running::{Ending, Import};

/// Settings of the proof `import`.
#[derive(Args)]
pub struct Settings {
    /// How many rows `import` imports. With fewer than 200,000 it is a sample: its delays are told and not judged.
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    rows: u64,
    /// Lets `import` prove the same on PostgreSQL as well.
    #[arg(long)]
    postgres: bool,
    /// Lets `import` run this binary instead of building one.
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
}

/// Quiet and busy phases follow each other so many times.
const ROUNDS: u64 = 5;
/// In this round the import is killed instead of interrupted.
const KILLED_IN: u64 = 2;
const ANSWERS_PER_SECOND: u32 = 20;
/// From so many rows on the delays are judged: with fewer, a percentile stands on a handful of answers.
const JUDGED_FROM: u64 = 200_000;
/// How long a quiet phase is, of a whole proof and of a sample.
const QUIET: [Duration; 2] = [Duration::from_secs(60), Duration::from_secs(3)];
/// The 99th percentile beside an import may be so many times that of a quiet server.
const MAX_RATIO: f64 = 2.0;
/// How long a step may hold the write lock.
const MAX_HOLD_MS: f64 = 15.0;
/// How many megabytes the importing process and the server may grow from a tenth of the rows to the last.
const GROWTH_MB: f64 = 48.0;

/// Proves it on SQLite, and if asked on PostgreSQL.
pub fn prove(workspace: &Workspace, seed: u64, settings: &Settings, figures: &mut Figures) -> Result<()> {
    let mut needs = Vec::new();
    if settings.binary.is_none() {
        needs.extend([Need::WasmTarget, Need::Node]);
    }
    needs.extend(settings.postgres.then_some(Need::Postgres));
    setup::ensure(&needs)?;
    let binary = match &settings.binary {
        Some(given) => given.canonicalize().with_context(|| format!("{} is no binary", given.display()))?,
        None => binary::build(workspace, Flavour::Release)?,
    };
    let folder = tempfile::tempdir_in(&workspace.target)?;
    let folder = folder.path();
    rows::write_answers(&folder.join("answers.csv"), settings.rows, seed)?;
    fs::write(folder.join("provenance.toml"), rows::PROVENANCE)?;
    let reports = workspace.target.join("proof/import");
    workspace::create_folder(&reports)?;
    figures.set("rows", settings.rows);
    figures.set("answers_per_second", ANSWERS_PER_SECOND);

    let scene = |name: &str, url: String| Scene {
        binary: &binary,
        folder,
        url,
        rows: settings.rows,
        raw: reports.join(format!("delays-{name}.csv")),
    };
    let mut broken = Vec::new();
    let sqlite = scene("sqlite", format!("sqlite://{}/import.db?mode=rwc", folder.display()));
    broken.extend(sqlite.prove("sqlite", figures).context("sqlite")?);
    if settings.postgres {
        let postgres = Postgres::start(Durability::OnDisk)?;
        postgres.create("import")?;
        broken.extend(scene("postgres", postgres.address("import")).prove("postgres", figures).context("postgres")?);
    }
    if !broken.is_empty() {
        bail!("{}", broken.join("; "));
    }
    Ok(())
}

/// One database with what is imported into it.
struct Scene<'a> {
    binary: &'a Path,
    folder: &'a Path,
    url: String,
    rows: u64,
    /// The file of raw delays.
    raw: PathBuf,
}

/// What the rounds have seen.
#[derive(Default)]
struct Seen {
    phases: Vec<Phase>,
    /// The longest time for which a step held the write lock, in milliseconds, and the number of steps.
    longest_hold_ms: f64,
    steps: u64,
    /// Memory in megabytes at a tenth of the rows and at the end: of the importing process, and of the server.
    import_mb: Option<[f64; 2]>,
    server_mb: Option<[f64; 2]>,
    undo_seconds: f64,
}

impl Scene<'_> {
    /// Does everything on one database. Returns the limits that were broken.
    fn prove(&self, name: &str, figures: &mut Figures) -> Result<Vec<String>> {
        for template in ["csat", "nps"] {
            self.run(&["survey", "create", "--template", template, "--slug", template])?;
        }
        let server = Server::start(self.binary, &self.url, self.folder)?;
        let mut seen = Seen::default();
        let (worked, samples) =
            steady::while_running(&server.address, ANSWERS_PER_SECOND, |load| self.rounds(load, &server, &mut seen))?;
        // Also of a proof that failed: they show where.
        self.keep(&samples, &seen.phases)?;
        figures.set(&format!("{name}_raw_delays"), self.raw.display().to_string());
        let quiet = delays::of(&samples, &seen.phases, "quiet");
        let busy = delays::of(&samples, &seen.phases, "busy");
        let undoing = delays::of(&samples, &seen.phases, "undo");
        for (kind, delays) in [("quiet", &quiet), ("busy", &busy), ("undo", &undoing)] {
            figures.set(&format!("{name}_{kind}"), delays.told());
        }
        figures.set(&format!("{name}_rounds"), delays::by_phase(&samples, &seen.phases));
        figures.set(&format!("{name}_p99_ratio"), busy.at(0.99) / quiet.at(0.99));
        figures.set(&format!("{name}_steps"), seen.steps);
        figures.set(&format!("{name}_longest_hold_ms"), seen.longest_hold_ms);
        figures.set(&format!("{name}_import_mb"), json!(seen.import_mb));
        figures.set(&format!("{name}_server_mb"), json!(seen.server_mb));
        figures.set(&format!("{name}_undo_seconds"), seen.undo_seconds);
        worked?;

        let acknowledged = samples.iter().filter(|sample| sample.status == 303).count() as u64;
        let stored = self.stored("nps")?;
        figures.set(&format!("{name}_acknowledged"), acknowledged);
        figures.set(&format!("{name}_stored"), stored);
        self.run(&["rollups", "check"])?;
        self.run(&["ledger", "seal"])?;
        self.run(&["ledger", "verify"])?;

        let mut broken = Vec::new();
        if stored != acknowledged {
            broken.push(format!("{name}: {acknowledged} answers were acknowledged and {stored} are stored"));
        }
        let refused = samples.len() as u64 - acknowledged;
        if refused > 0 {
            broken.push(format!("{name}: {refused} of {} answers were not stored at once", samples.len()));
        }
        let grown = [("the import", seen.import_mb), ("the server", seen.server_mb)];
        for (what, from, to) in grown.into_iter().filter_map(|(what, mb)| mb.map(|[from, to]| (what, from, to))) {
            if to > from + GROWTH_MB {
                broken.push(format!("{name}: {what} took {from:.0} MB at a tenth of the rows and {to:.0} MB at the end"));
            }
        }
        if self.is_judged() {
            let ratio = busy.at(0.99) / quiet.at(0.99);
            if ratio.is_nan() || ratio > MAX_RATIO {
                broken.push(format!("{name}: the p99 beside an import is {ratio:.2} times that of a quiet server"));
            }
            // PostgreSQL locks rows, not the database.
            if seen.longest_hold_ms > MAX_HOLD_MS && name == "sqlite" {
                broken.push(format!("{name}: a step held the write lock for {:.1} ms", seen.longest_hold_ms));
            }
        }
        Ok(broken)
    }

    /// Quiet and busy phases in turn, and the undoing of it all.
    fn rounds(&self, load: &Steady<'_>, server: &Server, seen: &mut Seen) -> Result<()> {
        let (mut id, mut before) = (String::new(), 0);
        for round in 1..=ROUNDS {
            println!("round {round} of {ROUNDS}: quiet");
            let from = load.now();
            thread::sleep(QUIET[usize::from(!self.is_judged())]);
            seen.phases.push(Phase { kind: "quiet", round, from, to: load.now() });

            let through = self.rows * round / ROUNDS;
            println!("round {round} of {ROUNDS}: the import up to row {through}");
            let mut import = Import::start(self.binary, &self.url, self.folder)?;
            // The phase starts with the first row that this run writes: the check before it takes no lock.
            let from = import.until(before + 1, |_, _| Ok(()))?.map(|_| load.now());
            import.until(through, |rows, mb| {
                let now = [mb, server.resident()?];
                if rows >= self.rows / 10 {
                    let [import_mb, server_mb] = [&mut seen.import_mb, &mut seen.server_mb];
                    import_mb.get_or_insert([now[0]; 2])[1] = now[0];
                    server_mb.get_or_insert([now[1]; 2])[1] = now[1];
                }
                Ok(())
            })?;
            let to = load.now();
            let ended = match round {
                KILLED_IN => import.end(Ending::Kill)?,
                ROUNDS => import.end(Ending::Wait)?,
                _ => import.end(Ending::Interrupt)?,
            };
            let to = if round == ROUNDS { load.now() } else { to };
            seen.phases.extend(from.map(|from| Phase { kind: "busy", round, from, to }));
            if let Some((steps, longest)) = ended.holds {
                seen.steps += steps;
                seen.longest_hold_ms = seen.longest_hold_ms.max(longest);
            }
            if !id.is_empty() && id != ended.id {
                bail!("round {round} began the import anew instead of resuming it");
            }
            (id, before) = (ended.id, ended.added);
            println!("round {round} of {ROUNDS}: {before} rows, {} answers so far", load.replied());
        }
        let stored = self.stored("csat")?;
        if stored != self.rows {
            bail!("{} rows were imported and {stored} are stored", self.rows);
        }
        println!("undoing the import");
        let (from, begun) = (load.now(), Instant::now());
        self.run(&["import", "undo", &id])?;
        seen.undo_seconds = begun.elapsed().as_secs_f64();
        seen.phases.push(Phase { kind: "undo", round: 1, from, to: load.now() });
        let left = self.stored("csat")?;
        if left > 0 {
            bail!("{left} rows are left of an import that was undone");
        }
        Ok(())
    }

    const fn is_judged(&self) -> bool {
        self.rows >= JUDGED_FROM
    }

    fn run(&self, words: &[&str]) -> Result<()> {
        server::run(self.binary, &self.url, self.folder, words).map(drop)
    }

    /// The answers of a survey.
    fn stored(&self, slug: &str) -> Result<u64> {
        let list = running::said(self.binary, &self.url, self.folder, &["survey", "list"])?;
        let line = list.lines().find(|line| line.split_whitespace().next() == Some(slug));
        let number = line.and_then(|line| line.split_whitespace().nth(3)?.parse().ok());
        number.with_context(|| format!("the survey {slug} is not listed: {list}"))
    }

    /// Writes the raw delays.
    fn keep(&self, samples: &[Sample], phases: &[Phase]) -> Result<()> {
        let file = File::create(&self.raw).with_context(|| format!("{} cannot be written", self.raw.display()))?;
        let mut file = BufWriter::new(file);
        steady::write(samples, |sample| delays::phase_of(sample, phases), &mut file)?;
        Ok(file.flush()?)
    }
}
