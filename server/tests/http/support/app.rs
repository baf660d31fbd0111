//! A server for a test, and a client without cookies or redirects for it.

use std::{
    collections::HashMap,
    io::{BufRead as _, BufReader, Write as _},
    process::{Child, Command, Stdio},
    time::Duration,
};

use domain::{
    id::Slug,
    locale::Locale,
    notice::Notice,
    response::filter::ResultsFilter,
    site::{SiteSettings, WebOrigin},
    submission_key::{ReceiptCode, SubmissionKey},
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::{Method, header::HeaderMap};
use server::{
    config::AuditArgs,
    demo::load_demo,
    http::guard::rate_limit::RateLimit,
    ledger::{
        args::{LedgerArgs, WitnessArgs},
        key_file::KeyFile,
    },
    serve::{Server, args::ServeArgs},
};
use store::Store;
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::{oneshot, watch},
    task::JoinHandle,
};

pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// A running server with the demo organisation's surveys.
pub(crate) struct TestApp {
    pub(crate) address: String,
    pub(crate) metrics: Option<String>,
    pub(crate) store: Store,
    pub(crate) url: String,
    client: reqwest::Client,
    stop: Option<oneshot::Sender<()>>,
    running: Option<JoinHandle<()>>,
    _folder: TempDir,
}

/// An answer as received.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

/// The fields of a form, to be changed and sent.
#[derive(Clone, Debug)]
pub(crate) struct Fields(pub(crate) Vec<(String, String)>);

/// The default arguments, with any free port.
pub(crate) fn arguments() -> ServeArgs {
    ServeArgs {
        addr: ([127, 0, 0, 1], 0).into(),
        public_url: None,
        metrics_addr: None,
        trusted_proxy: Vec::new(),
        rate_limit: RateLimit::Off,
        audit: AuditArgs { audit_months: 24 },
        own_site: Slug::parse("klankbord").unwrap(),
        load_demo_if_new: true,
        nightly_backup: false,
        backup_dir: None,
        new: false,
        ledger: LedgerArgs::default(),
        witness: WitnessArgs::default(),
        refreshes_rest: false,
    }
}

/// On SQLite, with the usual arguments.
pub(crate) async fn spawn_app() -> TestApp {
    spawn_with(arguments()).await
}

/// On SQLite.
pub(crate) async fn spawn_with(args: ServeArgs) -> TestApp {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("test.db").display());
    spawn_on(&url, args, folder).await
}

/// Runs a test against a server on PostgreSQL.
pub(crate) async fn on_postgres<F: Future<Output = ()>>(test: fn(TestApp) -> F) {
    let Ok(server) = std::env::var("KLANKBORD_TEST_POSTGRES_URL") else {
        println!("skipped: KLANKBORD_TEST_POSTGRES_URL is not set");
        return;
    };
    let name = format!("klankbord_http_{}", uuid::Uuid::new_v4().simple());
    psql(&server, &format!("CREATE DATABASE {name}"));
    let (base, _) = server.rsplit_once('/').expect("the address names a database");
    let folder = tempfile::tempdir().unwrap();
    test(spawn_on(&format!("{base}/{name}"), arguments(), folder).await).await;
    psql(&server, &format!("DROP DATABASE {name} WITH (FORCE)"));
}

/// Runs a test against a server on PostgreSQL, the way to which can be frozen.
pub(crate) async fn on_postgres_that_freezes<F: Future<Output = ()>>(test: fn(TestApp, Way) -> F) {
    let Ok(server) = std::env::var("KLANKBORD_TEST_POSTGRES_URL") else {
        println!("skipped: KLANKBORD_TEST_POSTGRES_URL is not set");
        return;
    };
    let name = format!("klankbord_http_{}", uuid::Uuid::new_v4().simple());
    psql(&server, &format!("CREATE DATABASE {name}"));
    let (start, place) = server.split_once('@').map_or(("postgres://", &server[..]), |(user, rest)| (user, rest));
    let place = place.trim_start_matches("postgres://").split('/').next().expect("the address names a database").to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let here = listener.local_addr().unwrap();
    let way = Way(watch::channel(false).0);
    let forwarding = tokio::spawn(forward(listener, place, way.0.subscribe()));
    let joint = if server.contains('@') { "@" } else { "" };
    let folder = tempfile::tempdir().unwrap();
    test(spawn_on(&format!("{start}{joint}{here}/{name}"), arguments(), folder).await, way).await;
    forwarding.abort();
    psql(&server, &format!("DROP DATABASE {name} WITH (FORCE)"));
}

/// The way to a database. While it is frozen, connections are taken and kept, and nothing is answered.
pub(crate) struct Way(watch::Sender<bool>);

