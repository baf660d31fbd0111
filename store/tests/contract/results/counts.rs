//! Results count the responses in force, by the organisation's days, under every filter.

use domain::{
    calendar::Day,
    channel::Channel,
    id::{Key, key},
    locale::Locale,
    response::{answer::Answer, filter::ResultsFilter, form::Submission},
    results::counts::{LoyaltyCount, ScoreCount},
    survey::{published::PublishedSurvey, template::Template},
};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(scores_by_day_and_filter, loyalty_sums, choices);

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

async fn submit_at(
    store: &TestStore,
    survey: &PublishedSurvey,
    number: u128,
    at: &str,
    locale: Locale,
    answers: Vec<(Key, Answer)>,
) {
    let mut response = sample::with_answers(survey, number, Submission { answers, granted: vec![], contact: None });
    response.submitted_at = Some(sample::at(at));
    response.locale = locale;
    store.submit_response(response).await.unwrap();
}

async fn scores_by_day_and_filter(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    // The second one is sent at half past midnight in Amsterdam.
    for (number, (at, locale, score)) in [
        ("2026-07-01T12:00:00Z", Locale::Nl, 9),
        ("2026-07-01T22:30:00Z", Locale::Nl, 9),
        ("2026-07-02T10:00:00Z", Locale::En, 9),
        ("2026-07-02T10:00:01Z", Locale::Nl, 0),
    ]
    .into_iter()
    .enumerate()
    {
        submit_at(&store, &survey, number as u128, at, locale, vec![(key("recommend"), Answer::Score(score))]).await;
    }
    let counts = async |filter| store.list_score_counts(survey.survey.id, &key("recommend"), &filter).await.unwrap();
    let count = |at: &str, score, count| ScoreCount { day: day(at), score: Some(score), count };
    let all = ResultsFilter::default();
    assert_eq!(counts(all.clone()).await, [count("2026-07-01", 9, 1), count("2026-07-02", 0, 1), count("2026-07-02", 9, 2)]);
    assert_eq!(counts(ResultsFilter { to: Some(day("2026-07-01")), ..all.clone() }).await, [count("2026-07-01", 9, 1)]);
    assert_eq!(
        counts(ResultsFilter { from: Some(day("2026-07-02")), locale: Some(Locale::En), ..all.clone() }).await,
        [count("2026-07-02", 9, 1)]
    );
    assert_eq!(counts(ResultsFilter { channel: Some(Channel::Import), ..all.clone() }).await, []);
    let total =
        store.get_response_counts(survey.survey.id, &ResultsFilter { locale: Some(Locale::Nl), ..all.clone() }).await.unwrap();
    assert_eq!(total.standing, 3);
    // Two queries with the same text: PostgreSQL keeps the types of the first for the second on the same connection.
    for _ in 0..3 {
        assert_eq!(store.get_response_counts(survey.survey.id, &all).await.unwrap().standing, 4);
        assert_eq!(store.count_standing(survey.survey.id, &all).await.unwrap(), 4);
    }
}

async fn loyalty_sums(store: TestStore) {
    let survey = sample::survey(&store, Template::Loyalty).await;
    let items = ["recommend_10", "repurchase", "explore"];
    for (number, scores) in [vec![10, 9, 8], vec![10, 10, 7], vec![1, 1, 1], vec![10, 9]].into_iter().enumerate() {
        let answers = items.iter().zip(scores).map(|(item, score)| (key(item), Answer::Score(score))).collect();
        submit_at(&store, &survey, number as u128, "2026-07-01T12:00:00Z", Locale::Nl, answers).await;
    }
    let keys = items.map(key);
    let counts =
        store.list_loyalty_counts(survey.survey.id, [&keys[0], &keys[1], &keys[2]], &ResultsFilter::default()).await.unwrap();
    let count = |sum, count| LoyaltyCount { day: day("2026-07-01"), sum, count };
    assert_eq!(counts.len(), 3);
    for expected in [count(Some(27), 2), count(Some(3), 1), count(None, 1)] {
        assert!(counts.contains(&expected), "{counts:?}");
    }
}

async fn choices(store: TestStore) {
    let survey = sample::survey_of(&store, &sample::every_kind()).await;
    for (number, products) in
        [Answer::Choices(vec![key("bread"), key("pie")]), Answer::Choices(vec![key("pie")]), Answer::NotApplicable]
            .into_iter()
            .enumerate()
    {
        let matrix = Answer::Matrix(vec![(key("clean"), 3)]);
        let answers = vec![(key("recommend"), Answer::Score(5)), (key("products"), products), (key("shop"), matrix)];
        submit_at(&store, &survey, number as u128, "2026-07-01T12:00:00Z", Locale::Nl, answers).await;
    }
    let counts =
        async |question| store.list_choice_counts(survey.survey.id, &key(question), &ResultsFilter::default()).await.unwrap();
    let mut products = counts("products").await;
    products.sort();
    assert_eq!(products, [(None, None, 1), (Some("bread".to_owned()), None, 1), (Some("pie".to_owned()), None, 2)]);
    assert_eq!(counts("shop").await, [(Some("clean".to_owned()), Some(3), 3)]);
}
