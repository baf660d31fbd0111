//! A server with an account.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use super::{load, server};
use crate::process;

/// A running server with a signed-in account.
pub struct Session {
    /// The server.
    pub server: server::Server,
    /// The address of its database.
    pub url: String,
    /// The memory before the first request, in megabytes.
    pub at_rest: f64,
    /// The session header of the account.
    pub header: String,
}

impl Session {
    /// Starts a server and creates an account.
    pub fn start(binary: &Path, folder: &Path, url: &str) -> Result<Self> {
        // In this order: a server that starts without any account creates a link of its own, and earlier links stop
        // working.
        let server = server::Server::start(binary, url, folder)?;
        let at_rest = server.resident()?;
        let setup = setup_link(binary, folder, url)?;
        let cookie = load::sign_up(&server.address, &setup)?;
        Ok(Self { server, url: url.to_owned(), at_rest, header: format!("Cookie: {cookie}\r\n") })
    }
}

fn setup_link(binary: &Path, folder: &Path, url: &str) -> Result<String> {
    let mut command = Command::new(binary);
    command.args(["user", "link", "--database-url", url, "--data-dir"]).arg(folder);
    let printed = process::capture(&mut command)?;
    let at = printed.find("/setup/").context("no set-up link was printed")?;
    Ok(printed[at..].split_whitespace().next().unwrap_or_default().to_owned())
}
