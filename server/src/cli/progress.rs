//! The progress of a command, written to standard error. On a terminal it is one line that is overwritten. Elsewhere it
//! is a line from time to time.

use std::{
    io::{self, IsTerminal as _, Write as _},
    time::{Duration, Instant},
};

use crate::cli::output::note;

/// The interval of lines on a terminal. The next one is the interval in a log.
const ON_TERMINAL: Duration = Duration::from_millis(100);
const ELSEWHERE: Duration = Duration::from_secs(10);

pub struct Progress {
    is_terminal: bool,
    shown: Instant,
    has_line: bool,
}

impl Progress {
    pub fn new() -> Self {
        Self { is_terminal: io::stderr().is_terminal(), shown: Instant::now(), has_line: false }
    }

    /// Shows a line, unless the last one is too recent.
    pub fn show(&mut self, line: impl FnOnce() -> String) {
        if self.shown.elapsed() < if self.is_terminal { ON_TERMINAL } else { ELSEWHERE } {
            return;
        }
        self.shown = Instant::now();
        if self.is_terminal {
            let mut stderr = io::stderr();
            // A failure to show progress is ignored.
            let _ = write!(stderr, "\r\x1b[2K{}", line()).and_then(|()| stderr.flush());
            self.has_line = true;
        } else {
            note(line());
        }
    }

    /// Removes the line, before other output.
    pub fn clear(&mut self) {
        if std::mem::take(&mut self.has_line) {
            let _ = write!(io::stderr(), "\r\x1b[2K");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}
