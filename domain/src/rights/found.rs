//! The results of a search at the privacy desk.

use crate::receipt::{decision::DecisionReceipt, response::Receipt};

/// The results of a search.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Responses, newest first.
    pub responses: Vec<Receipt>,
    /// A visitor of a website.
    pub visitor: Option<DecisionReceipt>,
    /// The number of surveys with an erased import of this number. Only a keyed hash of it is left.
    pub erased_imports: usize,
    /// Whether there are more results than shown.
    pub more: bool,
}

impl Found {
    /// The number of responses and visitors.
    pub fn len(&self) -> usize {
        self.responses.len() + usize::from(self.visitor.is_some())
    }

    /// Whether there are no responses and visitors.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
