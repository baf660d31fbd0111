//! Starting, stopping, health and metrics.

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::support::app::{FORM, Fields, TestApp, Way, arguments, on_postgres, on_postgres_that_freezes, spawn_app, spawn_with};

#[tokio::test]
async fn a_request_in_flight_is_finished_and_no_new_one_taken() {
    let mut app = spawn_app().await;
    let body = app.form("nps").await.with("recommend", "9").encoded();
    let host = app.address.strip_prefix("http://").unwrap().to_owned();
    let mut connection = TcpStream::connect(&host).await.unwrap();
    let head = format!(
        "POST /s/nps HTTP/1.1\r\nHost: {host}\r\nContent-Type: {FORM}\r\nContent-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        body.len()
    );
    connection.write_all(head.as_bytes()).await.unwrap();
    // The server asks for the body, so the request is in flight.
    let mut asked = [0; 25];
    connection.read_exact(&mut asked).await.unwrap();
    assert!(asked.starts_with(b"HTTP/1.1 100"));

    app.tell_to_stop();
    // The listener closes before the server waits, so that no new connection is accepted.
    while TcpStream::connect(&host).await.is_ok() {
        tokio::task::yield_now().await;
    }
    connection.write_all(body.as_bytes()).await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    app.stopped().await;
    assert_eq!(app.standing("nps").await, 1);
}

#[tokio::test]
async fn health_says_alive_and_ready() {
    let app = spawn_app().await;
    for path in ["/health/live", "/health/ready"] {
        assert_eq!(app.get(path).await.status, 200, "{path}");
    }
    app.store.clone().close().await;
    assert_eq!(app.get("/health/live").await.status, 200);
    assert_eq!(app.get("/health/ready").await.status, 503);
}

async fn a_frozen_database_is_said_in_words(app: TestApp, way: Way) {
    assert_eq!(app.get("/health/ready").await.status, 200);
    way.freeze();
    // That an answer comes is what counts: the database gives none.
    for _ in 0..2 {
        let ready = app.get("/health/ready").await;
        assert_eq!(ready.status, 503);
        assert!(ready.body.starts_with("not ready: ") && ready.body.contains("did not answer within"), "{}", ready.body);
        assert!(ready.body.lines().count() == 1 && !ready.body.to_lowercase().contains("pool"), "{}", ready.body);
    }
    assert_eq!(app.get("/health/live").await.status, 200);
    way.thaw();
    // Connections that were given up in the middle of an answer are opened anew.
    let ready = async {
        while app.get("/health/ready").await.status != 200 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(120), ready).await.expect("it is ready again");
}

#[tokio::test]
async fn a_frozen_postgres_makes_the_server_not_ready_instead_of_silent() {
    on_postgres_that_freezes(a_frozen_database_is_said_in_words).await;
}

#[tokio::test]
async fn without_a_database_every_page_says_so_and_when_to_come_back() {
    let app = spawn_app().await;
    let fields = app.form("nps").await.with("recommend", "9");
    app.store.clone().close().await;
    let reply = app.post("/s/nps", &fields).await;
    assert_eq!(reply.status, 503);
    assert!(!reply.header("retry-after").is_empty());
    assert!(reply.body.contains("<html") && !reply.body.to_lowercase().contains("sql"), "{}", reply.body);
}

#[tokio::test]
async fn without_a_database_a_respondent_keeps_what_was_typed_and_sends_it_again_once() {
    let app = spawn_app().await;
    let typed = "Het brood was \"oud\" & droog, <b>jammer</b>";
    let fields = app.form("nps").await.with("recommend", "9").with("reason", typed);
    let stored = app.form("nps").await.with("recommend", "3").with("reason", "De rij was veel te lang");
    let receipt = app.post("/s/nps", &stored).await.location().split('?').next().unwrap().to_owned();
    let correction = format!("{receipt}/correct?lang=nl");
    app.store.clone().close().await;
    for address in ["/s/nps?lang=nl", correction.as_str()] {
        let refused = app.post(address, &fields).await;
        assert_eq!((refused.status, refused.header("cache-control")), (503, "no-store"), "{address}");
        let wait: u64 = refused.header("retry-after").parse().unwrap();
        assert!(refused.body.contains("Even niet bereikbaar"), "{address}: {}", refused.body);
        assert!(refused.body.contains(&format!("Wacht {wait} ")), "{address}: {}", refused.body);
        assert!(refused.body.contains(&format!("action=\"{address}\"")), "{address}: {}", refused.body);
        assert!(refused.body.contains("Het brood was") && !refused.body.contains("<b>jammer"), "{address}: {}", refused.body);
        for (name, value) in &fields.0 {
            let kept = refused.hidden_fields().get(name).cloned().unwrap_or_else(|| panic!("{address}: {name} is lost"));
            let kept = kept.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            assert_eq!(&kept, value, "{address}: {name}");
        }
    }
    // A script keeps it itself, what comes from elsewhere is not shown, and a body that is no form is not kept.
    let script = app.post_with("/s/nps", &fields, &[("accept", "application/json")]).await;
    assert!(script.status == 503 && !script.body.contains("Het brood was"), "{}", script.body);
    let forged = app.post_with("/s/nps", &fields, &[("origin", "https://evil.example")]).await;
    assert!(forged.status == 403 && !forged.body.contains("Het brood was"), "{}", forged.body);
    let long = fields.with("reason", &"lang ".repeat(60_000));
    let long = app.post("/s/nps", &long).await;
    assert!(long.status == 413 && !long.body.contains("lang lang"), "{}", long.status);
    let staff = Fields::new(&[("email", "a@voorbeeld.nl"), ("password", "geheim wachtwoord hier")]);
    let staff = app.post("/sign-in", &staff).await;
    assert!(staff.status >= 400 && !staff.body.contains("geheim"), "{}", staff.body);
}

async fn what_was_typed_while_the_database_hung_is_stored_once(app: TestApp) {
    let fields = app.form("nps").await.with("recommend", "9").with("reason", "Het brood was oud en droog");
    let hanging = app.hang();
    let refused = app.post("/s/nps?lang=en", &fields).await;
    hanging.let_go();
    assert_eq!(refused.status, 503);
    let again = refused.hidden_fields();
    let again = Fields::new(&again.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>());
    assert_eq!(app.post("/s/nps?lang=en", &again).await.status, 303);
    assert_eq!(app.standing("nps").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_while_the_database_hung_is_stored_once_on_postgres() {
    on_postgres(what_was_typed_while_the_database_hung_is_stored_once).await;
}

#[tokio::test]
async fn metrics_stand_on_an_address_of_their_own_and_name_no_token() {
    let mut args = arguments();
    args.metrics_addr = Some(([127, 0, 0, 1], 0).into());
    let app = spawn_with(args).await;
    let fields = app.form("nps").await.with("recommend", "9");
    let location = app.post("/s/nps", &fields).await.location().to_owned();
    app.get(&location).await;
    let metrics = app.get(&format!("{}/metrics", app.metrics.as_ref().unwrap())).await;
    for line in [
        r#"klankbord_http_requests_total{route="/s/{slug}",method="POST",status="303"} 1"#,
        r#"klankbord_http_requests_total{route="/r/{code}",method="GET",status="200"} 1"#,
        r#"klankbord_submissions_total{outcome="stored"} 1"#,
    ] {
        assert!(metrics.body.contains(line), "{line} in {}", metrics.body);
    }
    assert!(!metrics.body.contains(&app.code(&fields.key()).await.to_string()));
    assert_eq!(app.get("/metrics").await.status, 404, "not where visitors are");
}
