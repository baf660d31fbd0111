//! The guards before every handler: origin, headers, limits.

use reqwest::Method;
use server::http::{guard::rate_limit::RateLimit, public_url::PublicUrl};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::support::app::{FORM, Fields, TestApp, arguments, spawn_app, spawn_with};

#[tokio::test]
async fn a_forged_origin_is_refused_and_spends_no_key() {
    let app = spawn_app().await;
    let fields = app.form("nps").await.with("recommend", "9");
    let own = app.address.clone();
    let https = own.replace("http://", "https://");
    for forged in [
        vec![("origin", "https://evil.example")],
        vec![("origin", "null")],
        vec![("origin", "")],
        vec![("origin", "http://127.0.0.1:1")],
        vec![("origin", &*own), ("sec-fetch-site", "cross-site")],
        vec![("origin", &*own), ("sec-fetch-site", "same-site")],
        vec![("sec-fetch-site", "cross-site")],
        vec![("origin", &*own), ("origin", "https://evil.example")],
    ] {
        let reply = app.post_with("/s/nps", &fields, &forged).await;
        assert_eq!(reply.status, 403, "{forged:?}");
        assert!(reply.body.contains("<html"), "{forged:?}: no page");
        assert_eq!(app.standing("nps").await, 0, "{forged:?}");
    }
    let again = |headers: Vec<(&'static str, String)>| {
        let app = &app;
        let fields = fields.clone();
        async move {
            let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
            app.post_with("/s/nps", &fields, &headers).await.status
        }
    };
    for own in [
        vec![],
        vec![("origin", own)],
        vec![("origin", https)],
        vec![("sec-fetch-site", "same-origin".to_owned())],
        vec![("sec-fetch-site", "none".to_owned())],
    ] {
        assert_eq!(again(own.clone()).await, 303, "{own:?}");
    }
    assert_eq!(app.standing("nps").await, 1);
}

#[tokio::test]
async fn with_a_public_url_only_that_origin_counts() {
    let mut args = arguments();
    args.public_url = Some(PublicUrl::parse("https://klankbord.example.org").unwrap());
    let app = spawn_with(args).await;
    let fields = app.form("nps").await.with("recommend", "9");
    for (origin, expected) in
        [(app.address.as_str(), 403), ("http://klankbord.example.org", 403), ("https://klankbord.example.org", 303)]
    {
        assert_eq!(app.post_with("/s/nps", &fields, &[("origin", origin)]).await.status, expected, "{origin}");
    }
    let reply = app.get("/").await;
    assert!(reply.header("strict-transport-security").starts_with("max-age="));
}

