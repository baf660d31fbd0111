//! Processes in one folder of data tell each other when somebody is being answered.

use std::{
    fs::{self, File},
    time::{Duration, Instant, SystemTime},
};

use crate::support::{
    running::{client, serve},
    world::World,
};

const LONG: Duration = Duration::from_secs(20);
/// Longer than two tellings are apart.
const MOMENT: Duration = Duration::from_millis(1_500);

#[tokio::test]
async fn a_server_says_that_respondents_are_answered_and_not_that_others_are() {
    let world = World::sqlite();
    world.good(&["demo"]);
    let (_server, address) = serve(&world, &["--data-dir", "data"]);
    let file = world.path("data/answering");
    let get = async |path: &str| client().get(format!("{address}{path}")).send().await.unwrap().status().as_u16();
    assert!(!file.exists(), "nobody was ever answered");

    for (path, status) in [("/s/nps", 200), ("/api/v1/sites/demo/notice?locale=nl", 200), ("/cookies", 200)] {
        assert_eq!(get(path).await, status, "{path}");
        let begun = Instant::now();
        while !file.exists() {
            assert!(begun.elapsed() < LONG, "{path} was told nobody");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        tokio::time::sleep(MOMENT).await;
        fs::remove_file(&file).unwrap();
    }

    for (path, status) in [("/sign-in", 200), ("/admin", 303), ("/health/ready", 200), ("/assets/none.css", 404)] {
        assert_eq!(get(path).await, status, "{path}");
    }
    tokio::time::sleep(MOMENT).await;
    assert!(!file.exists(), "exports go on for those who work here");

    // The exporter looks at the time, whoever set it.
    File::create(&file).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
    world.good(&["export", "--survey", "nps", "--out", "a.csv", "--data-dir", "data"]);
    assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), SystemTime::UNIX_EPOCH, "and leaves it as it is");
}
