//! Checkpoints given to a witness and to a folder. The witness is a double that keeps to C2SP tlog-witness.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::post,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{
    hash::Sha256Hash,
    ledger::{Checkpoint, SignedCheckpoint, WitnessKey, verify_consistency},
};
use ed25519_dalek::{Signer as _, SigningKey};
use server::{ledger::args::WitnessArgs, serve::args::ServeArgs};
use tokio::net::TcpListener;

use super::{answered, sealed};
use crate::support::app::{TestApp, arguments, spawn_with};

const NAME: &str = "witness.example/w1";

/// What the witness has cosigned last of each log, and how often it was asked.
#[derive(Default)]
struct Cosigned {
    last: BTreeMap<String, Checkpoint>,
    statuses: Vec<u16>,
}

#[derive(Clone, Default)]
struct Witness(Arc<Mutex<Cosigned>>);

impl Witness {
    /// Serves on a free port, and returns the flags of a server for it.
    async fn serve(&self) -> WitnessArgs {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/w", listener.local_addr().unwrap());
        let router = Router::new().route("/w/add-checkpoint", post(add_checkpoint)).with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let key = WitnessKey::parse(&vkey()).unwrap();
        WitnessArgs { ledger_witness: Some(address.parse().unwrap()), ledger_witness_key: Some(key), ledger_copies: None }
    }

    fn statuses(&self) -> Vec<u16> {
        self.0.lock().unwrap().statuses.clone()
    }
}

fn signing() -> SigningKey {
    SigningKey::from_bytes(&[3; 32])
}

fn key_id() -> [u8; 4] {
    let public = signing().verifying_key().to_bytes();
    Sha256Hash::of_parts(&[NAME.as_bytes(), b"\n\x04", &public]).0[..4].try_into().unwrap()
}

fn vkey() -> String {
    let key = [&[4], signing().verifying_key().as_bytes().as_slice()].concat();
    format!("{NAME}+{:08x}+{}", u32::from_be_bytes(key_id()), STANDARD.encode(key))
}

async fn add_checkpoint(State(witness): State<Witness>, body: String) -> Response {
    let (status, kind, text) = judge(&witness, &body);
    witness.0.lock().unwrap().statuses.push(status.as_u16());
    (status, [(header::CONTENT_TYPE, kind)], text).into_response()
}

fn judge(witness: &Witness, body: &str) -> (StatusCode, &'static str, String) {
    const PLAIN: &str = "text/plain";
    let (head, note) = body.split_once("\n\n").unwrap();
    let mut lines = head.lines();
    let old: u64 = lines.next().unwrap().strip_prefix("old ").unwrap().parse().unwrap();
    let proof: Vec<Sha256Hash> = lines.map(|line| Sha256Hash(STANDARD.decode(line).unwrap().try_into().unwrap())).collect();
    let new = SignedCheckpoint::parse(note).unwrap().checkpoint().clone();
    let mut state = witness.0.lock().unwrap();
    let known = state.last.get(&new.origin.to_string()).cloned();
    let size = known.as_ref().map_or(0, |known| known.size);
    if old != size {
        return (StatusCode::CONFLICT, "text/x.tlog.size", format!("{size}\n"));
    }
    let is_continued = match &known {
        None => proof.is_empty(),
        Some(known) => verify_consistency((known.size, known.root), (new.size, new.root), &proof).is_ok(),
    };
    if !is_continued {
        return (StatusCode::UNPROCESSABLE_ENTITY, PLAIN, String::new());
    }
    let text = format!("{}\n", note.rsplit_once("\n\n").unwrap().0);
    let time = 1_679_315_147_u64;
    let signature = signing().sign(format!("cosignature/v1\ntime {time}\n{text}").as_bytes()).to_bytes();
    let bytes = [&key_id(), time.to_be_bytes().as_slice(), &signature].concat();
    state.last.insert(new.origin.to_string(), new);
    (StatusCode::OK, PLAIN, format!("— other.example AAAAAAAA\n— {NAME} {}\n", STANDARD.encode(bytes)))
}

fn folder(app: &TestApp) -> PathBuf {
    Path::new(app.url.trim_start_matches("sqlite://")).parent().unwrap().to_owned()
}

/// The one file in a folder, once it is there.
async fn file_in(folder: &Path) -> String {
    let asked = Instant::now();
    loop {
        let found = fs::read_dir(folder).ok().and_then(|mut files| files.find_map(|file| file.ok()));
        let text = found
            .filter(|file| file.file_name().to_string_lossy().ends_with(".txt"))
            .and_then(|file| fs::read_to_string(file.path()).ok());
        if let Some(text) = text {
            return text;
        }
        assert!(asked.elapsed() < Duration::from_secs(120), "nothing in {}", folder.display());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_witness_signs_a_checkpoint_that_continues_what_it_knows() {
    let witness = Witness::default();
    let app = spawn_with(ServeArgs { witness: witness.serve().await, ..arguments() }).await;
    sealed(&app, &answered(&app).await).await;
    let text = file_in(&folder(&app).join("witnessed")).await;
    let signed = SignedCheckpoint::parse(&text).unwrap();
    assert_eq!(WitnessKey::parse(&vkey()).unwrap().find_cosignature(&signed, &text).unwrap().1, 1_679_315_147);
    assert!(!text.contains("other.example"), "only the line that was checked: {text}");
    let vkeys = app.get("/.well-known/klankbord/vkey").await.body;
    let keys: Vec<_> = vkeys.lines().map(|line| domain::ledger::VerifierKey::parse(line).unwrap()).collect();
    assert!(signed.verify(&keys).is_ok(), "it can be given to `ledger verify --checkpoint`");
}

#[tokio::test]
async fn a_witness_that_knows_more_signs_nothing_and_sealing_goes_on() {
    let witness = Witness::default();
    let app = spawn_with(arguments()).await;
    let organisation = app.store.find_organisation().await.unwrap().unwrap().id;
    sealed(&app, &answered(&app).await).await;
    let newest = app.store.find_newest_log(organisation).await.unwrap().unwrap().checkpoint;
    // The same log, of which the witness has seen ten events.
    let longer = Checkpoint { size: 10, root: Sha256Hash::of(b"ten"), ..newest };
    witness.0.lock().unwrap().last.insert(longer.origin.to_string(), longer);
    let (copies, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let flags = WitnessArgs { ledger_copies: Some(copies.path().to_owned()), ..witness.serve().await };
    let key = server::ledger::key_file::KeyFile::at(folder(&app).join("ledger.key"));
    let args = ServeArgs { witness: flags, ..arguments() };
    let second = server::serve::Server::bind(app.store.clone(), &args, key, data.path()).await.unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = tokio::spawn(second.run(async {
        let _ = stopped.await;
    }));
    assert!(file_in(copies.path()).await.contains("\n1\n"), "one that fails keeps the other from nothing");
    let asked = Instant::now();
    while witness.statuses().is_empty() {
        assert!(asked.elapsed() < Duration::from_secs(120), "the witness is not asked");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    sealed(&app, &answered(&app).await).await;
    drop(stop);
    running.await.unwrap();
    assert!(witness.statuses().iter().all(|status| *status == 409), "{:?}", witness.statuses());
    assert!(!data.path().join("witnessed").exists());
}
