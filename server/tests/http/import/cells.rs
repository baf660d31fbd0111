//! Cells of every kind of question, and files as other programs make them.

use std::ops::ControlFlow;

use domain::{
    calendar::Millis,
    id::{Slug, key},
    import::Provenance,
    locale::{Locale, LocalizedText},
    notice::purpose::Basis,
    response::{
        answer::{Answer, Answers},
        filter::ResultsFilter,
        number::DecimalMark,
    },
    survey::{
        published::PublishedSurvey,
        question::{Choice, Question, QuestionKind},
        template::Template,
    },
};
use jiff::{Timestamp, tz::TimeZone};
use server::import::{
    self, CellFormat, Event, FileShape, ImportSummary,
    plan::{ImportPlan, OnInvalid},
};

use crate::support::app::{TestApp, spawn_app};

async fn survey(app: &TestApp) -> PublishedSurvey {
    let organisation = app.store.find_organisation().await.unwrap().unwrap();
    let mut questionnaire = Template::Nps.questionnaire(&organisation.profile, Basis::Contract);
    let choice = |name: &'static str, nl: &str, en: &str| Choice { key: key(name), text: LocalizedText::new(nl, en) };
    let text = |nl: &str| LocalizedText::same(nl);
    let mut add = |name, kind: QuestionKind| {
        let question = Question { key: key(name), text: text(name), required: false, not_applicable: kind.is_closed(), kind };
        questionnaire.pages[0].questions.push(question);
    };
    add("colour", QuestionKind::SingleChoice { choices: vec![choice("red", "Rood", "Red"), choice("blue", "Blauw", "Blue")] });
    let products = vec![choice("bread", "Brood", "Bread"), choice("cake", "Taart", "Cake"), choice("pie", "Vlaai", "Pie")];
    add("products", QuestionKind::MultipleChoice { choices: products, at_most: Some(2) });
    add("visits", QuestionKind::Number { min: None, max: None, unit: None });
    let rows = vec![choice("clean", "Schoon", "Clean"), choice("quick", "Snel", "Quick")];
    add("shop", QuestionKind::Likert { rows, points: vec![text("Oneens"), text("Neutraal"), text("Eens")] });
    app.store.create_survey(&organisation, &Slug::parse("alles").unwrap(), &questionnaire).await.unwrap()
}

fn plan(published: PublishedSurvey, columns: &[(&str, &str)], cells: CellFormat) -> ImportPlan {
    ImportPlan {
        provenance: Provenance {
            legal_basis: Basis::Contract,
            notice: "n".into(),
            collected_by: "c".into(),
            purposes: vec![key("analysis")],
            retention_months: None,
            decided_at: None,
        },
        map: columns.iter().map(|(column, field)| ((*column).to_owned(), (*field).to_owned())).collect(),
        attributes: vec![],
        id: vec!["id".to_owned()],
        submitted_at: "at".to_owned(),
        time_zone: TimeZone::UTC,
        locale: Locale::Nl,
        shape: FileShape { delimiter: b';', ..FileShape::default() },
        cells,
        on_repeat: None,
        dry_run: false,
        now: Millis(Timestamp::now().as_millisecond()),
        published,
    }
}

/// Imports a file. Returns what was said of bad values, and the outcome.
async fn import(app: &TestApp, plan: &ImportPlan, content: impl AsRef<[u8]>) -> (Vec<String>, Option<ImportSummary>) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("in.csv");
    std::fs::write(&file, content).unwrap();
    let mut bad = Vec::new();
    let watch = |event: Event<'_>| {
        if let Event::BadValue(error) = event {
            bad.push(error.to_string());
        }
        ControlFlow::Continue(())
    };
    let summary = import::import(&app.store, plan, &file, &OnInvalid::Refuse, watch).await.ok();
    (bad, summary)
}

async fn answers(app: &TestApp, published: &PublishedSurvey) -> Vec<Answers> {
    let rows = app.store.list_responses(published.survey.id, &ResultsFilter::default(), None, None, 10).await.unwrap();
    let mut rows: Vec<_> = rows.into_iter().map(|row| (row.external_id, row.answers)).collect();
    rows.sort_by(|one, other| one.0.cmp(&other.0));
    rows.into_iter().map(|(_, answers)| answers).collect()
}

const COLUMNS: [(&str, &str); 8] = [
    ("nps", "recommend"),
    ("kleur", "colour"),
    ("brood", "products.bread"),
    ("taart", "products.cake"),
    ("vlaai", "products.pie"),
    ("bezoeken", "visits"),
    ("schoon", "shop.clean"),
    ("snel", "shop.quick"),
];
const HEADING: &str = "id;at;nps;kleur;brood;taart;vlaai;bezoeken;schoon;snel\n";

