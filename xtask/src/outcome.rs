//! How a step of the tests went: its counts, and what its failed tests said.

use std::fmt;
use std::process::ExitStatus;

use crate::failures::Failures;
use crate::tally::Tally;

/// How a step went.
pub struct Outcome {
    /// Its tests, or itself as one.
    pub tally: Tally,
    /// Nothing after it can succeed.
    pub stop: bool,
    /// What its failed tests said.
    pub failures: Failures,
}

impl Outcome {
    /// Nothing was run yet.
    pub fn none() -> Self {
        Self::of(Tally::default())
    }

    /// Passed as a whole.
    pub fn passed() -> Self {
        Self::of(Tally::PASSED)
    }

    /// Failed as a whole.
    pub fn failed() -> Self {
        Self::of(Tally::FAILED)
    }

    /// Failed, and nothing after it can succeed.
    pub fn fatal() -> Self {
        Self { stop: true, ..Self::failed() }
    }

    /// Of a program that runs tests.
    pub fn of_tests(status: ExitStatus, mut tally: Tally, failures: Failures) -> Self {
        // A runner that died, or failed outside a test, has no line that says so.
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
