//! What a search of the rights desk found.

use crate::receipt::{decision::DecisionReceipt, response::Receipt};

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Responses, the newest first.
    pub responses: Vec<Receipt>,
    /// A visitor of a website.
    pub visitor: Option<DecisionReceipt>,
    /// How many surveys had an import of this number that was erased since: only a keyed hash is left.
    pub erased_imports: usize,
    /// Whether there is more than is shown.
    pub more: bool,
}

impl Found {
    /// How many responses and visitors.
    pub fn len(&self) -> usize {
        self.responses.len() + usize::from(self.visitor.is_some())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
