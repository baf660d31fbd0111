//! Tests that rollups equal a count of the answers after any sequence of operations. Results from rollups also equal
//! results from the answers.

use std::collections::BTreeMap;

use domain::{
    calendar::Day,
    channel::Channel,
    id::{Key, key},
    import::Provenance,
    locale::Locale,
    notice::purpose::Basis,
    receipt::response::Erasure,
    response::{
        answer::{Answer, Answers},
        correction::Correction,
        filter::{Condition, Dimension, ResultsFilter},
        form::Submission,
    },
    rights::{Identity, NewRequest, Right},
    submission_key::ReceiptCode,
    survey::{Questionnaire, published::PublishedSurvey, template::Template},
};
use sea_orm::ConnectionTrait as _;
use store::{Desk, ImportFile, ImportRow, Remedy, Search, SearchBy};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(they_equal_a_count_after_any_sequence, what_was_lost_is_found_and_put_right);

const ORIGIN: &str = "https://voorbeeld.nl";
const ITEMS: [&str; 3] = ["recommend_10", "repurchase", "explore"];

/// Pseudo-random numbers, the same in every run (Knuth's MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn choose<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let at = usize::try_from(self.below(of.len().max(1) as u64)).unwrap();
        of.get(at)
    }
}

/// A question of every kind, the loyalty items among them.
fn questionnaire() -> Questionnaire {
    let mut questionnaire = sample::every_kind();
    let loyalty = Template::Loyalty.questionnaire(&sample::profile(), Basis::Consent);
    let items = ITEMS.map(|name| loyalty.questions().find(|question| question.key.as_str() == name).unwrap().clone());
    questionnaire.pages[0].questions.extend(items);
    questionnaire.validate().unwrap();
    questionnaire
}

fn answers(numbers: &mut Numbers) -> Answers {
    let mut answers = vec![(key("recommend"), Answer::Score(numbers.below(11) as u8))];
    let mut maybe = |numbers: &mut Numbers, name: &'static str, answer: Answer| match numbers.below(4) {
        0 => {}
        1 => answers.push((key(name), Answer::NotApplicable)),
        _ => answers.push((key(name), answer)),
    };
    let colour = if numbers.below(2) == 0 { key("red") } else { key("blue") };
    maybe(numbers, "colour", Answer::Choice(colour));
    maybe(numbers, "products", Answer::Choices(vec![key("bread"), key("pie")]));
    let visits = numbers.below(9) as f64;
    maybe(numbers, "visits", Answer::Number(visits));
    let clean = 1 + numbers.below(3) as u8;
    maybe(numbers, "shop", Answer::Matrix(vec![(key("clean"), Some(clean)), (key("quick"), Some(2))]));
    for item in [ITEMS[0], ITEMS[1]] {
        let score = 1 + numbers.below(10) as u8;
        maybe(numbers, item, Answer::Score(score));
    }
    // Every response answers this one, so it groups all of them.
    answers.push((key(ITEMS[2]), Answer::Score(1 + numbers.below(10) as u8)));
    answers.push((key("line"), Answer::Text("een zin".to_owned())));
    answers
}

async fn import(store: &TestStore, survey: &PublishedSurvey, id: &str, numbers: &mut Numbers) {
    let provenance = Provenance {
        legal_basis: Basis::Contract,
        notice: "Privacyverklaring 2025".to_owned(),
        collected_by: "Bakkerij Van Dam".to_owned(),
        purposes: vec![key("analysis")],
        retention_months: None,
        decided_at: None,
    };
    let row = ImportRow {
        external_id: id.to_owned(),
        submitted_at: sample::at("2025-03-30T01:30:00Z"),
        locale: Locale::En,
        answers: answers(numbers),
        attributes: vec![],
    };
    let mut import = store.begin_import(survey, &provenance, &ImportFile::named("rows")).await.unwrap();
    import.add(vec![row]).await.unwrap();
    import.finish().await.unwrap();
}

