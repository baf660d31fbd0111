//! The first server to store a release wins; and a snapshot does not change.

use std::collections::BTreeMap;

use domain::{
    calendar::Millis,
    id::key,
    response::{
        answer::Answer,
        filter::{Condition, ResultsFilter},
        form::Submission,
    },
    results::disclosure::{
        counts::Counts,
        release::{Observation, Release},
    },
    survey::{published::PublishedSurvey, template::Template},
};
use store::KeptRelease;

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(who_steps_first_is_kept, a_moment_stays_what_it_was);

fn snapshot(n: u64) -> Release {
    let taken = Observation { whole: Counts::from_iter([("9", n)]), tables: BTreeMap::new() };
    Release::default().advance(BTreeMap::from([("score:recommend".to_owned(), taken)]), 5, Millis(1))
}

async fn who_steps_first_is_kept(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await.survey.id;
    let only = Condition::parse("state:SP").unwrap();
    let found = async |only: Option<&Condition>| store.find_release(survey, only).await.unwrap();
    assert_eq!(found(None).await, KeptRelease::default());
    assert!(store.keep_release(survey, None, 0, &snapshot(7)).await.unwrap());
    assert!(!store.keep_release(survey, None, 0, &snapshot(8)).await.unwrap(), "another was first");
    assert_eq!(found(None).await, KeptRelease { revision: 1, snapshot: snapshot(7) });
    assert!(store.keep_release(survey, None, 1, &snapshot(9)).await.unwrap());
    assert!(!store.keep_release(survey, None, 1, &snapshot(8)).await.unwrap());
    assert_eq!(found(None).await, KeptRelease { revision: 2, snapshot: snapshot(9) });
    // Readers with a condition have a release of their own.
    assert_eq!(found(Some(&only)).await, KeptRelease::default());
    assert!(store.keep_release(survey, Some(&only), 0, &snapshot(6)).await.unwrap());
    assert_eq!((found(Some(&only)).await.snapshot, found(None).await.snapshot), (snapshot(6), snapshot(9)));
}

async fn submit(store: &TestStore, survey: &PublishedSurvey, number: u128) {
    let answers = vec![(key("recommend"), Answer::Score(9))];
    let response = sample::with_answers(survey, number, Submission { answers, granted: vec![], contact: None });
    store.submit_response(response).await.unwrap();
}

async fn a_moment_stays_what_it_was(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let all = ResultsFilter::default();
    submit(&store, &survey, 1).await;
    let moment = store.at_one_moment().await.unwrap();
    assert_eq!(moment.count_standing(survey.survey.id, &all).await.unwrap(), 1);
    submit(&store, &survey, 2).await;
    let scores = moment.list_score_counts(survey.survey.id, &key("recommend"), &all).await.unwrap();
    assert_eq!(scores.iter().map(|count| count.count).sum::<u64>(), 1);
    moment.end().await.unwrap();
    assert_eq!(store.count_standing(survey.survey.id, &all).await.unwrap(), 2);
}
