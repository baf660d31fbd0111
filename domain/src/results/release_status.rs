//! The status of a reader's figures, shown beside them. It says as of when they are, and which of them wait for their next step.

use std::collections::BTreeSet;

use crate::{
    calendar::{Day, Millis},
    id::Key,
};

/// How the figures of who sees figures alone were shown: each as it was at its last step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    /// When the headline moved last; none where there is nothing of it yet.
    pub at: Option<Millis>,
    /// Questions that are withheld, and why; without a question the loyalty index.
    pub waiting: Vec<(Option<Key>, Waiting)>,
    /// Why the number of responses is withheld.
    pub counts: Option<Waiting>,
    /// The headline by month, as far as it is shown: first days, scores and how many. Months move by themselves, so that together they need
    /// not be the whole.
    pub months: Vec<(Day, Option<u8>, u64)>,
    /// The months that are withheld.
    pub hidden_months: BTreeSet<Day>,
    /// Whether groups of the table are withheld.
    pub hides_groups: bool,
}

/// Why a figure is withheld that may be shown at its next step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// Too few answered yet.
    Few,
    /// An answer that was in it was withdrawn.
    Withdrawn,
}

impl Steps {
    /// Why a question is withheld, or without one the loyalty index; none where it is not.
    pub fn waiting(&self, question: Option<&Key>) -> Option<Waiting> {
        self.waiting.iter().find(|(one, _)| one.as_ref() == question).map(|(_, why)| *why)
    }
}
