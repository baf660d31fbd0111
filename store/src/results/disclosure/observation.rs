//! The observation: the count of every figure that readers may see, from which the next release is made.

use std::collections::BTreeMap;

use domain::{
    calendar::{Day, Period},
    id::Key,
    response::filter::ResultsFilter,
    results::{
        dimensions::dimensions_for_readers,
        disclosure::{
            counts::Counts,
            names::{LOYALTY, MONTH, RESPONSES, STANDING, bucket, by, choice, has_choices, score, score_bucket},
            release::{Groups, Observation},
        },
    },
    survey::{
        published::PublishedSurvey,
        question::{Question, QuestionKind},
    },
};

use crate::{error::StoreError, store::Store};

/// The most groups of a table for readers. The store keeps each group with its last released figures.
const MAX_GROUPS: usize = 1_000;

impl Store {
    /// Every ungrouped figure; scores and loyalty index by month as well.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn observe(
        &self,
        published: &PublishedSurvey,
        filter: &ResultsFilter,
    ) -> Result<BTreeMap<String, Observation>, StoreError> {
        let survey = published.survey.id;
        let questionnaire = &published.version.questionnaire;
        let questions: Vec<&Question> = questionnaire.questions().collect();
        let mut now = BTreeMap::new();
        for question in questions {
            if question.kind.score_range().is_some() {
                let counts = self.list_score_counts(survey, &question.key, filter).await?;
                now.insert(score(&question.key), by_month(counts.into_iter().map(|count| (count.day, count.score, count.count))));
            } else if has_choices(question) {
                let counts = self.list_counts_of_choices(survey, question, filter).await?;
                let is_one = matches!(question.kind, QuestionKind::SingleChoice { .. });
                let counts = counts.into_iter().map(|(code, score, n)| (bucket(code, score, is_one), n));
                now.insert(choice(&question.key), Observation { whole: counts.collect(), tables: BTreeMap::new() });
            }
        }
        if let Some(items) = questionnaire.loyalty_items() {
            let counts = self.list_loyalty_counts(survey, items.map(|item| &item.key), filter).await?;
            now.insert(LOYALTY.to_owned(), by_month(counts.into_iter().map(|count| (count.day, count.sum, count.count))));
        }
        let counts = self.get_response_counts(survey, filter).await?;
        let mut whole: Counts = counts.withheld.into_iter().map(|(state, n)| (state.name(), n)).collect();
        whole.add(STANDING, counts.standing);
        now.insert(RESPONSES.to_owned(), Observation { whole, tables: BTreeMap::new() });
        Ok(now)
    }

    /// Adds the tables of each scored question and of the loyalty index, grouped by each possible dimension.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn observe_groups(
        &self,
        published: &PublishedSurvey,
        filter: &ResultsFilter,
        now: &mut BTreeMap<String, Observation>,
    ) -> Result<(), StoreError> {
        let questionnaire = &published.version.questionnaire;
        let of_question = |question: &'_ Question| (score(&question.key), vec![question.key.clone()]);
        let mut figures: Vec<_> = questionnaire.questions().map(of_question).collect();
        let items = questionnaire.loyalty_items();
        figures.extend(items.map(|items| (LOYALTY.to_owned(), items.map(|item| item.key.clone()).to_vec())));
        for (name, keys) in figures {
            let Some(taken) = now.get_mut(&name) else { continue };
            let keys: Vec<&Key> = keys.iter().collect();
            for dimension in dimensions_for_readers(questionnaire) {
                let counts = self.list_group_counts(published.survey.id, &keys, &dimension, filter).await?;
                let mut groups = Groups::new();
                for count in counts.iter().flatten() {
                    groups.entry(count.group.clone()).or_default().add(&score_bucket(count.score), count.count);
                }
                if counts.is_some() && groups.len() <= MAX_GROUPS {
                    taken.tables.insert(by(&dimension), groups);
                }
            }
        }
        Ok(())
    }
}

fn by_month(counts: impl Iterator<Item = (Day, Option<u8>, u64)>) -> Observation {
    let (mut whole, mut months) = (Counts::default(), Groups::new());
    for (day, score, n) in counts {
        let score = score_bucket(score);
        whole.add(&score, n);
        months.entry(Some(Period::Month.start(day).0.to_string())).or_default().add(&score, n);
    }
    Observation { whole, tables: BTreeMap::from([(MONTH.to_owned(), months)]) }
}
