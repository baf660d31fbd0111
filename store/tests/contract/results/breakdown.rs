//! Scores grouped by attributes and other answers, and filters with those as conditions.

use domain::{
    channel::Channel,
    id::{Slug, key},
    import::Provenance,
    locale::{Locale, LocalizedText},
    notice::purpose::Basis,
    response::{
        answer::Answer,
        correction::Correction,
        filter::{Condition, Dimension, ResultsFilter},
        form::Submission,
    },
    results::counts::{CrossCount, GroupCount},
    survey::{
        attribute::{Attribute, ReceivedBy},
        published::PublishedSurvey,
    },
};
use store::{ImportFile, ImportRow};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(
    scores_are_told_apart_by_attributes,
    scores_are_told_apart_by_answers,
    scores_are_told_apart_by_two_things,
    conditions_leave_out_who_does_not_meet_them,
    attributes_go_with_the_answers,
    a_later_version_may_declare_more,
    versions_are_told_apart,
    scores_are_counted_together,
    attributes_are_told_apart_whichever_way_they_came,
);

/// The survey with every kind of question, and an attribute.
async fn survey(store: &TestStore) -> PublishedSurvey {
    let mut questionnaire = sample::every_kind();
    questionnaire.attributes.push(Attribute::new(key("state"), LocalizedText::new("Staat", "State"), vec![]));
    sample::survey_of(store, &questionnaire).await
}

