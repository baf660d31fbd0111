//! Changes that other systems must hear of: ended purposes, and answers that were corrected or restricted. A change says that a
//! purpose has ended, or that answers were put right or may not be used for now. It names the person by an earlier id that those
//! systems know.

use serde::{Deserialize, Serialize};

use crate::{
    calendar::Millis,
    consent::{ConsentEvent, Control, Decision, SubjectMatter},
    id::{EventId, ResponseId},
};

/// The id by which other systems know who an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KnownAs {
    /// The response, as exports name it.
    Response(ResponseId),
    /// An earlier event of the same visitor, as the website's own pages were told it.
    Earlier(EventId),
}

/// An event after which some purpose no longer stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentChange {
    /// The event.
    pub event: EventId,
    /// The survey or website.
    #[serde(flatten)]
    pub about: SubjectMatter,
    /// Whom it is about.
    #[serde(flatten)]
    pub known_as: KnownAs,
    /// The purposes that no longer stand, each with its state.
    pub decisions: Vec<Decision>,
    /// How it was expressed.
    pub control: Control,
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    pub time: Millis,
}

impl ConsentChange {
    /// What an event changes for others; none where it ends nothing.
    pub fn of(event: &ConsentEvent, known_as: KnownAs) -> Option<Self> {
        let decisions: Vec<_> = event.decisions.iter().filter(|decision| decision.state.has_ended()).cloned().collect();
        (!decisions.is_empty()).then_some(Self {
            event: event.id,
            about: event.about,
            known_as,
            decisions,
            control: event.control,
            time: event.time,
        })
    }
}

/// A change of answers without an event, which whoever received them must be told (GDPR art. 19).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswersChange {
    /// The survey.
    #[serde(flatten)]
    pub about: SubjectMatter,
    /// Whom it is about.
    #[serde(flatten)]
    pub known_as: KnownAs,
    /// What was changed.
    pub change: AnswersChanged,
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    pub time: Millis,
}

/// What was changed about answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswersChanged {
    /// They were put right (GDPR art. 16).
    Corrected,
    /// They are kept and may not be used (GDPR art. 18).
    Restricted,
    /// They may be used again.
    Released,
}
