//! How far the sending of an answer is.

/// Where sending is.
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "on the server nothing is ever being sent"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Nothing is being sent.
    Idle,
    /// On its way.
    Sending,
    /// Answers left by an earlier visit are on their way.
    LeftOver,
    /// No connection; the answers are kept on the device.
    Kept,
    /// No connection; the browser keeps nothing, so the page must stay open.
    InMemory,
}

impl Stage {
    /// The attribute of the form that holds its words.
    pub(crate) const fn attribute(self) -> Option<&'static str> {
        match self {
            Self::Idle => None,
            Self::Sending => Some("data-sending"),
            Self::LeftOver => Some("data-left-over"),
            Self::Kept => Some("data-kept"),
            Self::InMemory => Some("data-in-memory"),
        }
    }
}
