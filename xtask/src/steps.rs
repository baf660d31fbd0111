//! The steps of `cargo xtask test`: the commands and requirements of each. Their order, names and sum are printed by
//! `test`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};
use clap::ValueEnum;

use crate::binary;
use crate::clock::Moment;
use crate::contract;
use crate::layers;
use crate::npm;
use crate::outcome::Outcome;
use crate::playwright;
use crate::postgres::{Durability, Postgres};
use crate::process;
use crate::rooms::Rooms;
use crate::setup::{Need, WASM};
use crate::site;
use crate::suites::{self, NATIVE, POSTGRES_URL};
use crate::workspace::{self, Flavour, Workspace};

/// The environment variable that names the binary to the browser tests.
const BINARY: &str = "KLANKBORD_BIN";

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

impl Step {
    /// In order of execution: fast failures come first.
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

    /// The name for `--only`.
    pub fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// The name in the output.
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

    /// Whether `--quick` includes it.
    pub fn is_quick(self) -> bool {
        matches!(self, Self::Fmt | Self::Layers | Self::Clippy | Self::Tests)
    }

    /// Whether its programs read the clock.
    pub fn looks_at_a_clock(self) -> bool {
        matches!(self, Self::Tests | Self::Contract | Self::Browser | Self::Embed)
    }

    /// The programs that must be installed.
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

/// The shared state of the steps. The PostgreSQL for tests stops when it is dropped.
pub struct Scene<'a> {
    workspace: &'a Workspace,
    /// The time at which the tested programs start. `None` means the real one.
    clock: Option<Moment>,
    /// The rooms whose tests run. `None` means all.
    rooms: Option<Rooms>,
    postgres: Option<Postgres>,
    /// Whether the test programs were built in this run.
    tests_built: bool,
}

impl<'a> Scene<'a> {
    /// Creates the folder of assets if it is missing, because the server's build script needs it.
    pub fn new(workspace: &'a Workspace, clock: Option<Moment>, rooms: Option<Rooms>) -> Result<Self> {
        workspace::create_folder(&workspace.site(Flavour::Dev))?;
        Ok(Self { workspace, clock, rooms, postgres: None, tests_built: false })
    }

    /// Runs one step. An error means that the step failed as a whole.
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
                let Ok(binary) = self.binary() else {
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
        let Some(rooms) = &self.rooms else {
            if suites::build_all(self.workspace).is_err() {
                return Ok(Outcome::fatal());
            }
            self.tests_built = true;
            return suites::run_all(self.workspace, self.clock, &self.postgres()?);
        };
        let chosen = suites::choose(self.workspace, |target, test| rooms.hold(target, test))?;
        rooms.check_chosen(&chosen)?;
        suites::run(self.workspace, &chosen, self.clock, &self.postgres()?, &[])
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
        let Ok(binary) = self.binary() else {
            return Ok(Outcome::fatal());
        };
        npm::install(&folder)?;
        process::run(Command::new("node").arg("weight.js").current_dir(&folder))?;
        playwright::run(playwright::command(&folder, self.clock)?.env(BINARY, binary), |_| {})
    }

    fn browser(&mut self) -> Result<Outcome> {
        let Ok(binary) = self.binary() else {
            return Ok(Outcome::fatal());
        };
        let mut playwright = playwright::command(&self.workspace.root.join("end2end"), self.clock)?;
        playwright::run(playwright.env(BINARY, binary).env(POSTGRES_URL, self.postgres()?), |_| {})
    }

    /// The tested binary. After the tests it is the one that they ran. A single step does not build the test programs.
    fn binary(&self) -> Result<PathBuf> {
        if self.tests_built { binary::build_as_tested(self.workspace) } else { binary::build(self.workspace, Flavour::Dev) }
    }

    fn cargo(&self, task: &str) -> Command {
        let mut cargo = self.workspace.cargo(Flavour::Dev);
        cargo.arg(task);
        cargo
    }

    /// The address of a PostgreSQL for tests: the caller's, else our own, started on first use.
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

fn given_postgres() -> Option<String> {
    std::env::var(POSTGRES_URL).ok().filter(|url| !url.is_empty())
}

fn postgres_need() -> Vec<Need> {
    if given_postgres().is_some() { Vec::new() } else { vec![Need::Postgres] }
}
