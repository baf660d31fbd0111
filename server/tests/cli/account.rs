//! `user add|list|link|role|remove|password` and `api-key create|list|revoke`.

mod audit;

use crate::support::world::World;

const PASSWORD: &str = "een lang wachtwoord\n";

#[test]
fn an_account_from_beginning_to_end() {
    for world in World::all() {
        let add = ["user", "add", "Anna@Voorbeeld.nl", "--password-stdin"];
        let added = world.run_with_input(&add, PASSWORD);
        assert_eq!(added.status, Some(0), "{added:?}");
        assert!(world.good(&["user", "list"]).starts_with("anna@voorbeeld.nl  owner  since 20"));
        let again = world.run_with_input(&add, PASSWORD);
        assert_eq!(again.status, Some(1));
        assert!(again.err.contains("has an account already"), "{again:?}");
        let change = ["user", "password", "anna@voorbeeld.nl", "--password-stdin"];
        assert_eq!(world.run_with_input(&change, "een ander lang wachtwoord\r\n").status, Some(0));
        world.good(&["user", "remove", "ANNA@voorbeeld.nl"]);
        assert_eq!(world.good(&["user", "list"]), "");
        assert!(world.bad(&["user", "remove", "anna@voorbeeld.nl"]).contains("has no account"));
        assert!(world.bad(&["user", "password", "anna@voorbeeld.nl"]).contains("has no account"));
    }
}

#[test]
fn a_password_is_long_and_is_never_an_argument() {
    let world = World::sqlite();
    for bad in ["", "\n", "te kort\n"] {
        let ended = world.run_with_input(&["user", "add", "anna@voorbeeld.nl", "--password-stdin"], bad);
        assert_eq!(ended.status, Some(1), "{bad:?}");
        assert!(ended.err.contains("12 to 200 characters"), "{ended:?}");
    }
    for guessable in ["passwordpassword\n", "aaaaaaaaaaaa\n"] {
        let ended = world.run_with_input(&["user", "add", "anna@voorbeeld.nl", "--password-stdin"], guessable);
        assert_eq!(ended.status, Some(1), "{guessable:?}");
        assert!(ended.err.contains("too easy to guess"), "{ended:?}");
    }
    let ended = world.run_with_input(&["user", "add", "anna@voorbeeld.nl"], PASSWORD);
    assert_eq!(ended.status, Some(2));
    assert!(ended.err.contains("--password-stdin"), "{ended:?}");
    assert_eq!(world.good(&["user", "list"]), "");
    assert_eq!(world.run(&["user", "add", "not an address", "--password-stdin"]).status, Some(2));
}

#[test]
fn a_link_works_at_the_public_address() {
    for world in World::all() {
        let link = world.good(&["user", "link"]);
        let token = link.strip_prefix("http://127.0.0.1:3000/setup/").and_then(|rest| rest.strip_suffix('\n'));
        assert_eq!(token.map(str::len), Some(43), "{link}");
        let other = world.good(&["user", "link", "--email", "anna@voorbeeld.nl", "--public-url", "https://k.example"]);
        assert!(other.starts_with("https://k.example/setup/"), "{other}");
        assert_ne!(world.good(&["user", "link"]), link, "a new one each time");
    }
}

#[test]
fn roles_are_given_and_changed() {
    for world in World::all() {
        let add = |email: &str, more: &[&str]| {
            world.run_with_input(&[&["user", "add", email, "--password-stdin"], more].concat(), PASSWORD)
        };
        assert_eq!(add("anna@voorbeeld.nl", &[]).out, "anna@voorbeeld.nl can sign in as owner\n");
        assert_eq!(add("bart@voorbeeld.nl", &[]).out, "bart@voorbeeld.nl can sign in as reader\n", "not the first");
        assert_eq!(add("chris@voorbeeld.nl", &["--role", "reader", "--only", "store:Utrecht"]).status, Some(0));
        assert!(world.good(&["user", "list"]).contains("chris@voorbeeld.nl  reader (store:Utrecht)  since 20"));
        let only = world.bad(&["user", "role", "anna@voorbeeld.nl", "reader"]);
        assert!(only.contains("is the only owner"), "{only}");
        assert_eq!(world.good(&["user", "role", "bart@voorbeeld.nl", "owner"]), "bart@voorbeeld.nl is owner now\n");
        world.good(&["user", "role", "anna@voorbeeld.nl", "analyst"]);
        assert!(world.bad(&["user", "role", "niemand@voorbeeld.nl", "owner"]).contains("has no account"));
        for wrong in [&["bart@voorbeeld.nl", "chief"][..], &["bart@voorbeeld.nl", "analyst", "--only", "store:Utrecht"]] {
            assert_eq!(world.run(&[&["user", "role"], wrong].concat()).status, Some(2), "{wrong:?}");
        }
    }
}

