//! Tests of comments: newest first, filtered, searched and masked. When an answer is gone, its comment is gone from
//! every list and search.

use domain::{
    calendar::Day,
    channel::Channel,
    comment::search::Search,
    contact::{Contact, EmailAddress},
    id::{Key, ResponseId, key},
    import::Provenance,
    locale::{Locale, LocalizedText},
    notice::purpose::Basis,
    receipt::response::Erasure,
    response::{
        answer::Answer,
        correction::Correction,
        filter::{Condition, ResultsFilter},
        form::Submission,
    },
    submission_key::SubmissionKey,
    survey::{attribute::Attribute, published::PublishedSurvey, template::Template},
};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement, TransactionTrait as _};
use store::{Backend, CommentQuery, ImportFile, ImportRow};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(
    newest_first_page_by_page,
    filters_and_score_groups,
    conditions,
    words,
    hostile_searches,
    masked_unless_contact_stands,
    gone_with_the_answer,
    corrected,
    of_one_question,
);

/// A survey and a query.
struct Asked<'a> {
    store: &'a TestStore,
    survey: &'a PublishedSurvey,
    question: Key,
    filter: ResultsFilter,
    scores: Option<(u8, u8)>,
}

impl<'a> Asked<'a> {
    fn of(store: &'a TestStore, survey: &'a PublishedSurvey) -> Self {
        Self { store, survey, question: key("reason"), filter: ResultsFilter::default(), scores: None }
    }

    async fn page(&self, words: &str, before: Option<ResponseId>, limit: u32) -> Vec<domain::comment::Comment> {
        let search = Search::parse(words).unwrap();
        let query = self.query(search.as_ref());
        let comments = self.store.list_comments(&query, before, limit).await.unwrap();
        let counted = self.store.count_comments(&query, 1000).await.unwrap();
        assert!(before.is_some() || limit < 1000 || counted == comments.len() as u64, "{words}: {counted}");
        comments
    }

    async fn find(&self, words: &str) -> Vec<String> {
        self.page(words, None, 1000).await.into_iter().map(|comment| comment.text).collect()
    }

    fn query<'b>(&'b self, search: Option<&'b Search>) -> CommentQuery<'b> {
        let (survey, question, filter, scores) = (self.survey.survey.id, &self.question, &self.filter, self.scores);
        CommentQuery { survey, question, filter, scores, search, tag: None }
    }
}

async fn code(store: &TestStore, number: u128) -> domain::submission_key::ReceiptCode {
    sample::code(store, SubmissionKey(number.to_be_bytes())).await
}

async fn write(store: &TestStore, survey: &PublishedSurvey, number: u128, score: u8, text: &str, locale: Locale) {
    let mut response = sample::response(survey, number, score, text, &[]);
    response.locale = locale;
    response.submitted_at = Some(sample::at(&format!("2026-07-{:02}T12:00:00Z", number + 1)));
    store.submit_response(response).await.unwrap();
}

/// Checks that the index agrees with the rows.
async fn check_index(store: &TestStore) {
    if store.backend() == Backend::Sqlite {
        let check = "INSERT INTO comment_words (comment_words, rank) VALUES ('integrity-check', 1)";
        store.raw.execute_unprepared(check).await.expect("the index says what the rows say");
    }
}

async fn newest_first_page_by_page(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    for number in [3, 0, 4, 1, 2] {
        write(&store, &survey, number, number as u8, &format!("Reden {number}"), Locale::Nl).await;
    }
    let asked = Asked::of(&store, &survey);
    for words in ["", "reden"] {
        let first = asked.page(words, None, 2).await;
        assert_eq!(
            first.iter().map(|c| (c.text.as_str(), c.score)).collect::<Vec<_>>(),
            [("Reden 4", Some(4)), ("Reden 3", Some(3))]
        );
        assert_eq!(first[0].submitted_at, sample::at("2026-07-05T12:00:00Z"));
        let second = asked.page(words, Some(first[1].response), 2).await;
        let last = asked.page(words, Some(second[1].response), 2).await;
        let texts: Vec<_> = second.iter().chain(&last).map(|c| c.text.as_str()).collect();
        assert_eq!(texts, ["Reden 2", "Reden 1", "Reden 0"]);
    }
    let search = Search::parse("reden").unwrap();
    assert_eq!(store.count_comments(&asked.query(search.as_ref()), 3).await.unwrap(), 3, "no further than asked");
}

