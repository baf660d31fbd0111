//! Generated answers: some groups are small, and one has a formula as its name.

use domain::{
    calendar::Millis,
    id::{Slug, key},
    import::Provenance,
    locale::{Locale, LocalizedText},
    notice::purpose::Basis,
    response::answer::Answer,
    survey::{attribute::Attribute, template::Template},
};
use store::{ImportFile, ImportRow};

use crate::support::app::TestApp;

/// The number of each state, and whether the order came late.
const GROUPS: [(&str, &str, usize); 8] = [
    ("SP", "on time", 40),
    ("SP", "late", 17),
    ("RJ", "on time", 21),
    ("RJ", "late", 9),
    ("=1+1", "on time", 11),
    ("=1+1", "late", 2),
    ("BA", "on time", 8),
    ("AC", "late", 2),
];

/// Answers to a survey of a template with the attributes `state` and `delivery`.
pub(crate) async fn import(app: &TestApp, slug: &str, template: Template, rows: Vec<ImportRow>) {
    let organisation = app.store.find_organisation().await.unwrap().unwrap();
    let mut questionnaire = template.questionnaire(&organisation.profile, Basis::Contract);
    for name in ["state", "delivery"] {
        questionnaire.attributes.push(Attribute::new(key(name), LocalizedText::same(name), vec![]));
    }
    let published = app.store.create_survey(&organisation, &Slug::parse(slug).unwrap(), &questionnaire).await.unwrap();
    let provenance = Provenance {
        legal_basis: Basis::Contract,
        notice: "n".into(),
        collected_by: "c".into(),
        purposes: vec![key("analysis")],
        retention_months: None,
        decided_at: None,
    };
    let mut import = app.store.begin_import(&published, &provenance, &ImportFile::named("rows")).await.unwrap();
    for rows in rows.chunks(500) {
        import.add(rows.to_vec()).await.unwrap();
    }
    import.finish().await.unwrap();
}

/// The survey `klein`, with the answers of these groups.
pub(crate) async fn prepare(app: &TestApp) {
    let people = GROUPS.iter().flat_map(|(state, delivery, n)| std::iter::repeat_n((*state, *delivery), *n));
    let row = |(number, (state, delivery)): (usize, (&str, &str))| ImportRow {
        external_id: format!("r{number}"),
        submitted_at: Millis::parse_rfc3339(&format!("2026-{:02}-11T12:00:00Z", [1, 2, 4][number % 3])).unwrap(),
        locale: Locale::Nl,
        answers: vec![(key("recommend"), Answer::Score(u8::try_from((number * 7) % 11).unwrap()))],
        attributes: vec![(key("state"), state.to_owned()), (key("delivery"), delivery.to_owned())],
    };
    import(app, "klein", Template::Nps, people.enumerate().map(row).collect()).await;
}
