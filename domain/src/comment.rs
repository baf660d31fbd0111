//! Comments: the search in them, tags and tag rules.

pub mod search;
pub mod tag;

use crate::{calendar::Millis, channel::Channel, id::ResponseId, locale::Locale};

/// A comment.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    /// The response it is a part of.
    pub response: ResponseId,
    /// When it was sent.
    pub submitted_at: Millis,
    /// The language of the form.
    pub locale: Locale,
    /// How it arrived.
    pub channel: Channel,
    /// What was written; contact details are masked, unless consent to being contacted stands.
    pub text: String,
    /// The score given by the same respondent to the first scored question.
    pub score: Option<u8>,
}
