//! Accounts: the set-up link, signing in and out, and the pages that need a session.

use domain::{
    account::role::{Rights, Role},
    calendar::Millis,
};
use jiff::Timestamp;
use server::account::token::Token;

use crate::support::{
    accounts::{EMAIL, PASSWORD, account, sign_in, signed_in},
    app::{Fields, Reply, TestApp, arguments, spawn_app, spawn_with},
};

async fn setup_link(app: &TestApp, hours: i64) -> String {
    let organisation = app.store.find_organisation().await.unwrap().unwrap();
    let token = Token::random();
    let expires_at = Millis(Timestamp::now().as_millisecond() + hours * 3_600_000);
    app.store.create_setup_link(&token.hash(), organisation.id, None, &Rights::of(Role::Owner), expires_at).await.unwrap();
    format!("/setup/{token}")
}

#[tokio::test]
async fn a_setup_link_makes_one_account() {
    let app = spawn_app().await;
    let link = setup_link(&app, 24).await;
    assert_eq!(app.get(&link).await.status, 200);
    for (email, password) in
        [("", PASSWORD), ("no address", PASSWORD), (EMAIL, ""), (EMAIL, "too short"), (EMAIL, "passwordpassword")]
    {
        let reply = app.post(&link, &Fields::new(&[("email", email), ("password", password)])).await;
        assert_eq!(reply.status, 422, "{email} {password}");
    }
    assert!(app.store.list_users().await.unwrap().is_empty());
    let good = Fields::new(&[("email", EMAIL), ("password", PASSWORD)]);
    let made = app.post(&link, &good).await;
    assert_eq!(made.location(), "/admin");
    assert_eq!(app.get_with("/admin", &[("cookie", &made.cookie())]).await.status, 200);
    assert_eq!(app.get(&link).await.status, 404, "the link works once");
    assert_eq!(app.post(&link, &Fields::new(&[("email", "b@voorbeeld.nl"), ("password", PASSWORD)])).await.status, 404);
    assert_eq!(app.store.list_users().await.unwrap().len(), 1);

    let expired = setup_link(&app, -1).await;
    assert_eq!(app.get(&expired).await.status, 404);
    assert_eq!(app.post(&expired, &good).await.status, 404);
}

#[tokio::test]
async fn a_failed_sign_in_says_the_same_whoever_exists() {
    let app = spawn_app().await;
    account(&app).await;
    let wrong = sign_in(&app, EMAIL, "een verkeerd wachtwoord", "").await;
    let unknown = sign_in(&app, "niemand@voorbeeld.nl", PASSWORD, "").await;
    assert_eq!((wrong.status, unknown.status), (422, 422));
    let neutral = |reply: &Reply, email: &str| reply.body.replace(&reply.nonce(), "N").replace(email, "E");
    assert_eq!(neutral(&wrong, EMAIL), neutral(&unknown, "niemand@voorbeeld.nl"));
    assert_eq!(wrong.header("set-cookie"), "");
    assert!(!wrong.body.contains("een verkeerd wachtwoord"));
    assert_eq!(sign_in(&app, "Marketeer@Voorbeeld.NL", PASSWORD, "").await.status, 303, "capitals do not matter");
}

#[tokio::test]
async fn too_many_failures_are_throttled_whoever_exists() {
    let app = spawn_app().await;
    account(&app).await;
    for email in [EMAIL, "niemand@voorbeeld.nl"] {
        for _ in 0..5 {
            assert_eq!(sign_in(&app, email, "kort", "").await.status, 422);
        }
        let throttled = sign_in(&app, email, PASSWORD, "").await;
        assert_eq!(throttled.status, 429, "{email}");
        assert!((1..=31).contains(&throttled.header("retry-after").parse::<u64>().unwrap()));
    }
    assert_eq!(sign_in(&app, "iemand@voorbeeld.nl", PASSWORD, "").await.status, 429, "this client guesses");
}

#[tokio::test]
async fn wrong_passwords_from_elsewhere_never_lock_the_owner_out() {
    let mut args = arguments();
    args.trusted_proxy = vec!["127.0.0.1/32".parse().unwrap()];
    let app = spawn_with(args).await;
    account(&app).await;
    let attempt = async |from: &str, password: &str, cookie: &str| {
        let fields = Fields::new(&[("email", EMAIL), ("password", password), ("next", "")]);
        app.post_with("/sign-in", &fields, &[("x-forwarded-for", from), ("cookie", cookie)]).await
    };
    let first = attempt("192.0.2.1", PASSWORD, "").await;
    let device = first.cookie_of("klankbord_device");
    for round in 0..20 {
        let status = attempt("198.51.100.1", "verkeerd wachtwoord", "").await.status;
        assert_eq!(status, if round < 5 { 422 } else { 429 }, "{round}");
    }
    assert_eq!(attempt("198.51.100.1", PASSWORD, "").await.status, 429, "who guesses waits");
    assert_eq!(attempt("192.0.2.7", PASSWORD, "").await.status, 303, "a new browser elsewhere");
    assert_eq!(attempt("198.51.100.1", PASSWORD, &device).await.status, 303, "a known browser, even at the same address");
    let forged = format!("klankbord_device={}", Token::random());
    assert_eq!(attempt("198.51.100.1", PASSWORD, &forged).await.status, 429);
}