#[tokio::test(flavor = "multi_thread")]
async fn labels_columns_for_choices_and_numbers_with_a_sign() {
    let app = spawn_app().await;
    let published = survey(&app).await;
    let cells = CellFormat { labels: true, decimal: Some(DecimalMark::Comma), ..CellFormat::default() };
    let read = plan(published.clone(), &COLUMNS, cells);
    let file = format!(
        "{HEADING}1;2026-01-02;9;blauw;1;0;Vlaai;1.234,5;Eens;2\n2;2026-01-02;10;red;nee;;false;1.000;na;Oneens\n3;2026-01-02;0;;ja;ja;;;;\n"
    );
    let (bad, summary) = import(&app, &read, file).await;
    assert_eq!((bad, summary.unwrap().counts.added), (vec![], 3));
    let shop =
        |rated: &[(&'static str, Option<u8>)]| Answer::Matrix(rated.iter().map(|(row, score)| (key(row), *score)).collect());
    let expected: Vec<Answers> = vec![
        vec![
            (key("recommend"), Answer::Score(9)),
            (key("colour"), Answer::Choice(key("blue"))),
            (key("products"), Answer::Choices(vec![key("bread"), key("pie")])),
            (key("visits"), Answer::Number(1234.5)),
            (key("shop"), shop(&[("clean", Some(3)), ("quick", Some(2))])),
        ],
        vec![
            (key("recommend"), Answer::Score(10)),
            (key("colour"), Answer::Choice(key("red"))),
            (key("visits"), Answer::Number(1000.0)),
            (key("shop"), shop(&[("clean", None), ("quick", Some(1))])),
        ],
        vec![(key("recommend"), Answer::Score(0)), (key("products"), Answer::Choices(vec![key("bread"), key("cake")]))],
    ];
    assert_eq!(answers(&app, &published).await, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_neither_code_nor_stated_is_named() {
    let app = spawn_app().await;
    let published = survey(&app).await;
    let read = plan(published.clone(), &COLUMNS, CellFormat::default());
    let file = format!("{HEADING}1;2026-01-02;9;Blauw;soms;1;1;1.000;4;Eens\n2;2026-01-02;9;;1;1;1;12.5;;\n");
    let (bad, summary) = import(&app, &read, file).await;
    let expected = [
        "line 2, column kleur: \"Blauw\": is not one of the choices",
        "line 2, column brood: \"soms\": is not one of the choices",
        "line 2, column bezoeken: \"1.000\": could be 1000 or 1 (--decimal says which)",
        "line 2, column schoon: \"4\": must be from 1 to 3",
        "line 2, column snel: \"Eens\": not a whole number",
        "line 3, column brood: \"1\": at most 2 choices",
    ];
    let starts: Vec<_> = bad.iter().map(|text| text.split(": ").take(2).collect::<Vec<_>>().join(": ")).collect();
    let wanted: Vec<_> = expected.iter().map(|text| text.split(": ").take(2).collect::<Vec<_>>().join(": ")).collect();
    assert_eq!(starts, wanted, "{bad:?}");
    assert_eq!(bad[2], expected[2]);
    assert!(summary.is_none() && answers(&app, &published).await.is_empty());

    let both = [&COLUMNS[..], &[("taart", "products")]].concat();
    let (_, summary) = import(&app, &plan(published, &both, CellFormat::default()), HEADING).await;
    assert!(summary.is_none(), "a question is mapped as a whole or by its choices");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_survey_monkey_with_two_rows_of_heading() {
    let app = spawn_app().await;
    let published = survey(&app).await;
    let columns = [
        ("How likely is it that you would recommend us?", "recommend"),
        ("Which products did you buy? / Bread", "products.bread"),
        ("Which products did you buy? / Cake, any kind", "products.cake"),
        ("Which colour?", "colour"),
        ("Why?", "reason"),
    ];
    let cells = CellFormat {
        labels: true,
        date_format: Some("%m/%d/%Y %I:%M:%S %p".to_owned()),
        missing: vec!["N/A".to_owned()],
        ..CellFormat::default()
    };
    let read = ImportPlan {
        id: vec!["Respondent ID".to_owned()],
        submitted_at: "End Date".to_owned(),
        time_zone: TimeZone::get("America/New_York").unwrap(),
        shape: FileShape { header_rows: 2, ..FileShape::default() },
        ..plan(published.clone(), &columns, cells)
    };
    let file = "Respondent ID,Collector ID,Start Date,End Date,How likely is it that you would recommend us?,Which products did you \
        buy?,,,Which colour?,Why?\r\n\
        ,,,,,Bread,\"Cake, any kind\",Other (please specify),Response,Open-Ended Response\r\n\
        118842,4411,03/04/2024 09:30:00 AM,03/04/2024 09:31:10 PM,9,Bread,,,Blue,N/A\r\n\
        118843,4411,03/04/2024 09:30:00 AM,03/04/2024 09:35:00 AM,6,Bread,\"Cake, any kind\",Rolls,,Too slow\r\n";
    let (bad, summary) = import(&app, &read, file).await;
    assert_eq!((bad, summary.unwrap().counts.added), (vec![], 2));
    let chosen = |keys: &[&'static str]| Answer::Choices(keys.iter().map(|&one| key(one)).collect());
    let expected: Vec<Answers> = vec![
        vec![
            (key("recommend"), Answer::Score(9)),
            (key("colour"), Answer::Choice(key("blue"))),
            (key("products"), chosen(&["bread"])),
        ],
        vec![
            (key("recommend"), Answer::Score(6)),
            (key("reason"), Answer::Text("Too slow".to_owned())),
            (key("products"), chosen(&["bread", "cake"])),
        ],
    ];
    assert_eq!(answers(&app, &published).await, expected);
    let wrong = plan(
        published,
        &[("How likely is it that you would recommend us?", "recommend"), ("Bread", "products.bread")],
        CellFormat::default(),
    );
    let wrong = ImportPlan { shape: read.shape, id: read.id, submitted_at: read.submitted_at, ..wrong };
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.csv"), file).unwrap();
    let watch = |_: Event<'_>| ControlFlow::Continue(());
    let error = import::import(&app.store, &wrong, &folder.path().join("a.csv"), &OnInvalid::Refuse, watch).await.unwrap_err();
    let error = error.to_string();
    assert!(error.contains("no column \"Bread\"") && error.contains("Which products did you buy? / Bread"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_lime_survey_with_codes_and_with_labels() {
    let app = spawn_app().await;
    let published = survey(&app).await;
    let columns = [
        ("nps", "recommend"),
        ("colour", "colour"),
        ("products[bread]", "products.bread"),
        ("products[cake]", "products.cake"),
        ("products[pie]", "products.pie"),
        ("shop[clean]", "shop.clean"),
        ("shop[quick]", "shop.quick"),
    ];
    let cells = CellFormat { labels: true, missing: vec!["N/A".to_owned()], ..CellFormat::default() };
    let read = ImportPlan {
        submitted_at: "submitdate".to_owned(),
        shape: FileShape::default(),
        ..plan(published.clone(), &columns, cells)
    };
    let file = "\u{feff}\"id\",\"submitdate\",\"lastpage\",\"startlanguage\",\"nps\",\"colour\",\"products[bread]\",\"products[cake]\",\
        \"products[pie]\",\"shop[clean]\",\"shop[quick]\"\n\
        \"1\",\"2026-01-02 10:00:00\",\"3\",\"nl\",\"9\",\"red\",\"Y\",\"N\",\"\",\"3\",\"2\"\n\
        \"2\",\"2026-01-02 10:05:00+01\",\"3\",\"nl\",\"10.0\",\"Blauw\",\"N/A\",\"Nee\",\"Ja\",\"Eens\",\"N/A\"\n";
    let (bad, summary) = import(&app, &read, file).await;
    assert_eq!((bad, summary.unwrap().counts.added), (vec![], 2));
    let chosen = |one| (key("products"), Answer::Choices(vec![key(one)]));
    let shop = |rated: &[(&'static str, u8)]| Answer::Matrix(rated.iter().map(|(row, score)| (key(row), Some(*score))).collect());
    let expected: Vec<Answers> = vec![
        vec![
            (key("recommend"), Answer::Score(9)),
            (key("colour"), Answer::Choice(key("red"))),
            chosen("bread"),
            (key("shop"), shop(&[("clean", 3), ("quick", 2)])),
        ],
        vec![
            (key("recommend"), Answer::Score(10)),
            (key("colour"), Answer::Choice(key("blue"))),
            chosen("pie"),
            (key("shop"), shop(&[("clean", 3)])),
        ],
    ];
    assert_eq!(answers(&app, &published).await, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_a_dutch_spreadsheet() {
    let app = spawn_app().await;
    let published = survey(&app).await;
    let columns = [("Cijfer\n(0-10)", "recommend"), ("Bezoeken", "visits"), ("Toelichting", "reason")];
    let cells = CellFormat {
        trim: true,
        decimal: Some(DecimalMark::Comma),
        date_format: Some("%d-%m-%Y %H:%M".to_owned()),
        missing: vec!["-".to_owned(), "#N/B".to_owned()],
        ..CellFormat::default()
    };
    let read = plan(published.clone(), &columns, cells);
    let rows = "id;at;\"Cijfer\n(0-10)\";Bezoeken;Toelichting\r\n1;3-4-2024 9:05;9;1.234,50;Eén café voor € 5,-\r\n\
        2;13-04-2024 09:05; 10 ;12,500;-\r\n3;13-04-2024 09:05;0;#N/B;\"regel 1\nregel 2\"\r\n";
    let (file, _, _) = encoding_rs::WINDOWS_1252.encode(rows);
    let (bad, summary) = import(&app, &read, &*file).await;
    assert_eq!((bad, summary.unwrap().counts.added), (vec![], 3));
    let reason = |text: &str| (key("reason"), Answer::Text(text.to_owned()));
    let visits = |number| (key("visits"), Answer::Number(number));
    let score = |score| (key("recommend"), Answer::Score(score));
    let expected: Vec<Answers> = vec![
        vec![score(9), reason("Eén café voor € 5,-"), visits(1234.5)],
        vec![score(10), visits(12.5)],
        vec![score(0), reason("regel 1\nregel 2")],
    ];
    assert_eq!(answers(&app, &published).await, expected);
}
