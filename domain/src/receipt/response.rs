//! The receipt of a response: all that is stored, and the actions that it offers.

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
    /// The organisation that owns the survey.
    pub organisation: Arc<Organisation>,
    /// The version of the survey at the time of the response.
    pub version: Arc<SurveyVersion>,
    /// The notice at the time of the response.
    pub notice: PublishedNotice,
    /// The language of the response.
    pub locale: Locale,
    /// The time of submission.
    pub submitted_at: Millis,
    /// The answers. Empty after erasure.
    pub answers: Answers,
    /// The attributes. Empty after erasure.
    pub attributes: Attributes,
    /// The tags of the comments, each with its question. Empty after erasure.
    pub tags: Vec<(Key, String)>,
    /// How the attributes were received. `None` without attributes.
    pub attributes_by: Option<ReceivedBy>,
    /// The contact details. `None` after erasure or withdrawal.
    pub contact: Option<Contact>,
    /// The purposes that are or were in force, the base purpose first. A purpose that was only refused is only in
    /// `history`.
    pub standing: Vec<PurposeState>,
    /// Every event, oldest first.
    pub history: Vec<ConsentEvent>,
    /// Whether the newest event is in the log.
    pub sealed: bool,
    /// The time of the erasure of the answers.
    pub erased_at: Option<Millis>,
    /// The id in the system from which it was imported. It is erased with the answers.
    pub external_id: Option<String>,
    /// The time since which the answers are stored but not used (GDPR art. 18).
    pub restricted_at: Option<Millis>,
    /// The time of the last correction of the answers (GDPR art. 16).
    pub corrected_at: Option<Millis>,
}

/// The result of a withdrawal or objection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withdrawal {
    /// It is recorded, and the effects of the grant are undone.
    Done,
    /// The purpose was not in force, so nothing was changed.
    NotStanding,
}

/// The extent of an erasure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erasure {
    /// The answers and contact details. The proof of consent is kept, restricted.
    Answers,
    /// The proof too: the receipt, and the subject and salt of every event. The log then holds nothing about the data
    /// subject.
    Everything,
}
