//! `rows`: a million responses, imported, shown and exported. None is lost, and memory does not grow with their number.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

use super::record::Figures;
use super::seed;
use crate::bench::{exports, load, server, session::Session};
use crate::binary;
use crate::postgres::{Durability, Postgres};
use crate::setup::{self, Need};
use crate::workspace::{Flavour, Workspace};

const FEW: u64 = 10_000;
const MANY: u64 = 1_000_000;

/// How many more megabytes many rows may take than few rows. Buffers may fill up, but rows must not be kept: a million
/// rows in memory would take several hundred.
const GROWTH_MB: f64 = 64.0;

/// A statement of provenance for a template.
pub const PROVENANCE: &str = r#"
legal_basis = "legitimate_interest"
notice = "Privacy statement of the shop, 2018"
collected_by = "The shop"
purposes = ["analysis"]
"#;

/// The measured pages of results, each with all responses.
const PAGES: [&str; 3] = ["/admin", "/admin/surveys/csat", "/admin/surveys/csat?period=day"];

/// The cost of one piece of work.
struct Cost {
    what: String,
    seconds: f64,
    peak_mb: f64,
}

/// Does the same work with few and with many rows on each database, and compares the costs.
pub fn prove(workspace: &Workspace, seed: u64, figures: &mut Figures) -> Result<()> {
    setup::ensure(&[Need::WasmTarget, Need::Node, Need::Postgres])?;
    let binary = binary::build(workspace, Flavour::Release)?;
    let folder = tempfile::tempdir_in(&workspace.target)?;
    let folder = folder.path();
    let postgres = Postgres::start(Durability::OnDisk)?;
    for name in ["few", "many"] {
        postgres.create(name)?;
    }
    figures.set("rows", json!({"few": FEW, "many": MANY}));
    figures.set("growth_allowed_mb", GROWTH_MB);

    let url = |database: &str, name: &str| match database {
        "sqlite" => format!("sqlite://{}/{name}.db?mode=rwc", folder.display()),
        _ => postgres.address(name),
    };
    let mut grown = Vec::new();
    for database in ["sqlite", "postgres"] {
        let mut costs = Vec::new();
        for (name, rows) in [("few", FEW), ("many", MANY)] {
            println!("{database}: {rows} rows");
            let done =
                work(&binary, &url(database, name), folder, rows, seed).with_context(|| format!("{database}, {rows} rows"))?;
            figures.set(&format!("{database}_{name}"), told(&done));
            costs.push(done);
        }
        if let [few, many] = costs.as_slice() {
            grown.extend(growth(few, many).into_iter().map(|one| format!("{database}: {one}")));
        }
    }
    if !grown.is_empty() {
        bail!("memory grows with the number of rows: {}", grown.join("; "));
    }
    Ok(())
}

/// Imports, shows and exports this many rows.
fn work(binary: &Path, url: &str, folder: &Path, rows: u64, seed: u64) -> Result<Vec<Cost>> {
    let (answers, provenance) = (folder.join("answers.csv"), folder.join("provenance.toml"));
    write_answers(&answers, rows, seed)?;
    fs::write(&provenance, PROVENANCE)?;
    let (answers, provenance) = (answers.display().to_string(), provenance.display().to_string());
    let mut costs = Vec::new();
    let mut run = |what: String, words: &[&str]| -> Result<()> {
        let (took, peak_mb) = server::run(binary, url, folder, words)?;
        costs.push(Cost { what, seconds: took.as_secs_f64(), peak_mb });
        Ok(())
    };
    run("survey".to_owned(), &["survey", "create", "--template", "csat", "--slug", "csat"])?;
    let mapping = ["--map", "score=satisfaction", "--map", "text=reason", "--id", "id", "--submitted-at", "at"];
    let import = [&["import", "--survey", "csat"], &mapping[..], &["--provenance", &provenance, &answers]].concat();
    run("import".to_owned(), &import)?;
    for (format, ending) in exports::FORMATS {
        let out = folder.join("export").with_extension(ending);
        let path = out.display().to_string();
        run(format!("export_{format}"), &["export", "--survey", "csat", "--format", format, "--out", &path])?;
        let is_complete = format != "csv" || exports::count_records(&out)? == rows;
        fs::remove_file(&out)?;
        if !is_complete {
            bail!("the export as csv does not hold {rows} rows");
        }
    }
    let session = Session::start(binary, folder, url)?;
    let mut milliseconds = 0.0;
    for page in PAGES {
        milliseconds += load::time_page(&session.server.address, page, &session.header, 3)?;
    }
    costs.push(Cost { what: "pages".to_owned(), seconds: milliseconds / 1000.0, peak_mb: session.server.peak()? });
    Ok(costs)
}

/// Writes a file of answers. The same seed gives the same file.
pub fn write_answers(path: &Path, rows: u64, seed: u64) -> Result<()> {
    let mut file = BufWriter::new(File::create(path).with_context(|| format!("{} cannot be written", path.display()))?);
    writeln!(file, "id,score,text,at")?;
    for row in 0..rows {
        let drawn = seed::number(seed, row);
        let comment = if drawn.is_multiple_of(3) { "Snel geholpen en vriendelijk personeel" } else { "" };
        let (month, day, hour) = (drawn / 16 % 12 + 1, drawn / 256 % 28 + 1, drawn / 8192 % 24);
        writeln!(file, "{row},{},{comment},2025-{month:02}-{day:02}T{hour:02}:00:00Z", drawn % 5 + 1)?;
    }
    file.flush().with_context(|| format!("{} cannot be written", path.display()))
}

fn told(costs: &[Cost]) -> Value {
    let told = costs.iter().map(|cost| (cost.what.clone(), json!({"seconds": cost.seconds, "peak_mb": cost.peak_mb})));
    Value::Object(told.collect())
}

/// The pieces of work whose memory grew with the rows.
fn growth(few: &[Cost], many: &[Cost]) -> Vec<String> {
    let grown = few.iter().zip(many).filter(|(few, many)| many.peak_mb > few.peak_mb + GROWTH_MB);
    grown.map(|(few, many)| format!("{} took {:.0} MB, and {:.0} MB", few.what, few.peak_mb, many.peak_mb)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn costs(peaks: [f64; 2]) -> Vec<Cost> {
        ["import", "export_csv"]
            .into_iter()
            .zip(peaks)
            .map(|(what, peak_mb)| Cost { what: what.to_owned(), seconds: 1.0, peak_mb })
            .collect()
    }

    #[test]
    fn memory_that_grows_with_the_rows_is_told() {
        assert!(growth(&costs([30.0, 40.0]), &costs([90.0, 104.0])).is_empty());
        assert_eq!(growth(&costs([30.0, 40.0]), &costs([30.0, 104.5])), ["export_csv took 40 MB, and 104 MB"]);
    }

    #[test]
    fn the_same_seed_writes_the_same_answers() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, rows, seed| {
            let path = folder.path().join(name);
            write_answers(&path, rows, seed).unwrap();
            fs::read_to_string(path).unwrap()
        };
        let text = write("a", 1000, 7);
        assert_eq!(text, write("b", 1000, 7));
        assert_ne!(text, write("c", 1000, 8));
        assert_eq!((text.lines().count(), text.lines().next().unwrap()), (1001, "id,score,text,at"));
        assert!(text.lines().skip(1).all(|line| matches!(line.split(',').nth(1), Some("1" | "2" | "3" | "4" | "5"))));
        assert!(text.lines().all(|line| line.split(',').count() == 4));
    }
}
