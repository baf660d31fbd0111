//! The binary as a running server, and a client for it.

use std::{
    io::{BufRead as _, BufReader},
    process::Child,
    time::Duration,
};

use crate::support::world::World;

/// A running server that is killed instead of stopped.
pub struct Killed(Child);

impl Killed {
    /// On Unix this is SIGKILL.
    pub fn kill(&mut self) {
        self.0.kill().unwrap();
    }
}

impl Drop for Killed {
    fn drop(&mut self) {
        let _ended_already = self.0.kill();
        let _no_child = self.0.wait();
    }
}

/// Starts the binary on a free port and reads its address from its output.
pub fn serve(world: &World, more: &[&str]) -> (Killed, String) {
    let mut command = world.command(&[&["serve", "--addr", "127.0.0.1:0", "--rate-limit", "off", "--log", "off"], more].concat());
    let mut child = command.stderr(std::process::Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let address = lines
        .find_map(|line| line.unwrap().split_whitespace().find(|word| word.starts_with("http://127.0.0.1:")).map(str::to_owned))
        .unwrap();
    let address = address.trim_end_matches('/').to_owned();
    // Reads the rest of the output, so that the pipe does not fill up.
    std::thread::spawn(move || lines.for_each(drop));
    (Killed(child), address.splitn(4, '/').take(3).collect::<Vec<_>>().join("/"))
}

/// A client that follows no redirects.
pub fn client() -> reqwest::Client {
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(Duration::from_secs(120)).build().unwrap()
}
