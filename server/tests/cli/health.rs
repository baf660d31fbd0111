//! Trouble with the disk and the clock: a server says it in words, goes on, and is ready again afterwards.

#![cfg(target_os = "linux")]

use std::{io::BufRead as _, path::PathBuf, process::Command};

use crate::support::{running::client, world::World};

/// A server whose files may be kept from growing, as by a quota.
struct Limited {
    server: std::process::Child,
    address: String,
}

impl Limited {
    fn start(world: &World) -> Self {
        // A process is ended by this signal unless it ignores it, and then a write fails as under a quota.
        let script = "trap '' XFSZ; exec \"$0\" serve --addr 127.0.0.1:0 --rate-limit off --log off --nightly-backup off";
        let mut command = world.command(&[]);
        let binary = command.get_program().to_owned();
        let environment: Vec<_> = command.get_envs().filter_map(|(k, v)| Some((k.to_owned(), v?.to_owned()))).collect();
        command = Command::new("sh");
        command.args(["-c", script]).arg(binary).env_clear().envs(environment).current_dir(world.path(""));
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::null());
        let mut server = command.spawn().unwrap();
        let mut lines = std::io::BufReader::new(server.stdout.take().unwrap()).lines();
        let said = lines.find_map(|line| line.unwrap().split_once("http://").map(|(_, rest)| rest.to_owned())).unwrap();
        std::thread::spawn(move || lines.for_each(drop));
        Self { server, address: format!("http://{}", said.split('/').next().unwrap().trim()) }
    }

    /// The most bytes that a file may have.
    fn limit(&self, bytes: &str) {
        let process = self.server.id().to_string();
        let done = Command::new("prlimit").args(["--pid", &process, &format!("--fsize={bytes}:unlimited")]).status();
        assert!(done.expect("`prlimit` can be run").success());
    }

    async fn get(&self, path: &str) -> (u16, String) {
        let reply = client().get(format!("{}{path}", self.address)).send().await.unwrap();
        (reply.status().as_u16(), reply.text().await.unwrap())
    }

    /// Sends an answer, and returns the status.
    async fn answer(&self) -> u16 {
        let page = self.get("/s/nps").await.1;
        let hidden = |name: &str| {
            let tag = page.split("<input").find(|tag| tag.contains(&format!("name=\"{name}\""))).unwrap();
            tag.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
        };
        let body = format!("key={}&version={}&locale=nl&recommend=9", hidden("key"), hidden("version"));
        let sent = client().post(format!("{}/s/nps", self.address)).header("origin", &self.address);
        let sent = sent.header("content-type", "application/x-www-form-urlencoded").body(body);
        sent.send().await.unwrap().status().as_u16()
    }
}

impl Drop for Limited {
    fn drop(&mut self) {
        let _ended_already = self.server.kill();
        let _no_child = self.server.wait();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_may_not_grow_makes_the_server_not_ready_until_a_write_works() {
    let world = World::sqlite();
    world.good(&["demo"]);
    let server = Limited::start(&world);
    assert_eq!(server.answer().await, 303);
    assert_eq!(server.get("/health/ready").await, (200, "ready\n".to_owned()));
    // The disk has room, and yet no file of the database may grow.
    server.limit("4096");
    assert_eq!(server.answer().await, 503);
    for _ in 0..2 {
        let (status, said) = server.get("/health/ready").await;
        assert_eq!(status, 503, "{said}");
        assert!(said.starts_with("not ready: the database is not available: ") && said.contains("disk"), "{said}");
    }
    assert_eq!(server.get("/health/live").await.0, 200);
    server.limit("unlimited");
    assert_eq!(server.get("/health/ready").await, (200, "ready\n".to_owned()));
    assert_eq!(server.answer().await, 303);
    drop(server);
    assert_eq!(world.export("nps").len(), 2, "what was refused is not there, what was acknowledged is");
    assert_eq!(world.good(&["rollups", "check"]), "every count equals the answers\n");
}

/// The library that shows a program another time.
fn faketime() -> Option<PathBuf> {
    let folders = ["/usr/lib", "/usr/lib64"].into_iter().filter_map(|folder| std::fs::read_dir(folder).ok());
    let folders = folders.flatten().filter_map(Result::ok).map(|entry| entry.path());
    let all = folders.chain(["/usr/lib", "/usr/lib64"].map(PathBuf::from));
    all.map(|folder| folder.join("faketime/libfaketime.so.1")).find(|library| library.is_file())
}

#[test]
fn a_clock_before_1970_is_refused_in_words_and_ends_nothing_else() {
    let Some(library) = faketime() else {
        println!("skipped: libfaketime is not installed");
        return;
    };
    let since_1970 = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs();
    for world in World::all() {
        world.good(&["demo", "--responses", "2"]);
        world.good(&["ledger", "seal"]);
        for words in
            [&["serve", "--addr", "127.0.0.1:0"][..], &["export", "--survey", "nps", "--out", "-"], &["doctor", "--json"]]
        {
            let mut command = world.command(words);
            command.env("LD_PRELOAD", &library).env("FAKETIME", format!("-{}s", since_1970 + 10 * 365 * 86_400));
            command.env("FAKETIME_DONT_FAKE_MONOTONIC", "1").env("NO_FAKE_STAT", "1");
            let output = command.output().unwrap();
            let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
            assert_eq!(output.status.code(), Some(1), "{words:?}: {out}{err}");
            assert!(!err.contains("panicked"), "{words:?}: {err}");
            if words[0] == "doctor" {
                let found: Vec<serde_json::Value> = serde_json::from_str(&out).unwrap();
                let clock = found.iter().find(|check| check["check"] == "clock").unwrap();
                assert_eq!(
                    (&clock["state"], &clock["cure"]),
                    (&"error".into(), &"set the clock of this machine".into()),
                    "{clock}"
                );
            } else {
                assert!(err.contains("error: the clock of this machine says 19"), "{words:?}: {err}");
            }
        }
    }
}
