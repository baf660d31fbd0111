//! `cargo xtask run`: from a clone to an answering page, in one command.

use std::env;
use std::process::Command;

use anyhow::Result;
use clap::Args as ClapArgs;

use crate::binary;
use crate::workspace::{Flavour, Workspace};

/// What `run` and `dev` take.
#[derive(ClapArgs)]
pub struct Args {
    /// Passed on to `klankbord serve`, after `--`.
    #[arg(last = true)]
    serve: Vec<String>,
}

/// Builds without optimisation, then becomes the server.
pub fn run(workspace: &Workspace, args: &Args) -> Result<()> {
    let binary = binary::build(workspace, Flavour::Dev)?;
    become_program(Command::new(binary).current_dir(&workspace.root).args(args.words()))
}

impl Args {
    /// The whole command line of `klankbord`. Flags and environment of the caller take precedence over ours.
    pub fn words(&self) -> Vec<String> {
        let mut words = vec!["serve".to_owned(), "--load-demo-if-new".to_owned()];
        let ours = [("--addr", "KLANKBORD_ADDR", "127.0.0.1:3000"), ("--data-dir", "KLANKBORD_DATA_DIR", "data")];
        for (flag, variable, value) in ours {
            let said = self.serve.iter().any(|word| word == flag || word.starts_with(&format!("{flag}=")));
            if !said && env::var_os(variable).is_none() {
                words.extend([flag.to_owned(), value.to_owned()]);
            }
        }
        words.retain(|word| word != "--load-demo-if-new" || !self.serve.contains(word));
        words.extend(self.serve.iter().cloned());
        words
    }
}

/// Replaces this process, so that signals go directly to the server, which stops gracefully.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    Err(anyhow::Error::new(command.exec()).context("the freshly built server could not be started"))
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Result<()> {
    crate::process::run(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_callers_flags_replace_ours() {
        let words = |serve: &[&str]| Args { serve: serve.iter().map(|&word| word.into()).collect() }.words().join(" ");
        assert_eq!(words(&[]), "serve --load-demo-if-new --addr 127.0.0.1:3000 --data-dir data");
        assert_eq!(words(&["--addr=[::1]:80"]), "serve --load-demo-if-new --data-dir data --addr=[::1]:80");
        assert_eq!(words(&["--data-dir", "x"]), "serve --load-demo-if-new --addr 127.0.0.1:3000 --data-dir x");
    }
}
