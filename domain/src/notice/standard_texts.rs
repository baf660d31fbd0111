//! Standard texts of notices that are the same for surveys and websites.

use crate::{locale::LocalizedText, wording::Wording};

/// An edition of the standard texts of survey notices. A notice keeps the texts with which it was drafted, and a new draft
/// has the newest. Earlier editions stay here, because a test holds that not a byte of them changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// It says "no cookies", although pages may ask about cookies, and leaves attributes out of the kinds of data.
    First,
    /// It says that the survey itself sets none, and names the attributes.
    Second,
}

impl Edition {
    /// The edition of new drafts.
    pub const NEWEST: Self = Self::Second;
}

/// The texts of a notice.
pub(crate) struct NoticeTexts {
    pub(crate) data_kinds: LocalizedText,
    pub(crate) recipients: LocalizedText,
    pub(crate) storage_place: LocalizedText,
    pub(crate) transfers: LocalizedText,
    pub(crate) answering_required: LocalizedText,
    pub(crate) linked_data: LocalizedText,
    pub(crate) rights: LocalizedText,
    pub(crate) complaint: LocalizedText,
}

pub(crate) fn recipients(words: &Wording) -> LocalizedText {
    words.text("recipients")
}

pub(crate) fn storage_place(words: &Wording) -> LocalizedText {
    words.text("storage-place")
}

pub(crate) fn transfers(words: &Wording) -> LocalizedText {
    words.text("transfers")
}

pub(crate) fn complaint(words: &Wording) -> LocalizedText {
    words.text("complaint")
}
