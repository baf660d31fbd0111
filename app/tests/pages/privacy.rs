//! Tests of the page with all stored data and notices.

use std::sync::Arc;

use app::privacy::statement;
use domain::{
    locale::Locale,
    notice::{PublishedNotice, StatedNotice, purpose::Basis},
    privacy::{NoticeInUse, NoticeSubject},
    survey::template::Template,
};

use crate::{check, sample};

/// The notice of a survey with this version number, after a change.
fn notice(template: Template, number: u32, current: bool, change: impl FnOnce(&mut domain::notice::Notice)) -> NoticeInUse {
    let published = sample::template(template, Basis::Consent);
    let mut notice = published.version.notice.notice.clone();
    change(&mut notice);
    let hash = notice.content_hash();
    NoticeInUse {
        of: NoticeSubject::Survey { title: published.version.questionnaire.title.clone(), open: current },
        organisation: Arc::clone(&published.organisation),
        notice: PublishedNotice { number, hash, notice, ..published.version.notice.clone() },
        published_at: sample::NOW,
        current,
    }
}

#[test]
fn what_is_said_alike_is_said_once_and_what_is_from_before_is_folded() {
    let stated = StatedNotice { notice: "Folder <2019>".into(), collected_by: "Enquêteurs BV".into() };
    let notices = [
        notice(Template::Nps, 2, true, |_| ()),
        notice(Template::Helpful, 1, true, |_| ()),
        notice(Template::Csat, 1, false, |_| ()),
        notice(Template::Nps, 1, false, |notice| notice.retention_months = 6),
        notice(Template::Nps, 3, false, |notice| notice.stated = Some(stated)),
    ];
    let html = statement::render(&sample::context(Locale::Nl), &notices);
    check(&html, Locale::Nl);
    assert_eq!(html.matches("Autoriteit Persoonsgegevens").count(), 1, "{html}");
    let (now, before) = html.split_once("<details><summary>3 eerdere verklaringen met gegevens").expect("folded");
    assert!(now.contains("Vragenlijst, versie 2, gepubliceerd op ") && now.contains("niet aan een persoon te koppelen"), "{now}");
    assert!(before.contains("Gesloten vragenlijst, versie 1"), "{before}");
    assert!(before.contains("6 maanden; daarna wissen we uw antwoorden."), "as was said then: {before}");
    assert!(before.contains("Geïmporteerde antwoorden, versie 3") && before.contains("Folder &lt;2019&gt;"), "{before}");
}

/// Answers are erased and surveys closed, but the proof of consent stays for years. Its notice no longer exists.
#[test]
fn where_nothing_is_asked_any_more_proof_may_still_be_kept() {
    for (locale, none, proof) in [
        (
            Locale::Nl,
            "Er is nu geen open vragenlijst en geen website. We verzamelen",
            "bewaren we alleen het bewijs van toestemming",
        ),
        (Locale::En, "There is no open survey and no website now, so we", "we keep only the proof of consent"),
    ] {
        let html = statement::render(&sample::context(locale), &[]);
        check(&html, locale);
        assert!(html.contains(none) && html.contains(proof) && !html.contains("<details"), "{html}");
    }
}