#[test]
fn keys_are_made_listed_and_revoked() {
    for world in World::all() {
        assert_eq!(world.good(&["api-key", "list"]), "");
        let create =
            ["api-key", "create", "--name", "Power BI", "--scope", "results:read,surveys:read", "--expires-in-days", "30"];
        let made = world.good(&create);
        assert!(made.starts_with("klankbord_") && made.trim().len() == 53, "{made}");
        let listed = world.good(&["api-key", "list"]);
        assert!(
            listed.contains("  Power BI  surveys:read,results:read  made by klankbord api-key, until 20")
                && listed.contains("never used"),
            "{listed}"
        );
        assert!(!listed.contains(made.trim()), "it is shown once");
        let id = listed.split_whitespace().next().unwrap();
        assert_eq!(world.good(&["api-key", "revoke", id]), format!("{id} is revoked\n"));
        assert!(world.good(&["api-key", "list"]).contains("revoked 20"));
        let unknown = "019a9a2e-7d1c-7c3a-9a51-0d5f3e8a6b11";
        assert!(world.bad(&["api-key", "revoke", unknown]).contains("there is no key"));
        for wrong in [&["--name", "x"][..], &["--name", "x", "--scope", "all"], &["--name", " ", "--scope", "results:read"]] {
            assert_eq!(world.run(&[&["api-key", "create"], wrong].concat()).status, Some(2), "{wrong:?}");
        }
    }
}

#[test]
fn what_commands_do_is_in_the_audit_log() {
    for world in World::all() {
        world.run_with_input(&["user", "add", "anna@voorbeeld.nl", "--password-stdin"], PASSWORD);
        world.run_with_input(&["user", "add", "bart@voorbeeld.nl", "--password-stdin"], PASSWORD);
        world.good(&["user", "role", "bart@voorbeeld.nl", "analyst"]);
        world.good(&["survey", "create", "--template", "nps", "--slug", "klanten"]);
        world.good(&["survey", "close", "klanten"]);
        world.good(&["user", "remove", "bart@voorbeeld.nl"]);
        let listed = world.good(&["audit", "list", "--json"]);
        let entries: Vec<serde_json::Value> = listed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let of = |action: &str| entries.iter().filter(|entry| entry["action"] == action).collect::<Vec<_>>();
        assert_eq!(of("account_made").len(), 2);
        let [changed] = of("rights_changed")[..] else { panic!("{listed}") };
        assert_eq!((&changed["actor"], &changed["object"]), (&"klankbord user".into(), &"bart@voorbeeld.nl".into()));
        assert_eq!(changed["detail"], "reader -> analyst");
        for (action, object) in
            [("survey_published", "klanten"), ("survey_closed", "klanten"), ("account_removed", "bart@voorbeeld.nl")]
        {
            assert_eq!(of(action)[0]["object"], object, "{listed}");
        }
        let text = world.good(&["audit", "list", "--action", "survey_closed", "--limit", "1"]);
        assert!(text.starts_with("20") && text.contains("  klankbord survey  klanten\n"), "{text}");
        assert_eq!(world.run(&["audit", "list", "--action", "dance"]).status, Some(2));
        // The stream of the log has the event, and nobody in it.
        let again = ["user", "role", "anna@voorbeeld.nl", "owner", "--log", "info", "--log-format", "json"];
        let stream = world.run(&again).err;
        assert!(stream.contains("\"event\":\"rights_changed\"") && !stream.contains("anna"), "{stream}");
    }
}

#[test]
fn removing_an_account_asks_what_becomes_of_its_keys() {
    for world in World::all() {
        for name in ["anna", "bart"] {
            world.run_with_input(&["user", "add", &format!("{name}@voorbeeld.nl"), "--password-stdin"], PASSWORD);
        }
        let key = |made_by: &str| {
            world.good(&["api-key", "create", "--name", "Power BI", "--scope", "results:read"]);
            world.sql(&format!("UPDATE api_key SET made_by = '{made_by}' WHERE made_by = 'klankbord api-key'"));
        };
        key("bart@voorbeeld.nl");
        let unsaid = world.bad(&["user", "remove", "bart@voorbeeld.nl"]);
        assert!(unsaid.contains("(Power BI)") && unsaid.contains("--end-keys") && unsaid.contains("--keys-to"), "{unsaid}");
        let nobody = world.bad(&["user", "remove", "bart@voorbeeld.nl", "--keys-to", "niemand@voorbeeld.nl"]);
        assert!(nobody.contains("niemand@voorbeeld.nl has no account"), "{nobody}");
        let both = ["user", "remove", "bart@voorbeeld.nl", "--end-keys", "--keys-to", "anna@voorbeeld.nl"];
        assert_eq!(world.run(&both).status, Some(2));
        let handed = world.good(&["user", "remove", "bart@voorbeeld.nl", "--keys-to", "anna@voorbeeld.nl"]);
        assert_eq!(handed, "bart@voorbeeld.nl is removed; anna@voorbeeld.nl has its keys now (1)\n");
        assert!(world.good(&["api-key", "list"]).contains("made by anna@voorbeeld.nl, works"));
        let ended = world.good(&["user", "remove", "anna@voorbeeld.nl", "--end-keys"]);
        assert_eq!(ended, "anna@voorbeeld.nl is removed; its keys work no more (1)\n");
        assert!(world.good(&["api-key", "list"]).contains("by klankbord user"));
    }
}
