//! What was acknowledged outlives kills and faults, nothing is left half done, and what is wrong is said.
//! `cargo xtask prove faults` runs these tests in rounds, each with another seed.

mod gate;
mod kills;
mod load;
mod surroundings;

use std::{
    process::Child,
    time::{Duration, Instant},
};

use crate::support::{running::client, world::World};

/// The seed of a round of the proof. Without it each kill is always at the same moment.
fn seed() -> Option<u64> {
    std::env::var("KLANKBORD_PROOF_SEED").ok().map(|seed| seed.parse().expect("a seed is a number"))
}

/// Kills a command after a number of looks at it, unless it ended before. Returns whether it was killed.
fn kill_at_some_moment(mut command: Child) -> bool {
    let looks = seed().map_or(60_000, |seed| seed % 600_000);
    for _ in 0..looks {
        if command.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::yield_now();
    }
    // It may have ended by itself.
    let _ended = command.kill();
    !command.wait().unwrap().success()
}

/// The counts equal the answers, and the log is as it was sealed.
fn is_in_order(world: &World) {
    assert_eq!(world.good(&["rollups", "check"]), "every count equals the answers\n");
    world.good(&["ledger", "seal"]);
    world.good(&["ledger", "verify"]);
}

/// The version of the questionnaire in the form of the survey `nps`.
async fn version(address: &str) -> String {
    let page = client().get(format!("{address}/s/nps")).send().await.unwrap().text().await.unwrap();
    let tag = page.split("<input").find(|tag| tag.contains("name=\"version\"")).unwrap();
    tag.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// Sends one submission. Returns the address of the receipt if it was acknowledged, else the status if there was one.
async fn submit(client: &reqwest::Client, address: &str, version: &str, number: u64) -> Result<String, Option<u16>> {
    let key = format!("{number:032x}");
    let body = format!("key={key}&version={version}&locale=nl&recommend={}&reason=Nummer+{number}", number % 11);
    let reply = post(client, address, "/s/nps", body).await.map_err(|_| None)?;
    if reply.status() == 303 {
        Ok(reply.headers()["location"].to_str().unwrap().to_owned())
    } else {
        Err(Some(reply.status().as_u16()))
    }
}

async fn post(client: &reqwest::Client, address: &str, path: &str, body: String) -> reqwest::Result<reqwest::Response> {
    let request = client.post(format!("{address}{path}")).header("content-type", "application/x-www-form-urlencoded");
    request.header("origin", address).body(body).send().await
}

/// Waits for a condition, a minute at most.
async fn until(condition: impl Fn() -> bool) {
    let begun = Instant::now();
    while !condition() {
        assert!(begun.elapsed() < Duration::from_secs(60), "it did not come");
        tokio::task::yield_now().await;
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// Waits for the status of the readiness, two minutes at most. Returns what it says.
async fn until_ready_is(address: &str, status: u16) -> String {
    let client = client();
    let seen = async {
        loop {
            let reply = client.get(format!("{address}/health/ready")).send().await.unwrap();
            let is = reply.status().as_u16();
            let said = reply.text().await.unwrap();
            if is == status {
                return said;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(120), seen).await.expect("the readiness changes")
}
