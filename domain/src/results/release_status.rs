//! The status of a reader's figures, shown beside them. It gives the time of their release, and lists figures that wait
//! for the next release.

use std::collections::BTreeSet;

use crate::{
    calendar::{Day, Millis},
    id::Key,
};

/// The release status of all figures of a reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    /// The time of the headline's last release. `None` if it was never released.
    pub at: Option<Millis>,
    /// Withheld questions with the reason. The key `None` is the loyalty index.
    pub waiting: Vec<(Option<Key>, Waiting)>,
    /// Why the number of responses is withheld.
    pub counts: Option<Waiting>,
    /// The shown headline by month: first day, score and number of answers. Months are released on their own, so their
    /// sum need not be the total.
    pub months: Vec<(Day, Option<u8>, u64)>,
    /// The withheld months.
    pub hidden_months: BTreeSet<Day>,
    /// Whether groups of the table are withheld.
    pub hides_groups: bool,
}

/// Why a figure is withheld until its next release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// There are too few answers yet.
    Few,
    /// A response in the figure was withdrawn.
    Withdrawn,
}

impl Steps {
    /// Why a question is withheld. Without a question, why the loyalty index is. `None` if it is shown.
    pub fn waiting(&self, question: Option<&Key>) -> Option<Waiting> {
        self.waiting.iter().find(|(one, _)| one.as_ref() == question).map(|(_, why)| *why)
    }
}
