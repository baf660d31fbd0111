//! Error pages: what happened and what to do now, without internal details.

use domain::locale::{AddressForm, Locale};
use leptos::prelude::*;

use crate::{messages::Words, page::PageContext, shell};

/// The reason for an error page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// There is no page at this address (404).
    NotFound,
    /// The request did not come from our own page (403).
    Forbidden,
    /// The account may not do this (403).
    NotAllowed,
    /// The request is too large (413).
    TooLarge,
    /// Too many requests in a short time (429).
    TooMany,
    /// The database cannot be reached (503).
    Unavailable,
    /// Too many slow requests are running (503).
    Busy,
    /// An internal error (500).
    Internal,
    /// The request cannot be parsed (400).
    BadRequest,
    /// The address does not support this method (405).
    MethodNotAllowed,
    /// The media type of the body is not supported (415).
    UnsupportedMedia,
    /// The request took too long (408, 504).
    Timeout,
    /// The privacy request was closed in the meantime (409).
    RequestClosed,
    /// The identity of the requester is not checked yet (409).
    NotIdentified,
    /// The deadline can no longer be extended, or could never be (409).
    NotExtendable,
}

impl Message {
    /// Every reason.
    pub const ALL: [Self; 15] = [
        Self::NotFound,
        Self::Forbidden,
        Self::NotAllowed,
        Self::TooLarge,
        Self::TooMany,
        Self::Unavailable,
        Self::Busy,
        Self::Internal,
        Self::BadRequest,
        Self::MethodNotAllowed,
        Self::UnsupportedMedia,
        Self::Timeout,
        Self::RequestClosed,
        Self::NotIdentified,
        Self::NotExtendable,
    ];

    /// What happened, in a few words.
    pub fn title(self, locale: Locale) -> String {
        Words::new(locale, AddressForm::Formal).say(self.ids().0)
    }

    /// What to do now, in one or two sentences.
    pub fn detail(self, locale: Locale, form: AddressForm) -> String {
        Words::new(locale, form).say(self.ids().1)
    }

    const fn ids(self) -> (&'static str, &'static str) {
        match self {
            Self::NotFound => ("message-not-found", "message-not-found-text"),
            Self::Forbidden => ("message-forbidden", "message-forbidden-text"),
            Self::NotAllowed => ("message-not-allowed", "message-not-allowed-text"),
            Self::TooLarge => ("message-too-large", "message-too-large-text"),
            Self::TooMany => ("message-too-many", "message-too-many-text"),
            Self::Unavailable => ("message-unavailable", "message-unavailable-text"),
            Self::Busy => ("message-busy", "message-busy-text"),
            Self::Internal => ("message-internal", "message-internal-text"),
            Self::BadRequest => ("message-bad-request", "message-bad-request-text"),
            Self::MethodNotAllowed => ("message-method", "message-method-text"),
            Self::UnsupportedMedia => ("message-media", "message-media-text"),
            Self::Timeout => ("message-timeout", "message-timeout-text"),
            Self::RequestClosed => ("rights-closed-now", "rights-closed-now-text"),
            Self::NotIdentified => ("rights-not-identified", "rights-not-identified-text"),
            Self::NotExtendable => ("rights-not-extendable", "rights-not-extendable-text"),
        }
    }
}

/// The page.
pub fn render(context: &PageContext, message: Message) -> String {
    let detail = message.detail(context.locale, context.address_form);
    shell::plain(context, message.title(context.locale), |_| view! { <p class="lead">{detail}</p> }.into_any())
}
