//! Storing what respondents send: concurrent submissions share a commit.

use std::{
    collections::{HashMap, HashSet},
    fmt::Write as _,
};

use domain::{
    calendar::Millis,
    consent::{Control, Decision, State},
    form::Submission,
    id::SurveyId,
    locale::Locale,
    receipt::{Sha256Hash, SubmissionKey},
    results::Channel,
    survey::{Mode, Questionnaire},
};
use sea_orm::{DbBackend, DbErr, Statement, Value, Values};
use uuid::Uuid;

use crate::{
    PublishedSurvey, Store, StoreError,
    bulk::push_list,
    cache::{LoadedOrganisation, LoadedVersion},
    clock::now,
    direct::Direct,
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

/// A response as it will be written. It is made ready by whoever sends it, so that nothing but the writing waits for its
/// turn.
pub(crate) struct Prepared {
    survey: SurveyId,
    receipt_hash: Sha256Hash,
    content_hash: Sha256Hash,
    rows: Rows,
}

impl Store {
    /// Stores a response with its consent event and answers once what it says is on disk. The same key and content may
    /// be sent any number of times.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: whether it was stored is not known; sending it again is safe.
    pub async fn submit_response(&self, response: NewResponse) -> Result<Submitted, StoreError> {
        let prepared = self.prepare(response).await?;
        let outcomes = self.writer().submit(vec![prepared]).await?;
        Ok(outcomes[0])
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
        if prepared.is_empty() {
            return Ok(Vec::new());
        }
        self.writer().submit(prepared).await
    }

    async fn prepare(&self, new: NewResponse) -> Result<Prepared, StoreError> {
        let version = self.load_version(new.published.version.id).await?;
        let organisation = self.load_organisation(new.published.organisation.id).await?;
        let receipt_hash = new.key.receipt_code().lookup_hash();
        let rows = rows_of(&new, receipt_hash, &version, &organisation)?;
        Ok(Prepared { survey: new.published.survey.id, receipt_hash, content_hash: new.content_hash, rows })
    }
}

/// Stores responses in one transaction. Should another server store one of them in the meantime, everything is tried
/// once more: that one is then found.
pub(crate) async fn store_together(direct: &mut Direct, responses: &[&Prepared]) -> Result<Vec<Submitted>, StoreError> {
    match try_store(direct, responses).await {
        Err(error) if is_duplicate(&error) => match try_store(direct, responses).await {
            Err(error) if is_duplicate(&error) => Err(StoreError::Conflict("response")),
            other => Ok(other?),
        },
        other => Ok(other?),
    }
}

async fn try_store(direct: &mut Direct, responses: &[&Prepared]) -> Result<Vec<Submitted>, DbErr> {
    // From here to the end of the writing, so that on SQLite no survey is closed in between.
    let _turn = direct.turn().await;
    let mut known = look_up(direct, responses).await?;
    let mut rows = Rows::default();
    let mut outcomes = Vec::with_capacity(responses.len());
    for response in responses {
        let content = Some(response.content_hash);
        outcomes.push(match known.contents.get(&response.receipt_hash) {
            Some(stored) if *stored == content => Submitted::Repeated,
            Some(_) => Submitted::KeyReused,
            None if !known.open.contains(&response.survey.0) => Submitted::Closed,
            None => {
                known.contents.insert(response.receipt_hash, content);
                rows.extend(response.rows.clone());
                Submitted::Stored
            }
        });
    }
    let statements = rows.into_statements(direct.backend())?;
    if !statements.is_empty() {
        direct.write(statements).await?;
    }
    Ok(outcomes)
}

/// What is known of a batch before it is written.
#[derive(Default)]
struct Known {
    /// Those of its surveys that take answers.
    open: HashSet<Uuid>,
    /// What is stored under its keys. The content of an erased response is unknown.
    contents: HashMap<Sha256Hash, Option<Sha256Hash>>,
}

async fn look_up(direct: &mut Direct, responses: &[&Prepared]) -> Result<Known, DbErr> {
    let backend = direct.backend();
    let mut surveys: Vec<Uuid> = responses.iter().map(|r| r.survey.0).collect();
    surveys.sort_unstable();
    surveys.dedup();
    let mut values: Vec<Value> = Vec::new();
    let mut sql = "SELECT receipt_hash, content_hash FROM response WHERE receipt_hash IN (".to_owned();
    push_list(&mut sql, &mut values, backend, responses.iter().map(|r| r.receipt_hash.0.to_vec().into()));
    let id_as_bytes = if backend == DbBackend::Postgres { "uuid_send(id)" } else { "id" };
    write!(sql, ") UNION ALL SELECT NULL, {id_as_bytes} FROM survey WHERE status = 'open' AND id IN (")
        .expect("a string takes any text");
    push_list(&mut sql, &mut values, backend, surveys.into_iter().map(Value::from));
    sql.push(')');
    let statement = Statement { sql, values: Some(Values(values)), db_backend: backend };
    let mut known = Known::default();
    let hash = |bytes: Vec<u8>| bytes.try_into().map(Sha256Hash).ok();
    for pair in direct.pairs(statement).await? {
        match pair {
            (Some(receipt), content) => known.contents.extend(hash(receipt).map(|receipt| (receipt, content.and_then(hash)))),
            (None, id) => known.open.extend(id.and_then(|id| Uuid::from_slice(&id).ok())),
        }
    }
    Ok(known)
}

fn rows_of(
    new: &NewResponse,
    receipt_hash: Sha256Hash,
    version: &LoadedVersion,
    organisation: &LoadedOrganisation,
) -> Result<Rows, StoreError> {
    let questionnaire = &version.version.questionnaire;
    let expression = (questionnaire.mode == Mode::Full).then(|| Expression {
        decisions: decisions(questionnaire, &new.submission),
        control: Control::Send,
        origin: &new.origin,
        stated_time: new.submitted_at,
    });
    let mut rows = Rows::default();
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
        contact: new.submission.contact.as_ref(),
        expression,
    })?;
    Ok(rows)
}

/// Pressing Send decides the base purpose; each optional one is as its box was.
fn decisions(questionnaire: &Questionnaire, submission: &Submission) -> Vec<Decision> {
    let decide = |purpose: &domain::purpose::Purpose| {
        let granted = purpose.is_base() || submission.granted.contains(&purpose.key);
        Decision { purpose: purpose.key.clone(), basis: purpose.basis, state: State::initial(purpose.basis, granted) }
    };
    questionnaire.purposes.iter().map(decide).collect()
}
