//! The steps of `cargo xtask test`: what each one runs and what it needs. Their order, names and sum are told by `test`.

use std::fmt;
use std::process::{Command, ExitStatus};

use anyhow::{Context as _, Result, bail};
use clap::ValueEnum;

use crate::binary;
use crate::clock::Moment;
use crate::contract;
use crate::failures::Failures;
use crate::layers;
use crate::npm;
use crate::postgres::{Durability, Postgres};
use crate::process;
use crate::setup::{self, Need, WASM};
use crate::site;
use crate::tally::Tally;
use crate::workspace::{self, Flavour, Workspace};

/// `frontend` is for browsers only; with it in one native build, `app` would be asked to render and to hydrate at once.
const NATIVE: [&str; 3] = ["--workspace", "--exclude", "frontend"];

const POSTGRES_URL: &str = "KLANKBORD_TEST_POSTGRES_URL";

/// One part of the test run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// `cargo fmt --check`.
    Fmt,
    /// Who may import whom, circles of files, full folders; how files open and how long they are.
    Layers,
    /// Lints for this machine.
    Clippy,
    /// Lints for the browser.
    ClippyWasm,
    /// The bundles and style sheets, built quickly.
    Bundle,
    /// Documentation without warnings.
    Docs,
    /// Unit, store, HTTP and documentation tests.
    Tests,
    /// `tsc` over the JavaScript that other people's websites load, and over the browser tests; whether each rule of consent has its
    /// tests.
    Types,
    /// The programming interface against its own description.
    Contract,
    /// Playwright in Chromium: our own pages.
    Browser,
    /// The weight of `consent.js`, and Playwright in Chromium on other people's pages, against a mock and against the binary.
    Embed,
}

/// How a step went.
pub struct Outcome {
    /// Its tests, or itself as one.
    pub tally: Tally,
    /// Nothing after it can succeed.
    pub stop: bool,
    /// What its failed tests said.
    pub failures: Failures,
}

impl Outcome {
    /// Failed as a whole.
    pub fn failed() -> Self {
        Self::of(Tally::FAILED)
    }

    fn passed() -> Self {
        Self::of(Tally::PASSED)
    }

    /// Failed, and nothing after it can succeed.
    fn fatal() -> Self {
        Self { stop: true, ..Self::failed() }
    }

    fn of(tally: Tally) -> Self {
        Self { tally, stop: false, failures: Failures::default() }
    }

    fn of_tests(status: ExitStatus, mut tally: Tally, failures: Failures) -> Self {
        // A runner that died, or failed outside a test, has no line that says so.
        if !status.success() && tally.failed == 0 {
            tally += Tally::FAILED;
        }
        Self { failures, ..Self::of(tally) }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.tally {
            Tally::PASSED => out.write_str("passed"),
            Tally::FAILED => out.write_str("FAILED"),
            tally => tally.fmt(out),
        }
    }
}

impl Step {
    /// In the order they run: what fails soonest comes first.
    pub const ALL: [Self; 11] = [
        Self::Fmt,
        Self::Layers,
        Self::Clippy,
        Self::ClippyWasm,
        Self::Bundle,
        Self::Docs,
        Self::Tests,
        Self::Types,
        Self::Contract,
        Self::Browser,
        Self::Embed,
    ];

    /// The name `--only` takes.
    pub fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// The name a person reads.
    pub fn title(self) -> &'static str {
        match self {
            Self::Fmt => "format",
            Self::Layers => "layer rules",
            Self::Clippy => "clippy",
            Self::ClippyWasm => "clippy for wasm",
            Self::Bundle => "bundles and style sheets",
            Self::Docs => "docs",
            Self::Tests => "unit, store and HTTP tests",
            Self::Types => "types of scripts, tests of rules",
            Self::Contract => "the API against its description",
            Self::Browser => "browser tests",
            Self::Embed => "browser tests of consent.js",
        }
    }

    /// Whether `--quick` keeps it.
    pub fn is_quick(self) -> bool {
        matches!(self, Self::Fmt | Self::Layers | Self::Clippy | Self::Tests)
    }

    /// Whether what it runs asks what time it is.
    pub fn looks_at_a_clock(self) -> bool {
        matches!(self, Self::Tests | Self::Contract | Self::Browser | Self::Embed)
    }

    /// What must be installed before it starts.
    pub fn needs(self) -> Vec<Need> {
        match self {
            Self::Fmt => vec![Need::Rustfmt],
            Self::Clippy => vec![Need::Clippy],
            Self::ClippyWasm => vec![Need::Clippy, Need::WasmTarget],
            Self::Bundle => vec![Need::WasmTarget, Need::Node],
            Self::Tests => postgres_need(),
            Self::Types => vec![Need::Node],
            Self::Contract => vec![Need::WasmTarget, Need::Node, Need::Python],
            Self::Browser => [postgres_need(), vec![Need::WasmTarget, Need::Node, Need::Chromium]].concat(),
            Self::Embed => vec![Need::WasmTarget, Need::Node, Need::Chromium],
            Self::Layers | Self::Docs => Vec::new(),
        }
    }
}

/// What the steps share: the PostgreSQL they test against stops when this is dropped.
pub struct Scene<'a> {
    workspace: &'a Workspace,
    /// The time at which the programs under test start; the real one where there is none.
    clock: Option<Moment>,
    postgres: Option<Postgres>,
}

impl<'a> Scene<'a> {
    /// Sees to it that the server's build script finds the folder of assets, even before there are any.
    pub fn new(workspace: &'a Workspace, clock: Option<Moment>) -> Result<Self> {
        workspace::create_folder(&workspace.site(Flavour::Dev))?;
        Ok(Self { workspace, clock, postgres: None })
    }

