//! A sample organisation with a survey of every kind of question.

use std::sync::Arc;

use app::page::{Assets, PageContext};
use domain::{
    calendar::Millis,
    form_fields::FormFields,
    id::{NoticeVersionId, OrganisationId, SiteId, Slug, SurveyId, SurveyVersionId, key},
    locale::{AddressForm, Locale, LocalizedText},
    notice::{
        Notice, PublishedNotice,
        purpose::Basis,
        website::{Role, StorageItem, StorageKind, Vendor},
    },
    organisation::{Organisation, OrganisationProfile},
    site::{Site, SiteNotice, SiteSettings, WebOrigin, published::PublishedSite},
    survey::{
        Page, Questionnaire, Survey, SurveyStatus, SurveyVersion,
        published::PublishedSurvey,
        question::{Choice, CsatScale, Question, QuestionKind},
        template::Template,
    },
};
use uuid::Uuid;

pub const NOW: Millis = Millis(1_795_250_000_000);

pub fn organisation() -> Arc<Organisation> {
    let profile =
        OrganisationProfile::new("Bakkerij <De> Korenaar", "klantenservice@dekorenaar.example", "privacy@dekorenaar.example");
    Arc::new(Organisation { id: OrganisationId(Uuid::from_u128(1)), profile })
}

pub fn context(locale: Locale) -> PageContext {
    let assets = r#"{"public.css":"public.1.css","admin.css":"admin.1.css","loader.js":"loader.1.js","public.js":"public.1.js","public_bg.wasm":"public_bg.1.wasm"}"#;
    PageContext {
        locale,
        address_form: AddressForm::Formal,
        path: "/s/nps?from=a\"b".into(),
        nonce: "abc123".into(),
        assets: Arc::new(Assets::from_manifest(assets).expect("a manifest")),
        organisation: Some(organisation()),
        role: domain::account::role::Role::Owner,
        user_email: Some("marit@dekorenaar.example".into()),
        cookies: None,
    }
}

pub fn published(questionnaire: Questionnaire, slug: &str) -> PublishedSurvey {
    let organisation = organisation();
    let notice = Notice::draft(&organisation.profile, &questionnaire);
    let survey = Survey {
        id: SurveyId(Uuid::from_u128(2)),
        organisation: organisation.id,
        slug: Slug::parse(slug).expect("a slug"),
        status: SurveyStatus::Open,
        current_version: Some(SurveyVersionId(Uuid::from_u128(3))),
        created_at: NOW,
    };
    let version = SurveyVersion {
        id: SurveyVersionId(Uuid::from_u128(3)),
        survey: survey.id,
        number: 1,
        content_hash: questionnaire.content_hash(),
        questionnaire,
        notice: PublishedNotice { id: NoticeVersionId(Uuid::from_u128(4)), number: 1, hash: notice.content_hash(), notice },
        published_at: NOW,
    };
    let attributes = version.questionnaire.attributes.iter().map(|attribute| &attribute.key);
    let keys = version.questionnaire.questions().map(|question| &question.key).chain(attributes).cloned().collect();
    PublishedSurvey { survey, organisation, version: Arc::new(version), keys: Arc::new(keys) }
}

pub fn template(template: Template, basis: Basis) -> PublishedSurvey {
    published(template.questionnaire(&organisation().profile, basis), template.name())
}

/// Loyalty with three more pages: every kind of question.
pub fn everything() -> PublishedSurvey {
    let mut questionnaire = Template::Loyalty.questionnaire(&organisation().profile, Basis::LegitimateInterest);
    questionnaire.pages.push(Page {
        questions: vec![
            question("bought", true, QuestionKind::SingleChoice { choices: vec![choice("shop"), choice("web")] }),
            question(
                "liked",
                false,
                QuestionKind::MultipleChoice { choices: vec![choice("bread"), choice("staff")], at_most: Some(1) },
            ),
            question("agree", true, QuestionKind::Likert { rows: vec![choice("fast"), choice("kind")], points: points() }),
            question(
                "pleased",
                true,
                QuestionKind::Csat { scale: CsatScale::YesNo, threshold: 1, labels: vec![text("No"), text("Yes")] },
            ),
        ],
    });
    questionnaire.pages.push(Page {
        questions: vec![
            open("visits", QuestionKind::Number { min: Some(0.0), max: Some(31.0), unit: Some(text("times")) }),
            open("missed", QuestionKind::ShortText { max_length: 100 }),
        ],
    });
    assert_eq!(questionnaire.validate(), Ok(()));
    published(questionnaire, "everything")
}

/// A website of the organisation, with a cookie whose texts must be escaped.
pub fn website() -> PublishedSite {
    let organisation = organisation();
    let slug = Slug::parse("winkel").expect("a slug");
    let mut notice = Notice::draft_for_site(&organisation.profile, &slug, "De <winkel>");
    let analytics = &mut notice.website.as_mut().expect("a website").purposes[3];
    analytics.items.push(StorageItem {
        name: "_a<b>".into(),
        kind: StorageKind::Local,
        provider: "Meten BV".into(),
        duration: LocalizedText::new("1 jaar", "1 year"),
        text: LocalizedText::new("Telt.", "Counts."),
    });
    analytics.vendors.push(Vendor { name: "Meten BV".into(), role: Role::JointController });
    let origin = WebOrigin::parse("https://winkel.example").expect("an origin");
    let site = Site {
        id: SiteId(Uuid::from_u128(5)),
        organisation: organisation.id,
        key: slug,
        settings: SiteSettings::new("De <winkel>", vec![origin], Locale::ALL.to_vec()),
        created_at: NOW,
    };
    let published = PublishedNotice { id: NoticeVersionId(Uuid::from_u128(6)), number: 4, hash: notice.content_hash(), notice };
    let notice = Arc::new(SiteNotice { published, ask: 2, published_at: NOW });
    PublishedSite { site, organisation, notice }
}

pub fn fields(pairs: &[(&str, &str)]) -> FormFields {
    FormFields(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

fn question(name: &'static str, required: bool, kind: QuestionKind) -> Question {
    Question { key: key(name), text: text(name), required, not_applicable: true, kind }
}

fn open(name: &'static str, kind: QuestionKind) -> Question {
    Question { not_applicable: false, ..question(name, false, kind) }
}

fn choice(name: &'static str) -> Choice {
    Choice { key: key(name), text: text(name) }
}

fn points() -> Vec<LocalizedText> {
    ["1", "2", "3", "4", "5"].map(|point| text(&format!("point {point}"))).to_vec()
}

fn text(text: &str) -> LocalizedText {
    LocalizedText::same(&format!("{text} <i>"))
}
