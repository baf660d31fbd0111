//! The receipt of a decision about cookies: all that is stored about a visitor.

use std::sync::Arc;

use crate::{
    calendar::Millis,
    consent::{ConsentEvent, standing::PurposeState},
    id::EventId,
    locale::Locale,
    organisation::Organisation,
    site::{Site, SiteNotice},
};

/// All that is stored about one visitor of a website, as one of the visitor's decisions leads to it.
#[derive(Clone, Debug)]
pub struct DecisionReceipt {
    /// The decision.
    pub event: EventId,
    /// The website.
    pub site: Site,
    /// Whose it is.
    pub organisation: Arc<Organisation>,
    /// The notice under which it was decided.
    pub notice: SiteNotice,
    /// The language it was shown in.
    pub locale: Locale,
    /// When it was decided.
    pub decided_at: Millis,
    /// Until when it holds.
    pub valid_until: Millis,
    /// The purposes that stand or stood for this visitor now, in the order of the notice; one that was only refused is in the
    /// history alone.
    pub standing: Vec<PurposeState>,
    /// Every event of this visitor, the oldest first.
    pub history: Vec<ConsentEvent>,
    /// Whether the newest of them is in the log already.
    pub sealed: bool,
}
