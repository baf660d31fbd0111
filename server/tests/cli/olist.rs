//! The real input: 8,225 reviews of a shop, which lie beside the repository where they may be had, and are not part of it.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use crate::world::{PROVENANCE, World, rows};

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
        let (mut satisfied, mut sum, mut comments) = (0, 0, 0);
        for review in rows(&reviews) {
            let row = exported.remove(&format!("{}|{}", review["review_id"], review["order_id"])).unwrap();
            let comment = &review["review_comment_message"];
            let guard = if comment.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
            assert_eq!(row["reason"], format!("{guard}{comment}"), "byte for byte");
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
        assert_eq!((satisfied, sum, comments), (4538, 26909, 4109));
    }
}