/// The paths of the router's own table, so that no route is missed here.
fn routes() -> Vec<&'static str> {
    let table = include_str!("../../src/router.rs");
    let public = table.split("pub fn metrics_router").next().unwrap();
    public.split(".route(\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[tokio::test]
async fn every_route_answers_with_the_security_headers() {
    let app = spawn_app().await;
    let routes = routes();
    assert!(routes.len() >= 15 && routes.contains(&"/s/{slug}"), "{routes:?}");
    for route in routes.into_iter().chain(["/nothing"]) {
        let path =
            route.replace("{slug}", "nps").replace("{code}", &"A".repeat(43)).replace("{token}", "x").replace("{file}", "x");
        for method in [Method::GET, Method::POST] {
            let reply = app.send(method.clone(), &path, &[("content-type", FORM)], Vec::new()).await;
            assert!(reply.status < 500, "{method} {path}: {}", reply.status);
            let policy = reply.header("content-security-policy");
            for part in [
                "default-src 'none'",
                "base-uri 'none'",
                "frame-ancestors 'none'",
                "form-action 'self'",
                "script-src 'self' 'nonce-",
            ] {
                assert!(policy.contains(part), "{method} {path}: {part} in {policy}");
            }
            assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
            let has_islands = route == "/s/{slug}" || (route, &method) == ("/verify", &Method::GET);
            assert_eq!(policy.contains("'wasm-unsafe-eval'"), has_islands, "{method} {path}: {policy}");
            assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(reply.header("referrer-policy"), "same-origin", "{path}");
            assert_eq!(reply.header("cross-origin-opener-policy"), "same-origin", "{path}");
            assert_eq!(reply.header("server"), "", "{path}");
            for shown in reply.body.split("nonce=\"").skip(1) {
                assert_eq!(shown.split('"').next().unwrap(), reply.nonce(), "{path}");
            }
        }
    }
    let (one, other) = (app.get("/s/nps").await, app.get("/s/nps").await);
    assert!(one.body.contains("nonce=\""), "the script of the page has the nonce of the policy");
    assert_ne!(one.nonce(), other.nonce());
}

#[tokio::test]
async fn who_asks_too_much_waits_and_health_is_exempt() {
    let mut args = arguments();
    args.rate_limit = RateLimit::PerMinute { posts: 2, reads: 3 };
    args.trusted_proxy = vec!["127.0.0.1/32".parse().unwrap()];
    let app = spawn_with(args).await;
    let from = |client: &'static str| [("x-forwarded-for", client)];
    for _ in 0..3 {
        assert_eq!(app.get_with("/", &from("192.0.2.1")).await.status, 200);
    }
    let limited = app.get_with("/", &from("192.0.2.1")).await;
    assert_eq!(limited.status, 429);
    assert!((1..=21).contains(&limited.header("retry-after").parse::<u64>().unwrap()));
    assert!(limited.body.contains("<html"));
    assert_eq!(app.get_with("/", &from("192.0.2.2")).await.status, 200, "another client");
    for _ in 0..10 {
        assert_eq!(app.get_with("/health/live", &from("192.0.2.1")).await.status, 200);
        assert_eq!(app.get_with("/health/ready", &from("192.0.2.1")).await.status, 200);
    }
    let post = async || app.post_with("/s/none", &Fields::new(&[]), &from("2001:db8::1")).await.status;
    assert_eq!((post().await, post().await, post().await), (404, 404, 429));
    assert_eq!(app.post_with("/s/none", &Fields::new(&[]), &from("2001:db8::2")).await.status, 429, "the same /64");
}

#[tokio::test]
async fn a_respondent_over_the_limit_keeps_what_was_typed_and_sends_it_again() {
    let mut args = arguments();
    args.rate_limit = RateLimit::PerMinute { posts: 1, reads: 100 };
    args.trusted_proxy = vec!["127.0.0.1/32".parse().unwrap()];
    let app = spawn_with(args).await;
    let typed = "Het brood was \"oud\" & droog, <b>jammer</b>";
    let fields = app.form("nps").await.with("recommend", "9").with("reason", typed);
    let from = [("x-forwarded-for", "192.0.2.1"), ("accept-language", "nl")];
    app.post_with("/s/none", &Fields::new(&[]), &from).await;
    let refused = app.post_with("/s/nps?lang=nl", &fields, &from).await;
    assert_eq!((refused.status, refused.header("cache-control")), (429, "no-store"));
    let wait: u64 = refused.header("retry-after").parse().unwrap();
    assert!(refused.body.contains("Het brood was") && !refused.body.contains("<b>jammer"), "{}", refused.body);
    assert!(refused.body.contains(&format!("Wacht {wait} ")), "{}", refused.body);
    assert!(refused.body.contains("action=\"/s/nps?lang=nl\""), "{}", refused.body);
    for (name, value) in &fields.0 {
        let kept = refused.hidden_fields().get(name).cloned().unwrap_or_else(|| panic!("{name} is lost"));
        let kept = kept.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        assert_eq!(&kept, value, "{name}");
    }
    assert_eq!(app.standing("nps").await, 0);
    let sent_again = app.post_with("/s/nps?lang=nl", &fields, &[("x-forwarded-for", "192.0.2.2")]).await;
    assert_eq!(sent_again.status, 303);
    // What comes from elsewhere, and what is not typed by a respondent, is not shown again.
    let forged = [("x-forwarded-for", "192.0.2.3"), ("origin", "https://evil.example")];
    app.post_with("/s/nps", &fields, &forged).await;
    let forged = app.post_with("/s/nps", &fields, &forged).await;
    assert!(forged.status == 429 && !forged.body.contains("Het brood was"), "{}", forged.body);
    let staff = Fields::new(&[("email", "a@voorbeeld.nl"), ("password", "geheim wachtwoord hier")]);
    let staff = app.post_with("/sign-in", &staff, &from).await;
    assert!(staff.status == 429 && !staff.body.contains("geheim"), "{}", staff.body);
}

#[tokio::test]
async fn behind_a_proxy_that_is_not_declared_answers_have_one_wide_limit() {
    let mut args = arguments();
    args.rate_limit = RateLimit::PerMinute { posts: 2, reads: 100 };
    let app = spawn_with(args.clone()).await;
    assert_eq!(app.get("/health/ready").await.body, "ready\n");
    let forwarded = [("x-forwarded-for", "192.0.2.1")];
    let post = async |path: &'static str| app.post_with(path, &Fields::new(&[]), &forwarded).await.status;
    for i in 0..100 {
        assert_eq!(post("/s/none").await, 404, "{i}");
    }
    assert_eq!(post("/s/none").await, 429, "wide, not endless");
    assert_eq!((post("/sign-in").await, post("/sign-in").await, post("/sign-in").await), (422, 422, 429), "of staff as before");
    let told = app.get("/health/ready").await;
    assert_eq!(told.status, 200);
    assert!(told.body.contains("--trusted-proxy 127.0.0.1"), "{}", told.body);

    let direct = spawn_with(args.clone()).await;
    let post = async || direct.post("/s/none", &Fields::new(&[])).await.status;
    assert_eq!((post().await, post().await, post().await), (404, 404, 429), "without forwarding");

    args.trusted_proxy = vec!["127.0.0.1/32".parse().unwrap()];
    let declared = spawn_with(args).await;
    declared.post_with("/s/none", &Fields::new(&[]), &forwarded).await;
    assert_eq!(declared.get("/health/ready").await.body, "ready\n");
}

#[tokio::test]
async fn the_default_limit_leaves_room_for_60_posts_and_600_reads() {
    let mut args = arguments();
    args.rate_limit = RateLimit::DEFAULT;
    let app = spawn_with(args).await;
    for _ in 0..60 {
        assert_eq!(app.post("/s/none", &Fields::new(&[])).await.status, 404);
    }
    for _ in 0..600 {
        assert_eq!(app.get("/").await.status, 200);
    }
}

#[tokio::test]
async fn pages_are_compressed_for_who_accepts_it() {
    let app = spawn_app().await;
    let plain = app.get("/s/nps").await;
    assert_eq!(plain.header("content-encoding"), "");
    let response = app.get_bytes("/s/nps", &[("accept-encoding", "br")]).await;
    assert_eq!(response.0.get("content-encoding").unwrap(), "br");
    assert!(response.1 < plain.body.len() / 2, "{} of {}", response.1, plain.body.len());
}

/// The status of a request with these lines, written as they are.
async fn raw(app: &TestApp, head: &str) -> String {
    let mut connection = TcpStream::connect(app.address.strip_prefix("http://").unwrap()).await.unwrap();
    connection.write_all(format!("{head}\r\nConnection: close\r\n\r\n").as_bytes()).await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    answer.split_whitespace().nth(1).unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_request_has_one_host_that_can_be_read() {
    let app = spawn_app().await;
    for (hosts, status) in [
        ("Host: klankbord.example.org", "200"),
        ("", "400"),
        ("Host: a.example\r\nHost: b.example", "400"),
        ("Host: a.example\r\nHost: a.example", "400"),
        ("Host: a.example/path", "400"),
        ("Host: user@a.example", "400"),
    ] {
        let hosts = if hosts.is_empty() { String::new() } else { format!("\r\n{hosts}") };
        assert_eq!(raw(&app, &format!("GET /s/nps HTTP/1.1{hosts}")).await, status, "{hosts}");
    }
    assert_eq!(raw(&app, "GET /health/live HTTP/1.0").await, "200", "monitoring may send none");
}

#[tokio::test]
async fn the_signed_record_has_our_address_whatever_host_is_named() {
    let app = spawn_app().await;
    let fields = app.form("nps").await.with("recommend", "9");
    assert_eq!(app.post_with("/s/nps", &fields, &[("host", "evil.example")]).await.status, 303);
    let receipt = app.store.find_receipt(&app.code(&fields.key()).await).await.unwrap().unwrap();
    assert_eq!(receipt.history[0].origin, app.address);
}
