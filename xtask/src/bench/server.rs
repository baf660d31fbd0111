//! A server of the release binary for the lifetime of a value, and single commands of the binary.

use std::fs;
use std::io::{Read as _, Seek as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::load;

/// A running server. It is stopped when this value is dropped.
pub struct Server {
    child: Child,
    /// Host and port.
    pub address: String,
}

impl Server {
    /// Starts a server on a free port, without rate limits, and waits until it is ready.
    pub fn start(binary: &Path, url: &str, folder: &Path) -> Result<Self> {
        Self::start_as(Command::new(binary), url, folder)
    }

    /// The same with a command to which the arguments of the server are added.
    pub fn start_as(mut command: Command, url: &str, folder: &Path) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let address = format!("127.0.0.1:{port}");
        let child = command
            .args(["serve", "--rate-limit", "off", "--addr", &address, "--database-url", url, "--data-dir"])
            .arg(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{} cannot be started", command.get_program().to_string_lossy()))?;
        let server = Self { child, address };
        let begun = Instant::now();
        while load::status(&server.address, "/health/ready").ok() != Some(200) {
            if begun.elapsed() > Duration::from_secs(60) {
                bail!("the server was not ready within a minute");
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(server)
    }

    /// Resident memory in megabytes.
    pub fn resident(&self) -> Result<f64> {
        memory(self.child.id(), "VmRSS:")
    }

    /// Peak memory in megabytes.
    pub fn peak(&self) -> Result<f64> {
        memory(self.child.id(), "VmHWM:")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _no_child = self.child.wait();
    }
}

/// Runs a command of the binary. Returns its duration and its peak memory in megabytes. If it fails, the error contains
/// its last output.
pub fn run(binary: &Path, url: &str, folder: &Path, args: &[&str]) -> Result<(Duration, f64)> {
    let mut words = tempfile::tempfile().context("no file for what a command says")?;
    let begun = Instant::now();
    let mut child = Command::new(binary)
        .args(args)
        .args(["--database-url", url, "--data-dir"])
        .arg(folder)
        .stdout(Stdio::null())
        .stderr(words.try_clone()?)
        .spawn()
        .with_context(|| format!("{} cannot be started", binary.display()))?;
    let mut peak = 0.0_f64;
    loop {
        if let Some(status) = child.try_wait()? {
            if !status.success() {
                let mut said = String::new();
                words.rewind()?;
                words.read_to_string(&mut said)?;
                bail!("klankbord {} failed ({status}): {}", args.join(" "), said.trim_end().lines().last().unwrap_or_default());
            }
            return Ok((begun.elapsed(), peak));
        }
        // The high-water mark only grows, so the last reading before the end is close to the peak.
        if let Ok(now) = memory(child.id(), "VmHWM:") {
            peak = peak.max(now);
        }
        thread::sleep(Duration::from_millis(10));
    }
}

/// A figure of the memory of a process, in megabytes.
pub fn memory(pid: u32, field: &str) -> Result<f64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find(|line| line.starts_with(field)).context("the system does not tell the memory of a process")?;
    let kilobytes: f64 = line.split_whitespace().nth(1).context("no figure")?.parse()?;
    Ok(kilobytes / 1024.0)
}
