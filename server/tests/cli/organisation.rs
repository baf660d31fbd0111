//! `works-council` and `survey attribute --names-employee`: every command reports that an attribute is withheld. `organisation`: what
//! notices say of recipients, storage and transfers.

use crate::support::world::World;

const CASHIER: [&str; 9] = ["survey", "attribute", "csat", "--name-nl", "Kassa", "--name-en", "Cashier", "--key", "cashier"];

#[test]
fn an_employee_is_off_at_every_door_until_it_is_stated() {
    for world in World::all() {
        world.survey("csat");
        let employee = |more: &[&'static str]| [&CASHIER, &["--names-employee"][..], more].concat();
        let refused = |words: &[&str]| {
            let ended = world.run(words);
            assert_eq!(ended.status, Some(2), "{words:?}: {ended:?}");
            ended.err
        };
        assert!(refused(&employee(&[])).contains("--names-employee needs --team"));
        assert!(refused(&employee(&["--team", "store"])).contains("the team of an employee is another attribute"));
        assert!(refused(&[&CASHIER, &["--team", "store"][..]].concat()).contains("--team goes with --names-employee"));
        world.good(&["survey", "attribute", "csat", "--name-nl", "Winkel", "--name-en", "Store", "--key", "store"]);
        let declared = world.run(&employee(&["--team", "store", "--by", "import", "--by", "signed_link"]));
        assert!(declared.status == Some(0) && declared.err.contains("stays off until"), "{declared:?}");
        let again = world.run(&CASHIER);
        assert!(again.err.contains("declared like that already"), "what names an employee does so for good: {}", again.err);

        world.write("a.csv", "id,score,at,text,who,store\n1,4,2026-05-01T12:00:00Z,,jan,ede\n");
        let import = |world: &World| world.import("a.csv", &["--attribute", "who=cashier", "--attribute", "store=store"]);
        let stopped = import(&world);
        assert!(stopped.status != Some(0) && stopped.err.contains("cashier: it names an employee"), "{}", stopped.err);
        let link = ["survey", "attribute-link", "csat", "--set", "cashier=jan"];
        assert!(refused(&link).contains("it names an employee"));
        let export = ["export", "--survey", "csat", "--out", "-"];
        assert!(refused(&[&export, &["--where", "cashier:jan"][..]].concat()).contains("it names an employee"));

        let state = ["works-council", "state", "--agreed-on", "2026-01-31", "--document", "OR 2026/3"];
        let wrong = refused(&["works-council", "state", "--agreed-on", "2999-01-31", "--document", ""]);
        assert!(wrong.contains("agreed_on") && wrong.contains("document"), "{wrong}");
        assert_eq!(world.good(&state), "attributes that name an employee are on\n");
        assert_eq!(import(&world).out, "1 added, 0 already there\n");
        assert!(world.good(&export).contains("jan"));
        assert!(world.good(&link).contains("cashier=jan"));
        assert_eq!(world.good(&["works-council", "take-back"]), "attributes that name an employee are off\n");
        let file = world.good(&export);
        assert!(!file.contains("jan") && file.contains("ede"), "{file}");
        assert!(world.run(&["works-council", "take-back"]).err.contains("nothing is stated"));
        let list = world.good(&["works-council", "list"]);
        let lines: Vec<_> = list.lines().collect();
        assert!(lines[0].ends_with("taken back") && lines[1].ends_with("works_council on 2026-01-31 (OR 2026/3)"), "{list}");
        assert_eq!((lines.len(), lines[2]), (3, "attributes that name an employee are off"));
    }
}

#[test]
fn what_notices_say_of_recipients_and_storage_is_a_field_of_the_organisation() {
    for world in World::all() {
        let nobody = world.run(&["organisation", "show"]);
        assert!(nobody.status == Some(1) && nobody.err.contains("there is no organisation yet"), "{nobody:?}");
        world.survey("csat");
        let usual = world.good(&["organisation", "show"]);
        let said = ["recipients (nl, standard text): Niemand buiten deze organisatie.", "transfers (en, standard text): "];
        assert!(said.iter().all(|said| usual.contains(said)), "{usual}");
        let nothing = world.run(&["organisation", "state"]);
        assert!(nothing.status == Some(2) && nothing.err.contains("--recipients-nl"), "{nothing:?}");
        let state = ["organisation", "state", "--recipients-nl", "Wolk, als verwerker.", "--recipients-en", "Wolk, a processor."];
        let half = world.run(&state[..4]);
        assert_eq!(half.status, Some(2), "{half:?}");
        let blank = world.run(&[&state[..5], &[" "][..]].concat());
        assert!(blank.status == Some(2) && blank.err.contains("recipients: no text in en"), "{blank:?}");
        let stated = world.run(&state);
        assert!(stated.status == Some(0) && stated.err.contains("csat: version 2 has the new notice"), "{stated:?}");
        assert!(stated.out.contains("recipients (nl): Wolk, als verwerker.\n"), "{stated:?}");
        let again = world.run(&state);
        assert!(again.status == Some(0) && !again.err.contains("version"), "{again:?}");
        let more = world.run(&["organisation", "state", "--storage-nl", "In Utrecht.", "--storage-en", "In Utrecht."]);
        assert!(more.err.contains("csat: version 3") && more.out.contains("recipients (en): Wolk"), "{more:?}");
        assert!(more.err.contains("still says that data stay in the European Economic Area"), "{more:?}");
        let back = world.run(&["organisation", "state", "--standard"]);
        assert!(back.err.contains("csat: version 4"), "{back:?}");
        assert_eq!(back.out, usual);
        let noted = world.good(&["audit", "list"]);
        assert!(noted.contains("recipients storage_place") && noted.contains("standard texts"), "{noted}");
    }
}
