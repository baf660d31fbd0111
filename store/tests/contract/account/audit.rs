//! Tests of the audit log.

use domain::{
    account::{
        access_log::{Access, AccessKind},
        audit::{Audit, AuditAction, NotedAudit},
        role::{Rights, Role},
    },
    calendar::Millis,
    contact::EmailAddress,
    hash::Sha256Hash,
    id::{OrganisationId, Slug},
};
use sea_orm::ConnectionTrait as _;
use store::{KeysOfRemoved, NewSession};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(
    deeds_are_listed_newest_first_in_pages_and_by_action,
    what_accounts_do_is_in_the_log,
    entries_end_and_are_never_changed,
    an_organisation_sees_its_own_entries
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
