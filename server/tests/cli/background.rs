//! Processes with the same data folder notify each other of answered respondents.

use std::{
    fs::{self, File},
    path::Path,
    time::{Duration, Instant, SystemTime},
};

use crate::support::{
    running::{client, serve},
    world::World,
};

/// The timeout of tests that hang.
const LONG: Duration = Duration::from_secs(120);

/// Longer than the time between two notes to other processes.
const INTERVAL: Duration = Duration::from_millis(1_500);

async fn status(address: &str, path: &str) -> u16 {
    client().get(format!("{address}{path}")).send().await.unwrap().status().as_u16()
}

/// Waits until the file has this time or a later one.
async fn until_told(file: &Path, since: SystemTime, why: &str) {
    let begun = Instant::now();
    while !fs::metadata(file).is_ok_and(|file| file.modified().unwrap() >= since) {
        assert!(begun.elapsed() < LONG, "{why}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_server_says_that_respondents_are_answered_and_not_that_others_are() {
    let world = World::sqlite();
    world.good(&["demo"]);
    let file = world.path("data/answering");

    for (path, expected) in [("/s/nps", 200), ("/api/v1/sites/demo/notice?locale=nl", 200), ("/cookies", 200)] {
        // A server notes the first respondent at once, and later ones only after an interval.
        let (server, address) = serve(&world, &["--data-dir", "data"]);
        assert!(!file.exists(), "nobody was answered yet");
        assert_eq!(status(&address, path).await, expected, "{path}");
        until_told(&file, SystemTime::UNIX_EPOCH, path).await;
        drop(server);
        fs::remove_file(&file).unwrap();
    }

    let (server, address) = serve(&world, &["--data-dir", "data"]);
    for (path, expected) in [("/sign-in", 200), ("/admin", 303), ("/health/ready", 200), ("/assets/none.css", 404)] {
        assert_eq!(status(&address, path).await, expected, "{path}");
    }
    // A server writes a note at the end of its interval at the latest. On a slower machine a fault is only found less
    // often.
    tokio::time::sleep(INTERVAL).await;
    assert!(!file.exists(), "exports go on for those who work here");
    // The same server does note respondents.
    assert_eq!(status(&address, "/s/nps").await, 200);
    until_told(&file, SystemTime::UNIX_EPOCH, "exports go on for those who work here").await;
    drop(server);

    // The exporter only checks the time, whatever process set it.
    File::create(&file).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
    world.good(&["export", "--survey", "nps", "--out", "a.csv", "--data-dir", "data"]);
    assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), SystemTime::UNIX_EPOCH, "and leaves it as it is");
}
