//! The bytes of every codebook, for a survey with every kind of question.

use std::fmt::Write as _;

use domain::{
    calendar::Day,
    channel::Channel,
    hash::Sha256Hash,
    locale::AddressForm,
    response::filter::Condition,
    survey::question::{CsatScale, Ends},
};

use super::*;

/// Every kind of question, every scale, and an attribute whose values nobody verified.
fn every_question(profile: &OrganisationProfile) -> Questionnaire {
    let mut questionnaire = questionnaire(profile);
    let text = |name: &str| LocalizedText::new(format!("{name} (nl)"), format!("{name} (en)"));
    let ends = || Ends { low: text("low"), high: text("high") };
    let scale = |scale: CsatScale| QuestionKind::Csat {
        scale,
        threshold: scale.usual_threshold(),
        labels: vec![text("low"), text("high")],
    };
    let kinds = [
        ("recommend", QuestionKind::Nps(ends())),
        ("seven", scale(CsatScale::OneToSeven)),
        ("mark", scale(CsatScale::OneToTen)),
        ("solved", scale(CsatScale::YesNo)),
        ("effort", QuestionKind::Ces(ends())),
        ("loyal", QuestionKind::Loyalty(ends())),
        ("city", QuestionKind::ShortText { max_length: 100 }),
    ];
    let question = |(name, kind): (&'static str, QuestionKind)| {
        let not_applicable = kind.is_closed();
        Question { key: key(name), text: text(name), required: false, not_applicable, kind }
    };
    questionnaire.pages[0].questions.extend(kinds.map(question));
    questionnaire.attributes.push(Attribute { unverified: true, ..Attribute::new(key("shop"), text("shop"), Vec::new()) });
    questionnaire
}

/// A codebook addresses nobody, so both forms of address have one hash. Each hash is over all labels and shapes.
#[tokio::test]
async fn a_codebook_keeps_its_bytes_in_every_format_and_language() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::open(&format!("sqlite://{}", home.path().join("a.db").display())).await.unwrap();
    let organisation = store.create_organisation(&profile()).await.unwrap();
    let slug = Slug::parse("a").unwrap();
    let published = store.create_survey(&organisation, &slug, &every_question(&profile())).await.unwrap();
    store.close().await;
    let filter = ResultsFilter {
        from: Some(Day::parse("2026-01-01").unwrap()),
        to: Some(Day::parse("2026-02-28").unwrap()),
        locale: Some(Locale::Nl),
        channel: Some(Channel::Link),
        conditions: vec![Condition { key: key("via"), value: "web".to_owned() }],
    };
    let hash = |format, locale, form| {
        let mut published = published.clone();
        let mut organisation = (*published.organisation).clone();
        organisation.profile.address_form = form;
        published.organisation = Arc::new(organisation);
        let mut bytes = Vec::new();
        for labels in Labels::ALL {
            for &shape in Shape::ALL {
                bytes.extend(codebook_csv(&published, &filter, options(format, labels, shape), locale));
            }
        }
        assert!(!String::from_utf8_lossy(&bytes).contains(['\u{2068}', '\u{2069}']), "a mark of direction");
        Sha256Hash::of(&bytes)
    };
    let mut hashes = String::new();
    for &format in Format::ALL {
        for &locale in Locale::ALL {
            let formal = hash(format, locale, AddressForm::Formal);
            assert_eq!(hash(format, locale, AddressForm::Informal), formal);
            writeln!(hashes, "{} {locale} {formal}", format.name()).unwrap();
        }
    }
    insta::assert_snapshot!(hashes, @r"
    csv nl 1f47cac6c114f91496cef3dda98042617fe831f2d73d5b3776e33b852828598f
    csv en 270f8ace52d9b91a8fb07aedce9463bdc18e40cc19c7306418ea4d1bb90a9675
    csv-excel-nl nl 6610c38d5f089224be065db5438ff7c5d713f5330533f9239f786bf2363978be
    csv-excel-nl en 000bf4af6c9b2728f9f052ecc9164757cc1d92a1fe6d652975058febd72078e1
    xlsx nl c0124bdee8fa2d09706406a486eff1d40d9d6f0eedbb0d3340068ff84396ddc4
    xlsx en 98c88862834d2fec526feb61cd93afae09666c4c9201a28c991f2f01c3eb6e88
    jsonl nl f5d1ef38a2a68096ac0278e1c454b520b54ac003c84c3f11a25c543242cf5c0d
    jsonl en b8128f82f0a38dd4edab2572e5b06fc4493b20ce93e72727cf00b6fd1a18a000
    parquet nl 9d1ef0c858dd056984181e52b459751074b2291eabf2153643d8705acbbf805a
    parquet en f50cb52bc5c373b795a9d6e41a49149c107a58fe01f622875a6445982829f24b
    spss nl f45928cdab7f2cf4b00960961bcaaeb5ed2c812afa7b193c2dce5a3862282b87
    spss en e368297c9e562aeabdddba60d7f1eca817a8b767e1a6a90160898289ae26b7b0
    ");
}
