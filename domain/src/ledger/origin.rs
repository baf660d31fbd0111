//! The name of a log: `klankbord/{organisation}/{year}`. It names no host, so that a log survives a move to another
//! address.

use crate::{calendar::Millis, consent::ConsentEvent, id::OrganisationId};

/// The first segment of every origin.
const PRODUCT: &str = "klankbord";

/// A log of one organisation and calendar year (UTC), so that a whole log can be deleted when its last proof period
/// ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogOrigin {
    /// The organisation of the log.
    pub organisation: OrganisationId,
    /// The year in which its events were recorded, 1970 to 9999.
    pub year: i16,
}

impl LogOrigin {
    /// The log of an event. The year is that of the server's time, never of a stated time.
    pub fn of(event: &ConsentEvent) -> Self {
        Self::at(event.organisation, event.time)
    }

    /// The log of an organisation at an instant.
    pub fn at(organisation: OrganisationId, time: Millis) -> Self {
        Self { organisation, year: time.utc_year() }
    }

    /// Parses an origin line. `None` if it is not an origin of this product in canonical form.
    pub fn parse(text: &str) -> Option<Self> {
        let mut segments = text.split('/');
        let (product, organisation, year) = (segments.next()?, segments.next()?, segments.next()?);
        let origin = Self { organisation: organisation.parse().ok()?, year: year.parse().ok()? };
        (product == PRODUCT && segments.next().is_none() && origin.to_string() == text).then_some(origin)
    }
}

impl std::fmt::Display for LogOrigin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{PRODUCT}/{}/{:04}", self.organisation, self.year)
    }
}
