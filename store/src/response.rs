//! The storage of submitted responses: concurrent submissions share a commit.

pub(crate) mod answers;
pub(crate) mod form_keys;

use domain::{
    calendar::Millis,
    channel::Channel,
    consent::{Control, Decision, State},
    hash::Sha256Hash,
    locale::Locale,
    response::{form::Submission, sending::BodyNumber},
    submission_key::SubmissionKey,
    survey::{
        Mode, Questionnaire,
        attribute::{Attributes, ReceivedBy},
        published::PublishedSurvey,
    },
};

use crate::{
    cache::{LoadedOrganisation, LoadedVersion},
    clock::now,
    error::StoreError,
    group_commit::batch::{Outcome, Prepared, PreparedKey},
    store::Store,
    write_set::{ResponseRow, WriteSet, event::Expression},
};

/// A response to be stored.
#[derive(Clone, Debug)]
pub struct NewResponse {
    /// The survey, with the version that was answered (which need not be the current one).
    pub published: PublishedSurvey,
    /// The random key of the form.
    pub key: SubmissionKey,
    /// The hash by which two submissions are the same.
    pub content_hash: Sha256Hash,
    /// The language of the form.
    pub locale: Locale,
    /// How it arrived.
    pub channel: Channel,
    /// Scheme and host of the page.
    pub origin: String,
    /// When it was sent. `None` means now. Only generated answers have a time.
    pub submitted_at: Option<Millis>,
    /// The answers and decisions.
    pub submission: Submission,
    /// The attributes, as the survey declares them.
    pub attributes: Attributes,
    /// How they arrived.
    pub attributes_by: ReceivedBy,
    /// The number of the body, if its page numbers them.
    pub body: Option<BodyNumber>,
}

/// The outcome of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Submitted {
    /// It is on disk.
    Stored,
    /// The same content was stored before under this key, and nothing was added.
    Repeated,
    /// Other content was stored before under this key, and nothing was added.
    KeyReused,
    /// The survey is closed, and nothing was added.
    Closed,
}

impl Submitted {
    /// Whether something was stored under the key before.
    pub const fn was_used(self) -> bool {
        matches!(self, Self::Repeated | Self::KeyReused)
    }
}

impl Store {
    /// Stores a response with its consent event. Returns when both are on disk. The same key and content may be sent
    /// any number of times.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: whether it was stored is not known; sending it again is safe.
    pub async fn submit_response(&self, response: NewResponse) -> Result<Submitted, StoreError> {
        let survey = response.published.survey.slug.clone();
        let prepared = self.prepare(response).await?;
        let submitted = submitted(self.writer().submit(vec![prepared]).await?[0]);
        if submitted == Submitted::Closed {
            // The survey is closed, so the next page must not show the form from the cache.
            self.inner.cache.forget_survey(&survey);
        }
        Ok(submitted)
    }

    /// Stores many responses in one transaction, all or none. The outcomes are in the same order.
    ///
    /// # Errors
    /// As [`Store::submit_response`].
    pub async fn submit_responses(&self, responses: Vec<NewResponse>) -> Result<Vec<Submitted>, StoreError> {
        let mut prepared = Vec::with_capacity(responses.len());
        for response in responses {
            prepared.push(self.prepare(response).await?);
        }
        if prepared.is_empty() {
            return Ok(Vec::new());
        }
        Ok(self.writer().submit(prepared).await?.into_iter().map(submitted).collect())
    }

    async fn prepare(&self, new: NewResponse) -> Result<Prepared, StoreError> {
        let version = self.load_version(self.read(), new.published.version.id).await?;
        let organisation = self.load_organisation(self.read(), new.published.organisation.id).await?;
        let (receipt, earlier) = self.receipt_hashes(new.published.organisation.id, &new.key);
        let rows = rows_of(&new, receipt, &version, &organisation)?;
        let key = PreparedKey { receipt, earlier, content: new.content_hash };
        Ok(Prepared { key: Some(key), survey: Some(new.published.survey.id), rows })
    }
}

const fn submitted(outcome: Outcome) -> Submitted {
    match outcome {
        Outcome::Stored => Submitted::Stored,
        Outcome::Repeated(_) => Submitted::Repeated,
        Outcome::KeyReused => Submitted::KeyReused,
        Outcome::Closed => Submitted::Closed,
    }
}

fn rows_of(
    new: &NewResponse,
    receipt_hash: Sha256Hash,
    version: &LoadedVersion,
    organisation: &LoadedOrganisation,
) -> Result<WriteSet, StoreError> {
    let questionnaire = &version.version.questionnaire;
    let expression = (questionnaire.mode == Mode::Full).then(|| Expression {
        decisions: decisions(questionnaire, &new.submission, new.channel),
        control: if new.channel == Channel::Api { Control::Api } else { Control::Send },
        origin: &new.origin,
        stated_time: new.submitted_at,
        validity_months: None,
    });
    let mut rows = WriteSet::default();
    rows.push(ResponseRow {
        organisation,
        version,
        notice: version.version.notice.reference(),
        locale: new.locale,
        channel: new.channel,
        submitted_at: new.submitted_at.unwrap_or_else(now),
        receipt_hash: Some(receipt_hash),
        content_hash: Some(new.content_hash),
        external_id: None,
        answers: &new.submission.answers,
        attributes: &new.attributes,
        attributes_by: new.attributes_by,
        contact: new.submission.contact.as_ref(),
        expression,
        body: new.body,
    })?;
    Ok(rows)
}

/// The decisions of a submission. Pressing Send decides the base purpose; each optional purpose follows its checkbox. What
/// the form asks only after sending was not refused.
fn decisions(questionnaire: &Questionnaire, submission: &Submission, channel: Channel) -> Vec<Decision> {
    let is_open = |purpose: &domain::notice::purpose::Purpose| {
        channel != Channel::Api
            && questionnaire.purposes_after_sending().any(|later| later.key == purpose.key)
            && !submission.granted.contains(&purpose.key)
    };
    let decide = |purpose: &domain::notice::purpose::Purpose| {
        let granted = purpose.is_base() || submission.granted.contains(&purpose.key);
        Decision { purpose: purpose.key.clone(), basis: purpose.basis, state: State::initial(purpose.basis, granted) }
    };
    questionnaire.purposes.iter().filter(|purpose| !is_open(purpose)).map(decide).collect()
}