impl Way {
    pub(crate) fn freeze(&self) {
        self.0.send_replace(true);
    }

    pub(crate) fn thaw(&self) {
        self.0.send_replace(false);
    }
}

async fn forward(listener: TcpListener, place: String, frozen: watch::Receiver<bool>) {
    while let Ok((client, _)) = listener.accept().await {
        let (place, frozen) = (place.clone(), frozen.clone());
        tokio::spawn(async move {
            let Ok(database) = TcpStream::connect(place).await else { return };
            let ((from, to), (back, answer)) = (client.into_split(), database.into_split());
            tokio::join!(pump(from, answer, frozen.clone()), pump(back, to, frozen));
        });
    }
}

async fn pump(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, mut frozen: watch::Receiver<bool>) {
    let mut bytes = vec![0; 64 * 1024];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        if frozen.wait_for(|is_frozen| !is_frozen).await.is_err() || to.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
}

/// Only the store connects to a database from Rust, so PostgreSQL's own client creates and drops the databases of
/// tests.
fn psql(server: &str, sql: &str) {
    let status = Command::new("psql").args([server, "--quiet", "--no-psqlrc", "--command", sql]).status();
    assert!(status.expect("`psql` can be run").success(), "{sql}");
}

async fn spawn_on(url: &str, args: ServeArgs, folder: TempDir) -> TestApp {
    let store = Store::open(url).await.unwrap();
    let key_file = KeyFile::at(folder.path().join("ledger.key"));
    if args.load_demo_if_new {
        // A server that starts looks whether this website is there.
        load_demo(&store).await.unwrap();
        make_own_pages(&store).await;
    }
    let server = Server::bind(store.clone(), &args, key_file, folder.path()).await.unwrap();
    let address = format!("http://{}", server.address().unwrap());
    let metrics = server.metrics_address().map(|address| format!("http://{address}"));
    let (stop, stopped) = oneshot::channel();
    let running = tokio::spawn(server.run(async {
        // A test that does not stop its server drops the sender at its end.
        let _ = stopped.await;
    }));
    let client =
        reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(Duration::from_secs(120)).build().unwrap();
    TestApp { address, metrics, store, url: url.to_owned(), client, stop: Some(stop), running: Some(running), _folder: folder }
}

/// The website of our own pages, so that these ask whether they may remember the language.
async fn make_own_pages(store: &Store) {
    let organisation = store.find_organisation().await.unwrap().expect("the demo made one");
    let key = Slug::parse("klankbord").unwrap();
    let origins = ["http://127.0.0.1:*", "http://localhost:*"].map(|origin| WebOrigin::parse(origin).unwrap());
    let settings = SiteSettings::new(&organisation.profile.name, origins.to_vec(), Locale::ALL.to_vec());
    let notice = Notice::draft_for_own_pages(&organisation.profile, &key);
    store.create_site(&organisation, &key, &settings, &notice).await.unwrap();
}

/// A database in which no decision can be stored until this value is dropped.
pub(crate) struct Hanging(Child);

impl Hanging {
    pub(crate) fn let_go(mut self) {
        self.0.stdin.take().unwrap().write_all(b"COMMIT;").unwrap();
        assert!(self.0.wait().unwrap().success());
    }
}

