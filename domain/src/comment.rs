//! Comments: the search in them, tags and tag rules.

pub mod search;
pub mod tag;

use crate::{calendar::Millis, channel::Channel, id::ResponseId, locale::Locale};

/// A comment.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    /// The response that contains it.
    pub response: ResponseId,
    /// The time of submission.
    pub submitted_at: Millis,
    /// The language of the form.
    pub locale: Locale,
    /// The channel of the response.
    pub channel: Channel,
    /// The text. Contact details are masked, unless consent to be contacted is in force.
    pub text: String,
    /// The score of the same response on the first scored question.
    pub score: Option<u8>,
}
