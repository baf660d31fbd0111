//! `user add|list|link|remove|password`.

use crate::world::World;

const PASSWORD: &str = "een lang wachtwoord\n";

#[test]
fn an_account_from_beginning_to_end() {
    for world in World::all() {
        let add = ["user", "add", "Anna@Voorbeeld.nl", "--password-stdin"];
        let added = world.run_with_input(&add, PASSWORD);
        assert_eq!(added.status, Some(0), "{added:?}");
        assert!(world.good(&["user", "list"]).starts_with("anna@voorbeeld.nl  since 20"));
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
