//! The current state of one purpose of a response.

use crate::{calendar::Millis, consent::State, id::Key, notice::purpose::Basis};

/// The current state of one purpose of one response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurposeState {
    /// The key of the purpose.
    pub purpose: Key,
    /// Its legal basis.
    pub basis: Basis,
    /// Its state.
    pub state: State,
    /// The time since which it has this state.
    pub since: Millis,
}
