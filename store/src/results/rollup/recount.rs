//! Rollups compared with a count of the answers, and repaired if they differ. Both are read in one snapshot. The repair
//! writes the difference, so answers may arrive in the meantime.

use std::{collections::BTreeMap, time::Duration};

use domain::{
    calendar::Day,
    channel::Channel,
    id::{Key, SurveyId, SurveyVersionId},
    locale::Locale,
    notice::purpose,
};
use sea_orm::{
    ColumnTrait as _, DatabaseTransaction, EntityTrait as _, FromQueryResult, QueryFilter as _, QuerySelect as _, Statement,
    Value,
};
use uuid::Uuid;

use crate::{
    database::{bulk_insert::push_places, column::Text},
    entity::survey::survey_version,
    error::StoreError,
    store::Store,
    write_set::rollup::{COUNTS, NO_SCORE, RollupCell, Rollups, Stripe, items_text, loyalty_items},
};

/// The name of the job, which one server at a time runs.
const JOB: &str = "rollups";
/// The lease of the job. After this time another server may take it.
const HOLD: Duration = Duration::from_secs(60 * 60);

/// A rollup that differs from a count of the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollupFault {
    /// The question; `loyalty` for the sums over the loyalty items, `response` for responses.
    pub of: String,
    /// The score, sum, choice or state.
    pub value: String,
    /// The day in the organisation's time zone.
    pub day: Day,
    /// The count in the rollups.
    pub stored: i64,
    /// The count of the answers.
    pub counted: i64,
}

impl std::fmt::Display for RollupFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { of, value, day, stored, counted } = self;
        write!(f, "{of}, {value}, {day}: the rollups say {stored}, the answers {counted}")
    }
}

impl Store {
    /// Compares every rollup of a survey with a count of its answers.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn check_rollups(&self, survey: SurveyId) -> Result<Vec<RollupFault>, StoreError> {
        let mut faults = Vec::new();
        for part in self.list_parts(survey).await? {
            let snapshot = self.snapshot().await?;
            let (stored, counted) = part.read(self, &snapshot).await?;
            snapshot.commit().await?;
            faults.extend(part.faults(&stored, &counted));
        }
        Ok(faults)
    }

    /// Repairs every rollup of a survey that differs from a count of its answers, and returns the differences.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]; [`StoreError::Conflict`] while another server does the same.
    pub async fn rebuild_rollups(&self, survey: SurveyId) -> Result<Vec<RollupFault>, StoreError> {
        // Two servers that write the same difference would apply it twice.
        if !self.take_job(JOB, HOLD).await? {
            return Err(StoreError::Conflict("rollups that are put right by another"));
        }
        let faults = self.write_differences(survey).await;
        self.finish_job(JOB, Duration::ZERO).await?;
        faults
    }

    async fn write_differences(&self, survey: SurveyId) -> Result<Vec<RollupFault>, StoreError> {
        let mut faults = Vec::new();
        for part in self.list_parts(survey).await? {
            let snapshot = self.snapshot().await?;
            let (stored, counted) = part.read(self, &snapshot).await?;
            snapshot.commit().await?;
            faults.extend(part.faults(&stored, &counted));
            let mut change = counted;
            change.combine(stored, -1);
            let transaction = self.begin().await?;
            change.write(&*transaction, Stripe::REBUILD).await?;
            transaction.commit().await?;
        }
        Ok(faults)
    }

    /// The parts that are counted separately: the responses, each question, and the loyalty items of each version with
    /// other items.
    async fn list_parts(&self, survey: SurveyId) -> Result<Vec<RollupPart>, StoreError> {
        let versions: Vec<Uuid> = survey_version::Entity::find()
            .select_only()
            .column(survey_version::Column::Id)
            .filter(survey_version::Column::SurveyId.eq(survey.0))
            .into_tuple()
            .all(self.read())
            .await?;
        let (mut questions, mut loyalty) = (BTreeMap::new(), BTreeMap::<[i32; 3], Vec<Uuid>>::new());
        for id in versions {
            let version = self.load_version(self.read(), SurveyVersionId(id)).await?;
            for question in version.version.questionnaire.questions() {
                questions.extend(version.question_ids.get(&question.key).map(|id| (*id, question.key.clone())));
            }
            if let Some(items) = loyalty_items(&version) {
                loyalty.entry(items).or_default().push(id);
            }
        }
        let questions = questions.into_iter().map(|(id, key)| RollupPart::Question(id, key));
        let loyalty = loyalty.into_iter().map(|(items, versions)| RollupPart::Loyalty(items, versions));
        Ok(std::iter::once(RollupPart::Responses(survey)).chain(questions).chain(loyalty).collect())
    }
}

