//! The changes of a transaction to the rollups of results.

use std::collections::BTreeMap;

use domain::{calendar::Day, channel::Channel, locale::Locale};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr};
use uuid::Uuid;

use crate::{
    cache::LoadedVersion,
    database::{bulk_insert::Inserts, column::Text},
    entity::results::{answer_rollup, loyalty_rollup, response_rollup},
};

/// A stripe of the counts. Concurrent writers use different stripes, because a changed row is locked until the commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stripe(i16);

impl Stripe {
    /// The stripe for single revocations.
    pub(crate) const SINGLE: Self = Self(0);
    /// How many stripes the tasks that write submissions share.
    const TASKS: usize = 8;

    /// The stripe for the steps of imports.
    pub(crate) const IMPORT: Self = Self(9);
    /// The stripe for repairs of counts.
    pub(crate) const REBUILD: Self = Self(10);

    /// The stripe of one of the tasks that write submissions. The tasks of one server have different stripes.
    pub(crate) fn of_task(server: u64, task: usize) -> Self {
        let number = (usize::try_from(server).unwrap_or(0) % Self::TASKS + task) % Self::TASKS + 1;
        Self(i16::try_from(number).unwrap_or_default())
    }
}

/// What responses are grouped by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RollupCell {
    pub(crate) day: Day,
    pub(crate) locale: Locale,
    pub(crate) channel: Channel,
    pub(crate) version: Uuid,
}

/// An answer, or one item of it, that is counted: no text and no number.
pub(crate) struct CountedAnswer<'a> {
    pub(crate) question: i32,
    pub(crate) score: Option<i16>,
    pub(crate) choice: Option<&'a str>,
}

/// Changes of counts, in the order in which every writer takes their locks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rollups {
    /// By question, score and choice.
    pub(crate) answers: BTreeMap<(i32, i16, String, RollupCell), i64>,
    /// By items and sum.
    pub(crate) loyalty: BTreeMap<(String, i16, RollupCell), i64>,
    /// By survey and state.
    pub(crate) responses: BTreeMap<(Uuid, String, RollupCell), i64>,
}

