//! `cargo xtask dev`: `run`, again after every change. It polls the file system twice a second. A watcher would be
//! another dependency to compile before the first page.

use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::{Context as _, Result};

use crate::binary;
use crate::process;
use crate::run::Args;
use crate::workspace::{Flavour, Workspace};

const PAUSE: Duration = Duration::from_millis(500);

/// Serves until interrupted. A build that fails leaves the old server running.
pub fn dev(workspace: &Workspace, args: &Args) -> Result<()> {
    let mut server: Option<Child> = None;
    let mut seen = state(workspace)?;
    loop {
        match binary::build(workspace, Flavour::Dev) {
            Ok(binary) => {
                if let Some(old) = server.take() {
                    stop(old)?;
                }
                let mut command = Command::new(binary);
                command.current_dir(&workspace.root).args(args.words());
                server = Some(command.spawn().context("the freshly built server could not be started")?);
            }
            Err(error) => eprintln!("error: {error:#}\nwaiting for the next change"),
        }
        seen = next_change(workspace, seen, server.as_mut())?;
        eprintln!("a file changed: building");
    }
}

type State = Vec<(std::path::PathBuf, SystemTime)>;

/// Returns when files changed and the next poll finds no further change.
fn next_change(workspace: &Workspace, seen: State, mut server: Option<&mut Child>) -> Result<State> {
    let mut last = seen.clone();
    loop {
        thread::sleep(PAUSE);
        if let Some(status) = server.as_mut().and_then(|child| child.try_wait().ok().flatten()) {
            eprintln!("the server stopped ({status}); waiting for the next change");
            server = None;
        }
        let now = state(workspace)?;
        if now != seen && now == last {
            return Ok(now);
        }
        last = now;
    }
}

fn state(workspace: &Workspace) -> Result<State> {
    let files = workspace.files()?.into_iter();
    Ok(files
        .filter_map(|file| {
            let changed = workspace.root.join(&file).metadata().ok()?.modified().ok()?;
            Some((file, changed))
        })
        .collect())
}

/// Sends a signal first, so that a request in flight is finished.
fn stop(mut child: Child) -> Result<()> {
    if !process::succeeds(Command::new("kill").arg(child.id().to_string())) {
        child.kill().context("the old server could not be stopped")?;
    }
    child.wait().context("the old server could not be stopped")?;
    Ok(())
}
