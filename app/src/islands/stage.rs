//! The state of sending an answer.

/// The state of sending.
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "on the server nothing is ever being sent"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Nothing is being sent.
    Idle,
    /// The answers are being sent.
    Sending,
    /// There is no connection; the answers are stored on the device.
    Kept,
    /// There is no connection and no storage, so the page must stay open.
    InMemory,
}

impl Stage {
    /// The attribute of the form with the text of this state.
    pub(crate) const fn attribute(self) -> Option<&'static str> {
        match self {
            Self::Idle => None,
            Self::Sending => Some("data-sending"),
            Self::Kept => Some("data-kept"),
            Self::InMemory => Some("data-in-memory"),
        }
    }
}

/// What a page says of the answers that earlier pages of the device did not get sent. It says no more than this, because
/// they may be another person's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Earlier {
    /// Whether some were sent now.
    pub(crate) sent: bool,
    /// How many were refused.
    pub(crate) refused: usize,
}
