//! Counts of passed and failed tests, read from the output of `cargo test` and Playwright.

use std::fmt;
use std::ops::AddAssign;

/// The number of tests, or of steps that count as one test each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The number that passed.
    pub passed: u32,
    /// The number that failed.
    pub failed: u32,
}

impl Tally {
    /// One passed test.
    pub const PASSED: Self = Self { passed: 1, failed: 0 };
    /// One failed test.
    pub const FAILED: Self = Self { passed: 0, failed: 1 };

    /// Reads a line of cargo: `test result: ok. 12 passed; 0 failed; 1 ignored; …`.
    pub fn of_cargo(line: &str) -> Self {
        let Some((_, counts)) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". ")) else {
            return Self::default();
        };
        let count = |word: &str| {
            let part = counts.split("; ").find_map(|part| part.strip_suffix(word));
            part.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
        };
        Self { passed: count("passed"), failed: count("failed") }
    }

    /// Reads a line of Playwright's summary: `  12 passed (3.4s)`, `  1 failed`, `  1 flaky`. A flaky test counts as
    /// failed, and so does a test that did not run.
    pub fn of_playwright(line: &str) -> Self {
        let line = plain(line);
        if !line.starts_with("  ") {
            return Self::default();
        }
        let Some((number, word)) = line.trim().split_once(' ') else { return Self::default() };
        let Ok(number) = number.parse() else { return Self::default() };
        match word {
            "failed" | "flaky" | "interrupted" | "did not run" => Self { passed: 0, failed: number },
            _ if word == "passed" || word.starts_with("passed (") => Self { passed: number, failed: 0 },
            _ => Self::default(),
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// The line without colour codes.
pub fn plain(line: &str) -> String {
    let mut text = String::new();
    let mut parts = line.split("\u{1b}[");
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        text.push_str(part.split_once('m').map_or(part, |(_, rest)| rest));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_lines() {
        let check = |line, passed, failed| assert_eq!(Tally::of_cargo(line), Tally { passed, failed }, "{line}");
        check("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.10s", 12, 0);
        check("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s", 3, 2);
        check("test scoring::golden ... ok", 0, 0);
        check("running 12 tests", 0, 0);
    }

    #[test]
    fn playwright_lines() {
        let check = |line, passed, failed| assert_eq!(Tally::of_playwright(line), Tally { passed, failed }, "{line}");
        check("  12 passed (3.4s)", 12, 0);
        check("\u{1b}[32m  12 passed\u{1b}[39m\u{1b}[2m (3.4s)\u{1b}[22m", 12, 0);
        check("  2 failed", 0, 2);
        check("  1 flaky", 0, 1);
        check("  4 did not run", 0, 4);
        check("  3 skipped", 0, 0);
        check("Running 12 tests using 2 workers", 0, 0);
        check("12 passed", 0, 0);
        check("", 0, 0);
    }

    #[test]
    fn the_closing_line() {
        let mut sum = Tally::PASSED;
        sum += Tally { passed: 2, failed: 0 };
        sum += Tally::FAILED;
        assert_eq!(sum.to_string(), "3 passed, 1 failed");
    }
}
