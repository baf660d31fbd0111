//! Tests of the audit log.

use domain::{
    account::{
        access_log::{Access, AccessKind},
        audit::{Audit, AuditAction, NotedAudit, RESPONDENT},
        role::{Rights, Role},
    },
    calendar::Millis,
    contact::EmailAddress,
    hash::Sha256Hash,
    id::{OrganisationId, Slug, key},
    import::Provenance,
    notice::purpose::Basis,
    receipt::response::Erasure,
    survey::template::Template,
};
use sea_orm::ConnectionTrait as _;
use store::{Decided, ImportFile, KeysOfRemoved, NewSession};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(
    deeds_are_listed_newest_first_in_pages_and_by_action,
    what_accounts_do_is_in_the_log,
    entries_end_and_are_never_changed,
    an_organisation_sees_its_own_entries,
    an_import_is_in_the_log_from_its_begin_to_its_undoing,
    what_a_person_erases_is_in_the_log_without_the_person,
    what_a_visitor_erases_is_in_the_log_without_the_visitor
);

async fn organisation(store: &TestStore) -> OrganisationId {
    store.create_organisation(&sample::profile()).await.unwrap().id
}

async fn all(store: &TestStore, organisation: OrganisationId) -> Vec<NotedAudit> {
    store.list_audit(organisation, None, None, 100).await.unwrap()
}

async fn deeds_are_listed_newest_first_in_pages_and_by_action(store: TestStore) {
    let organisation = organisation(&store).await;
    for number in 0..5 {
        let audit = Audit::new("klankbord site", AuditAction::NoticePublished, "demo").with(format!("version {number}"));
        store.note_audit(organisation, &audit).await.unwrap();
    }
    let access = Access {
        who: "a@voorbeeld.nl".to_owned(),
        kind: AccessKind::Export,
        survey: Slug::parse("nps").unwrap(),
        detail: "format=csv".to_owned(),
    };
    store.note_access(organisation, &access).await.unwrap();
    let listed = all(&store, organisation).await;
    assert_eq!(listed.len(), 6);
    assert!(listed.is_sorted_by(|one, next| one.id > next.id && one.at >= next.at));
    let (mut paged, mut before) = (Vec::new(), None);
    loop {
        let page = store.list_audit(organisation, None, before, 2).await.unwrap();
        let Some(last) = page.last() else { break };
        before = Some(last.id);
        paged.extend(page);
    }
    assert_eq!(paged, listed);
    let exported = store.list_audit(organisation, Some(AuditAction::Exported), None, 10).await.unwrap();
    let expected = Audit::new("a@voorbeeld.nl", AuditAction::Exported, "nps").with("format=csv");
    assert_eq!(exported.iter().map(|noted| &noted.audit).collect::<Vec<_>>(), [&expected]);
    assert_eq!(store.list_audit(organisation, Some(AuditAction::NoticePublished), None, 10).await.unwrap().len(), 5);
    assert!(store.list_audit(organisation, Some(AuditAction::Erased), None, 10).await.unwrap().is_empty());
}

async fn what_accounts_do_is_in_the_log(store: TestStore) {
    let organisation = organisation(&store).await;
    let email = EmailAddress::parse("ada@voorbeeld.nl").unwrap();
    let user = store.create_user(organisation, &email, "hash", &Rights::of(Role::Owner)).await.unwrap();
    let token = |text: &str| Sha256Hash::of(text.as_bytes());
    let later = Millis(i64::MAX);
    let session = NewSession {
        token: token("s"),
        user: user.id,
        at: Millis(0),
        expires_at: later,
        replaced: None,
        device: (token("d"), later),
    };
    store.create_session(&session).await.unwrap();
    store.delete_session(&token("s")).await.unwrap();
    store.delete_session(&token("s")).await.unwrap();
    store.set_password(&email, "new").await.unwrap();
    store.create_setup_link(&token("l"), organisation, Some(&email), &Rights::of(Role::Reader), later).await.unwrap();
    store.remove_user(&email, KeysOfRemoved::NotChosen, "klankbord user").await.unwrap();
    let mut done: Vec<_> = all(&store, organisation).await.into_iter().map(|noted| noted.audit.action).collect();
    done.sort_by_key(|action| action.name());
    let mut expected = [
        AuditAction::AccountMade,
        AuditAction::SignedIn,
        AuditAction::SignedOut,
        AuditAction::PasswordSet,
        AuditAction::SetupLinkMade,
        AuditAction::AccountRemoved,
    ];
    expected.sort_by_key(|action| action.name());
    assert_eq!(done, expected);
}

