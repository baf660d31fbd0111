//! Storing what respondents send: concurrent submissions share a commit.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use domain::{
    calendar::Millis,
    consent::{Control, Decision, State},
    form::Submission,
    locale::Locale,
    receipt::{Sha256Hash, SubmissionKey},
    results::Channel,
    survey::{Mode, Questionnaire},
};
use sea_orm::{ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use uuid::Uuid;

use crate::{
    PublishedSurvey, Store, StoreError,
    cache::{LoadedOrganisation, LoadedVersion},
    clock::now,
    connection::Inner,
    entity::{response, survey},
    error::is_duplicate,
    rows::{Expression, ResponseRow, Rows},
};

/// A response to be stored.
#[derive(Clone, Debug)]
pub struct NewResponse {
    /// The survey, with the version that was answered (which need not be the one asked now).
    pub published: PublishedSurvey,
    /// The random key of the form.
    pub key: SubmissionKey,
    /// What makes two submissions the same.
    pub content_hash: Sha256Hash,
    /// The language of the form.
    pub locale: Locale,
    /// How it arrived.
    pub channel: Channel,
    /// Scheme and host of the page.
    pub origin: String,
    /// When it was sent; now where none is given (which is the rule: only made-up answers name a time).
    pub submitted_at: Option<Millis>,
    /// The answers and decisions.
    pub submission: Submission,
}

/// What became of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Submitted {
    /// It is on disk.
    Stored,
    /// The same was stored before under this key: nothing was added.
    Repeated,
    /// Something else was stored before under this key: nothing was added.
    KeyReused,
    /// The survey takes no answers: nothing was added.
    Closed,
}

/// A response with all that is needed to write it.
pub(crate) struct Prepared {
    new: NewResponse,
    version: Arc<LoadedVersion>,
    organisation: LoadedOrganisation,
    receipt_hash: Sha256Hash,
}

impl Store {
    /// Stores a response with its consent event and answers once what it says is on disk. The same key and content may
    /// be sent any number of times.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: whether it was stored is not known; sending it again is safe.
    pub async fn submit_response(&self, response: NewResponse) -> Result<Submitted, StoreError> {
        let prepared = self.prepare(response).await?;
        self.writer().submit(prepared).await
    }

    /// Stores many responses in one transaction, all or none; the outcomes are in their order.
    ///
    /// # Errors
    /// As [`Store::submit_response`].
    pub async fn submit_responses(&self, responses: Vec<NewResponse>) -> Result<Vec<Submitted>, StoreError> {
        let mut prepared = Vec::with_capacity(responses.len());
        for response in responses {
            prepared.push(self.prepare(response).await?);
        }
        let prepared: Vec<&Prepared> = prepared.iter().collect();
        store_together(&self.inner, &prepared).await
    }

    async fn prepare(&self, new: NewResponse) -> Result<Prepared, StoreError> {
        let version = self.load_version(new.published.version.id).await?;
        let organisation = self.load_organisation(new.published.organisation.id).await?;
        Ok(Prepared { receipt_hash: new.key.receipt_code().lookup_hash(), new, version, organisation })
    }
}

/// Stores responses in one transaction. Should another server store one of them in the meantime, everything is tried
/// once more: that one is then found.
pub(crate) async fn store_together(inner: &Inner, responses: &[&Prepared]) -> Result<Vec<Submitted>, StoreError> {
    match try_store(inner, responses).await {
        Err(error) if is_duplicate(&error) => match try_store(inner, responses).await {
            Err(error) if is_duplicate(&error) => Err(StoreError::Conflict("response")),
            other => Ok(other?),
        },
        other => Ok(other?),
    }
}

async fn try_store(inner: &Inner, responses: &[&Prepared]) -> Result<Vec<Submitted>, DbErr> {
    let transaction = inner.begin().await?;
    let open = open_surveys(&transaction, responses).await?;
    let mut known = known_contents(&transaction, responses).await?;
    let mut rows = Rows::default();
    let mut outcomes = Vec::with_capacity(responses.len());
    for response in responses {
        let content = Some(response.new.content_hash);
        outcomes.push(match known.get(&response.receipt_hash) {
            Some(stored) if *stored == content => Submitted::Repeated,
            Some(_) => Submitted::KeyReused,
            None if !open.contains(&response.new.published.survey.id.0) => Submitted::Closed,
            None => {
                known.insert(response.receipt_hash, content);
                push(&mut rows, response).map_err(|error| DbErr::Custom(error.to_string()))?;
                Submitted::Stored
            }
        });
    }
    rows.insert(&transaction).await?;
    transaction.commit().await?;
    Ok(outcomes)
}

async fn open_surveys(transaction: &DatabaseTransaction, responses: &[&Prepared]) -> Result<HashSet<Uuid>, DbErr> {
    let ids: HashSet<Uuid> = responses.iter().map(|r| r.new.published.survey.id.0).collect();
    let open: Vec<Uuid> = survey::Entity::find()
        .select_only()
        .column(survey::Column::Id)
        .filter(survey::Column::Id.is_in(ids))
        .filter(survey::Column::Status.eq("open"))
        .into_tuple()
        .all(transaction)
        .await?;
    Ok(open.into_iter().collect())
}

/// What is stored under the keys of these responses. The content of an erased one is unknown.
async fn known_contents(
    transaction: &DatabaseTransaction,
    responses: &[&Prepared],
) -> Result<HashMap<Sha256Hash, Option<Sha256Hash>>, DbErr> {
    let stored: Vec<(Vec<u8>, Option<Vec<u8>>)> = response::Entity::find()
        .select_only()
        .columns([response::Column::ReceiptHash, response::Column::ContentHash])
        .filter(response::Column::ReceiptHash.is_in(responses.iter().map(|r| r.receipt_hash.0.to_vec())))
        .into_tuple()
        .all(transaction)
        .await?;
    let hash = |bytes: Vec<u8>| bytes.try_into().map(Sha256Hash).ok();
    Ok(stored.into_iter().filter_map(|(receipt, content)| Some((hash(receipt)?, content.and_then(hash)))).collect())
}

fn push(rows: &mut Rows, response: &Prepared) -> Result<(), StoreError> {
    let new = &response.new;
    let questionnaire = &response.version.version.questionnaire;
    let expression = (questionnaire.mode == Mode::Full).then(|| Expression {
        decisions: decisions(questionnaire, &new.submission),
        control: Control::Send,
        origin: &new.origin,
        stated_time: new.submitted_at,
    });
    rows.push(ResponseRow {
        organisation: &response.organisation,
        version: &response.version,
        notice: response.version.version.notice.reference(),
        locale: new.locale,
        channel: new.channel,
        submitted_at: new.submitted_at.unwrap_or_else(now),
        receipt_hash: Some(response.receipt_hash),
        content_hash: Some(new.content_hash),
        external_id: None,
        answers: &new.submission.answers,
        contact: new.submission.contact.as_ref(),
        expression,
    })?;
    Ok(())
}

/// Pressing Send decides the base purpose; each optional one is as its box was.
fn decisions(questionnaire: &Questionnaire, submission: &Submission) -> Vec<Decision> {
    let decide = |purpose: &domain::purpose::Purpose| {
        let granted = purpose.is_base() || submission.granted.contains(&purpose.key);
        Decision { purpose: purpose.key.clone(), basis: purpose.basis, state: State::initial(purpose.basis, granted) }
    };
    questionnaire.purposes.iter().map(decide).collect()
}