async fn they_equal_a_count_after_any_sequence(store: TestStore) {
    let mut survey = sample::survey_of(&store, &questionnaire()).await;
    let new = NewRequest {
        rights: vec![Right::Access, Right::Erasure],
        reference: "K-12".to_owned(),
        identity: Identity::Receipt,
        received: Day(20_779),
    };
    let request = store.create_rights_request(survey.organisation.id, &new).await.unwrap();
    let desk = Desk { organisation: survey.organisation.id, request, account: "privacy@voorbeeld.nl", origin: ORIGIN };
    let mut numbers = Numbers(7);
    let mut codes: Vec<ReceiptCode> = Vec::new();
    let mut done = BTreeMap::<u64, u32>::new();
    for step in 0..240_u64 {
        let code = numbers.choose(&codes).copied();
        let operation = if step < 60 { 0 } else { numbers.below(11) };
        *done.entry(operation).or_default() += 1;
        match (operation, code) {
            (0..=2, _) | (_, None) => {
                let submission = Submission { answers: answers(&mut numbers), granted: vec![], contact: None };
                let mut response = sample::with_answers(&survey, u128::from(step) + 1, submission);
                response.locale = if numbers.below(2) == 0 { Locale::Nl } else { Locale::En };
                response.channel = if numbers.below(5) == 0 { Channel::Api } else { Channel::Link };
                response.submitted_at = Some(sample::at(&format!("2026-07-{:02}T12:00:00Z", 1 + numbers.below(28))));
                codes.push(sample::code(&store, response.key).await);
                store.submit_response(response.clone()).await.unwrap();
                store.submit_response(response).await.unwrap();
            }
            // A repeated import adds nothing, and neither does an erased response.
            (3, _) => {
                let id = format!("o{}", numbers.below(12));
                import(&store, &survey, &id, &mut numbers).await;
            }
            (4, Some(code)) => drop(store.withdraw(&code, &key("analysis"), ORIGIN).await),
            (5, Some(code)) => drop(store.erase(&code, Erasure::Answers, ORIGIN).await),
            (6, Some(code)) if step % 3 == 0 => drop(store.erase(&code, Erasure::Everything, ORIGIN).await),
            (7, Some(code)) => {
                drop(store.correct(&code, &Correction { answers: answers(&mut numbers), contact: None }).await);
            }
            (8 | 9, Some(code)) => {
                let search = Search { by: SearchBy::Receipt(code), in_texts: false, after: None };
                if let Some(found) = store.search_person(desk, &search).await.unwrap().responses.first() {
                    let remedy = if operation == 8 { Remedy::Restrict } else { Remedy::Release };
                    store.remedy_response(desk, found.response, &remedy).await.unwrap();
                }
            }
            (10, _) if step % 60 == 0 => {
                let mut questionnaire = survey.version.questionnaire.clone();
                questionnaire.title = domain::locale::LocalizedText::same(&format!("Versie {step}"));
                survey = store.publish_version(&survey.survey.slug, &questionnaire).await.unwrap();
            }
            _ => drop(store.erase_withdrawn(domain::calendar::Millis(i64::MAX)).await.unwrap()),
        }
        if step % 12 == 0 {
            assert_eq!(store.check_rollups(survey.survey.id).await.unwrap(), [], "after {step}");
        }
    }
    assert_eq!(store.check_rollups(survey.survey.id).await.unwrap(), []);
    assert!(done.len() == 11, "{done:?}");
    what_is_read_is_the_same(&store, &survey).await;
}