impl TestApp {
    /// Locks responses and decisions on PostgreSQL, so that writers wait as if the database hung.
    pub(crate) fn hang(&self) -> Hanging {
        let mut psql = Command::new("psql");
        psql.args([&self.url, "--quiet", "--no-psqlrc", "--tuples-only"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut client = psql.spawn().expect("`psql` can be run");
        let lock = b"BEGIN; LOCK TABLE response, decision IN EXCLUSIVE MODE; SELECT 'held';\n";
        client.stdin.as_mut().unwrap().write_all(lock).unwrap();
        let mut said = String::new();
        BufReader::new(client.stdout.as_mut().unwrap()).read_line(&mut said).unwrap();
        assert_eq!(said.trim(), "held");
        Hanging(client)
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.get_with(path, &[]).await
    }

    pub(crate) async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Reply {
        self.send(Method::GET, path, headers, Vec::new()).await
    }

    pub(crate) async fn post(&self, path: &str, fields: &Fields) -> Reply {
        self.post_with(path, fields, &[]).await
    }

    pub(crate) async fn post_with(&self, path: &str, fields: &Fields, headers: &[(&str, &str)]) -> Reply {
        let headers = [&[("content-type", FORM)], headers].concat();
        self.send(Method::POST, path, &headers, fields.encoded().into_bytes()).await
    }

    pub(crate) async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Reply {
        let base = if path.starts_with("http://") { "" } else { &self.address };
        let mut request = self.client.request(method, format!("{base}{path}")).body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Reply { status, headers, body: response.text().await.unwrap() }
    }

    /// The headers of a page and the number of bytes of its body as sent.
    pub(crate) async fn get_bytes(&self, path: &str, headers: &[(&str, &str)]) -> (HeaderMap, usize) {
        let mut request = self.client.get(format!("{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send().await.unwrap();
        (response.headers().clone(), response.bytes().await.unwrap().len())
    }

    /// The status of an answer and its body, byte for byte.
    pub(crate) async fn download(&self, path: &str, headers: &[(&str, &str)]) -> (u16, Vec<u8>) {
        let mut request = self.client.get(format!("{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send().await.unwrap();
        (response.status().as_u16(), response.bytes().await.unwrap().to_vec())
    }

    /// The hidden fields of a survey's form, with a fresh key, as its page holds them.
    pub(crate) async fn form(&self, slug: &str) -> Fields {
        let page = self.get(&format!("/s/{slug}?lang=nl")).await;
        assert_eq!(page.status, 200, "{slug}");
        let fields = page.hidden_fields();
        Fields(["key", "form_signature", "version", "locale"].map(|name| (name.to_owned(), fields[name].clone())).into())
    }

    /// How many responses of a survey are included in results.
    pub(crate) async fn standing(&self, slug: &str) -> u64 {
        let published = self.published(slug).await;
        self.store.get_response_counts(published.survey.id, &ResultsFilter::default()).await.unwrap().standing
    }

    /// The code of the receipt of a key.
    pub(crate) async fn code(&self, key: &SubmissionKey) -> ReceiptCode {
        self.store.receipt_code(self.store.find_organisation().await.unwrap().unwrap().id, key)
    }

    pub(crate) async fn published(&self, slug: &str) -> domain::survey::published::PublishedSurvey {
        self.store.find_survey(&Slug::parse(slug).unwrap()).await.unwrap().unwrap()
    }

    /// Sends the stop signal to the server.
    pub(crate) fn tell_to_stop(&mut self) {
        self.stop.take().unwrap().send(()).unwrap();
    }

    /// Waits until the server has stopped.
    pub(crate) async fn stopped(&mut self) {
        self.running.take().unwrap().await.unwrap();
    }
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn location(&self) -> &str {
        assert_eq!(self.status, 303, "{}", self.body);
        self.header("location")
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// The values of the page's hidden fields, by name.
    pub(crate) fn hidden_fields(&self) -> HashMap<String, String> {
        let inputs = self.body.split("<input").skip(1).map(|rest| rest.split('>').next().unwrap());
        let hidden = inputs.filter(|input| attribute(input, "type") == Some("hidden"));
        hidden.map(|input| (attribute(input, "name").unwrap().into(), attribute(input, "value").unwrap().into())).collect()
    }

    /// The session cookie that was set, as a browser sends it back.
    pub(crate) fn cookie(&self) -> String {
        self.header("set-cookie").split(';').next().unwrap().to_owned()
    }

    /// The cookie of this name that was set, as a browser sends it back.
    pub(crate) fn cookie_of(&self, name: &str) -> String {
        let set = self.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
        let mut pairs = set.map(|value| value.split(';').next().unwrap());
        pairs.rfind(|pair| pair.starts_with(&format!("{name}="))).unwrap_or_default().to_owned()
    }

    /// The nonce of the content security policy.
    pub(crate) fn nonce(&self) -> String {
        let policy = self.header("content-security-policy");
        policy.split("'nonce-").nth(1).unwrap_or_else(|| panic!("no nonce in {policy:?}")).split('\'').next().unwrap().to_owned()
    }
}

/// The value of an attribute in a tag.
pub(crate) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()
}

impl Fields {
    pub(crate) fn new(pairs: &[(&str, &str)]) -> Self {
        Self(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    /// With one more field.
    pub(crate) fn with(&self, name: &str, value: &str) -> Self {
        let mut fields = self.clone();
        fields.0.push((name.to_owned(), value.to_owned()));
        fields
    }

    /// Without a field.
    pub(crate) fn without(&self, name: &str) -> Self {
        Self(self.0.iter().filter(|(other, _)| other != name).cloned().collect())
    }

    pub(crate) fn first(&self, name: &str) -> &str {
        &self.0.iter().find(|(other, _)| other == name).unwrap().1
    }

    pub(crate) fn key(&self) -> SubmissionKey {
        SubmissionKey::parse(self.first("key")).unwrap()
    }

    pub(crate) fn encoded(&self) -> String {
        let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let pairs: Vec<_> = self.0.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        pairs.join("&")
    }
}
