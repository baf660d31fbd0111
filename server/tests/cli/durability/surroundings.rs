//! A full or read-only disk, a frozen database, a wrong clock, too many connections. The server recovers, and says what
//! is wrong in words that an administrator can act on.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use tokio::{io::AsyncWriteExt as _, net::TcpStream};

use crate::{
    durability::{
        gate::{Passage, gate},
        is_in_order, seed, submit, until_ready_is, version,
    },
    support::{
        running::{client, serve},
        world::World,
    },
};

/// A disk of its own, which is unmounted when this value is dropped.
struct Disk(PathBuf);

impl Disk {
    /// Only an administrator of the machine can mount one: `None` for others.
    fn mount(at: PathBuf, megabytes: u64) -> Option<Self> {
        fs::create_dir(&at).unwrap();
        let size = format!("size={megabytes}m");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(&at).output();
        let is_mounted = mounted.is_ok_and(|output| output.status.success());
        if !is_mounted {
            println!("skipped: no disk can be mounted here");
        }
        is_mounted.then_some(Self(at))
    }

    fn remount(&self, options: &str) {
        let status = Command::new("mount").args(["-o", &format!("remount,{options}")]).arg(&self.0).status();
        assert!(status.unwrap().success(), "{options}");
    }

    fn fill(&self) -> PathBuf {
        let ballast = self.0.join("ballast");
        let mut file = fs::File::create(&ballast).unwrap();
        while file.write_all(&[0; 4096]).is_ok() {}
        ballast
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _still_in_use = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

fn on_disk(disk: &Disk) -> (String, String) {
    (format!("sqlite://{}/klankbord.db", disk.0.display()), disk.0.join("data").display().to_string())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_answers_and_says_so_until_there_is_room() {
    let world = World::sqlite();
    let Some(disk) = Disk::mount(world.path("disk"), 512) else { return };
    let (url, data) = on_disk(&disk);
    let place = ["--database-url", &url, "--data-dir", &data];
    world.good(&[&["survey", "create", "--template", "nps", "--slug", "nps"], &place[..]].concat());
    let (mut server, address) = serve(&world, &place);
    let (client, version) = (client(), version(&address).await);
    submit(&client, &address, &version, 0).await.unwrap();
    let ballast = disk.fill();
    let mut acknowledged = vec![0];
    let mut number = 1;
    let refused = loop {
        match submit(&client, &address, &version, number).await {
            Ok(_) => acknowledged.push(number),
            Err(status) => break status,
        }
        number += 1;
    };
    assert_eq!(refused, Some(503));
    assert!(until_ready_is(&address, 503).await.contains("the disk is full"));
    let doctor = world.run(&[&["doctor"], &place[..]].concat());
    assert!(doctor.out.contains("disk: ERROR") && doctor.out.contains("free space, or move the data folder"), "{doctor:?}");

    fs::remove_file(ballast).unwrap();
    until_ready_is(&address, 200).await;
    submit(&client, &address, &version, number).await.expect("the same answer is stored once there is room");
    acknowledged.push(number);
    server.kill();
    drop(server);
    let out = world.path("export.csv").display().to_string();
    world.good(&[&["export", "--survey", "nps", "--format", "csv", "--out", &out], &place[..]].concat());
    let rows = crate::support::world::rows(Path::new(&out));
    let mut stored: Vec<u64> = rows.iter().map(|row| row["reason"].strip_prefix("Nummer ").unwrap().parse().unwrap()).collect();
    stored.sort_unstable();
    assert_eq!(stored, acknowledged, "each once");
    for check in [&["rollups", "check"][..], &["ledger", "seal"], &["ledger", "verify"]] {
        world.good(&[check, &place[..]].concat());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_read_only_disk_is_named_and_acknowledges_nothing() {
    let world = World::sqlite();
    let Some(disk) = Disk::mount(world.path("disk"), 64) else { return };
    let (url, data) = on_disk(&disk);
    let place = ["--database-url", &url, "--data-dir", &data];
    world.good(&[&["survey", "create", "--template", "nps", "--slug", "nps"], &place[..]].concat());
    let (mut server, address) = serve(&world, &place);
    submit(&client(), &address, &version(&address).await, 1).await.unwrap();
    server.kill();
    drop(server);
    disk.remount("ro");
    let (mut server, address) = serve(&world, &place);
    let said = until_ready_is(&address, 503).await;
    assert!(said.contains("it cannot be written to: look at the rights of its file and folder"), "{said}");
    let refused = submit(&client(), &address, &version(&address).await, 2).await;
    assert_eq!(refused, Err(Some(503)), "nothing is acknowledged");
    server.kill();
    drop(server);
    disk.remount("rw");
    let (_server, address) = serve(&world, &place);
    submit(&client(), &address, &version(&address).await, 2).await.unwrap();
    let list = world.good(&[&["survey", "list"], &place[..]].concat());
    let nps = list.lines().find(|line| line.starts_with("nps ")).unwrap();
    assert_eq!(nps.split_whitespace().nth(3), Some("2"), "{list}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_frozen_database_is_told_and_the_server_recovers() {
    let Some(world) = World::postgres() else {
        println!("skipped: KLANKBORD_TEST_POSTGRES_URL is not set");
        return;
    };
    world.survey("nps");
    let (gate, url) = gate(world.database_url()).await;
    let (_server, address) = serve(&world, &["--database-url", &url]);
    let (client, version) = (client(), version(&address).await);
    submit(&client, &address, &version, 1).await.unwrap();
    gate.send(Passage::Frozen).unwrap();
    assert!(until_ready_is(&address, 503).await.contains("database"), "it says what is not ready");
    let live = client.get(format!("{address}/health/live")).send().await.unwrap();
    assert_eq!(live.status(), 200, "the server itself lives");
    gate.send(Passage::Open).unwrap();
    until_ready_is(&address, 200).await;
    for number in [1, 2] {
        submit(&client, &address, &version, number).await.unwrap();
    }
    assert_eq!(world.export("nps").len(), 2, "sent twice, stored once");
    is_in_order(&world);
}

/// Where distributions put libfaketime.
const FAKETIME: [&str; 3] = [
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
    "/usr/lib/faketime/libfaketimeMT.so.1",
];

#[test]
fn a_wrong_clock_is_refused_at_the_start() {
    let Some(library) = FAKETIME.iter().find(|path| Path::new(path).exists()) else {
        println!("skipped: libfaketime is not installed");
        return;
    };
    for world in World::all() {
        world.survey("nps");
        let mut command = world.command(&["serve", "--addr", "127.0.0.1:0"]);
        command.env("LD_PRELOAD", library).env("FAKETIME", "1999-12-31 23:59:00").env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("the clock of this machine says 1999-12-31") && said.contains("set it, and start again"), "{said}");
        world.good(&["survey", "list"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn idle_and_slow_connections_keep_nobody_from_answering() {
    // The tests need no raised limit of open files; the proof has the whole number.
    let (idle, slow) = if seed().is_some() { (2_000, 200) } else { (200, 20) };
    for world in World::all() {
        world.survey("nps");
        let (_server, address) = serve(&world, &[]);
        let host = address.trim_start_matches("http://").to_owned();
        let (client, version) = (client(), version(&address).await);
        let mut held = Vec::new();
        for _ in 0..idle {
            held.push(TcpStream::connect(&host).await.expect("as many files may be open: ulimit -n"));
        }
        let head = format!("POST /s/nps HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n");
        for number in 0..slow {
            let mut connection = TcpStream::connect(&host).await.unwrap();
            // Half of them stop within the head, half within the body.
            let part = if number % 2 == 0 { head.clone() } else { format!("{head}Content-Length: 500\r\n\r\nkey=") };
            connection.write_all(part.as_bytes()).await.unwrap();
            held.push(connection);
        }
        let answers = async {
            for number in 0..20 {
                submit(&client, &address, &version, number).await.unwrap();
            }
        };
        tokio::time::timeout(Duration::from_secs(120), answers).await.expect("answers are stored meanwhile");
        until_ready_is(&address, 200).await;
        drop(held);
        submit(&client, &address, &version, 20).await.unwrap();
        assert_eq!(world.export("nps").len(), 21);
        is_in_order(&world);
    }
}
