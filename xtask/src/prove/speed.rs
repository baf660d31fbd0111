//! `speed`: how long `consent.js` blocks the thread of a page. The browser test decides; this file reads its figures.

use anyhow::{Result, bail};

use super::record::Figures;
use crate::consent;
use crate::playwright;
use crate::setup::{self, Need};
use crate::workspace::Workspace;

/// The environment variable that selects the proof in Playwright's configuration, instead of the tests.
const SELECTION: &str = "KLANKBORD_PROOF";

/// The text before the figures in the output of the test.
const FIGURES: &str = "longest task of the notice at a quarter of the speed, per visit: ";

/// Measures while nothing else runs.
pub fn prove(workspace: &Workspace, figures: &mut Figures) -> Result<()> {
    setup::ensure(&[Need::Node, Need::Chromium])?;
    consent::build(workspace)?;
    let mut longest = None;
    let mut playwright = playwright::command(&workspace.root.join("embed"), None)?;
    let outcome = playwright::run(playwright.env(SELECTION, "speed"), |line| longest = read(line).or(longest.take()))?;
    if let Some(longest) = &longest {
        figures.set("longest_task_ms_per_visit", longest.clone());
    }
    if outcome.tally.failed > 0 {
        bail!("{}", outcome.failures.lines().join("\n"));
    }
    if longest.is_none() {
        bail!("the browser test passed and said no figure");
    }
    Ok(())
}

fn read(line: &str) -> Option<Vec<f64>> {
    let (_, figures) = line.split_once(FIGURES)?;
    figures.strip_suffix(" ms")?.split(", ").map(|figure| figure.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_of_the_test_are_read() {
        assert_eq!(read(&format!("{FIGURES}12.5, 9.0, 31.2 ms")), Some(vec![12.5, 9.0, 31.2]));
        assert_eq!(read("  1 passed (3.4s)"), None);
        assert_eq!(read(&format!("{FIGURES}Infinity?")), None);
    }

    #[test]
    fn the_test_says_its_figures_in_these_words() {
        let test = include_str!("../../../embed/tests/speed.spec.ts");
        assert!(test.contains(&format!("`{FIGURES}$")), "speed.spec.ts has other words");
        let selection = include_str!("../../../embed/playwright.config.ts");
        assert!(selection.contains(&format!("process.env.{SELECTION}")), "the configuration does not look at it");
    }
}
