//! `backup` and `restore`: a checked copy of a running server, put back. The start on a database that was lost.

use std::{
    fs,
    process::{Command, Stdio},
    time::Duration,
};

use crate::support::{
    running::{client, serve},
    world::World,
};

/// A world with sealed answers.
fn sealed() -> World {
    sealed_in(World::sqlite())
}

fn sealed_in(world: World) -> World {
    world.good(&["demo", "--responses", "20", "--seed", "1"]);
    world.good(&["ledger", "seal"]);
    world
}

fn lose_database(world: &World) {
    if world.database_url().starts_with("postgres") {
        return world.sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    }
    for ending in ["", "-wal", "-shm"] {
        let _not_there = fs::remove_file(world.path(&format!("klankbord.db{ending}")));
    }
}

fn mode(world: &World, name: &str) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(world.path(name)).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_backup_of_an_earlier_version_is_put_back_and_brought_up_to_date() {
    let world = sealed();
    world.good(&["backup", "b"]);
    // As a version without the last change would have made it.
    let older = "import hashlib, json, sqlite3; c = sqlite3.connect('b/klankbord.db'); \
                 c.executescript(\"DROP TABLE repeat_note; DELETE FROM seaql_migrations WHERE version LIKE 'm0007%'\"); c.close(); \
                 m = json.load(open('b/backup.json')); m['rows']['seaql_migrations'] -= 1; del m['rows']['repeat_note']; \
                 m['sha256'] = hashlib.sha256(open('b/klankbord.db', 'rb').read()).hexdigest(); \
                 json.dump(m, open('b/backup.json', 'w'))";
    let python = Command::new("python3").args(["-c", older]).current_dir(world.path("")).stdin(Stdio::null()).status();
    assert!(python.expect("Python has SQLite").success());
    lose_database(&world);
    let said = world.good(&["restore", "b"]);
    assert!(said.contains("is put back: 20 responses"), "{said}");
    assert_eq!(world.value("SELECT count(*) FROM repeat_note"), "0", "it is up to date");
    assert_eq!(world.export("nps").len(), 20);
}

#[test]
fn a_database_with_surveys_only_is_not_replaced_unasked() {
    let world = sealed();
    world.good(&["backup", "b"]);
    lose_database(&world);
    world.survey("csat");
    assert!(world.bad(&["restore", "b"]).contains("holds data"));
    world.good(&["restore", "b", "--replace"]);
}

#[test]
fn a_backup_of_a_running_server_is_put_back_whole() {
    for world in World::all() {
        is_put_back_whole(&sealed_in(world));
    }
}

fn is_put_back_whole(world: &World) {
    let (mut server, _) = serve(world, &[]);
    // What was written last is in the log beside the file, not in the file.
    world.good(&["demo", "--responses", "5", "--seed", "2"]);
    let said = world.good(&["backup", "kept/monday"]);
    assert!(said.starts_with("kept/monday: 25 responses, ") && said.contains("pages, log and counts are in order"), "{said}");
    for (name, expected) in [("kept/monday", 0o700), ("kept/monday/klankbord.db", 0o600), ("kept/monday/ledger.key", 0o600)] {
        assert_eq!(mode(world, name), expected, "{name}");
    }
    assert_eq!(fs::read_dir(world.path("kept")).unwrap().count(), 1, "nothing unfinished is left");
    assert!(world.bad(&["backup", "kept/monday"]).contains("is not empty"));
    assert!(world.bad(&["restore", "kept/monday"]).contains("is in use: stop the servers"));
    server.kill();
    drop(server);
    assert!(world.bad(&["restore", "kept/monday"]).contains("holds data"), "nothing is replaced unasked");
    world.good(&["demo", "--responses", "1", "--seed", "3"]);
    world.good(&["restore", "kept/monday", "--replace"]);
    assert_eq!(world.export("nps").len(), 25);
    world.good(&["ledger", "verify"]);
    world.good(&["rollups", "check"]);

    lose_database(world);
    fs::remove_dir_all(world.path("data")).unwrap();
    let said = world.good(&["restore", "kept/monday"]);
    assert!(said.contains("is put back: 25 responses"), "{said}");
    assert_eq!(mode(world, "data/ledger.key"), 0o600);
    if world.path("klankbord.db").exists() {
        assert_eq!(mode(world, "klankbord.db"), 0o600);
    }
    assert!(!world.path("data/klankbord.restoring").exists(), "nothing of the answers is left beside the database");
    assert_eq!(world.export("nps").len(), 25);
    let (_server, address) = serve(world, &[]);
    assert!(address.starts_with("http://"), "a server starts on it, with the key of the backup");
}