enum RollupPart {
    Responses(SurveyId),
    Question(i32, Key),
    /// Items, and the versions that have them.
    Loyalty([i32; 3], Vec<Uuid>),
}

/// The counts in the rollups.
const STORED_RESPONSES: &str = "SELECT survey_version_id, day, locale, channel, -1 AS score, state AS choice, CAST(sum(n) AS bigint) AS n \
    FROM response_rollup WHERE survey_id = {} GROUP BY 1, 2, 3, 4, 5, 6";
const STORED_ANSWERS: &str = "SELECT survey_version_id, day, locale, channel, CAST(score AS integer) AS score, choice, \
    CAST(sum(n) AS bigint) AS n FROM answer_rollup WHERE question_id = {} GROUP BY survey_version_id, day, locale, channel, score, choice";
const STORED_LOYALTY: &str = "SELECT survey_version_id, day, locale, channel, CAST(score AS integer) AS score, '' AS choice, \
    CAST(sum(n) AS bigint) AS n FROM loyalty_rollup WHERE items = {} GROUP BY survey_version_id, day, locale, channel, score";
/// The counts of the rows. A response without a state belongs to a light survey, or its respondent was erased.
const RESPONSES: &str = "SELECT survey_version_id, day, locale, channel, -1 AS score, choice, count(*) AS n FROM \
    (SELECT r.survey_version_id, r.day, r.locale, r.channel, CASE WHEN r.standing = 1 THEN '' ELSE s.state END AS choice FROM response r \
    LEFT JOIN standing s ON s.response_id = r.id AND s.purpose = {} WHERE r.survey_id = {}) AS told \
    WHERE choice IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6";
const ANSWERS: &str = "SELECT r.survey_version_id, a.day, a.locale, a.channel, CAST(coalesce(a.score, -1) AS integer) AS score, \
    coalesce(a.choice, '') AS choice, count(*) AS n FROM answer a JOIN response r ON r.id = a.response_id \
    WHERE a.question_id = {} AND a.standing = 1 AND a.text IS NULL AND a.number IS NULL GROUP BY 1, 2, 3, 4, 5, 6";
const LOYALTY: &str = "SELECT survey_version_id, day, locale, channel, CAST(CASE WHEN answered = 3 THEN total ELSE -1 END AS integer) AS score, \
    '' AS choice, count(*) AS n FROM (SELECT a.response_id, r.survey_version_id, a.day, a.locale, a.channel, count(a.score) AS answered, \
    sum(a.score) AS total FROM answer a JOIN response r ON r.id = a.response_id WHERE a.question_id IN ({}, {}, {}) AND a.standing = 1 \
    AND a.text IS NULL AND r.survey_version_id = {} GROUP BY 1, 2, 3, 4, 5) AS rated GROUP BY 1, 2, 3, 4, 5";

impl RollupPart {
    /// Both counts.
    async fn read(&self, store: &Store, snapshot: &DatabaseTransaction) -> Result<(Rollups, Rollups), StoreError> {
        let read = async |text, values| Ok::<_, StoreError>(self.rollups(rows(store, snapshot, text, values).await?));
        match self {
            Self::Responses(survey) => Ok((
                read(STORED_RESPONSES, vec![survey.0.into()]).await?,
                read(RESPONSES, vec![purpose::ANALYSIS.into(), survey.0.into()]).await?,
            )),
            Self::Question(id, _) => {
                Ok((read(STORED_ANSWERS, vec![(*id).into()]).await?, read(ANSWERS, vec![(*id).into()]).await?))
            }
            Self::Loyalty(items, versions) => {
                let mut counted = Rollups::default();
                for version in versions {
                    let values = items.iter().map(|id| Value::from(*id)).chain([Value::from(*version)]);
                    counted.add(read(LOYALTY, values.collect()).await?);
                }
                Ok((read(STORED_LOYALTY, vec![items_text(*items).into()]).await?, counted))
            }
        }
    }