#[tokio::test]
async fn signing_in_again_ends_the_session_of_this_browser_only() {
    let app = spawn_app().await;
    let (here, elsewhere) = (signed_in(&app).await, sign_in(&app, EMAIL, PASSWORD, "").await.cookie());
    let fields = Fields::new(&[("email", EMAIL), ("password", PASSWORD), ("next", "")]);
    let again = app.post_with("/sign-in", &fields, &[("cookie", &here)]).await.cookie();
    for (cookie, status) in [(here, 303), (elsewhere, 200), (again, 200)] {
        assert_eq!(app.get_with("/admin", &[("cookie", &cookie)]).await.status, status);
    }
}

#[tokio::test]
async fn one_is_sent_on_within_this_host_only() {
    let app = spawn_app().await;
    account(&app).await;
    for (next, expected) in [
        ("/admin/surveys/nps?period=week", "/admin/surveys/nps?period=week"),
        ("", "/admin"),
        ("https://evil.example", "/admin"),
        ("//evil.example", "/admin"),
        ("/\\evil.example", "/admin"),
        ("javascript:alert(1)", "/admin"),
    ] {
        let reply = sign_in(&app, EMAIL, PASSWORD, next).await;
        assert_eq!(reply.location(), expected, "{next}");
        let cookie = reply.cookie();
        let next = percent_encoding::utf8_percent_encode(next, percent_encoding::NON_ALPHANUMERIC);
        let again = app.get_with(&format!("/sign-in?next={next}"), &[("cookie", &cookie)]).await;
        assert_eq!(again.location(), expected, "{next}, signed in already");
    }
}

#[tokio::test]
async fn who_is_not_signed_in_is_sent_to_sign_in() {
    let app = spawn_app().await;
    for (path, expected) in [
        ("/admin", "/sign-in"),
        ("/admin/surveys/nps", "/sign-in?next=%2Fadmin%2Fsurveys%2Fnps"),
        ("/admin/surveys/nps/export.csv?locale=nl", "/sign-in?next=%2Fadmin%2Fsurveys%2Fnps%2Fexport%2Ecsv%3Flocale%3Dnl"),
        ("/admin/surveys/nps/codebook.csv", "/sign-in?next=%2Fadmin%2Fsurveys%2Fnps%2Fcodebook%2Ecsv"),
    ] {
        assert_eq!(app.get(path).await.location(), expected);
        let made_up = format!("klankbord={}", Token::random());
        assert_eq!(app.get_with(path, &[("cookie", &made_up)]).await.location(), expected);
    }
}

#[tokio::test]
async fn signing_out_ends_one_session_or_all() {
    let app = spawn_app().await;
    let first = signed_in(&app).await;
    let again = async || sign_in(&app, EMAIL, PASSWORD, "").await.cookie();
    let (second, third) = (again().await, again().await);
    let status = async |cookie: &str| app.get_with("/admin", &[("cookie", cookie)]).await.status;
    let out = app.post_with("/sign-out", &Fields::new(&[]), &[("cookie", &first)]).await;
    assert_eq!(out.location(), "/sign-in?signed-out=here");
    assert!(out.header("set-cookie").starts_with("klankbord=; "), "{}", out.header("set-cookie"));
    assert_eq!((status(&first).await, status(&second).await), (303, 200));
    let everywhere = app.post_with("/sign-out-everywhere", &Fields::new(&[]), &[("cookie", &second)]).await;
    assert_eq!(everywhere.location(), "/sign-in?signed-out=everywhere");
    assert_eq!((status(&second).await, status(&third).await), (303, 303));
}

#[tokio::test]
async fn the_session_cookie_is_kept_from_scripts_and_other_sites() {
    let app = spawn_app().await;
    account(&app).await;
    let reply = sign_in(&app, EMAIL, PASSWORD, "").await;
    for part in ["; HttpOnly", "; SameSite=Lax", "; Path=/"] {
        assert!(reply.header("set-cookie").contains(part), "{}", reply.header("set-cookie"));
    }
    let cookie = reply.cookie();
    let forged = [("cookie", cookie.as_str()), ("origin", "https://evil.example")];
    assert_eq!(app.post_with("/sign-out", &Fields::new(&[]), &forged).await.status, 403);
    assert_eq!(app.get_with("/admin", &[("cookie", &reply.cookie())]).await.status, 200);
}
