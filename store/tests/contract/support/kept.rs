//! The kept databases of earlier versions (tests/kept/README.md), and what each must hold after an upgrade.

use std::{collections::BTreeMap, fs, io::Read as _, path::PathBuf};

use sea_orm::ConnectionTrait as _;
use store::Backend;

use crate::support::database::TestStore;

/// A kept database.
pub(crate) struct Kept {
    pub(crate) name: String,
    pub(crate) held: Held,
}

/// What a kept database holds.
pub(crate) struct Held {
    pub(crate) receipts: Vec<Receipt>,
    pub(crate) decision: String,
    /// The responses of each survey that count.
    pub(crate) exported: BTreeMap<String, u64>,
    /// The receipts whose codes a stranger can compute.
    pub(crate) guessable: u64,
    /// The rows of tables.
    pub(crate) tables: BTreeMap<String, i64>,
    /// The events of the log, all sealed.
    pub(crate) events: u64,
}

pub(crate) struct Receipt {
    pub(crate) key: String,
    pub(crate) code: String,
    pub(crate) erased: bool,
}

/// Every kept database of this kind, by its name.
pub(crate) fn list(store: &TestStore) -> Vec<Kept> {
    let kind = if store.backend() == Backend::Sqlite { "sqlite" } else { "postgres" };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "json") {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let json: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            found.push(Kept { held: Held::read(&json[kind]), name });
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/kept")
}

impl Kept {
    /// Puts the database beside that of the test, or on PostgreSQL in its place. Returns its address.
    pub(crate) async fn restore(&self, store: &TestStore) -> String {
        let name = &self.name;
        let file = match store.backend() {
            Backend::Sqlite => format!("{name}.sqlite.gz"),
            Backend::Postgres => format!("{name}.postgres.sql.gz"),
        };
        let packed = fs::File::open(folder().join(file)).unwrap();
        let mut content = Vec::new();
        flate2::read::GzDecoder::new(packed).read_to_end(&mut content).unwrap();
        match store.backend() {
            Backend::Sqlite => {
                let url = store.url.replace("test.db", &format!("{name}.db"));
                fs::write(url.trim_start_matches("sqlite://").split('?').next().unwrap(), content).unwrap();
                url
            }
            Backend::Postgres => {
                store.raw.execute_unprepared("DROP SCHEMA public CASCADE; CREATE SCHEMA public").await.unwrap();
                store.raw.execute_unprepared(&String::from_utf8(content).unwrap()).await.unwrap();
                store.url.clone()
            }
        }
    }
}

impl Held {
    fn read(json: &serde_json::Value) -> Self {
        let numbers = |name: &str| json[name].as_object().unwrap().iter();
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let receipts = json["receipts"].as_array().unwrap().iter().map(|one| Receipt {
            key: text(&one["key"]),
            code: text(&one["code"]),
            erased: one["erased"].as_bool().unwrap(),
        });
        Self {
            receipts: receipts.collect(),
            decision: text(&json["decision"]),
            exported: numbers("exported").map(|(slug, n)| (slug.clone(), n.as_u64().unwrap())).collect(),
            guessable: json["guessable"].as_u64().unwrap(),
            tables: numbers("tables").map(|(table, n)| (table.clone(), n.as_i64().unwrap())).collect(),
            events: json["events"].as_u64().unwrap(),
        }
    }
}
