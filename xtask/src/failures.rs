//! The output of failed tests, printed again at the end of a long run. So the end of a log shows which test failed, and
//! why.

use crate::tally::plain;

/// The most lines. More would scroll out of sight.
const MOST_LINES: usize = 60;

/// The output of failed tests, up to a limit.
#[derive(Debug, Default)]
pub struct Failures {
    lines: Vec<String>,
    within: bool,
}

impl Failures {
    /// Reads a line of cargo. The failures are between `---- test stdout ----` and the list of names.
    pub fn hear_cargo(&mut self, line: &str) {
        if line.starts_with("---- ") && line.ends_with(" ----") {
            self.within = true;
        } else if line == "failures:" || line.starts_with("test result: ") {
            self.within = false;
        }
        self.keep(line);
    }

    /// Reads a line of Playwright. The failures are at the end, each under `  1) [project] › file › title`.
    pub fn hear_playwright(&mut self, line: &str) {
        let line = plain(line);
        let number = line.trim_start().split_once(')').map(|(number, _)| number);
        if line.starts_with("  ") && number.is_some_and(|number| number.parse::<u32>().is_ok()) && line.contains('›') {
            self.within = true;
        } else if line.starts_with("  ") && !line.starts_with("   ") {
            self.within = false;
        }
        self.keep(&line);
    }

    /// The kept lines.
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    /// Adds the failures of another program, up to the limit.
    pub fn add(&mut self, other: Self) {
        let room = MOST_LINES.saturating_sub(self.lines.len());
        self.lines.extend(other.lines.into_iter().take(room));
    }

    fn keep(&mut self, line: &str) {
        if self.within && self.lines.len() < MOST_LINES && !line.trim().is_empty() {
            self.lines.push(line.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_cargo_what_stands_under_the_name_of_a_failed_test() {
        let mut failures = Failures::default();
        for line in [
            "test a ... ok",
            "test b ... FAILED",
            "",
            "failures:",
            "",
            "---- b stdout ----",
            "thread 'b' panicked at src/lib.rs:1:1:",
            "left is not right",
            "",
            "failures:",
            "    b",
            "test result: FAILED. 1 passed; 1 failed",
        ] {
            failures.hear_cargo(line);
        }
        assert_eq!(failures.lines(), ["---- b stdout ----", "thread 'b' panicked at src/lib.rs:1:1:", "left is not right"]);
    }

    #[test]
    fn of_playwright_what_stands_under_the_number_of_a_failed_test() {
        let mut failures = Failures::default();
        for line in [
            "  ✘   2 [pages] › pages/axe.spec.ts:1:1 › axe (3.1s)",
            "  ✓   3 [pages] › pages/axe.spec.ts:9:1 › again (3.1s)",
            "",
            "  \u{1b}[31m1) [pages] › pages/axe.spec.ts:1:1 › axe ──\u{1b}[39m",
            "    Error: one violation",
            "",
            "  1 failed",
            "    [pages] › pages/axe.spec.ts:1:1 › axe",
            "  12 passed (3.4s)",
        ] {
            failures.hear_playwright(line);
        }
        assert_eq!(failures.lines(), ["  1) [pages] › pages/axe.spec.ts:1:1 › axe ──", "    Error: one violation"]);
    }

    #[test]
    fn a_flood_is_cut_off() {
        let mut failures = Failures::default();
        failures.hear_cargo("---- b stdout ----");
        (0..1_000).for_each(|_| failures.hear_cargo("again"));
        assert_eq!(failures.lines().len(), MOST_LINES);

        let mut sum = Failures::default();
        sum.hear_cargo("---- a stdout ----");
        sum.add(failures);
        assert_eq!((sum.lines()[1].as_str(), sum.lines().len()), ("---- b stdout ----", MOST_LINES));
    }
}