/// Conditions of which every response meets one are counted from the answers.
async fn what_is_read_is_the_same(store: &TestStore, survey: &PublishedSurvey) {
    let id = survey.survey.id;
    let of_answers = |filter: &ResultsFilter, score: u8| {
        let mut filter = filter.clone();
        filter.conditions.push(Condition::parse(&format!("{}:{score}", ITEMS[2])).unwrap());
        filter
    };
    let july = ResultsFilter { from: Day::parse("2026-07-05").ok(), to: Day::parse("2026-07-20").ok(), ..Default::default() };
    let dutch = ResultsFilter { locale: Some(Locale::Nl), ..Default::default() };
    let api = ResultsFilter { channel: Some(Channel::Api), ..Default::default() };
    let of_version = |number: u32| {
        let conditions = vec![Condition::parse(&format!("version:{number}")).unwrap()];
        ResultsFilter { conditions, locale: Some(Locale::Nl), ..Default::default() }
    };
    let mut compared = 0;
    for filter in [ResultsFilter::default(), july, dutch, api, of_version(1), of_version(2)] {
        let scores = store.list_score_counts(id, &key("recommend"), &filter).await.unwrap();
        let mut counted = BTreeMap::<_, u64>::new();
        for score in 0..=10 {
            for one in store.list_score_counts(id, &key("recommend"), &of_answers(&filter, score)).await.unwrap() {
                *counted.entry((one.day, one.score)).or_default() += one.count;
            }
        }
        let rolled_up: Vec<_> = scores.iter().map(|one| ((one.day, one.score), one.count)).collect();
        assert_eq!(rolled_up, counted.into_iter().collect::<Vec<_>>(), "{filter:?}");
        type Counts = Vec<(Option<String>, Option<u8>, u64)>;
        let sum = |counts: Vec<Counts>| {
            let mut sums = BTreeMap::<_, u64>::new();
            counts.into_iter().flatten().for_each(|(choice, score, n)| *sums.entry((choice, score)).or_default() += n);
            sums
        };
        for question in ["colour", "products", "shop"] {
            let rolled_up = store.list_choice_counts(id, &key(question), &filter).await.unwrap();
            let mut counted = Vec::new();
            for score in 0..=10 {
                counted.push(store.list_choice_counts(id, &key(question), &of_answers(&filter, score)).await.unwrap());
            }
            assert_eq!(sum(vec![rolled_up]), sum(counted), "{question} {filter:?}");
        }
        let keys: [Key; 3] = survey.version.questionnaire.loyalty_items().unwrap().map(|item| item.key.clone());
        let items = [&keys[0], &keys[1], &keys[2]];
        let (mut rolled_up, mut counted) = (BTreeMap::new(), BTreeMap::<_, u64>::new());
        for count in store.list_loyalty_counts(id, items, &filter).await.unwrap() {
            rolled_up.insert((count.day, count.sum), count.count);
        }
        for score in 0..=10 {
            for count in store.list_loyalty_counts(id, items, &of_answers(&filter, score)).await.unwrap() {
                *counted.entry((count.day, count.sum)).or_default() += count.count;
            }
        }
        assert_eq!(rolled_up, counted, "{filter:?}");
        for by in [Dimension::Locale, Dimension::Channel, Dimension::Version] {
            let (mut rolled_up, mut counted) = (BTreeMap::new(), BTreeMap::<_, u64>::new());
            for count in store.list_group_counts(id, &[&key("recommend")], &by, &filter).await.unwrap().unwrap() {
                rolled_up.insert((count.group, count.score), count.count);
            }
            for score in 0..=10 {
                let filter = of_answers(&filter, score);
                for count in store.list_group_counts(id, &[&key("recommend")], &by, &filter).await.unwrap().unwrap() {
                    *counted.entry((count.group, count.score)).or_default() += count.count;
                }
            }
            assert_eq!(rolled_up, counted, "{by:?} {filter:?}");
        }
        let (mut standing, mut withheld) = (0, BTreeMap::<_, u64>::new());
        for score in 0..=10 {
            let counts = store.get_response_counts(id, &of_answers(&filter, score)).await.unwrap();
            standing += counts.standing;
            counts.withheld.into_iter().for_each(|(state, n)| *withheld.entry(state.name()).or_default() += n);
        }
        let counts = store.get_response_counts(id, &filter).await.unwrap();
        assert_eq!((counts.standing, store.count_standing(id, &filter).await.unwrap()), (standing, standing), "{filter:?}");
        // An erased response has no answer by which to find it.
        let states = counts.withheld.into_iter().map(|(state, n)| (state.name(), n)).filter(|(state, _)| *state != "erased");
        assert_eq!(states.collect::<BTreeMap<_, _>>(), withheld, "{filter:?}");
        // A score of the question itself is in its rollup. In combination with another answer it is counted from the
        // answers.
        for own in 0..=10 {
            let mut of_score = filter.clone();
            of_score.conditions.push(Condition::parse(&format!("recommend:{own}")).unwrap());
            let rolled_up = store.list_score_counts(id, &key("recommend"), &of_score).await.unwrap();
            let expected: Vec<_> = scores.iter().copied().filter(|count| count.score == Some(own)).collect();
            assert_eq!(rolled_up, expected, "{of_score:?}");
            let (mut counted, mut told_apart) = (0, 0);
            for score in 0..=10 {
                counted += store.count_standing(id, &of_answers(&of_score, score)).await.unwrap();
            }
            for count in store.list_group_counts(id, &[&key("recommend")], &Dimension::Channel, &of_score).await.unwrap().unwrap()
            {
                told_apart += count.count;
            }
            assert_eq!(store.count_standing(id, &of_score).await.unwrap(), counted, "{of_score:?}");
            assert_eq!(told_apart, counted, "{of_score:?}");
        }
        compared += standing;
    }
    assert!(compared > 60, "{compared}");
}

async fn what_was_lost_is_found_and_put_right(store: TestStore) {
    let survey = sample::survey_of(&store, &questionnaire()).await;
    let mut numbers = Numbers(1);
    for number in 1..=20 {
        let submission = Submission { answers: answers(&mut numbers), granted: vec![], contact: None };
        store.submit_response(sample::with_answers(&survey, number, submission)).await.unwrap();
    }
    let before = store.list_score_counts(survey.survey.id, &key("recommend"), &ResultsFilter::default()).await.unwrap();
    assert_eq!(store.check_rollups(survey.survey.id).await.unwrap(), []);
    for sql in ["UPDATE answer_rollup SET n = n + 2", "DELETE FROM loyalty_rollup", "UPDATE response_rollup SET n = 0"] {
        store.raw.execute_unprepared(sql).await.unwrap();
        let faults = store.check_rollups(survey.survey.id).await.unwrap();
        assert!(!faults.is_empty(), "{sql}");
        assert_eq!(store.rebuild_rollups(survey.survey.id).await.unwrap(), faults);
        assert_eq!(store.check_rollups(survey.survey.id).await.unwrap(), [], "{sql}");
    }
    assert_eq!(store.rebuild_rollups(survey.survey.id).await.unwrap(), [], "it can be done again at once");
    let after = store.list_score_counts(survey.survey.id, &key("recommend"), &ResultsFilter::default()).await.unwrap();
    assert_eq!(after, before);
}
