//! The receipt of a cookie decision: all that is stored about a visitor.

use std::sync::Arc;

use crate::{
    calendar::Millis,
    consent::{ConsentEvent, standing::PurposeState},
    id::EventId,
    locale::Locale,
    organisation::Organisation,
    site::{Site, SiteNotice},
};

/// All that is stored about one visitor of a website, or about one decision, found by one of the visitor's decisions.
#[derive(Clone, Debug)]
pub struct DecisionReceipt {
    /// The decision.
    pub event: EventId,
    /// The website.
    pub site: Site,
    /// The organisation that owns the website.
    pub organisation: Arc<Organisation>,
    /// The notice of the decision.
    pub notice: SiteNotice,
    /// The language in which it was shown.
    pub locale: Locale,
    /// The time of the decision.
    pub decided_at: Millis,
    /// The end of its validity.
    pub valid_until: Millis,
    /// The current state of the purposes that are or were in force, in the order of the notice. A purpose that was only
    /// refused is only in `history`.
    pub standing: Vec<PurposeState>,
    /// Whether it covers this decision alone, because nothing but an event id tied it to the earlier ones.
    pub covers_one: bool,
    /// Every event of this visitor that the receipt covers, oldest first.
    pub history: Vec<ConsentEvent>,
    /// Whether the newest event is in the log.
    pub sealed: bool,
}
