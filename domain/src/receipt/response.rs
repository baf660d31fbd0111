//! The receipt of a response: all that is stored, and what a person can do with it.

use std::sync::Arc;

use crate::{
    calendar::Millis,
    consent::{ConsentEvent, standing::PurposeState},
    contact::Contact,
    id::{Key, ResponseId},
    locale::Locale,
    notice::PublishedNotice,
    organisation::Organisation,
    response::answer::Answers,
    survey::{
        Survey, SurveyVersion,
        attribute::{Attributes, ReceivedBy},
    },
};

/// All that is stored about one response.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The response.
    pub response: ResponseId,
    /// The survey.
    pub survey: Survey,
    /// Whose it is.
    pub organisation: Arc<Organisation>,
    /// The version that was answered.
    pub version: Arc<SurveyVersion>,
    /// The notice under which it was answered.
    pub notice: PublishedNotice,
    /// The language it was answered in.
    pub locale: Locale,
    /// When it was sent.
    pub submitted_at: Millis,
    /// The answers; empty once erased.
    pub answers: Answers,
    /// The attributes; empty once erased.
    pub attributes: Attributes,
    /// The tags that the organisation sorted the comments by, each with its question; empty once erased.
    pub tags: Vec<(Key, String)>,
    /// How they came; none where there are none.
    pub attributes_by: Option<ReceivedBy>,
    /// The contact details; none once erased or withdrawn.
    pub contact: Option<Contact>,
    /// The purposes that stand or stood, the base purpose first; one that was only refused is in the history alone.
    pub standing: Vec<PurposeState>,
    /// Every event, the oldest first.
    pub history: Vec<ConsentEvent>,
    /// Whether the log has taken in the newest event.
    pub sealed: bool,
    /// When the answers were erased.
    pub erased_at: Option<Millis>,
    /// The id it had where it was imported from; it goes with the answers.
    pub external_id: Option<String>,
    /// Since when the answers are kept and not used (GDPR art. 18).
    pub restricted_at: Option<Millis>,
    /// When the answers were last put right (GDPR art. 16).
    pub corrected_at: Option<Millis>,
}

/// What became of a withdrawal or objection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withdrawal {
    /// It is recorded, and its effects are undone.
    Done,
    /// The purpose did not stand (any more): nothing was changed.
    NotStanding,
}

/// How much is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erasure {
    /// The answers and contact details; the proof of consent is kept, restricted.
    Answers,
    /// The proof too: the subject and salt of every event, so that the log says nothing of the person, and the receipt.
    Everything,
}
