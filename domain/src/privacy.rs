//! What an organisation publishes about privacy: the notices under which something is stored.

use std::sync::Arc;

use crate::{calendar::Millis, id::Slug, locale::LocalizedText, notice::PublishedNotice, organisation::Organisation};

/// A notice under which something is gathered or kept.
#[derive(Clone, Debug)]
pub struct NoticeInUse {
    /// What it is of.
    pub of: NoticeSubject,
    /// Whose it is.
    pub organisation: Arc<Organisation>,
    /// What it says.
    pub notice: PublishedNotice,
    /// Since when.
    pub published_at: Millis,
    /// Whether it is what people are shown now; else nothing more is gathered under it.
    pub current: bool,
}

/// What a notice is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeSubject {
    /// A survey.
    Survey {
        /// Its title now.
        title: LocalizedText,
        /// Whether it takes answers.
        open: bool,
    },
    /// A website.
    Site {
        /// Its key.
        key: Slug,
        /// Its name.
        name: String,
    },
}
