//! Changes that other systems must receive: purposes that ended, and answers that were corrected or restricted. A
//! change refers to the data subject by an earlier id that those systems have.

use serde::{Deserialize, Serialize};

use crate::{
    calendar::Millis,
    consent::{ConsentEvent, Control, Decision, SubjectMatter},
    id::{EventId, ResponseId},
};

/// The id by which other systems know the data subject of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KnownAs {
    /// The id of the response, as in exports.
    Response(ResponseId),
    /// An earlier event of the same visitor, whose id the pages of the website received.
    Earlier(EventId),
}

/// An event that ended at least one purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentChange {
    /// The id of the event.
    pub event: EventId,
    /// The survey or website.
    #[serde(flatten)]
    pub about: SubjectMatter,
    /// The id of the data subject.
    #[serde(flatten)]
    pub known_as: KnownAs,
    /// The purposes that ended, each with its state.
    pub decisions: Vec<Decision>,
    /// The control that expressed the decision.
    pub control: Control,
    /// The time in milliseconds since 1970-01-01T00:00:00Z.
    pub time: Millis,
}

impl ConsentChange {
    /// The change that other systems must receive. `None` if the event ends no purpose.
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

/// A change of answers without an event. Each recipient of the answers must be informed (GDPR art. 19).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswersChange {
    /// The survey.
    #[serde(flatten)]
    pub about: SubjectMatter,
    /// The id of the data subject.
    #[serde(flatten)]
    pub known_as: KnownAs,
    /// The kind of change.
    pub change: AnswersChanged,
    /// The time in milliseconds since 1970-01-01T00:00:00Z.
    pub time: Millis,
}

/// The kind of a change of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswersChanged {
    /// The answers were corrected (GDPR art. 16).
    Corrected,
    /// The answers are stored but may not be used (GDPR art. 18).
    Restricted,
    /// The answers may be used again.
    Released,
}
