//! The notices in use: those that are shown, and those under which data are stored.

use domain::{
    calendar::Millis,
    id::Slug,
    locale::LocalizedText,
    notice::purpose::Basis,
    privacy::NoticeSubject,
    survey::{Mode, template::Template},
};
use store::Store;

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(
    a_survey_is_told_of_while_it_is_open_or_keeps_answers,
    an_earlier_version_is_told_of_while_it_keeps_answers,
    answers_of_light_mode_stay,
    answers_of_somebody_are_none_of_light_mode,
    a_notice_of_a_website_is_told_of_while_its_proof_is_kept,
);

fn now() -> Millis {
    Millis(jiff::Timestamp::now().as_millisecond())
}

/// The list: number, whether it is shown now, and for a survey whether it is open.
async fn listed(store: &Store, at: Millis) -> Vec<(u32, bool, Option<bool>)> {
    let open = |of: &NoticeSubject| match of {
        NoticeSubject::Survey { open, .. } => Some(*open),
        NoticeSubject::Site { .. } => None,
    };
    let notices = store.list_notices_in_use(at).await.unwrap();
    notices.iter().map(|notice| (notice.notice.number, notice.current, open(&notice.of))).collect()
}

async fn erase_all(store: &Store) {
    while store.erase_retained(now().plus_months(12 * 20)).await.unwrap() > 0 {}
}

async fn a_survey_is_told_of_while_it_is_open_or_keeps_answers(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    assert_eq!(listed(&store, now()).await, [(1, true, Some(true))], "who answers is told, though nobody has");
    store.close_survey(&survey.survey.slug).await.unwrap();
    assert_eq!(listed(&store, now()).await, [], "closed, and nothing is kept");
}

async fn an_earlier_version_is_told_of_while_it_keeps_answers(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    store.submit_response(sample::response(&survey, 1, 9, "", &[])).await.unwrap();
    let mut changed = Template::Nps.questionnaire(&sample::profile(), Basis::Consent);
    changed.purposes[0].text = LocalizedText::same("Iets anders.");
    let survey = store.publish_version(&survey.survey.slug, &changed).await.unwrap();
    assert_eq!(survey.version.notice.number, 2);
    assert_eq!(listed(&store, now()).await, [(2, true, Some(true)), (1, false, Some(true))]);
    store.close_survey(&survey.survey.slug).await.unwrap();
    assert_eq!(listed(&store, now()).await, [(1, false, Some(false))], "nobody answered under the second");
    erase_all(&store).await;
    assert_eq!(listed(&store, now()).await, []);
}

async fn answers_of_light_mode_stay(store: TestStore) {
    let survey = sample::survey(&store, Template::Helpful).await;
    assert!(survey.version.notice.notice.is_light());
    store.submit_response(sample::response(&survey, 1, 1, "", &[])).await.unwrap();
    store.close_survey(&survey.survey.slug).await.unwrap();
    erase_all(&store).await;
    assert_eq!(listed(&store, now()).await, [(1, false, Some(false))]);
}

async fn answers_of_somebody_are_none_of_light_mode(store: TestStore) {
    let light = sample::survey(&store, Template::Helpful).await;
    let slug = &light.survey.slug;
    let mut full = Template::Helpful.questionnaire(&sample::profile(), Basis::Consent);
    full.mode = Mode::Full;
    full.purposes = Template::Nps.questionnaire(&sample::profile(), Basis::Consent).purposes;
    let full = store.publish_version(slug, &full).await.unwrap();
    store.submit_response(sample::response(&full, 1, 1, "", &[])).await.unwrap();
    store.close_survey(slug).await.unwrap();
    assert_eq!(listed(&store, now()).await, [(2, false, Some(false))], "nobody answered under the first");
    erase_all(&store).await;
    assert_eq!(store.number("SELECT count(*) FROM response WHERE subject IS NOT NULL").await, 1, "its proof is kept");
    assert_eq!(listed(&store, now()).await, []);
}

async fn a_notice_of_a_website_is_told_of_while_its_proof_is_kept(store: TestStore) {
    let site = sample::site(&store).await;
    let retitled = |title: &str| {
        let mut notice = sample::site_notice();
        notice.website.as_mut().unwrap().texts.title = LocalizedText::same(title);
        notice
    };
    let key: &Slug = &site.site.key;
    let second = store.publish_site_notice(key, &retitled("Twee")).await.unwrap();
    assert_eq!(listed(&store, now()).await, [(2, true, None)], "nobody decided under the first");
    store.submit_decision(sample::decision(&second, 1, "own_choice", &["analytics"])).await.unwrap();
    store.publish_site_notice(key, &retitled("Drie")).await.unwrap();
    assert_eq!(listed(&store, now()).await, [(3, true, None), (2, false, None)]);
    assert_eq!(listed(&store, now().plus_months(12 * 7)).await, [(3, true, None)], "its proof period is over");
}
