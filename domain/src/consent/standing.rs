//! The state of one purpose of a response, with the events behind it.

use crate::{calendar::Millis, consent::State, id::Key, notice::purpose::Basis};

/// What stands now for one purpose of one response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurposeState {
    /// The purpose's key.
    pub purpose: Key,
    /// Its basis.
    pub basis: Basis,
    /// Its state.
    pub state: State,
    /// Since when.
    pub since: Millis,
}
