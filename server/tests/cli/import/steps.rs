//! An import that is killed is resumed by the same command, or undone; another one waits for it.

use std::{fmt::Write as _, process::Child, time::Instant};

use crate::support::{
    running::{client, serve},
    world::{PROVENANCE, World},
};

const ROWS: usize = 20_000;

/// A world with a survey and a file that takes some seconds.
fn with_file(world: &World) {
    world.survey("csat");
    world.write("provenance.toml", PROVENANCE);
    let mut file = "id,score,text,at\n".to_owned();
    for i in 0..ROWS {
        writeln!(file, "{i},{},row {i},2026-01-02 03:04:05", i % 5 + 1).unwrap();
    }
    world.write("a.csv", file);
    world.write("b.csv", "id,score,text,at\nb,5,,2026-01-02\n");
}

const WORDS: [&str; 12] = [
    "import",
    "--survey",
    "csat",
    "--map",
    "score=satisfaction",
    "--map",
    "text=reason",
    "--id",
    "id",
    "--submitted-at",
    "at",
    "--provenance",
];

/// Starts the import, and waits until some rows are stored. Returns the line about it.
fn started(world: &World) -> (Child, String) {
    let words = [&WORDS[..], &["provenance.toml", "a.csv"]].concat();
    let mut child = world.command(&words).spawn().unwrap();
    let begun = Instant::now();
    loop {
        let line = world.good(&["import", "list"]);
        if line.contains("running") && !line.contains(" 0 added") {
            return (child, line);
        }
        assert!(child.try_wait().unwrap().is_none() && begun.elapsed().as_secs() < 120, "it stores rows before it ends: {line}");
    }
}

/// What `cargo xtask prove import` measures, without its clock.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_are_stored_while_an_import_runs() {
    for world in World::all() {
        with_file(&world);
        world.survey("nps");
        let (_server, address) = serve(&world, &[]);
        let page = client().get(format!("{address}/s/nps")).send().await.unwrap().text().await.unwrap();
        let tag = page.split("<input").find(|tag| tag.contains("name=\"version\"")).unwrap();
        let version = tag.split("value=\"").nth(1).unwrap().split('"').next().unwrap();
        let words = [&WORDS[..], &["provenance.toml", "--timing", "a.csv"]].concat();
        let mut child = world.command(&words).spawn().unwrap();
        let mut sent = 0;
        while child.try_wait().unwrap().is_none() {
            let body = format!("key={sent:032x}&version={version}&locale=nl&recommend=9");
            let request = client().post(format!("{address}/s/nps")).header("content-type", "application/x-www-form-urlencoded");
            assert_eq!(request.body(body).send().await.unwrap().status(), 303, "answer {sent}");
            sent += 1;
        }
        let ended = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8(ended.stdout).unwrap(), "20000 added, 0 already there\n");
        let said = String::from_utf8(ended.stderr).unwrap();
        let last = said.lines().last().unwrap();
        assert!(last.starts_with("written in ") && last.contains(" steps, the longest held the write lock for "), "{said}");
        assert!(sent > 1, "answers came in meanwhile");
        assert_eq!(world.export("nps").len(), sent);
        assert_eq!(world.good(&["rollups", "check"]), "every count equals the answers\n");
    }
}

fn id_of(line: &str) -> String {
    line.split_whitespace().next().unwrap().to_owned()
}

#[test]
fn a_killed_import_is_resumed_by_the_same_command() {
    for world in World::all() {
        with_file(&world);
        let (mut child, line) = started(&world);
        let id = id_of(&line);
        assert!(line.contains("csat  a.csv") && line.contains("20000 rows"), "{line}");
        let refused = world.import("b.csv", &[]);
        assert_eq!(refused.status, Some(1));
        assert!(refused.err.contains(&format!("the import {id} of a.csv into this survey is running")), "{refused:?}");
        child.kill().unwrap();
        child.wait().unwrap();

        let again = world.import("a.csv", &[]);
        assert_eq!((again.status, again.out.as_str()), (Some(0), "20000 added, 0 already there\n"), "{again:?}");
        let line = world.good(&["import", "list"]);
        assert!(line.starts_with(&id) && line.contains("done, 100 %: 20000 rows, 20000 added"), "{line}");
        assert_eq!(world.good(&["rollups", "check"]), "every count equals the answers\n");
        assert_eq!(world.value("SELECT count(*) FROM response WHERE standing = 1"), "20000");
        world.good(&["ledger", "seal"]);
        world.good(&["ledger", "verify"]);
        assert_eq!(world.import("b.csv", &[]).out, "1 added, 0 already there\n");
    }
}

#[test]
#[cfg(unix)]
fn an_interrupted_import_says_how_it_goes_on_and_can_be_undone() {
    for world in World::all() {
        with_file(&world);
        let (child, line) = started(&world);
        let id = id_of(&line);
        let asked = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(asked.success());
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(1));
        let error = String::from_utf8(ended.stderr).unwrap();
        let undoes = format!("the same command resumes it, `klankbord import undo {id}` undoes it\n");
        assert!(error.contains("\nerror: interrupted; the import is interrupted at ") && error.ends_with(&undoes), "{error}");
        let refused = world.import("b.csv", &[]).err;
        assert!(refused.contains(&format!("the import {id} of a.csv into this survey is interrupted at ")), "{refused}");

        // Read in another way, the same file is another import.
        let refused = world.import("a.csv", &["--missing", "row 3"]).err;
        assert!(refused.contains(&format!("the import {id} of a.csv into this survey is interrupted at ")), "{refused}");

        let undone = world.good(&["import", "undo", &id]);
        assert!(undone.ends_with(" answers erased\n"), "{undone}");
        assert_eq!(world.value("SELECT count(*) FROM response"), "0");
        assert_eq!(world.good(&["rollups", "check"]), "every count equals the answers\n");
        assert_eq!(world.import("b.csv", &[]).out, "1 added, 0 already there\n");
        assert!(world.bad(&["import", "undo", "00000000-0000-7000-8000-000000000000"]).contains("there is no import"));
    }
}

#[test]
fn the_commands_about_past_imports_need_no_flags() {
    let world = World::sqlite();
    assert_eq!(world.good(&["import", "list"]), "there are no imports\n");
    let mut command = world.command(&["import", "list"]);
    assert!(command.env("KLANKBORD_SURVEY", "csat").output().unwrap().status.success(), "also with flags in the environment");
    assert_eq!(world.run(&["import"]).status, Some(2));
    assert_eq!(world.run(&["import", "undo", "x"]).status, Some(2));
}
