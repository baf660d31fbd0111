//! Tests that no data of an erased person remain: none in any table or file of the database. The log stays complete.

use std::{fs, path::Path};

use serde_json::{Value, json};

use crate::support::{
    running::{client, serve},
    world::World,
};

const COMMENT: &str = "Zeldzaamwoordvoordezetoets";
/// The end of the word as an index of words stores it: in lower case, without the beginning that it may share with the
/// word before.
const INDEXED: &str = "woordvoordezetoets";
const EMAIL: &str = "wegermee@voorbeeld.nl";

/// The whole content of the database, as bytes: the files of SQLite, the dump of PostgreSQL.
fn content(world: &World) -> Vec<u8> {
    // Closing the last connection checkpoints the journal.
    world.good(&["ledger", "verify"]);
    if world.database_url().starts_with("sqlite") {
        let files = ["klankbord.db", "klankbord.db-wal", "klankbord.db-shm"].map(|name| world.path(name));
        return files.into_iter().filter(|file| file.exists()).flat_map(|file| fs::read(file).unwrap()).collect();
    }
    let dump = std::process::Command::new("pg_dump").args(["--data-only", "--inserts", world.database_url()]).output().unwrap();
    assert!(dump.status.success(), "{dump:?}");
    dump.stdout
}

/// Every file of a folder and the folders in it, except dated backups.
fn every_file(folder: &Path) -> Vec<u8> {
    let mut content = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if !entry.is_dir() {
            content.extend(fs::read(&entry).unwrap());
        } else if entry.file_name().is_none_or(|name| name != "backups") {
            content.extend(every_file(&entry));
        }
    }
    content
}

fn holds(content: &[u8], bytes: &[u8]) -> bool {
    content.windows(bytes.len()).any(|window| window == bytes)
}

/// A hexadecimal value, as the bytes that each database stores or dumps for it.
fn forms(hex: &str) -> Vec<Vec<u8>> {
    let hex = hex.replace('-', "");
    let bytes = (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect();
    let mut forms = vec![bytes, hex.clone().into_bytes()];
    if hex.len() == 32 {
        let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
        forms.push(parts.join("-").into_bytes());
    }
    forms
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_the_person_is_left() {
    for world in World::all() {
        world.good(&["demo"]);
        let (server, address) = serve(&world, &[]);
        let client = client();
        let page = client.get(format!("{address}/s/nps")).send().await.unwrap().text().await.unwrap();
        let hidden = |name: &str| {
            let tag = page.split("<input").find(|tag| tag.contains(&format!("name=\"{name}\""))).unwrap();
            tag.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
        };
        let body = format!(
            "key={}&version={}&locale=nl&recommend=9&reason={COMMENT}&purpose=contact&contact_email={EMAIL}",
            hidden("key"),
            hidden("version")
        );
        let form = "application/x-www-form-urlencoded";
        let send = |path: String, body: String| {
            client.post(path).header("content-type", form).header("origin", address.clone()).body(body).send()
        };
        let answered = send(format!("{address}/s/nps"), body).await.unwrap();
        let survey_receipt = answered.headers()["location"].to_str().unwrap().split('?').next().unwrap().to_owned();
        let decision = json!({
            "idempotency_key": "0123456789abcdef0123456789abcdef", "notice_version": 1, "locale": "nl", "control": "accept_all",
            "gpc": false, "purposes": { "preferences": true, "analytics": true, "marketing": true },
        });
        let decided = client
            .post(format!("{address}/api/v1/sites/demo/decisions"))
            .header("origin", "http://127.0.0.1:4811")
            .header("content-type", "application/json")
            .body(decision.to_string())
            .send()
            .await
            .unwrap();
        let decided: Value = serde_json::from_str(&decided.text().await.unwrap()).unwrap();
        let site_receipt = decided["receipt_url"].as_str().unwrap().splitn(4, '/').nth(3).unwrap().to_owned();

        let hex =
            |column: &str| if world.database_url().starts_with("sqlite") { format!("hex({column})") } else { column.into() };
        let salt = if world.database_url().starts_with("sqlite") { "hex(salt)" } else { "encode(salt, 'hex')" };
        let mut secrets: Vec<Vec<u8>> = [COMMENT, INDEXED, EMAIL].map(|secret| secret.as_bytes().to_vec()).to_vec();
        for order in ["ASC", "DESC"] {
            let of = |column: &str| {
                format!("SELECT lower(CAST({column} AS text)) FROM event_subject ORDER BY subject {order} LIMIT 1")
            };
            secrets.extend(forms(&world.value(&of(&hex("subject")))));
            secrets.extend(forms(&world.value(&of(salt))));
        }
        let before = content(&world);
        // A dump of PostgreSQL has no indexes. The tests of the store check those.
        let indexed = world.database_url().starts_with("sqlite").then_some(INDEXED);
        for form in [COMMENT, EMAIL].into_iter().chain(indexed) {
            assert!(holds(&before, form.as_bytes()), "{form}: the search finds what is there");
        }
        let found = secrets.iter().filter(|secret| holds(&before, secret)).count();
        assert!(found >= 6, "two texts, two pseudonyms and two salts are there: {found}");

        for path in [format!("{address}{survey_receipt}/erase"), format!("{address}/{site_receipt}/erase")] {
            assert_eq!(send(path.clone(), "scope=everything&sure=1".into()).await.unwrap().status(), 303, "{path}");
        }
        let gone = async {
            while client.get(format!("{address}/erased")).send().await.unwrap().text().await.unwrap().contains("worden nu gewist")
            {
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(120), gone).await.expect("the server says that the traces are gone");
        if world.database_url().starts_with("sqlite") {
            let left = every_file(&world.path(""));
            for secret in &secrets {
                assert!(!holds(&left, secret), "{} is in a file while the server runs", String::from_utf8_lossy(secret));
            }
        }
        drop(server);
        let after = content(&world);
        for secret in &secrets {
            assert!(!holds(&after, secret), "{} is still there", String::from_utf8_lossy(secret));
        }
        assert_eq!(world.value("SELECT count(*) FROM consent_event"), "4", "two decisions and two erasures stay in the log");
        world.good(&["ledger", "seal"]);
        assert!(world.good(&["ledger", "verify"]).contains("4 events are as they were sealed"));
    }
}
