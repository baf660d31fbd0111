//! Standard texts of notices that are the same for surveys and websites.

use crate::{locale::LocalizedText, organisation::OrganisationProfile, wording::Wording};

/// An edition of the standard texts of survey notices. A notice keeps the texts with which it was drafted, and a new draft
/// has the newest. Earlier editions stay here, because a test holds that not a byte of them changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// It says "no cookies", although pages may ask about cookies, and leaves attributes out of the kinds of data.
    First,
    /// It says that the survey itself sets none, and names the attributes.
    Second,
    /// It no longer says in which part of the world the server of the organisation is, which the program cannot know.
    Third,
}

impl Edition {
    /// The edition of new drafts.
    pub const NEWEST: Self = Self::Third;
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

/// What the organisation states, else that there are none. The same holds below.
pub(crate) fn recipients(words: &Wording) -> LocalizedText {
    words.stated.recipients.clone().unwrap_or_else(|| words.text("recipients"))
}

pub(crate) fn storage_place(words: &Wording, edition: Edition) -> LocalizedText {
    words.stated.storage_place.clone().unwrap_or_else(|| match edition {
        Edition::First | Edition::Second => words.text("storage-place"),
        Edition::Third => words.text("storage-place-3"),
    })
}

pub(crate) fn transfers(words: &Wording) -> LocalizedText {
    words.stated.transfers.clone().unwrap_or_else(|| words.text("transfers"))
}

/// What notices say of recipients, storage and transfers: what the organisation states, or the standard texts.
pub fn stated_or_standard(profile: &OrganisationProfile) -> [LocalizedText; 3] {
    let words = Wording::new(profile);
    [recipients(&words), storage_place(&words, Edition::NEWEST), transfers(&words)]
}

pub(crate) fn complaint(words: &Wording) -> LocalizedText {
    words.text("complaint")
}