#[test]
fn a_backup_of_one_database_is_put_back_into_the_other() {
    let Some(postgres) = World::postgres() else { return };
    let postgres = sealed_in(postgres);
    postgres.good(&["backup", "b"]);
    let file = format!("sqlite://{}", postgres.path("other.db").display());
    let said = postgres.good(&["restore", "b", "--database-url", &file]);
    assert!(said.contains("is put back: 20 responses"), "{said}");
    for check in [&["ledger", "verify"][..], &["rollups", "check"]] {
        postgres.good(&[check, &["--database-url", &file]].concat());
    }
    // And back: what was answered meanwhile is there.
    postgres.good(&["demo", "--responses", "3", "--seed", "5", "--database-url", &file]);
    postgres.good(&["backup", "c", "--database-url", &file]);
    postgres.good(&["restore", "c", "--replace"]);
    assert_eq!(postgres.export("nps").len(), 23);
    postgres.good(&["ledger", "verify"]);
    postgres.good(&["rollups", "check"]);
    // The words of comments are found, and the next number of each counter is free.
    postgres.good(&["demo", "--responses", "30", "--seed", "6"]);
    postgres.good(&["rollups", "check"]);
}

#[test]
fn an_sqlite_database_moves_to_postgres_with_its_log_and_its_secret() {
    let Some(postgres) = World::postgres() else { return };
    let url = postgres.database_url();
    let world = sealed();
    assert!(world.bad(&["migrate-to", "sqlite://other.db"]).contains("must be on PostgreSQL"));
    assert!(postgres.bad(&["migrate-to", url]).contains("is on PostgreSQL already"));
    let (mut server, _) = serve(&world, &[]);
    assert!(world.bad(&["migrate-to", url]).contains("is in use: stop the servers, imports"));
    server.kill();
    drop(server);
    postgres.sql("CREATE TABLE of_another_program (n integer)");
    assert!(world.bad(&["migrate-to", url]).contains("another program has tables in it (of_another_program)"));
    postgres.sql("DROP TABLE of_another_program");

    let said = world.good(&["migrate-to", url]);
    assert!(said.contains("is copied: 20 responses, ") && said.contains("each row, log and counts are in order"), "{said}");
    let moved = |words: &[&str]| world.good(&[words, &["--database-url", url]].concat());
    moved(&["ledger", "verify"]);
    moved(&["rollups", "check"]);
    let hex = |world: &World, of: &str| world.value(&format!("SELECT {of} FROM secret")).to_lowercase();
    assert_eq!(hex(&world, "hex(value)"), hex(&postgres, "encode(value, 'hex')"), "the codes of receipts stay");
    let (mut server, _) = serve(&world, &["--database-url", url]);
    assert!(world.bad(&["migrate-to", url]).contains("is in use by another Klankbord"));
    server.kill();
    drop(server);
    assert!(world.bad(&["migrate-to", url]).contains("holds data: name an empty one"));
    assert_eq!(world.export("nps").len(), 20, "what was copied is as it was");
}

#[test]
fn a_move_that_was_killed_is_not_served_and_is_begun_anew() {
    let Some(postgres) = World::postgres() else { return };
    let url = postgres.database_url();
    let world = sealed();
    for looks in [0, 2_000, 20_000] {
        let mut moving = world.command(&["migrate-to", url]).spawn().unwrap();
        for _ in 0..looks {
            if moving.try_wait().unwrap().is_some() {
                break;
            }
            std::thread::yield_now();
        }
        // It may have ended by itself.
        let _ended = moving.kill();
        moving.wait().unwrap();
        let ended = world.run(&["migrate-to", url]);
        assert!(ended.status == Some(0) || ended.err.contains("holds data: name an empty one"), "{ended:?}");
        assert_eq!(postgres.value("SELECT count(*) FROM response"), "20");
        lose_database(&postgres);
    }
    world.good(&["migrate-to", url]);
    // Killed before its check was done.
    postgres.sql("INSERT INTO seaql_migrations (version, applied_at) VALUES ('unfinished_copy', 0)");
    let serve = ["serve", "--addr", "127.0.0.1:0", "--database-url", url];
    assert!(world.bad(&serve).contains("a copy into it was begun and not finished"));
    world.good(&["migrate-to", url]);
    world.good(&["ledger", "verify", "--database-url", url]);
    assert_eq!(postgres.value("SELECT count(*) FROM response"), "20");
}