impl Rollups {
    /// Counts an included response with its answers.
    pub(crate) fn count<'a>(
        &mut self,
        cell: &RollupCell,
        version: &LoadedVersion,
        given: impl Iterator<Item = CountedAnswer<'a>>,
    ) {
        let items = loyalty_items(version);
        let mut rated = Vec::new();
        for one in given {
            if items.is_some_and(|items| items.contains(&one.question)) {
                rated.push(one.score);
            }
            let key = (one.question, one.score.unwrap_or(NO_SCORE), one.choice.unwrap_or_default().to_owned(), cell.clone());
            *self.answers.entry(key).or_default() += 1;
        }
        if let (Some(items), false) = (items, rated.is_empty()) {
            let scores: Vec<i16> = rated.into_iter().flatten().collect();
            let sum = if scores.len() == items.len() { scores.iter().sum() } else { NO_SCORE };
            *self.loyalty.entry((items_text(items), sum, cell.clone())).or_default() += 1;
        }
        self.count_response(version.version.survey.0, COUNTS, cell);
    }

    pub(crate) fn count_response(&mut self, survey: Uuid, state: &str, cell: &RollupCell) {
        *self.responses.entry((survey, state.to_owned(), cell.clone())).or_default() += 1;
    }

    /// Adds other changes.
    pub(crate) fn add(&mut self, others: Self) {
        self.combine(others, 1);
    }

    pub(crate) fn combine(&mut self, others: Self, sign: i64) {
        others.answers.into_iter().for_each(|(key, n)| *self.answers.entry(key).or_default() += sign * n);
        others.loyalty.into_iter().for_each(|(key, n)| *self.loyalty.entry(key).or_default() += sign * n);
        others.responses.into_iter().for_each(|(key, n)| *self.responses.entry(key).or_default() += sign * n);
    }

    /// Whether the count of an included answer or response changes. Changes between excluded states do not matter.
    pub(crate) fn touches_what_counts(&self) -> bool {
        let counts = |((_, state, _), n): (&(Uuid, String, RollupCell), &i64)| state == COUNTS && *n != 0;
        self.answers.values().chain(self.loyalty.values()).any(|n| *n != 0) || self.responses.iter().any(counts)
    }

    /// Writes the changes.
    pub(crate) async fn write(self, connection: &impl ConnectionTrait, stripe: Stripe) -> Result<(), DbErr> {
        let mut inserts = Inserts::default();
        self.insert(stripe, &mut inserts)?;
        for statement in inserts.into_statements(connection.get_database_backend()) {
            connection.execute_raw(statement).await?;
        }
        Ok(())
    }

    /// Adds the changes to the inserts.
    pub(crate) fn insert(self, stripe: Stripe, inserts: &mut Inserts) -> Result<(), DbErr> {
        let answers = self.answers.into_iter().filter(|(_, n)| *n != 0).map(|((question, score, choice, cell), n)| {
            answer_rollup::ActiveModel {
                question_id: Set(question),
                day: Set(cell.day.0),
                score: Set(score),
                choice: Set(choice),
                locale: Set(Text(cell.locale)),
                channel: Set(Text(cell.channel)),
                survey_version_id: Set(cell.version),
                stripe: Set(stripe.0),
                n: Set(n),
            }
        });
        inserts.add_or::<answer_rollup::Entity, _>(
            answers.collect(),
            " ON CONFLICT (question_id, day, score, choice, locale, channel, survey_version_id, stripe) \
             DO UPDATE SET n = answer_rollup.n + excluded.n",
        )?;
        let loyalty =
            self.loyalty.into_iter().filter(|(_, n)| *n != 0).map(|((items, score, cell), n)| loyalty_rollup::ActiveModel {
                items: Set(items),
                day: Set(cell.day.0),
                score: Set(score),
                locale: Set(Text(cell.locale)),
                channel: Set(Text(cell.channel)),
                survey_version_id: Set(cell.version),
                stripe: Set(stripe.0),
                n: Set(n),
            });
        inserts.add_or::<loyalty_rollup::Entity, _>(
            loyalty.collect(),
            " ON CONFLICT (items, day, score, locale, channel, survey_version_id, stripe) \
             DO UPDATE SET n = loyalty_rollup.n + excluded.n",
        )?;
        let responses =
            self.responses.into_iter().filter(|(_, n)| *n != 0).map(|((survey, state, cell), n)| response_rollup::ActiveModel {
                survey_id: Set(survey),
                state: Set(state),
                day: Set(cell.day.0),
                locale: Set(Text(cell.locale)),
                channel: Set(Text(cell.channel)),
                survey_version_id: Set(cell.version),
                stripe: Set(stripe.0),
                n: Set(n),
            });
        inserts.add_or::<response_rollup::Entity, _>(
            responses.collect(),
            " ON CONFLICT (survey_id, state, day, locale, channel, survey_version_id, stripe) \
             DO UPDATE SET n = response_rollup.n + excluded.n",
        )
    }
}

/// The numbers of the three loyalty items.
pub(crate) fn loyalty_items(version: &LoadedVersion) -> Option<[i32; 3]> {
    let items = version.version.questionnaire.loyalty_items()?;
    let mut ids: Vec<i32> = items.iter().filter_map(|item| version.question_ids.get(&item.key).copied()).collect();
    // Another version may ask them in another order.
    ids.sort_unstable();
    ids.try_into().ok()
}

pub(crate) fn items_text(items: [i32; 3]) -> String {
    items.map(|id| id.to_string()).join(",")
}

/// The placeholder for a missing score.
pub(crate) const NO_SCORE: i16 = -1;

/// The state of a response that is included in results.
pub(crate) const COUNTS: &str = "";