async fn entries_end_and_are_never_changed(store: TestStore) {
    let organisation = organisation(&store).await;
    store.note_audit(organisation, &Audit::new("a", AuditAction::KeyMade, "x")).await.unwrap();
    let [noted] = &all(&store, organisation).await[..] else { panic!("one entry") };
    assert!(store.raw.execute_unprepared("UPDATE audit_event SET actor = 'somebody else'").await.is_err());
    assert_eq!(all(&store, organisation).await, std::slice::from_ref(noted));
    let (then, later) = (noted.at, Millis(noted.at.0 + 1));
    assert_eq!((store.count_old_audit(then).await.unwrap(), store.delete_old_audit(then).await.unwrap()), (0, 0));
    assert_eq!((store.count_old_audit(later).await.unwrap(), store.delete_old_audit(later).await.unwrap()), (1, 1));
    assert!(all(&store, organisation).await.is_empty());
}

async fn an_organisation_sees_its_own_entries(store: TestStore) {
    let (one, other) = (organisation(&store).await, organisation(&store).await);
    store.note_audit(one, &Audit::new("a", AuditAction::KeyMade, "x")).await.unwrap();
    assert_eq!((all(&store, one).await.len(), all(&store, other).await.len()), (1, 0));
}

/// The entries of an organisation, the oldest first: actor, action, object.
async fn deeds(store: &TestStore, organisation: OrganisationId) -> Vec<(String, AuditAction, String)> {
    let listed = all(store, organisation).await.into_iter().rev();
    listed.map(|noted| (noted.audit.actor, noted.audit.action, noted.audit.object.unwrap_or_default())).collect()
}

async fn an_import_is_in_the_log_from_its_begin_to_its_undoing(store: TestStore) {
    let survey = sample::survey(&store, Template::Csat).await;
    let provenance = Provenance {
        legal_basis: Basis::Contract,
        notice: "Privacyverklaring 2025".to_owned(),
        collected_by: "Bakkerij Van Dam".to_owned(),
        purposes: vec![key("analysis")],
        retention_months: None,
        decided_at: None,
    };
    let file = ImportFile { by: "klankbord import".to_owned(), ..ImportFile::named("a.csv") };
    let begin = async || store.begin_import(&survey, &provenance, &file).await.unwrap();
    let import = begin().await;
    let id = import.id();
    import.interrupt().await.unwrap();
    begin().await.finish().await.unwrap();
    let mut undo = store.begin_undo(id, "klankbord import undo").await.unwrap();
    while undo.step().await.unwrap() {}
    let by = |who: &str, action| (who.to_owned(), action, survey.survey.slug.to_string());
    let expected = [
        by("klankbord import", AuditAction::ImportBegun),
        by("klankbord import", AuditAction::ImportInterrupted),
        by("klankbord import", AuditAction::ImportResumed),
        by("klankbord import", AuditAction::Imported),
        by("klankbord import undo", AuditAction::ImportUndoBegun),
        by("klankbord import undo", AuditAction::ImportUndone),
    ];
    assert_eq!(deeds(&store, survey.organisation.id).await, expected);
    for noted in all(&store, survey.organisation.id).await {
        assert!(noted.audit.detail.unwrap().contains(&format!("import={id}")));
    }
}

async fn what_a_person_erases_is_in_the_log_without_the_person(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let response = sample::response(&survey, 1, 9, "Lekker brood", &[]);
    let code = sample::code(&store, response.key).await;
    store.submit_response(response).await.unwrap();
    for erasure in [Erasure::Answers, Erasure::Answers, Erasure::Everything] {
        store.erase(&code, erasure, "https://voorbeeld.nl").await.unwrap();
    }
    let listed = all(&store, survey.organisation.id).await;
    let erased = |scope: &str| Audit::new(RESPONDENT, AuditAction::ErasedByRespondent, survey.survey.slug.as_str()).with(scope);
    let found: Vec<_> = listed.into_iter().map(|noted| noted.audit).collect();
    assert_eq!(found, [erased("everything"), erased("answers")], "what is erased is not erased again");
}

async fn what_a_visitor_erases_is_in_the_log_without_the_visitor(store: TestStore) {
    let site = sample::site(&store).await;
    let decision = sample::decision(&site, 1, "own_choice", &["marketing"]);
    let code = sample::code(&store, decision.decision.key).await;
    assert!(matches!(store.submit_decision(decision).await.unwrap(), Decided::Recorded(_)));
    store.erase_decision(&code, "https://voorbeeld.nl").await.unwrap();
    let by = (RESPONDENT.to_owned(), AuditAction::ErasedByRespondent, site.site.key.to_string());
    assert_eq!(deeds(&store, site.organisation.id).await, [by]);
}
