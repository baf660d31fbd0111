//! `survey attribute --by` and `survey attribute-link`: the sources of attributes, and the links with attributes.

use crate::support::world::World;

const DECLARE: [&str; 9] = ["survey", "attribute", "csat", "--name-nl", "Winkel", "--name-en", "Store", "--key", "store"];

fn link<'a>(words: &[&'a str]) -> Vec<&'a str> {
    [&["survey", "attribute-link", "csat"], words].concat()
}

/// The error of a wrong command line.
fn refused(world: &World, words: &[&str]) -> String {
    let ended = world.run(words);
    assert_eq!(ended.status, Some(2), "{words:?}: {ended:?}");
    ended.err
}

#[test]
fn links_are_signed_for_what_may_come_by_them() {
    for world in World::all() {
        world.survey("csat");
        let open = refused(&world, &[&DECLARE, &["--by", "link"][..]].concat());
        assert!(open.contains("give its values"), "{open}");
        assert!(refused(&world, &[&DECLARE, &["--by", "post"][..]].concat()).contains("import, api, link or signed_link"));
        world.good(&[&DECLARE, &["--by", "link", "--by", "signed_link", "--value", "den haag", "--value", "ede"][..]].concat());
        let again = world.run(&[&DECLARE, &["--value", "den haag", "--value", "ede"][..]].concat());
        assert!(again.err.contains("declared like that already"), "what is not said stays: {}", again.err);
        world.good(&["survey", "attribute", "csat", "--key", "state", "--name-nl", "Staat", "--name-en", "State"]);

        let made = world.good(&link(&["--set", "store=den haag", "--public-url", "https://k.example"]));
        let (address, signature) = made.trim().split_once("&link_signature=").unwrap();
        assert!(address.starts_with("https://k.example/s/csat?store=den%20haag&link_expires="), "{address}");
        assert_eq!(signature.len(), 64);
        for (words, says) in [
            (&["--set", "state=SP"][..], "does not take it by signed link"),
            (&["--set", "store=parijs"], "store=parijs"),
            (&["--set", "gone=x"], "declares no such attribute"),
            (&["--set", "store=ede", "--set", "store=ede"], "set twice"),
            (&[], "--set KEY=VALUE"),
            (&["--set", "store=ede", "--days", "0"], "0 is not in 1..=1100"),
        ] {
            let told = refused(&world, &link(words));
            assert!(told.contains(says), "{words:?}: {told}");
        }
        let secret = world.good(&link(&["--print-secret"]));
        assert_eq!((secret.trim().len(), world.good(&link(&["--print-secret"]))), (64, secret.clone()));
        world.good(&link(&["--new-secret"]));
        assert_ne!(world.good(&link(&["--print-secret"])), secret);
    }
}

#[test]
fn an_import_brings_only_what_may_come_by_import() {
    for world in World::all() {
        world.survey("csat");
        world.good(&[&DECLARE, &["--by", "signed_link"][..]].concat());
        world.write("a.csv", "id,score,at,text,store\n1,4,2026-05-01T12:00:00Z,,ede\n");
        let refused = world.import("a.csv", &["--attribute", "store=store"]);
        assert!(refused.status != Some(0) && refused.err.contains("does not take store from an import"), "{}", refused.err);
        world.good(&[&DECLARE, &["--by", "import"][..]].concat());
        assert_eq!(world.import("a.csv", &["--attribute", "store=store"]).out, "1 added, 0 already there\n");
    }
}