async fn filters_and_score_groups(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    for (number, score, locale) in
        [(0, 2, Locale::Nl), (1, 6, Locale::En), (2, 7, Locale::Nl), (3, 9, Locale::En), (4, 10, Locale::Nl)]
    {
        write(&store, &survey, number, score, &format!("woord {score}"), locale).await;
    }
    let text = Submission { answers: vec![(key("reason"), Answer::Text("woord zonder".into()))], granted: vec![], contact: None };
    store.submit_response(sample::with_answers(&survey, 9, text)).await.unwrap();
    for words in ["", "woord"] {
        let mut asked = Asked::of(&store, &survey);
        assert_eq!(asked.find(words).await.len(), 6);
        asked.scores = Some((0, 6));
        assert_eq!(asked.find(words).await, ["woord 6", "woord 2"]);
        asked.filter.locale = Some(Locale::Nl);
        assert_eq!(asked.find(words).await, ["woord 2"]);
        asked.scores = Some((9, 10));
        assert_eq!(asked.find(words).await, ["woord 10"]);
        asked.scores = None;
        asked.filter = ResultsFilter {
            from: Some(Day::parse("2026-07-02").unwrap()),
            to: Some(Day::parse("2026-07-04").unwrap()),
            ..ResultsFilter::default()
        };
        assert_eq!(asked.find(words).await, ["woord 9", "woord 7", "woord 6"]);
        asked.filter.channel = Some(Channel::Import);
        assert!(asked.find(words).await.is_empty());
    }
}

