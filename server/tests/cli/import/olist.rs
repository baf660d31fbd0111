//! Tests on the real input: 8,225 reviews of a shop. Where they are available, the reviews are next to the repository.
//! They are not part of it.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use domain::redaction::mask;

use crate::support::world::{PROVENANCE, World, rows};

fn reviews() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/olist/reviews.csv");
    path.is_file().then_some(path)
}

#[test]
fn every_review_comes_out_as_it_went_in() {
    let Some(reviews) = reviews() else {
        println!("skipped: the reviews are not there");
        return;
    };
    let file = reviews.to_str().unwrap();
    for world in World::all() {
        world.good(&["survey", "create", "--template", "csat", "--slug", "olist"]);
        world.write("provenance.toml", PROVENANCE);
        let map = ["--map", "review_score=satisfaction", "--map", "review_comment_message=reason", "--id", "review_id,order_id"];
        let rest = ["--submitted-at", "review_answer_timestamp", "--provenance", "provenance.toml", file];
        let words = [&["import", "--survey", "olist"], &map[..], &rest[..]].concat();
        assert_eq!(world.good(&words), "8225 added, 0 already there\n");
        assert_eq!(world.good(&words), "0 added, 8225 already there\n");

        let mut exported: BTreeMap<String, _> =
            world.export("olist").into_iter().map(|row| (row["external_id"].clone(), row)).collect();
        assert_eq!(exported.len(), 8225);
        let (mut satisfied, mut sum, mut comments, mut masked) = (0, 0, 0, 0);
        for review in rows(&reviews) {
            let row = exported.remove(&format!("{}|{}", review["review_id"], review["order_id"])).unwrap();
            let comment = &review["review_comment_message"];
            let guard = if comment.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
            // Byte for byte, except addresses and numbers in comments, which are masked.
            let shown = mask(comment);
            masked += u32::from(shown != *comment);
            assert_eq!(row["reason"], format!("{guard}{shown}"));
            assert_eq!(row["satisfaction"], review["review_score"]);
            assert_eq!(row["submitted_at"], format!("{}.000Z", review["review_answer_timestamp"].replace(' ', "T")));
            assert_eq!(row["decided_at"], row["submitted_at"], "no other time is stated");
            assert_eq!((row["channel"].as_str(), row["purposes_given"].as_str()), ("import", "analysis"));
            assert_eq!((row["consent_event_id"].len(), row["notice_hash"].len()), (36, 64));
            let score: u32 = row["satisfaction"].parse().unwrap();
            satisfied += u32::from(score >= 4);
            sum += score;
            comments += u32::from(!comment.trim().is_empty());
        }
        assert!(exported.is_empty());
        assert!((1..20).contains(&masked), "{masked} comments are masked");
        assert_eq!((satisfied, sum, comments), (4538, 26909, 4109));
    }
}

/// Reviews with the state of the customer, the state of the order, and whether it came later than estimated.
fn joined(folder: &Path) -> String {
    let by = |file: &str, key: &str| -> BTreeMap<String, _> {
        rows(&folder.join(file)).into_iter().map(|row| (row[key].clone(), row)).collect()
    };
    let (orders, customers) = (by("orders.csv", "order_id"), by("customers.csv", "customer_id"));
    let mut text = "review_id,order_id,score,at,state,status,late\n".to_owned();
    for review in rows(&folder.join("reviews.csv")) {
        let order = &orders[&review["order_id"]];
        let (delivered, estimated) = (&order["order_delivered_customer_date"], &order["order_estimated_delivery_date"]);
        let late = if delivered.is_empty() {
            ""
        } else if delivered > estimated {
            "late"
        } else {
            "on time"
        };
        let cells = [
            &review["review_id"],
            &review["order_id"],
            &review["review_score"],
            &review["review_answer_timestamp"],
            &customers[&order["customer_id"]]["customer_state"],
            &order["order_status"],
        ];
        text += &format!("{},{late}\n", cells.map(String::as_str).join(","));
    }
    text
}

#[test]
fn reviews_come_with_what_is_known_of_their_orders() {
    let Some(reviews) = reviews() else {
        println!("skipped: the reviews are not there");
        return;
    };
    let joined = joined(reviews.parent().unwrap());
    for world in World::all() {
        world.good(&["survey", "create", "--template", "csat", "--slug", "olist"]);
        world.write("provenance.toml", PROVENANCE);
        world.write("joined.csv", &joined);
        let declare = |key: &str, nl: &str, en: &str, values: &[&str]| {
            let mut words = vec!["survey", "attribute", "olist", "--key", key, "--name-nl", nl, "--name-en", en];
            words.extend(values.iter().flat_map(|value| ["--value", value]));
            world.good(&words)
        };
        declare("state", "Staat", "State", &[]);
        declare("status", "Bestelling", "Order", &[]);
        let declared = declare("delivery", "Bezorging", "Delivery", &["late", "on time"]);
        assert_eq!(declared, "olist: version 4 has the attribute delivery (Bezorging / Delivery)\n");
        let map = ["--map", "score=satisfaction", "--id", "review_id,order_id", "--submitted-at", "at"];
        let attributes = ["--attribute", "state=state", "--attribute", "status=status", "--attribute", "late=delivery"];
        let rest = ["--provenance", "provenance.toml", "joined.csv"];
        let words = [&["import", "--survey", "olist"], &map[..], &attributes[..], &rest[..]].concat();
        assert_eq!(world.good(&words), "8225 added, 0 already there\n");
        let mut expected: Vec<_> = joined.lines().skip(1).map(|line| line.split(',').skip(2).collect::<Vec<_>>()).collect();
        for row in &mut expected {
            // The time is not an attribute.
            row.remove(1);
        }
        let exported = world.export("olist");
        let mut found: Vec<_> = exported
            .iter()
            .map(|row| ["satisfaction", "state", "status", "delivery"].map(|name| row[name].as_str()).to_vec())
            .collect();
        expected.sort();
        found.sort();
        assert_eq!(found, expected);

        let unknown =
            world.run(&[&["import", "--survey", "olist"], &map[..], &["--attribute", "state=region"], &rest[..]].concat());
        assert_ne!(unknown.status, Some(0));
        assert!(unknown.err.contains("declares no attribute \"region\""), "{}", unknown.err);
    }
}
