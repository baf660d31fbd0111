//! The machine on which a proof ran, as far as the system describes it.

use std::fs;
use std::process::Command;
use std::thread;

use serde_json::{Value, json};

use crate::process;

/// The properties that make a figure comparable with other machines. A value is null if the system does not report it.
pub fn describe() -> Value {
    json!({
        "cores": thread::available_parallelism().ok().map(usize::from),
        "memory_mb": fs::read_to_string("/proc/meminfo").ok().and_then(|text| memory_mb(&text)),
        "os": fs::read_to_string("/etc/os-release").ok().and_then(|text| os_name(&text)),
        "kernel": line_of(Command::new("uname").arg("-srm")),
        "rustc": line_of(Command::new("rustc").arg("--version")),
    })
}

/// The output of a program, without the line end. It runs on the real clock: under a false one `rustc` never ends.
pub fn line_of(command: &mut Command) -> Option<String> {
    process::capture_quietly(command.env_remove("LD_PRELOAD")).map(|text| text.trim().to_owned())
}

fn memory_mb(meminfo: &str) -> Option<u64> {
    let total = meminfo.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kilobytes: u64 = total.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes / 1024)
}

fn os_name(os_release: &str) -> Option<String> {
    let name = os_release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    Some(name.trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_of_linux_are_read() {
        assert_eq!(memory_mb("MemTotal:        8148008 kB\nMemFree: 1 kB\n"), Some(7957));
        assert_eq!(memory_mb("MemFree: 1 kB\n"), None);
        assert_eq!(os_name("ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\n").unwrap(), "Debian GNU/Linux 13 (trixie)");
        assert_eq!(os_name("ID=debian\n"), None);
    }

    #[test]
    fn a_program_that_is_not_there_tells_nothing() {
        assert_eq!(line_of(&mut Command::new("no-such-program-here")), None);
        assert_eq!(line_of(Command::new("echo").arg("a b")).as_deref(), Some("a b"));
    }
}