async fn conditions(store: TestStore) {
    let mut questionnaire = sample::every_kind();
    questionnaire.attributes.push(Attribute::new(key("state"), LocalizedText::same("State"), vec![]));
    let survey = sample::survey_of(&store, &questionnaire).await;
    let provenance = Provenance {
        legal_basis: Basis::Contract,
        notice: "Privacyverklaring 2025".to_owned(),
        collected_by: "Bakkerij Van Dam".to_owned(),
        purposes: vec![key("analysis")],
        retention_months: None,
        decided_at: None,
    };
    let mut import = store.begin_import(&survey, &provenance, &ImportFile::named("rows")).await.unwrap();
    let given = [(9, "SP", Some("red")), (3, "SP", None), (10, "10", Some("red")), (3, "d'Oeste ?", Some("blue"))];
    let row = |(number, (score, state, colour)): (u32, (u8, &str, Option<&'static str>))| {
        let text = Answer::Text(format!("woord {number}"));
        let mut answers = vec![(key("recommend"), Answer::Score(score)), (key("reason"), text)];
        answers.push((key("colour"), colour.map_or(Answer::NotApplicable, |colour| Answer::Choice(key(colour)))));
        ImportRow {
            external_id: format!("r{number}"),
            submitted_at: sample::at(&format!("2025-03-0{}T10:30:00Z", number + 1)),
            locale: Locale::Nl,
            answers,
            attributes: vec![(key("state"), state.to_owned())],
        }
    };
    import.add((0..).zip(given).map(row).collect()).await.unwrap();
    import.finish().await.unwrap();
    check_index(&store).await;
    let mut asked = Asked::of(&store, &survey);
    for (conditions, expected) in [
        (&["state:SP"][..], &["woord 1", "woord 0"][..]),
        // A value that looks like a score is still a value.
        (&["state:10"], &["woord 2"]),
        (&["recommend:3"], &["woord 3", "woord 1"]),
        (&["colour:na"], &["woord 1"]),
        (&["state:d'Oeste ?"], &["woord 3"]),
        (&["state:SP", "colour:red"], &["woord 0"]),
        (&["state:sp"], &[]),
        (&["gone:x"], &[]),
    ] {
        asked.filter.conditions = conditions.iter().map(|text| Condition::parse(text).unwrap()).collect();
        for words in ["", "woord -zin"] {
            assert_eq!(asked.find(words).await, expected, "{conditions:?} {words}");
        }
    }
}

async fn words(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let texts = [
        "De bezorging was te laat, erg jammer",
        "Te duur en laat bezorgd",
        "Klachten worden niet opgelost",
        "Prima café, snelle levering",
        "Laat ik zeggen: prima te doen",
    ];
    for (number, text) in texts.into_iter().enumerate() {
        write(&store, &survey, number as u128, 5, text, Locale::Nl).await;
    }
    write(&store, &survey, 5, 5, "The deliveries were late", Locale::En).await;
    let asked = Asked::of(&store, &survey);
    for (searched, expected) in [
        ("laat", vec![4, 1, 0]),
        ("LAAT", vec![4, 1, 0]),
        ("laat prima", vec![4]),
        ("\"te laat\"", vec![0]),
        ("laat -prima", vec![1, 0]),
        ("-laat", vec![2, 3, 5]),
        ("laat -\"te laat\" -duur", vec![4]),
        ("niet", vec![2]),
        ("te", vec![4, 1, 0]),
        ("bezorg*", vec![1, 0]),
        ("klacht", vec![2]),
        ("opgelost klacht*", vec![2]),
        ("deliveries", vec![5]),
        ("fiets", vec![]),
    ] {
        let mut expected: Vec<_> =
            expected.into_iter().map(|at| texts.get(at).copied().unwrap_or("The deliveries were late")).collect();
        let mut found = asked.find(searched).await;
        found.sort();
        expected.sort_unstable();
        assert_eq!(found, expected, "{searched}");
    }
    // Both ignore accents in Dutch. Only PostgreSQL has stems.
    let stems = asked.find("delivery").await.len();
    let accents = asked.find("cafe").await.len();
    let expected = if store.backend() == Backend::Sqlite { (0, 1) } else { (1, 1) };
    assert_eq!((stems, accents), expected, "docs/comments.md says so");
}

async fn hostile_searches(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    write(&store, &survey, 0, 5, "AND OR NOT NEAR text question", Locale::Nl).await;
    let asked = Asked::of(&store, &survey);
    for words in [
        "'",
        "\"",
        "''; DROP TABLE comment; --",
        "a\" OR \"b",
        "text:a",
        "{text question}: a",
        "NEAR(a b, 2)",
        "a AND",
        "OR",
        "NOT",
        "^a",
        "a + b",
        "(",
        ")",
        "((a",
        "a & | ! b",
        "a:*",
        "a <-> b",
        "!a",
        "*",
        "**a**",
        "\\",
        "\u{0}a",
        "a\u{0}",
        "%",
        "_",
        "$1 ?",
        "-",
        "--a",
        "-\"",
        "- a",
        "é\u{301}",
        "\u{1F600}",
        "漢字",
        "\u{200B}a\u{FEFF}",
        "ß",
        "İ",
        "½",
        "a\u{202E}b",
        "de het een",
        "-de",
        "de*",
        "x'",
        "-a -b -c",
        "\"-\"",
        "a\"\"b",
        "٣",
        "ǅ",
        "ⅷ",
    ] {
        // A search without words is refused before the database is queried.
        if let Ok(search) = Search::parse(words) {
            let query = asked.query(search.as_ref());
            let listed = store.list_comments(&query, None, 10).await;
            assert!(listed.is_ok(), "{words}: {listed:?}");
        }
    }
    assert_eq!(asked.find("near").await.len(), 1, "it is still there");
}

async fn masked_unless_contact_stands(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let text = "Bel 0612345678 of mail jan@ziggo.nl";
    write(&store, &survey, 0, 5, text, Locale::Nl).await;
    store.submit_response(sample::response(&survey, 1, 5, text, &["contact"])).await.unwrap();
    let asked = Asked::of(&store, &survey);
    let masked = "Bel [tel.] of mail [e-mail]";
    let exported = async || {
        let rows = store.list_responses(survey.survey.id, &ResultsFilter::default(), None, None, 10).await.unwrap();
        let text = |row: &store::ExportRow| {
            row.answers.iter().find_map(|(_, answer)| match answer {
                Answer::Text(text) => Some(text.clone()),
                _ => None,
            })
        };
        rows.iter().rev().filter_map(text).collect::<Vec<_>>()
    };
    assert_eq!(asked.find("").await, [text, masked]);
    assert_eq!(exported().await, [text, masked]);
    for hidden in ["0612345678", "0612*", "ziggo", "\"jan ziggo nl\""] {
        assert!(asked.find(hidden).await.is_empty(), "{hidden}: what is hidden cannot be found");
    }
    assert_eq!(asked.find("mail").await.len(), 2);

    store.withdraw(&code(&store, 1).await, &key("contact"), "x").await.unwrap();
    assert_eq!(asked.find("").await, [masked, masked], "it stands no more");
    assert_eq!(exported().await, [masked, masked]);
    let receipt = store.find_receipt(&code(&store, 0).await).await.unwrap().unwrap();
    assert!(receipt.answers.contains(&(key("reason"), Answer::Text(text.into()))), "whoever wrote it sees it as written");
}

async fn gone_with_the_answer(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    for number in 0..4 {
        write(&store, &survey, number, 5, &format!("zeldzaam {number}"), Locale::Nl).await;
    }
    let asked = Asked::of(&store, &survey);
    store.withdraw(&code(&store, 0).await, &key("analysis"), "x").await.unwrap();
    assert_eq!(asked.find("zeldzaam").await.len(), 3);
    store.erase(&code(&store, 1).await, Erasure::Answers, "x").await.unwrap();
    assert_eq!(asked.find("zeldzaam").await.len(), 2);
    store.erase(&code(&store, 2).await, Erasure::Everything, "x").await.unwrap();
    assert_eq!(asked.find("zeldzaam").await, ["zeldzaam 3"]);
    assert_eq!(asked.find("").await, ["zeldzaam 3"]);
    check_index(&store).await;
    assert_eq!(store.number("SELECT count(*) FROM comment").await, 2, "the one that was withdrawn is kept until it is erased");
    store.erase(&code(&store, 0).await, Erasure::Answers, "x").await.unwrap();
    assert_eq!(store.number("SELECT count(*) FROM comment").await, 1);
    check_index(&store).await;
}

async fn corrected(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    write(&store, &survey, 0, 5, "eerst zo", Locale::Nl).await;
    let correct = async |answers| {
        let contact = Some(Contact { email: Some(EmailAddress::parse("a@b.nl").unwrap()), phone: None });
        assert!(store.correct(&code(&store, 0).await, &Correction { answers, contact }).await.unwrap());
        check_index(&store).await;
    };
    let mut asked = Asked::of(&store, &survey);
    correct(vec![(key("recommend"), Answer::Score(9)), (key("reason"), Answer::Text("later anders".into()))]).await;
    assert!(asked.find("eerst").await.is_empty());
    asked.scores = Some((9, 10));
    assert_eq!(asked.find("anders").await, ["later anders"]);
    correct(vec![(key("recommend"), Answer::Score(9))]).await;
    asked.scores = None;
    assert!(asked.find("").await.is_empty() && asked.find("anders").await.is_empty());

    store.withdraw(&code(&store, 0).await, &key("analysis"), "x").await.unwrap();
    correct(vec![(key("reason"), Answer::Text("na het intrekken".into()))]).await;
    assert!(asked.find("").await.is_empty() && asked.find("intrekken").await.is_empty(), "correcting brings nothing back");
}

async fn of_one_question(store: TestStore) {
    let survey = sample::survey_of(&store, &sample::every_kind()).await;
    let answers = vec![
        (key("recommend"), Answer::Score(5)),
        (key("reason"), Answer::Text("brood hier".into())),
        (key("line"), Answer::Text("brood daar".into())),
    ];
    store
        .submit_response(sample::with_answers(&survey, 0, Submission { answers, granted: vec![], contact: None }))
        .await
        .unwrap();
    let mut asked = Asked::of(&store, &survey);
    assert_eq!(asked.find("brood").await, ["brood hier"]);
    asked.question = key("line");
    assert_eq!(
        (asked.find("brood").await, asked.find("-hier").await),
        (vec!["brood daar".into()], vec!["brood daar".to_owned()])
    );
    asked.question = key("gone");
    assert!(asked.find("brood").await.is_empty());
}

/// Checks that PostgreSQL can answer from the index of words, if it has no faster way to few rows. SQLite's plan is
/// tested next to the query.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_index_of_postgres_answers() {
    crate::support::database::on_postgres(an_index_answers).await;
}

async fn an_index_answers(store: TestStore) {
    let transaction = store.raw.begin().await.unwrap();
    transaction.execute_unprepared("SET LOCAL enable_seqscan = off; DROP INDEX comment_newest; ALTER TABLE comment DROP CONSTRAINT comment_response_id_question_id_key CASCADE").await.unwrap();
    let explain = "EXPLAIN SELECT 1 FROM comment c WHERE (\
        (c.locale = 'nl' AND comment_words(c.locale, c.text) @@ (plainto_tsquery('comment_nl', 'laat'))) OR \
        (c.locale <> 'nl' AND comment_words(c.locale, c.text) @@ (plainto_tsquery('comment_en', 'laat')))) \
        AND c.question_id = 1 AND c.standing = 1";
    let rows = transaction.query_all_raw(Statement::from_string(DbBackend::Postgres, explain)).await.unwrap();
    let plan: Vec<String> = rows.iter().map(|row| row.try_get("", "QUERY PLAN").unwrap()).collect();
    assert_eq!(plan.join("\n").matches("Bitmap Index Scan on comment_found").count(), 2, "{plan:#?}");
}
