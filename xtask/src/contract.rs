//! The test of the programming interface against its own description. A property-based tester sends valid and invalid
//! requests. It checks every answer against the description.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::bench::server::Server;
use crate::clock::Moment;
use crate::process;
use crate::workspace::{self, Workspace};

const REQUIREMENTS: &str = include_str!("../python/requirements.txt");

/// The scopes of the test's API key: all.
const SCOPES: &str = "surveys:read,results:read,responses:read,responses:write";

/// A 422 may depend on more than the description can express, such as whether a version was ever published.
const NOT_CHECKED: &str = "positive_data_acceptance";

/// The tester would infer the next request from the address of a created object, and would use that of another
/// operation.
const CONFIGURATION: &str = "[phases.stateful.inference]\nalgorithms = [\"dependency-analysis\"]\n";

/// Runs the tester against a server with generated answers, under the clock if there is one.
pub fn check(workspace: &Workspace, binary: &Path, clock: Option<Moment>) -> Result<()> {
    let tester = tester(workspace)?;
    let folder = workspace.target.join("contract");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("{} cannot be emptied", folder.display()))?;
    }
    workspace::create_folder(&folder)?;
    workspace::write_if_changed(&folder.join("schemathesis.toml"), CONFIGURATION.as_bytes())?;
    let url = format!("sqlite://{}", folder.join("contract.db").display());
    let command = |words: &[&str]| -> Result<Command> {
        let mut command = Moment::command(clock, binary)?;
        command.args(words).args(["--database-url", &url, "--data-dir"]).arg(&folder);
        Ok(command)
    };
    process::run(&mut command(&["demo", "--responses", "300", "--seed", "7"])?)?;
    let key = process::capture(&mut command(&["api-key", "create", "--name", "contract", "--scope", SCOPES])?)?;
    let server = Server::start_as(Moment::command(clock, binary)?, &url, &folder)?;
    let address = format!("http://{}", server.address);
    let mut schemathesis = Command::new(tester);
    schemathesis.arg("run").arg(format!("{address}/api/openapi.json")).args(["--url", &address]);
    schemathesis.args(["--header", &format!("Authorization: Bearer {}", key.trim())]);
    schemathesis.args(["--include-path-regex", "^/api/v1/(surveys|exports)", "--checks", "all", "--exclude-checks", NOT_CHECKED]);
    schemathesis.args(["--max-examples", "60", "--seed", "7", "--no-color"]);
    process::run(schemathesis.current_dir(&folder))
}

/// The tester, installed on first use.
fn tester(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.cache.join(format!("python-{}", workspace::digest(REQUIREMENTS.as_bytes())));
    let program = folder.join("bin").join("schemathesis");
    if program.is_file() && process::succeeds(Command::new(&program).arg("--version")) {
        return Ok(program);
    }
    eprintln!("installing Python packages in {}", folder.display());
    process::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    let list = folder.join("requirements.txt");
    workspace::write_if_changed(&list, REQUIREMENTS.as_bytes())?;
    let mut pip = Command::new(folder.join("bin").join("pip"));
    process::run(pip.args(["install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(&list))?;
    Ok(program)
}
