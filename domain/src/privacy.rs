//! The privacy information that an organisation publishes: the notices under which data are stored.

use std::sync::Arc;

use crate::{calendar::Millis, id::Slug, locale::LocalizedText, notice::PublishedNotice, organisation::Organisation};

/// A notice under which data are collected or stored.
#[derive(Clone, Debug)]
pub struct NoticeInUse {
    /// The survey or website.
    pub of: NoticeSubject,
    /// The organisation of the notice.
    pub organisation: Arc<Organisation>,
    /// The content of the notice.
    pub notice: PublishedNotice,
    /// The time since which it is published.
    pub published_at: Millis,
    /// Whether it is the current notice. If not, no more data are collected under it.
    pub current: bool,
}

/// The survey or website of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeSubject {
    /// A survey.
    Survey {
        /// Its current title.
        title: LocalizedText,
        /// Whether it accepts responses.
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