    fn rollups(&self, rows: Vec<CellRow>) -> Rollups {
        let mut rollups = Rollups::default();
        for row in rows {
            let cell =
                RollupCell { day: Day(row.day), locale: row.locale.0, channel: row.channel.0, version: row.survey_version_id };
            let score = i16::try_from(row.score).unwrap_or(NO_SCORE);
            match self {
                Self::Responses(survey) => *rollups.responses.entry((survey.0, row.choice, cell)).or_default() += row.n,
                Self::Question(id, _) => *rollups.answers.entry((*id, score, row.choice, cell)).or_default() += row.n,
                Self::Loyalty(items, _) => *rollups.loyalty.entry((items_text(*items), score, cell)).or_default() += row.n,
            }
        }
        rollups
    }

    fn faults(&self, stored: &Rollups, counted: &Rollups) -> Vec<RollupFault> {
        let of = match self {
            Self::Responses(_) => "response".to_owned(),
            Self::Question(_, key) => key.to_string(),
            Self::Loyalty(..) => "loyalty".to_owned(),
        };
        let score = |score: i16| if score == NO_SCORE { "none".to_owned() } else { score.to_string() };
        let value = |number: i16, choice: &str| if choice.is_empty() { score(number) } else { choice.to_owned() };
        let state = |state: &str| if state == COUNTS { "counted".to_owned() } else { state.to_owned() };
        let answers = differences(&stored.answers, &counted.answers).map(|(key, both)| (value(key.1, &key.2), key.3.day, both));
        let loyalty = differences(&stored.loyalty, &counted.loyalty).map(|(key, both)| (score(key.1), key.2.day, both));
        let responses = differences(&stored.responses, &counted.responses).map(|(key, both)| (state(&key.1), key.2.day, both));
        let fault = |(value, day, (stored, counted))| RollupFault { of: of.clone(), value, day, stored, counted };
        answers.chain(loyalty).chain(responses).map(fault).collect()
    }
}

/// The counts that differ.
fn differences<'a, K: Ord>(
    stored: &'a BTreeMap<K, i64>,
    counted: &'a BTreeMap<K, i64>,
) -> impl Iterator<Item = (&'a K, (i64, i64))> {
    let of = |all: &BTreeMap<K, i64>, key: &K| all.get(key).copied().unwrap_or(0);
    let in_stored = stored.keys().map(move |key| (key, (of(stored, key), of(counted, key))));
    let only_counted = counted.iter().filter(|(key, _)| !stored.contains_key(key)).map(|(key, n)| (key, (0, *n)));
    in_stored.chain(only_counted).filter(|(_, (stored, counted))| stored != counted)
}

/// The rows of a statement in which `{}` is a placeholder for each value.
async fn rows(store: &Store, snapshot: &DatabaseTransaction, text: &str, values: Vec<Value>) -> Result<Vec<CellRow>, StoreError> {
    let backend = store.read().get_database_backend();
    let mut sql = String::new();
    for (number, part) in text.split("{}").enumerate() {
        if number > 0 {
            push_places(&mut sql, backend, number, 1);
        }
        sql.push_str(part);
    }
    Ok(CellRow::find_by_statement(Statement::from_sql_and_values(backend, sql, values)).all(snapshot).await?)
}

#[derive(FromQueryResult)]
struct CellRow {
    survey_version_id: Uuid,
    day: i32,
    locale: Text<Locale>,
    channel: Text<Channel>,
    score: i32,
    choice: String,
    n: i64,
}
