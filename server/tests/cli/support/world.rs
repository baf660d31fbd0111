//! A folder with a database, in which the binary is run.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

use tempfile::TempDir;

/// A valid statement of provenance for the templates.
pub const PROVENANCE: &str = r#"
legal_basis = "legitimate_interest"
notice = "Privacy statement of the shop, 2018"
collected_by = "The shop"
purposes = ["analysis"]
"#;

/// The environment variables with which `cargo xtask test --at` sets a false clock.
const CLOCK: [&str; 4] = ["LD_PRELOAD", "FAKETIME", "FAKETIME_DONT_FAKE_MONOTONIC", "NO_FAKE_STAT"];

/// A separate folder with a separate database.
pub struct World {
    folder: TempDir,
    database_url: String,
    postgres: Option<(String, String)>,
}

/// The result of a command: its exit status, standard output and standard error.
#[derive(Debug)]
pub struct Ended {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

impl World {
    /// On SQLite.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database_url = format!("sqlite://{}", folder.path().join("klankbord.db").display());
        Self { folder, database_url, postgres: None }
    }

    /// On a new database of the PostgreSQL for tests, if there is one.
    pub fn postgres() -> Option<Self> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let server = std::env::var("KLANKBORD_TEST_POSTGRES_URL").ok().filter(|url| !url.is_empty())?;
        let name = format!("klankbord_cli_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        psql(&server, &format!("CREATE DATABASE {name}"));
        let (before, _) = server.rsplit_once('/').unwrap();
        let database_url = format!("{before}/{name}");
        Some(Self { folder: tempfile::tempdir().unwrap(), database_url, postgres: Some((server, name)) })
    }

    /// One world for each available database.
    pub fn all() -> Vec<Self> {
        [Some(Self::sqlite()), Self::postgres()].into_iter().flatten().collect()
    }

    /// The address of the database.
    pub fn database_url(&self) -> &str {
        &self.database_url
    }

    /// A file in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| !name.starts_with("klankbord.db"));
        names.sort();
        names
    }

    /// The binary in this folder, without the caller's environment except the clock of the tests.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_klankbord"));
        let of_clock = std::env::vars_os().filter(|(name, _)| CLOCK.iter().any(|one| name == one));
        command.env_clear().envs(of_clock).env("KLANKBORD_DATABASE_URL", &self.database_url).current_dir(self.folder.path());
        command.args(words).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn run(&self, words: &[&str]) -> Ended {
        Ended::of(self.command(words).output().unwrap())
    }

    pub fn run_with_input(&self, words: &[&str], input: &str) -> Ended {
        let mut child = self.command(words).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        Ended::of(child.wait_with_output().unwrap())
    }

    /// Runs a command that must succeed, and returns its output.
    #[track_caller]
    pub fn good(&self, words: &[&str]) -> String {
        let ended = self.run(words);
        assert_eq!(ended.status, Some(0), "{words:?}: {ended:?}");
        ended.out
    }

    /// Runs a command that must fail, and returns its last line on standard error.
    #[track_caller]
    pub fn bad(&self, words: &[&str]) -> String {
        let ended = self.run(words);
        assert_eq!(ended.status, Some(1), "{words:?}: {ended:?}");
        let last = ended.err.lines().last().unwrap_or_default().to_owned();
        assert!(last.starts_with("error: "), "{words:?}: {ended:?}");
        last
    }

    /// Creates a survey from a template, with the name of the template.
    pub fn survey(&self, template: &str) {
        self.good(&["survey", "create", "--template", template, "--slug", template]);
    }

    /// Imports a file into the survey `csat`, as [`World::run`] with more flags.
    pub fn import(&self, file: &str, more: &[&str]) -> Ended {
        self.write("provenance.toml", PROVENANCE);
        let words = ["import", "--survey", "csat", "--map", "score=satisfaction", "--map", "text=reason", "--id", "id"];
        let rest = ["--submitted-at", "at", "--provenance", "provenance.toml"];
        self.run(&[&words, &rest[..], more, &[file]].concat())
    }

    /// Changes the database directly.
    pub fn sql(&self, statement: &str) {
        if self.postgres.is_some() {
            return psql(&self.database_url, statement);
        }
        let code = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()";
        let file = self.database_url.trim_start_matches("sqlite://");
        let status = Command::new("python3").args(["-c", code, file, statement]).stdin(Stdio::null()).status();
        assert!(status.expect("Python has SQLite").success(), "{statement}");
    }

    /// The one text that a query returns.
    pub fn value(&self, query: &str) -> String {
        let output = if self.postgres.is_some() {
            Command::new("psql").args([&self.database_url, "--no-psqlrc", "-tAc", query]).output()
        } else {
            let code = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone()[0])";
            Command::new("python3").args(["-c", code, self.database_url.trim_start_matches("sqlite://"), query]).output()
        };
        let output = output.expect("the database's client can be run");
        assert!(output.status.success(), "{query}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// The export of a survey: its heading and its rows, by name of column.
    pub fn export(&self, survey: &str) -> Vec<Row> {
        self.good(&["export", "--survey", survey, "--format", "csv", "--out", "export.csv"]);
        rows(&self.path("export.csv"))
    }
}

impl Ended {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { status: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// A row of a CSV file by name of column.
pub type Row = std::collections::BTreeMap<String, String>;

pub fn rows(path: &Path) -> Vec<Row> {
    csv::Reader::from_path(path).unwrap().deserialize().map(Result::unwrap).collect()
}

/// Runs a statement with PostgreSQL's own client, because only the store connects to a database from Rust.
fn psql(server: &str, statement: &str) {
    let status = Command::new("psql").args([server, "--quiet", "--command", statement]).stdin(Stdio::null()).status();
    assert!(status.expect("psql comes with PostgreSQL").success(), "{statement}");
}

impl Drop for World {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.postgres {
            psql(server, &format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}
