//! The outcome of a test step: its counts, and the output of its failed tests.

use std::fmt;
use std::process::ExitStatus;

use crate::failures::Failures;
use crate::tally::Tally;

/// The outcome of a step.
pub struct Outcome {
    /// The counts of its tests. A step without tests counts as one.
    pub tally: Tally,
    /// No later step can succeed.
    pub stop: bool,
    /// The output of its failed tests.
    pub failures: Failures,
}

impl Outcome {
    /// The outcome before the first run.
    pub fn none() -> Self {
        Self::of(Tally::default())
    }

    /// A step that passed as a whole.
    pub fn passed() -> Self {
        Self::of(Tally::PASSED)
    }

    /// A step that failed as a whole.
    pub fn failed() -> Self {
        Self::of(Tally::FAILED)
    }

    /// A failed step, after which no other can succeed.
    pub fn fatal() -> Self {
        Self { stop: true, ..Self::failed() }
    }

    /// The outcome of a program that runs tests.
    pub fn of_tests(status: ExitStatus, mut tally: Tally, failures: Failures) -> Self {
        // A runner that crashed, or failed outside of a test, prints no line about it.
        if !status.success() && tally.failed == 0 {
            tally += Tally::FAILED;
        }
        Self { failures, ..Self::of(tally) }
    }

    /// Adds another run of the same step.
    pub fn add(&mut self, other: Self) {
        self.tally += other.tally;
        self.stop |= other.stop;
        self.failures.add(other.failures);
    }

    fn of(tally: Tally) -> Self {
        Self { tally, stop: false, failures: Failures::default() }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.tally {
            Tally::PASSED => out.write_str("passed"),
            Tally::FAILED => out.write_str("FAILED"),
            tally => tally.fmt(out),
        }
    }
}
