//! Each format, read back with another program or crate, from answers of every kind.

mod codebook_bytes;
mod paced;
mod parquet;
mod spss;
mod stalled;
mod tables;
mod xlsx;

use std::path::Path;

use domain::{
    calendar::Millis,
    comment::tag::{TagName, TagRule},
    export::{Format, Labels, Shape},
    id::{Key, Slug, key},
    import::Provenance,
    locale::{Locale, LocalizedText},
    notice::purpose::Basis,
    organisation::OrganisationProfile,
    response::answer::Answer,
    survey::{
        Questionnaire,
        attribute::Attribute,
        question::{Choice, Question, QuestionKind},
        template::Template,
    },
};
use futures::TryStreamExt as _;
use store::{ImportFile, ImportRow};

use super::*;

/// A response: the keys of questions with their answers.
type Answers = Vec<(&'static str, Answer)>;

fn questionnaire(profile: &OrganisationProfile) -> Questionnaire {
    let mut questionnaire = Template::Csat.questionnaire(profile, Basis::Consent);
    let choice = |name| Choice { key: key(name), text: LocalizedText::same(&name.to_uppercase()) };
    let mut add = |name, not_applicable, kind| {
        let question = Question { key: key(name), text: LocalizedText::same(name), required: false, not_applicable, kind };
        questionnaire.pages[0].questions.push(question);
    };
    let points = vec![LocalizedText::same("-"), LocalizedText::same("=")];
    add("views", true, QuestionKind::Likert { rows: vec![choice("fast"), choice("kind")], points });
    add("why", true, QuestionKind::MultipleChoice { choices: vec![choice("price"), choice("taste")], at_most: None });
    add("via", true, QuestionKind::SingleChoice { choices: vec![choice("shop"), choice("web")] });
    add("spent", false, QuestionKind::Number { min: None, max: None, unit: None });
    let text = |name: &str| LocalizedText::new(format!("{name} (nl)"), format!("{name} (en)"));
    let mut declare = |name, values: &[&str]| {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        questionnaire.attributes.push(Attribute::new(key(name), text(name), values));
    };
    declare("delivery", &["late", "on time"]);
    // The long shape already has a column of that name.
    declare("code", &[]);
    questionnaire
}

/// The first response has a value that is a formula, the second has one of two attributes, the others have none.
fn attributes(response: usize) -> Vec<(Key, String)> {
    let given: &[_] = match response {
        0 => &[("delivery", "late"), ("code", "=S; P")],
        1 => &[("delivery", "on time")],
        _ => &[],
    };
    given.iter().map(|(name, value)| (key(name), (*value).to_owned())).collect()
}

/// Answers of every kind with a text that is a formula, a response with few answers, and one with "not applicable".
fn every_kind() -> Vec<Answers> {
    vec![
        vec![
            ("satisfaction", Answer::Score(5)),
            ("reason", Answer::Text("=1, \"a\"\r\nb; é ".to_owned())),
            ("views", Answer::Matrix(vec![(key("kind"), Some(2))])),
            ("why", Answer::Choices(vec![key("price"), key("taste")])),
            ("via", Answer::Choice(key("web"))),
            ("spent", Answer::Number(-2.5)),
        ],
        vec![("satisfaction", Answer::Score(1)), ("why", Answer::NotApplicable)],
        vec![("satisfaction", Answer::Score(4)), ("views", Answer::NotApplicable), ("via", Answer::NotApplicable)],
    ]
}

const fn options(format: Format, labels: Labels, shape: Shape) -> ExportOptions {
    ExportOptions { format, labels, shape }
}

/// The export of these answers, and its codebook.
async fn export(answers: Vec<Answers>, options: ExportOptions) -> (Vec<u8>, String) {
    filtered(answers, options, ResultsFilter::default()).await
}

/// The same export with a filter.
async fn filtered(answers: Vec<Answers>, options: ExportOptions, filter: ResultsFilter) -> (Vec<u8>, String) {
    asked(questionnaire(&profile()), answers, options, filter).await
}

fn profile() -> OrganisationProfile {
    OrganisationProfile { time_zone: "Europe/Amsterdam".to_owned(), ..OrganisationProfile::new("A", "b", "c") }
}

/// The same export for another questionnaire.
async fn asked(
    questionnaire: Questionnaire,
    answers: Vec<Answers>,
    options: ExportOptions,
    filter: ResultsFilter,
) -> (Vec<u8>, String) {
    let home = tempfile::tempdir().unwrap();
    let store = Store::open(&format!("sqlite://{}", home.path().join("a.db").display())).await.unwrap();
    let organisation = store.create_organisation(&profile()).await.unwrap();
    let slug = Slug::parse("a").unwrap();
    let published = store.create_survey(&organisation, &slug, &questionnaire).await.unwrap();
    let provenance = Provenance {
        legal_basis: Basis::Contract,
        notice: "n".into(),
        collected_by: "c".into(),
        purposes: vec![key("analysis"), key("publish")],
        retention_months: None,
        decided_at: Some(Millis(0)),
    };
    for (tag, words) in [("Brood", "b, c"), ("Duur & laat", "e")] {
        let (name, rule) = (TagName::parse(tag).unwrap(), TagRule::parse(words).unwrap());
        store.save_tag_rule(published.survey.id, &name, &rule).await.unwrap();
    }
    let mut import = store.begin_import(&published, &provenance, &ImportFile::named("rows")).await.unwrap();
    let rows = answers.into_iter().enumerate().map(|(i, answers)| ImportRow {
        external_id: format!("-{i}"),
        submitted_at: Millis(1_534_306_237_000 + 86_400_000 * i64::try_from(i % 400).unwrap()),
        locale: Locale::Nl,
        answers: answers.into_iter().map(|(name, answer)| (key(name), answer)).collect(),
        attributes: attributes(i),
    });
    import.add(rows.collect()).await.unwrap();
    import.finish().await.unwrap();
    let scratch = home.path().to_owned();
    let export = Export {
        store: store.clone(),
        published,
        filter,
        options,
        locale: Locale::En,
        scratch,
        pages_at_once: 2,
        throttle: Arc::default(),
        read: Arc::default(),
    };
    let codebook = String::from_utf8(export.codebook_csv()).unwrap();
    let bytes: Vec<_> = export.stream().try_collect().await.unwrap();
    store.close().await;
    (bytes.concat(), codebook)
}

/// A store with a survey of this many responses, each with a long text.
async fn of_texts(home: &Path, responses: usize) -> (Store, PublishedSurvey) {
    let store = Store::open(&format!("sqlite://{}", home.join("a.db").display())).await.unwrap();
    let organisation = store.create_organisation(&OrganisationProfile::new("A", "b", "c")).await.unwrap();
    let questionnaire = Template::Csat.questionnaire(&organisation.profile, Basis::Consent);
    let published = store.create_survey(&organisation, &Slug::parse("a").unwrap(), &questionnaire).await.unwrap();
    let provenance = Provenance {
        legal_basis: Basis::Contract,
        notice: "n".into(),
        collected_by: "c".into(),
        purposes: vec![key("analysis")],
        retention_months: None,
        decided_at: Some(Millis(0)),
    };
    let mut import = store.begin_import(&published, &provenance, &ImportFile::named("rows")).await.unwrap();
    let rows = (0..responses).map(|i| ImportRow {
        external_id: i.to_string(),
        submitted_at: Millis(1_534_306_237_000),
        locale: Locale::Nl,
        answers: vec![(key("reason"), Answer::Text("lang ".repeat(200)))],
        attributes: Vec::new(),
    });
    import.add(rows.collect()).await.unwrap();
    import.finish().await.unwrap();
    (store, published)
}

/// Whether a program is installed. If not, the test says that it was skipped.
fn is_there(program: &str, argument: &[&str]) -> bool {
    let there = std::process::Command::new(program).args(argument).output().is_ok_and(|ended| ended.status.success());
    if !there {
        println!("skipped: {program} {argument:?} cannot be run");
    }
    there
}

/// The names of columns in a codebook, in order.
fn described(codebook: &str, delimiter: u8) -> Vec<String> {
    let mut reader = ::csv::ReaderBuilder::new().delimiter(delimiter).from_reader(codebook.as_bytes());
    let mut names: Vec<String> = reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
    names.dedup();
    names
}
