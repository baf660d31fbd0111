//! Standard texts of notices that are the same for surveys and websites.

use crate::{locale::LocalizedText, wording::Wording};

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
