//! A false clock for tests. A program under it sees a time that starts at a stated one and runs on. The programs that
//! it starts see the same time. It uses libfaketime, so it works for dynamically linked programs. Timers stay real:
//! only the date is different. Compilers must not run under it, because cargo compares the times of files.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result, bail};
use clap::Args as ClapArgs;

use crate::process;
use crate::setup;

/// The name of the task that starts a program under the clock.
pub const TASK: &str = "under-clock";

/// The prefix of a number of seconds. Not a single `@`: rustdoc, which runs tests in documentation, expects a file name
/// after it.
const SECONDS: &str = "unix:";

/// The time at which the clock begins, in seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment(i64);

/// What starting a program under the clock takes.
#[derive(ClapArgs)]
pub struct Args {
    /// When the clock begins.
    at: Moment,
    /// The program and its arguments.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
    command: Vec<OsString>,
}

/// Replaces this process by the program, with a clock that starts now.
#[cfg(unix)]
pub fn start(args: &Args) -> Result<()> {
    use std::os::unix::process::CommandExt as _;

    let [program, arguments @ ..] = args.command.as_slice() else { bail!("no program is named") };
    let error = Command::new(program).args(arguments).envs(args.at.environment()?).exec();
    Err(error).with_context(|| format!("`{}` could not be started", program.to_string_lossy()))
}

/// libfaketime does not support this system.
#[cfg(not(unix))]
pub fn start(_: &Args) -> Result<()> {
    bail!("a false clock needs Linux")
}

impl Moment {
    /// The arguments that start a program under the clock.
    pub fn runner(self) -> Result<[String; 3]> {
        let own = env::current_exe().context("the program of this task is not to be found")?;
        let own = own.to_str().context("the folder of this task has a name that is no text")?.to_owned();
        Ok([own, TASK.to_owned(), format!("{SECONDS}{}", self.0)])
    }

    /// A command for a program, under the clock if there is one.
    pub fn command(clock: Option<Self>, program: &Path) -> Result<Command> {
        let Some(clock) = clock else { return Ok(Command::new(program)) };
        let [own, task, at] = clock.runner()?;
        let mut command = Command::new(own);
        command.args([task, at]).arg(program);
        Ok(command)
    }

    /// Checks that programs see the time. A program that cannot load the library would run with the real clock, and
    /// only print a warning.
    pub fn check(self) -> Result<()> {
        let seen = process::capture(Self::command(Some(self), Path::new("date"))?.arg("+%s"))?;
        let seen: i64 = seen.trim().parse().context("`date` printed no number")?;
        if (self.0..self.0 + 60).contains(&seen) { Ok(()) } else { bail!("under the false clock it is {seen}, not {}", self.0) }
    }

    /// The programs and their child processes share one clock, because the offset from the real time is passed on
    /// instead of the time.
    fn environment(self) -> Result<[(&'static str, OsString); 4]> {
        let library = setup::faketime().context("libfaketime is missing: install the package of that name")?;
        let real = SystemTime::now().duration_since(UNIX_EPOCH).context("the clock of this machine is far off")?;
        Ok([
            ("LD_PRELOAD", library.into()),
            ("FAKETIME", format!("{:+.3}s", self.0 as f64 - real.as_secs_f64()).into()),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1".into()),
            // libfaketime does not know all calls that read the time of a file, so it must change none of them.
            ("NO_FAKE_STAT", "1".into()),
        ])
    }
}

impl FromStr for Moment {
    type Err = String;

    /// Reads RFC 3339 or a date, optionally with hours and minutes, optionally with seconds. The default zone is UTC.
    /// After [`SECONDS`] it is a number of seconds since 1970.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            "expected a time such as 2027-03-28T00:59:30Z, \"2027-02-28 23:59:30\" or 2028-02-29, in UTC where no zone is stated"
                .to_owned()
        };
        if let Some(seconds) = text.strip_prefix(SECONDS) {
            return seconds.parse().map(Self).map_err(|_| wrong());
        }
        let written = written_out(text).ok_or_else(wrong)?;
        // `date` knows the calendar.
        let seconds = process::capture_quietly(Command::new("date").args(["--utc", "--date", &written, "+%s"]));
        seconds.and_then(|seconds| seconds.trim().parse().ok()).map(Self).ok_or_else(wrong)
    }
}

/// The same text as a date, a time with seconds, and a zone. `None` if it has another form.
fn written_out(text: &str) -> Option<String> {
    let (date, rest) = text.split_at_checked(10)?;
    if !has_form(date, "0000-00-00") {
        return None;
    }
    if rest.is_empty() {
        return Some(format!("{date} 00:00:00Z"));
    }
    let rest = rest.strip_prefix(['T', ' '])?;
    let (time, zone) = rest.split_at(rest.find(['Z', '+', '-']).unwrap_or(rest.len()));
    let zone = match zone {
        "" | "Z" => "Z",
        zone if has_form(&zone[1..], "00:00") => zone,
        _ => return None,
    };
    match time {
        time if has_form(time, "00:00:00") => Some(format!("{date} {time}{zone}")),
        time if has_form(time, "00:00") => Some(format!("{date} {time}:00{zone}")),
        _ => None,
    }
}

/// Whether a text matches a pattern, in which a 0 matches any digit.
fn has_form(text: &str, pattern: &str) -> bool {
    let is_like = |(one, wanted): (char, char)| if wanted == '0' { one.is_ascii_digit() } else { one == wanted };
    text.chars().count() == pattern.len() && text.chars().zip(pattern.chars()).all(is_like)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_in_any_of_its_forms() {
        let read = |text: &str| text.parse::<Moment>().map(|moment| moment.0);
        for (text, seconds) in [
            ("1970-01-01", 0),
            ("2027-02-28 23:59:30", 1_803_859_170),
            ("2028-02-29", 1_835_395_200),
            ("2026-12-31 23:59", 1_798_761_540),
            ("2027-03-28T00:59:30Z", 1_806_195_570),
            ("2027-03-28T02:59:30+02:00", 1_806_195_570),
            ("unix:1806195570", 1_806_195_570),
        ] {
            assert_eq!(read(text), Ok(seconds), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "tomorrow",
            "2027-02-29",
            "2027-02-28 24:01",
            "28-02-2027",
            "2027-02-28 23",
            "2027-02-28T23:59:30+1",
            "unix:",
            "2027-02-28  9:00",
        ] {
            let refused = text.parse::<Moment>().unwrap_err();
            assert!(refused.contains("2027-03-28T00:59:30Z"), "{text}: {refused}");
        }
    }

    #[test]
    fn without_a_clock_a_program_is_started_as_it_is() {
        let command = Moment::command(None, Path::new("date")).unwrap();
        assert_eq!((command.get_program(), command.get_args().count()), ("date".as_ref(), 0));
        let under = Moment::command(Some(Moment(7)), Path::new("date")).unwrap();
        assert_eq!(under.get_args().collect::<Vec<_>>(), [TASK, "unix:7", "date"]);
    }
}