async fn import(store: &TestStore, survey: &PublishedSurvey, rows: &[(u8, &str, &'static str)]) {
    let provenance = Provenance {
        legal_basis: Basis::Contract,
        notice: "Privacyverklaring 2025".to_owned(),
        collected_by: "Bakkerij Van Dam".to_owned(),
        purposes: vec![key("analysis")],
        retention_months: None,
        decided_at: None,
    };
    let mut import = store.begin_import(survey, &provenance, &ImportFile::named("rows")).await.unwrap();
    let row = |(number, (score, state, colour)): (usize, &(u8, &str, &'static str))| {
        let mut answers = vec![(key("recommend"), Answer::Score(*score))];
        match *colour {
            "" => {}
            "na" => answers.push((key("colour"), Answer::NotApplicable)),
            colour => answers.push((key("colour"), Answer::Choice(key(colour)))),
        }
        let attributes = if state.is_empty() { vec![] } else { vec![(key("state"), (*state).to_owned())] };
        let submitted_at = sample::at("2025-03-30T10:30:00Z");
        ImportRow { external_id: format!("r{number}"), submitted_at, locale: Locale::Nl, answers, attributes }
    };
    import.add(rows.iter().enumerate().map(row).collect()).await.unwrap();
    import.finish().await.unwrap();
}

const ROWS: [(u8, &str, &str); 7] = [
    (9, "SP", "red"),
    (9, "SP", "blue"),
    (3, "SP", "red"),
    (10, "Minas Gerais; d'Oeste", ""),
    (10, "", "na"),
    (3, "10", "red"),
    (3, "10", "red"),
];

async fn groups(store: &TestStore, survey: &PublishedSurvey, by: &str, filter: &ResultsFilter) -> Vec<(String, u8, u64)> {
    let by: Dimension = by.parse().unwrap();
    let counts = store.list_group_counts(survey.survey.id, &[&key("recommend")], &by, filter).await.unwrap().unwrap();
    let shown = |count: GroupCount| (count.group.unwrap_or_else(|| "-".to_owned()), count.score.unwrap(), count.count);
    counts.into_iter().map(shown).collect()
}

fn with(conditions: &[&str]) -> ResultsFilter {
    let conditions = conditions.iter().map(|text| Condition::parse(text).unwrap()).collect();
    ResultsFilter { conditions, ..ResultsFilter::default() }
}

fn expected(groups: &[(&str, u8, u64)]) -> Vec<(String, u8, u64)> {
    groups.iter().map(|(group, score, count)| ((*group).to_owned(), *score, *count)).collect()
}

async fn scores_are_told_apart_by_attributes(store: TestStore) {
    let survey = survey(&store).await;
    import(&store, &survey, &ROWS).await;
    let all = ResultsFilter::default();
    let by_state = [("-", 10, 1), ("10", 3, 2), ("Minas Gerais; d'Oeste", 10, 1), ("SP", 3, 1), ("SP", 9, 2)];
    assert_eq!(groups(&store, &survey, "state", &all).await, expected(&by_state));
    assert_eq!(
        groups(&store, &survey, "channel", &all).await,
        expected(&[("import", 3, 3), ("import", 9, 2), ("import", 10, 2)])
    );
    let english = ResultsFilter { locale: Some(Locale::En), ..all.clone() };
    assert_eq!(groups(&store, &survey, "locale", &english).await, []);
    let whole = groups(&store, &survey, "nothing_of_that_name", &all).await;
    assert_eq!(whole, expected(&[("-", 3, 3), ("-", 9, 2), ("-", 10, 2)]), "each response is in one group");
}

async fn scores_are_told_apart_by_answers(store: TestStore) {
    let survey = survey(&store).await;
    import(&store, &survey, &ROWS).await;
    let by_colour = [("-", 10, 1), ("blue", 9, 1), ("na", 10, 1), ("red", 3, 3), ("red", 9, 1)];
    assert_eq!(groups(&store, &survey, "colour", &ResultsFilter::default()).await, expected(&by_colour));
    let itself = groups(&store, &survey, "recommend", &ResultsFilter::default()).await;
    assert_eq!(itself, expected(&[("10", 10, 2), ("3", 3, 3), ("9", 9, 2)]));
}

async fn scores_are_told_apart_by_two_things(store: TestStore) {
    let survey = survey(&store).await;
    import(&store, &survey, &ROWS).await;
    let cross = async |by: &str, across: &str, filter: &ResultsFilter| -> Vec<(String, String, u8, u64)> {
        let (by, across): (Dimension, Dimension) = (by.parse().unwrap(), across.parse().unwrap());
        let counts = store.list_cross_counts(survey.survey.id, &[&key("recommend")], [&by, &across], filter).await;
        let name = |group: Option<String>| group.unwrap_or_else(|| "-".to_owned());
        let shown = |one: CrossCount| (name(one.row), name(one.column), one.score.unwrap(), one.count);
        counts.unwrap().unwrap().into_iter().map(shown).collect()
    };
    let expected = |cells: &[(&str, &str, u8, u64)]| -> Vec<(String, String, u8, u64)> {
        cells.iter().map(|(row, column, score, n)| ((*row).to_owned(), (*column).to_owned(), *score, *n)).collect()
    };
    let all = ResultsFilter::default();
    let minas = "Minas Gerais; d'Oeste";
    let by_state_and_colour = [
        ("-", "na", 10, 1),
        ("10", "red", 3, 2),
        (minas, "-", 10, 1),
        ("SP", "blue", 9, 1),
        ("SP", "red", 3, 1),
        ("SP", "red", 9, 1),
    ];
    assert_eq!(cross("state", "colour", &all).await, expected(&by_state_and_colour));
    let turned: Vec<_> = by_state_and_colour.iter().map(|(row, column, score, n)| (*column, *row, *score, *n)).collect();
    let mut turned = expected(&turned);
    turned.sort();
    let mut found = cross("colour", "state", &all).await;
    found.sort();
    assert_eq!(found, turned, "a table may be turned");
    assert_eq!(
        cross("locale", "recommend", &with(&["state:SP"])).await,
        expected(&[("nl", "3", 3, 1), ("nl", "9", 9, 2)]),
        "by a column and an answer, under a condition"
    );
    assert_eq!(cross("channel", "locale", &all).await.len(), 3);
    assert_eq!(cross("nothing_of_that_name", "channel", &all).await.iter().map(|cell| cell.3).sum::<u64>(), 7);
}

async fn conditions_leave_out_who_does_not_meet_them(store: TestStore) {
    let survey = survey(&store).await;
    import(&store, &survey, &ROWS).await;
    let id = survey.survey.id;
    for (conditions, count) in [
        (&["state:SP"][..], 3),
        (&["state:Minas Gerais; d'Oeste"], 1),
        // A value that looks like a score is still a value.
        (&["state:10"], 2),
        (&["recommend:9"], 2),
        (&["colour:red"], 4),
        (&["colour:na"], 1),
        (&["state:SP", "colour:red"], 2),
        (&["state:SP", "colour:red", "recommend:3"], 1),
        (&["state:sp"], 0),
        (&["nothing:x"], 0),
        (&["state:' OR 1=1 --"], 0),
    ] {
        let filter = with(conditions);
        assert_eq!(store.count_standing(id, &filter).await.unwrap(), count, "{conditions:?}");
        assert_eq!(store.list_responses(id, &filter, None, None, 10).await.unwrap().len() as u64, count, "{conditions:?}");
        let scores = store.list_score_counts(id, &key("recommend"), &filter).await.unwrap();
        assert_eq!(scores.iter().map(|score| score.count).sum::<u64>(), count, "{conditions:?}");
    }
    assert_eq!(
        groups(&store, &survey, "state", &with(&["colour:red"])).await,
        expected(&[("10", 3, 2), ("SP", 3, 1), ("SP", 9, 1)])
    );
    let link = ResultsFilter { channel: Some(Channel::Link), ..with(&["state:SP"]) };
    assert_eq!(store.count_standing(id, &link).await.unwrap(), 0);
}

async fn attributes_go_with_the_answers(store: TestStore) {
    let survey = survey(&store).await;
    import(&store, &survey, &ROWS[..1]).await;
    let exported = store.list_responses(survey.survey.id, &ResultsFilter::default(), None, None, 1).await.unwrap();
    assert_eq!(exported[0].attributes, [(key("state"), "SP".to_owned())]);
    assert_eq!(exported[0].answers.len(), 2);
    let new = domain::rights::NewRequest {
        rights: vec![domain::rights::Right::Rectification],
        reference: String::new(),
        identity: domain::rights::Identity::Other,
        received: domain::calendar::Day(20_000),
    };
    let organisation = survey.organisation.id;
    let request = store.create_rights_request(organisation, &new).await.unwrap();
    let desk = store::Desk { organisation, request, account: "a@b.nl", origin: "x" };
    let right = Correction { answers: vec![(key("recommend"), Answer::Score(2))], contact: None };
    let id = exported[0].response;
    store.remedy_response(desk, id, &store::Remedy::Correct(right)).await.unwrap();
    let receipt = store.get_response(desk, id).await.unwrap();
    assert_eq!((receipt.answers.len(), receipt.attributes.len()), (1, 1), "a correction leaves them");
    store.remedy_response(desk, id, &store::Remedy::EraseAnswers).await.unwrap();
    assert_eq!(store.number("SELECT count(*) FROM answer").await, 0);
}

async fn a_later_version_may_declare_more(store: TestStore) {
    let survey = survey(&store).await;
    import(&store, &survey, &ROWS[..1]).await;
    let mut questionnaire = survey.version.questionnaire.clone();
    questionnaire.attributes.push(Attribute::new(key("late"), LocalizedText::same("Late"), vec!["yes".to_owned()]));
    let later = store.publish_version(&Slug::parse("voorbeeld").unwrap(), &questionnaire).await.unwrap();
    assert_eq!(later.version.number, 2);
    assert_ne!(later.version.notice.hash, survey.version.notice.hash, "the notice tells of it");
    assert!(later.version.notice.notice.linked_data.get(Locale::Nl).contains("Late"));
    assert_eq!(groups(&store, &later, "state", &ResultsFilter::default()).await, expected(&[("SP", 9, 1)]));
    assert_eq!(groups(&store, &later, "late", &ResultsFilter::default()).await, expected(&[("-", 9, 1)]));
    assert_eq!(groups(&store, &later, "version", &ResultsFilter::default()).await, expected(&[("1", 9, 1)]));
}

async fn versions_are_told_apart(store: TestStore) {
    let first = survey(&store).await;
    import(&store, &first, &ROWS).await;
    let second = store.publish_version(&first.survey.slug, &sample::every_kind()).await.unwrap();
    let (id, all) = (first.survey.id, ResultsFilter::default());
    let mut response = sample::response(&second, 1, 6, "", &[]);
    response.channel = Channel::Api;
    store.submit_response(response).await.unwrap();
    let both = [("1", 3, 3), ("1", 9, 2), ("1", 10, 2), ("2", 6, 1)];
    assert_eq!(groups(&store, &second, "version", &all).await, expected(&both));
    // The same numbers if the answers themselves are counted.
    assert_eq!(groups(&store, &second, "version", &with(&["state:SP"])).await, expected(&[("1", 3, 1), ("1", 9, 2)]));
    assert_eq!(groups(&store, &second, "version", &with(&["recommend:6"])).await, expected(&[("2", 6, 1)]));
    assert_eq!(groups(&store, &second, "channel", &with(&["version:2"])).await, expected(&[("api", 6, 1)]));
    assert_eq!(groups(&store, &second, "colour", &with(&["version:2"])).await, expected(&[("-", 6, 1)]));
    for (conditions, count) in [
        (&["version:1"][..], 7),
        (&["version:2"], 1),
        (&["version:3"], 0),
        (&["version:one"], 0),
        (&["version:1", "version:2"], 0),
        (&["version:1", "state:SP"], 3),
        (&["state:SP", "version:2"], 0),
    ] {
        let filter = with(conditions);
        assert_eq!(store.get_response_counts(id, &filter).await.unwrap().standing, count, "{conditions:?}");
        assert_eq!(store.count_standing(id, &filter).await.unwrap(), count, "{conditions:?}");
        assert_eq!(store.list_responses(id, &filter, None, None, 10).await.unwrap().len() as u64, count, "{conditions:?}");
        let scores = store.list_score_counts(id, &key("recommend"), &filter).await.unwrap();
        assert_eq!(scores.iter().map(|score| score.count).sum::<u64>(), count, "{conditions:?}");
    }
    let by = [&Dimension::Version, &Dimension::Channel];
    let cross = store.list_cross_counts(id, &[&key("recommend")], by, &all).await.unwrap().unwrap();
    let cells: Vec<_> = cross.iter().map(|one| (one.row.as_deref(), one.column.as_deref(), one.score, one.count)).collect();
    let (first, import) = (Some("1"), Some("import"));
    let of_first = [(first, import, Some(3), 3), (first, import, Some(9), 2), (first, import, Some(10), 2)];
    assert_eq!(cells[..3], of_first);
    assert_eq!(cells[3..], [(Some("2"), Some("api"), Some(6), 1)]);
}

async fn scores_are_counted_together(store: TestStore) {
    let survey = sample::survey_of(&store, &sample::every_kind()).await;
    let rows = [(9, Some(2), Some(3)), (9, Some(2), None), (4, Some(1), Some(1)), (4, None, Some(3))];
    for (number, (score, clean, quick)) in rows.into_iter().enumerate() {
        let mut answers = vec![(key("recommend"), Answer::Score(score))];
        let rated: Vec<_> =
            [("clean", clean), ("quick", quick)].into_iter().filter_map(|(name, at)| Some((key(name), Some(at?)))).collect();
        answers.push((key("shop"), Answer::Matrix(rated)));
        let submission = Submission { answers, granted: vec![], contact: None };
        store.submit_response(sample::with_answers(&survey, number as u128 + 1, submission)).await.unwrap();
    }
    let joint = async |other: &'static str, statement: Option<&'static str>, filter: &ResultsFilter| {
        let (other, statement) = (key(other), statement.map(key));
        let found = store.list_joint_counts(survey.survey.id, &key("recommend"), (&other, statement.as_ref()), filter).await;
        found.unwrap().into_iter().map(|one| (one.score, one.other, one.count)).collect::<Vec<_>>()
    };
    let all = ResultsFilter::default();
    assert_eq!(joint("shop", Some("clean"), &all).await, [(4, 1, 1), (9, 2, 2)]);
    assert_eq!(joint("shop", Some("quick"), &all).await, [(4, 1, 1), (4, 3, 1), (9, 3, 1)]);
    assert_eq!(joint("recommend", None, &all).await, [(4, 4, 2), (9, 9, 2)]);
    assert_eq!(joint("shop", Some("clean"), &with(&["recommend:9"])).await, [(9, 2, 2)]);
    assert_eq!(joint("colour", None, &all).await, [], "a choice has no rank");
    assert_eq!(joint("nothing", None, &all).await, []);
}

async fn attributes_are_told_apart_whichever_way_they_came(store: TestStore) {
    let survey = survey(&store).await;
    import(&store, &survey, &ROWS[..1]).await;
    for (number, origin) in [ReceivedBy::Link, ReceivedBy::SignedLink].into_iter().enumerate() {
        let mut response = sample::response(&survey, number as u128 + 1, 4, "", &[]);
        response.attributes = vec![(key("state"), "RJ".to_owned())];
        response.attributes_by = origin;
        store.submit_response(response).await.unwrap();
    }
    let all = ResultsFilter::default();
    assert_eq!(groups(&store, &survey, "state", &all).await, expected(&[("RJ", 4, 2), ("SP", 9, 1)]));
    let by = [&Dimension::Answer(key("state")), &Dimension::Channel];
    let cross = store.list_cross_counts(survey.survey.id, &[&key("recommend")], by, &all).await.unwrap().unwrap();
    assert!(cross.iter().all(|cell| cell.row.is_some()), "{cross:?}");
    assert_eq!(store.count_standing(survey.survey.id, &with(&["state:RJ"])).await.unwrap(), 2);
}