    /// Runs one step. An error is a failure of the step as a whole.
    pub fn perform(&mut self, step: Step) -> Result<Outcome> {
        match step {
            Step::Fmt => process::run(self.cargo("fmt").args(["--all", "--check"]))?,
            Step::Layers => layers::check(self.workspace)?,
            Step::Clippy => {
                process::run(self.cargo("clippy").args(NATIVE).args(["--all-targets", "--", "-D", "warnings"]))?;
            }
            Step::ClippyWasm => {
                let frontend: Vec<_> = crate::bundle::BUNDLES.iter().map(|name| ["frontend", *name]).collect();
                for [package, features] in [["domain", ""]].into_iter().chain(frontend) {
                    let mut clippy = self.cargo("clippy");
                    clippy.args(["--target", WASM, "--package", package, "--no-default-features"]);
                    process::run(clippy.args(["--features", features, "--", "-D", "warnings"]))?;
                }
            }
            Step::Bundle => drop(site::build(self.workspace, Flavour::Dev)?),
            Step::Docs => {
                process::run(self.cargo("doc").args(NATIVE).arg("--no-deps").env("RUSTDOCFLAGS", "-D warnings"))?;
            }
            Step::Tests => return self.tests(),
            Step::Types => return self.types(),
            Step::Contract => {
                let Ok(binary) = binary::build(self.workspace, Flavour::Dev) else {
                    return Ok(Outcome::fatal());
                };
                contract::check(self.workspace, &binary, self.clock)?;
            }
            Step::Browser => return self.browser(),
            Step::Embed => return self.embed(),
        }
        Ok(Outcome::passed())
    }

    fn tests(&mut self) -> Result<Outcome> {
        if process::run(self.cargo("test").args(NATIVE).arg("--no-run")).is_err() {
            return Ok(Outcome::fatal());
        }
        let url = self.postgres()?;
        let mut tally = Tally::default();
        let mut cargo = self.cargo("test");
        if let Some(clock) = self.clock {
            let runner = serde_json::to_string(&clock.runner()?)?;
            cargo.args(["--config", &format!("target.'cfg(all())'.runner = {runner}")]);
        }
        let cargo = cargo.args(NATIVE).arg("--no-fail-fast").env(POSTGRES_URL, url);
        let mut failures = Failures::default();
        let status = process::stream(cargo, |line| {
            tally += Tally::of_cargo(line);
            failures.hear_cargo(line);
        })?;
        Ok(Outcome::of_tests(status, tally, failures))
    }

    fn types(&self) -> Result<Outcome> {
        for (folder, projects) in [("embed", ["src", "."].as_slice()), ("end2end", ["."].as_slice())] {
            let folder = self.workspace.root.join(folder);
            npm::install(&folder)?;
            for project in projects {
                let mut tsc = Command::new(folder.join("node_modules/.bin/tsc"));
                process::run(tsc.current_dir(&folder).args(["--noEmit", "--project", project]))?;
            }
        }
        process::run(Command::new("node").arg("end2end/rules.js").current_dir(&self.workspace.root))?;
        Ok(Outcome::passed())
    }

    fn embed(&self) -> Result<Outcome> {
        let folder = self.workspace.root.join("embed");
        let Ok(binary) = binary::build(self.workspace, Flavour::Dev) else {
            return Ok(Outcome::fatal());
        };
        npm::install(&folder)?;
        process::run(Command::new("node").arg("weight.js").current_dir(&folder))?;
        let mut playwright = Moment::command(self.clock, &folder.join("node_modules/.bin/playwright"))?;
        let chromium = setup::chromium().context("Chromium is gone since the test run began")?;
        playwright.arg("test").current_dir(&folder).env("KLANKBORD_BIN", binary).env("CHROMIUM", chromium);
        run_playwright(&mut playwright)
    }

    fn browser(&mut self) -> Result<Outcome> {
        let folder = self.workspace.root.join("end2end");
        let Ok(binary) = binary::build(self.workspace, Flavour::Dev) else {
            return Ok(Outcome::fatal());
        };
        npm::install(&folder)?;
        let chromium = setup::chromium().context("Chromium is gone since the test run began")?;
        let url = self.postgres()?;
        let mut playwright = Moment::command(self.clock, &folder.join("node_modules/.bin/playwright"))?;
        playwright.arg("test").current_dir(&folder);
        playwright.env("KLANKBORD_BIN", binary).env("CHROMIUM", chromium).env(POSTGRES_URL, url);
        run_playwright(&mut playwright)
    }

    fn cargo(&self, task: &str) -> Command {
        let mut cargo = self.workspace.cargo(Flavour::Dev);
        cargo.arg(task);
        cargo
    }

    /// The address of a PostgreSQL to test on: the caller's, else our own, started when it is first wanted.
    fn postgres(&mut self) -> Result<String> {
        if let Some(url) = given_postgres() {
            return Ok(url);
        }
        if self.postgres.is_none() {
            self.postgres = Some(Postgres::start(Durability::InMemory)?);
        }
        self.postgres.as_ref().map(|postgres| postgres.url.clone()).context("PostgreSQL was just started")
    }
}

fn run_playwright(playwright: &mut Command) -> Result<Outcome> {
    let mut tally = Tally::default();
    let mut failures = Failures::default();
    let status = process::stream(playwright, |line| {
        tally += Tally::of_playwright(line);
        failures.hear_playwright(line);
    })?;
    if status.success() && tally == Tally::default() {
        bail!("Playwright ran no test");
    }
    Ok(Outcome::of_tests(status, tally, failures))
}

fn given_postgres() -> Option<String> {
    std::env::var(POSTGRES_URL).ok().filter(|url| !url.is_empty())
}

fn postgres_need() -> Vec<Need> {
    if given_postgres().is_some() { Vec::new() } else { vec![Need::Postgres] }
}
