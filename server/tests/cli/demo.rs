//! `demo`: loading it twice creates nothing twice, and the same seed makes the same answers.

use std::collections::BTreeSet;

use crate::support::world::{Row, World};

#[test]
fn loading_it_twice_changes_nothing() {
    for world in World::all() {
        let first = world.good(&["demo"]);
        let addresses =
            ["nps", "csat", "csat10", "loyalty", "ces", "helpful"].map(|slug| format!("http://127.0.0.1:3000/s/{slug}\n"));
        assert_eq!(first, addresses.concat());
        assert_eq!(world.good(&["demo"]), first);
        let list = world.good(&["survey", "list"]);
        assert_eq!(list.lines().count(), 7, "{list}");
        assert!(
            list.lines().skip(1).all(|line| line.contains("  open          1        0  ")),
            "no answers unless asked for: {list}"
        );
    }
}

/// All columns except the ids, which are created when a row is stored.
fn content(world: &World) -> Vec<Row> {
    let mut rows = world.export("nps");
    for row in &mut rows {
        for column in ["response_id", "consent_event_id"] {
            assert!(!row.remove(column).unwrap().is_empty());
        }
    }
    rows.sort();
    rows
}

#[test]
fn the_same_seed_makes_the_same_answers() {
    let worlds = World::all();
    let mut contents = Vec::new();
    for world in worlds.iter().chain(&[World::sqlite()]) {
        let out = world.good(&["demo", "--responses", "1200", "--seed", "7"]);
        assert!(out.starts_with("nps: 1200 added, 0 already there\n"), "{out}");
        let out = world.good(&["demo", "--responses", "1200", "--seed", "7"]);
        assert!(out.starts_with("nps: 0 added, 1200 already there\n"), "{out}");
        contents.push(content(world));
    }
    assert!(contents.iter().all(|rows| rows.len() == 1200 && *rows == contents[0]));

    let out = worlds[0].good(&["demo", "--responses", "1300", "--seed", "7"]);
    assert!(out.starts_with("nps: 100 added, 1200 already there\n"), "more of the same: {out}");
    let other = World::sqlite();
    other.good(&["demo", "--responses", "1200", "--seed", "8"]);
    assert_ne!(content(&other), contents[0]);
}

#[test]
fn the_answers_are_varied() {
    let world = World::sqlite();
    world.good(&["demo", "--responses", "2000", "--seed", "7"]);
    let rows = world.export("nps");
    let values = |column: &str| rows.iter().map(|row| row[column].clone()).collect::<BTreeSet<_>>();
    assert_eq!(values("recommend").len(), 11);
    assert_eq!(values("locale"), BTreeSet::from(["en".to_owned(), "nl".to_owned()]));
    assert_eq!(values("channel"), BTreeSet::from(["demo".to_owned()]));
    assert!(values("purposes_given").len() >= 6, "{:?}", values("purposes_given"));
    let days: BTreeSet<_> = rows.iter().map(|row| row["submitted_at"][..10].to_owned()).collect();
    assert!(days.len() > 300 && days.first().unwrap().as_str() >= "2025-11-01" && days.last().unwrap().as_str() < "2026-11-01");
    let comments = rows.iter().filter(|row| !row["reason"].is_empty()).count();
    assert!((600..800).contains(&comments), "{comments}");
    assert!(values("reason").len() > 100);
}

#[test]
fn every_demo_survey_takes_them() {
    let world = World::sqlite();
    for slug in ["csat", "csat10", "loyalty", "ces", "helpful"] {
        let out = world.good(&["demo", "--responses", "50", "--survey", slug]);
        assert!(out.starts_with(&format!("{slug}: 50 added")), "{out}");
        assert_eq!(world.export(slug).len(), 50);
    }
    assert!(world.export("helpful").iter().all(|row| row["consent_event_id"].is_empty() && row["purposes_given"].is_empty()));
}

#[test]
fn real_surveys_are_left_alone() {
    let world = World::sqlite();
    world.survey("nps");
    let out = world.good(&["demo"]);
    assert!(!out.contains("/s/nps\n") && out.contains("/s/csat\n"), "{out}");
    let error = world.bad(&["demo", "--responses", "10"]);
    assert!(error.contains("made-up answers would spoil its results"), "{error}");
    assert_eq!(world.export("nps").len(), 0);
    world.good(&["survey", "close", "csat"]);
    assert!(world.bad(&["demo", "--responses", "10", "--survey", "csat"]).contains("the survey is closed"));
}
