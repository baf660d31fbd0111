//! Requests of data subjects as CSV (RFC 4180): one row for each. It must not know where the CSV goes.

use csv::{Terminator, WriterBuilder};
use domain::{
    calendar::Day,
    rights::{Right, RightsRequest},
};

use crate::export::guarded;

/// The headings. `state` is `open`, `late` or the outcome.
const HEADING: [&str; 9] =
    ["request_id", "received", "due", "rights", "reference", "identity", "extension", "state", "closed_at"];

/// The requests as CSV with a heading.
pub fn requests_csv(requests: &[RightsRequest], today: Day) -> Vec<u8> {
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    csv.write_record(HEADING).expect("memory takes every row");
    for request in requests {
        let rights: Vec<_> = request.entered.rights.iter().copied().map(Right::name).collect();
        let state = match &request.closed {
            Some((outcome, ..)) => outcome.name(),
            None if request.is_late(today) => "late",
            None => "open",
        };
        let closed_at = request.closed.as_ref().map(|(.., at)| at.rfc3339()).unwrap_or_default();
        let cells = [
            request.id.to_string(),
            request.entered.received.to_string(),
            request.due().to_string(),
            rights.join(" "),
            request.entered.reference.clone(),
            request.entered.identity.name().to_owned(),
            request.extension.clone().unwrap_or_default(),
            state.to_owned(),
            closed_at,
        ];
        let mut cell = Vec::new();
        for text in &cells {
            csv.write_field(guarded(text, &mut cell)).expect("memory takes every cell");
        }
        csv.write_record(None::<&[u8]>).expect("memory takes every row");
    }
    csv.into_inner().expect("memory takes every row")
}
