//! Results count the responses in force, by the organisation's days, under every filter.

use domain::{
    calendar::Day,
    channel::Channel,
    id::{Key, key},
    locale::Locale,
    response::{
        answer::Answer,
        filter::{Condition, Dimension, ResultsFilter},
        form::Submission,
    },
    results::counts::{LoyaltyCount, ScoreCount},
    survey::{published::PublishedSurvey, template::Template},
};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(scores_by_day_and_filter, loyalty_sums, loyalty_sums_are_told_apart, choices);

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

async fn loyalty_sums_are_told_apart(store: TestStore) {
    let survey = sample::survey(&store, Template::Loyalty).await;
    let items = ["recommend_10", "repurchase", "explore"].map(key);
    let rows: [(Locale, &[u8]); 5] = [
        (Locale::Nl, &[10, 9, 8]),
        (Locale::Nl, &[9, 9, 9]),
        (Locale::En, &[1, 1, 1]),
        (Locale::En, &[10, 9]),
        (Locale::En, &[9, 9, 9]),
    ];
    for (number, (locale, scores)) in rows.into_iter().enumerate() {
        let answers = items.iter().zip(scores).map(|(item, score)| (item.clone(), Answer::Score(*score))).collect();
        submit_at(&store, &survey, number as u128, "2026-07-01T12:00:00Z", locale, answers).await;
    }
    let keys: Vec<_> = items.iter().collect();
    let all = ResultsFilter::default();
    let narrow = ResultsFilter { conditions: vec![Condition::parse("explore:9").unwrap()], ..all.clone() };
    let groups = async |by: &Dimension, filter: &ResultsFilter| -> Vec<(String, u8, u64)> {
        let counts = store.list_group_counts(survey.survey.id, &keys, by, filter).await.unwrap().unwrap();
        counts.into_iter().map(|one| (one.group.unwrap(), one.score.unwrap(), one.count)).collect()
    };
    let of = |group: &str, sum: u8, n: u64| (group.to_owned(), sum, n);
    // The response without an answer to the third item has no index.
    assert_eq!(groups(&Dimension::Locale, &all).await, [of("en", 3, 1), of("en", 27, 1), of("nl", 27, 2)]);
    assert_eq!(groups(&Dimension::Channel, &all).await, [of("link", 3, 1), of("link", 27, 3)]);
    assert_eq!(groups(&Dimension::Locale, &narrow).await, [of("en", 27, 1), of("nl", 27, 1)]);
    let by_item = Dimension::Answer(items[1].clone());
    assert_eq!(groups(&by_item, &all).await, [of("1", 3, 1), of("9", 27, 3)]);
    let cross = store.list_cross_counts(survey.survey.id, &keys, [&Dimension::Locale, &by_item], &all).await.unwrap().unwrap();
    let cells: Vec<_> = cross.iter().map(|one| (one.row.as_deref(), one.column.as_deref(), one.score, one.count)).collect();
    let (en, nl) = (Some("en"), Some("nl"));
    assert_eq!(cells, [(en, Some("1"), Some(3), 1), (en, Some("9"), Some(27), 1), (nl, Some("9"), Some(27), 2)]);
}

async fn choices(store: TestStore) {
    let survey = sample::survey_of(&store, &sample::every_kind()).await;
    for (number, products) in
        [Answer::Choices(vec![key("bread"), key("pie")]), Answer::Choices(vec![key("pie")]), Answer::NotApplicable]
            .into_iter()
            .enumerate()
    {
        let matrix = Answer::Matrix(vec![(key("clean"), Some(3)), (key("quick"), (number > 0).then_some(2))]);
        let answers = vec![(key("recommend"), Answer::Score(5)), (key("products"), products), (key("shop"), matrix)];
        submit_at(&store, &survey, number as u128, "2026-07-01T12:00:00Z", Locale::Nl, answers).await;
    }
    let counts =
        async |question| store.list_choice_counts(survey.survey.id, &key(question), &ResultsFilter::default()).await.unwrap();
    let mut products = counts("products").await;
    products.sort();
    assert_eq!(products, [(None, None, 1), (Some("bread".to_owned()), None, 1), (Some("pie".to_owned()), None, 2)]);
    for condition in [None, Some("recommend:5"), Some("recommend:4")] {
        let conditions = condition.map(|text| Condition::parse(text).unwrap()).into_iter().collect();
        let filter = ResultsFilter { conditions, ..ResultsFilter::default() };
        let choosers = store.count_choosers(survey.survey.id, &key("products"), &filter).await.unwrap();
        assert_eq!(choosers, if condition == Some("recommend:4") { 0 } else { 2 }, "one of them chose two");
    }
    let (clean, quick) = (Some("clean".to_owned()), Some("quick".to_owned()));
    let of_statements = [(clean, Some(3), 3), (quick.clone(), None, 1), (quick, Some(2), 2)];
    let narrow = ResultsFilter { conditions: vec![Condition::parse("recommend:5").unwrap()], ..ResultsFilter::default() };
    for filter in [ResultsFilter::default(), narrow] {
        let mut found = store.list_choice_counts(survey.survey.id, &key("shop"), &filter).await.unwrap();
        found.sort();
        assert_eq!(found, of_statements, "from the rollups, and under a condition from the answers");
    }
}