#[test]
fn a_backup_that_changed_is_not_put_back() {
    let world = sealed();
    world.good(&["backup", "b"]);
    let mut bytes = fs::read(world.path("b/klankbord.db")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(world.path("b/klankbord.db"), bytes).unwrap();
    lose_database(&world);
    assert!(world.bad(&["restore", "b"]).contains("is not as it was when the backup was made"));
    assert!(!world.path("klankbord.db").exists(), "nothing was made of it");
    assert!(world.bad(&["restore", "data"]).contains("holds no backup"));
}

#[test]
fn what_is_wrong_with_the_log_or_the_counts_is_found_before_anybody_needs_the_backup() {
    for (harm, word) in [
        ("DELETE FROM consent_event WHERE seq = 7", "the log "),
        ("UPDATE response SET standing = 0 WHERE id = (SELECT id FROM response ORDER BY id LIMIT 1)", "response "),
        ("DELETE FROM response_rollup", "the counts of nps"),
    ] {
        let world = sealed();
        world.sql(harm);
        let error = world.bad(&["backup", "b"]);
        assert!(error.contains("did not pass its check") && error.contains(word), "{harm}: {error}");
        assert!(!world.path("b").exists(), "no backup that cannot be trusted");
    }
}

#[test]
fn the_key_may_be_kept_apart() {
    let world = sealed();
    let ended = world.run(&["backup", "b", "--without-key"]);
    assert!(ended.status == Some(0) && ended.err.contains("the key of the log is not in it (--without-key)"), "{ended:?}");
    assert!(!world.path("b/ledger.key").exists());
    lose_database(&world);
    fs::rename(world.path("data/ledger.key"), world.path("apart")).unwrap();
    assert!(world.bad(&["restore", "b"]).contains("put your copy of it at"));
    world.good(&["restore", "b", "--without-key"]);
    fs::rename(world.path("apart"), world.path("data/ledger.key")).unwrap();
    world.good(&["ledger", "verify"]);
    // A key that is there is never overwritten by another one unasked.
    fs::write(world.path("data/ledger.key"), sealed().read("data/ledger.key")).unwrap();
    lose_database(&world);
    assert!(world.bad(&["restore", "b"]).contains("holds another key than the backup's"));
}

#[test]
fn a_lost_database_is_not_taken_for_a_new_installation() {
    let world = World::sqlite();
    let (mut server, _) = serve(&world, &[]);
    world.good(&["backup", "b"]);
    server.kill();
    drop(server);
    lose_database(&world);
    let refused = world.bad(&["serve", "--addr", "127.0.0.1:0"]);
    assert!(refused.contains("klankbord restore DIR") && refused.contains("--new"), "{refused}");
    assert!(world.bad(&["ledger", "seal"]).contains("klankbord restore DIR"));
    assert!(world.bad(&["check-config"]).contains("klankbord restore DIR"));
    let mut from_environment = world.command(&["serve", "--addr", "127.0.0.1:0"]);
    let output = from_environment.env("KLANKBORD_NEW", "true").output().unwrap();
    assert_eq!(output.status.code(), Some(1), "only for the start at which it is given");
    world.good(&["restore", "b"]);
    let (mut server, _) = serve(&world, &[]);
    server.kill();
    drop(server);
    lose_database(&world);
    let (mut server, _) = serve(&world, &["--new"]);
    server.kill();
    drop(server);
    let (_server, _) = serve(&world, &[]);
}

#[test]
fn a_first_start_that_was_killed_and_a_key_brought_along_start() {
    let brought = sealed().read("data/ledger.key");
    for world in World::all() {
        // Killed before the key was registered: there is a key file, and a database without it.
        fs::create_dir(world.path("data")).unwrap();
        world.write("data/ledger.key", &brought);
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(world.path("data/ledger.key"), fs::Permissions::from_mode(0o600)).unwrap();
        world.good(&["migrate"]);
        let (mut server, _) = serve(&world, &[]);
        server.kill();
        drop(server);
        // Killed after that, and before the mark: as after an upgrade.
        fs::remove_file(world.path("data/klankbord.started")).unwrap();
        let (mut server, _) = serve(&world, &[]);
        server.kill();
        drop(server);
        assert!(world.path("data/klankbord.started").exists());
        assert_eq!(world.read("data/ledger.key"), brought);
    }
}

/// Answers the survey of the demo, and returns the path of the receipt.
async fn answered(address: &str, number: u32) -> String {
    let page = client().get(format!("{address}/s/nps")).send().await.unwrap().text().await.unwrap();
    let tag = page.split("<input").find(|tag| tag.contains("name=\"version\"")).unwrap();
    let version = tag.split("value=\"").nth(1).unwrap().split('"').next().unwrap();
    let body = format!("key={number:032x}&version={version}&locale=nl&recommend=9");
    let reply = post(address, "/s/nps", &body).await;
    assert_eq!(reply.status(), 303);
    reply.headers()["location"].to_str().unwrap().split('?').next().unwrap().to_owned()
}

async fn post(address: &str, path: &str, body: &str) -> reqwest::Response {
    let request = client().post(format!("{address}{path}")).header("content-type", "application/x-www-form-urlencoded");
    request.header("origin", address).body(body.to_owned()).send().await.unwrap()
}

async fn status(address: &str, path: &str) -> u16 {
    client().get(format!("{address}{path}")).send().await.unwrap().status().as_u16()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_people_had_erased_since_the_backup_stays_erased() {
    for world in World::all() {
        stays_erased(&world).await;
    }
}

async fn stays_erased(world: &World) {
    world.good(&["demo"]);
    let (mut server, address) = serve(world, &[]);
    let mut receipts = Vec::new();
    for number in 1..=4 {
        receipts.push(answered(&address, number).await);
    }
    world.good(&["backup", "b"]);
    assert_eq!(post(&address, &format!("{}/erase", receipts[0]), "scope=everything&sure=1").await.status(), 303);
    assert_eq!(post(&address, &format!("{}/erase", receipts[1]), "scope=answers").await.status(), 303);
    assert_eq!(post(&address, &format!("{}/withdraw", receipts[2]), "purpose=analysis").await.status(), 303);
    let list = world.path("data/ledger.key.taken-back");
    let written = async {
        while fs::read_to_string(&list).unwrap().lines().filter(|line| line.contains("\"kind\"")).count() < 4 {
            assert_eq!(status(&address, "/health/live").await, 200);
        }
    };
    tokio::time::timeout(Duration::from_secs(120), written).await.expect("the server writes the list");
    assert_eq!(mode(world, "data/ledger.key.taken-back"), 0o600);
    server.kill();
    drop(server);

    lose_database(world);
    let said = world.good(&["restore", "b"]);
    assert!(said.contains("4 erasures, withdrawals and objections since then were repeated"), "{said}");
    // The list of another installation that began in the meantime says that it does not reach back.
    lose_database(world);
    let known = fs::read_to_string(&list).unwrap();
    fs::write(&list, format!("{{\"list_since\":{}}}\n", i64::MAX)).unwrap();
    assert!(world.run(&["restore", "b"]).err.contains("does not reach back to the backup"));
    lose_database(world);
    fs::write(&list, known).unwrap();
    let ended = world.run(&["restore", "b"]);
    assert!(!ended.err.contains("does not reach back") && ended.err.contains("API keys, accounts"), "{ended:?}");
    let (mut server, address) = serve(world, &[]);
    assert_eq!(status(&address, &receipts[0]).await, 404, "no receipt");
    assert_eq!(status(&address, &receipts[1]).await, 200, "the proof");
    server.kill();
    drop(server);
    assert_eq!(world.export("nps").len(), 1, "only the answer that nobody took back");
    for check in [&["ledger", "seal"][..], &["ledger", "verify"], &["rollups", "check"]] {
        world.good(check);
    }

    // A server that was killed before it wrote the list: the database that is replaced still knows.
    fs::remove_file(&list).unwrap();
    let (mut server, address) = serve(world, &[]);
    assert_eq!(post(&address, &format!("{}/erase", receipts[3]), "scope=answers").await.status(), 303);
    server.kill();
    drop(server);
    fs::remove_file(&list).unwrap();
    let said = world.good(&["restore", "b", "--replace"]);
    assert!(said.contains("1 erasures, withdrawals"), "{said}");
    lose_database(world);
    fs::remove_file(&list).unwrap();
    let ended = world.run(&["restore", "b"]);
    assert!(ended.status == Some(0) && ended.err.contains("does not reach back to the backup"), "{ended:?}");
}
