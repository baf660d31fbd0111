//! `survey create|list|close`.

use crate::support::world::World;

#[test]
fn a_survey_is_made_listed_and_closed() {
    for world in World::all() {
        let words = ["survey", "create", "--template", "nps", "--slug", "klanten", "--title", "Uw mening, graag"];
        let made = world.run(&[&words[..], &["--organisation", "Fietsen Jansen", "--contact", "020 – 000 00 00"]].concat());
        assert_eq!((made.status, made.out.as_str(), made.err.as_str()), (Some(0), "http://127.0.0.1:3000/s/klanten\n", ""));
        let address =
            world.good(&["survey", "create", "--template", "helpful", "--slug", "hulp", "--public-url", "https://k.example"]);
        assert_eq!(address, "https://k.example/s/hulp\n");
        let list = world.good(&["survey", "list"]);
        assert!(list.contains("klanten  open          1        0  Uw mening, graag\n"), "{list}");
        assert_eq!(world.good(&["survey", "close", "klanten"]), "klanten is closed\n");
        assert_eq!(world.good(&["survey", "close", "klanten"]), "klanten is closed\n");
        let list = world.good(&["survey", "list"]);
        assert!(list.contains("klanten  closed ") && list.contains("hulp     open "), "{list}");
        let other = world.bad(&["survey", "create", "--template", "ces", "--slug", "x", "--organisation", "Een ander"]);
        assert!(other.contains("of the organisation \"Fietsen Jansen\""), "{other}");
    }
}

#[test]
fn a_second_survey_of_the_same_title_is_told() {
    let world = World::sqlite();
    world.survey("nps");
    let again = world.run(&["survey", "create", "--template", "nps", "--slug", "nps-zuid"]);
    assert!(again.status == Some(0) && again.err.contains("the survey nps has the same title"), "{again:?}");
    let own = world.run(&["survey", "create", "--template", "nps", "--slug", "nps-noord", "--title", "Winkel Noord"]);
    assert_eq!((own.status, own.err.as_str()), (Some(0), ""));
}

#[test]
fn a_slug_is_taken_once() {
    for world in World::all() {
        world.survey("nps");
        let error = world.bad(&["survey", "create", "--template", "csat", "--slug", "nps"]);
        assert!(error.starts_with("error: the slug nps is taken"), "{error}");
        assert_eq!(world.good(&["survey", "list"]).lines().count(), 2, "the heading and the first one");
    }
}

#[test]
fn the_basis_is_stated_where_there_is_one() {
    let world = World::sqlite();
    let words = ["survey", "create", "--template", "csat", "--basis", "legitimate_interest", "--slug"];
    world.good(&[&words[..], &["a"]].concat());
    world.good(&[&words[..], &["b", "--interest", "Onze winkel verbeteren"]].concat());
    let usage = |words: &[&str], expected: &str| {
        let ended = world.run(&[&["survey", "create", "--slug", "c"], words].concat());
        assert_eq!(ended.status, Some(2), "{ended:?}");
        assert!(ended.err.contains(expected), "{ended:?}");
    };
    usage(&["--template", "csat", "--interest", "x"], "--interest goes with --basis legitimate_interest only");
    usage(&["--template", "csat", "--basis", "legitimate_interest", "--interest", " "], "must say which interest");
    usage(&["--template", "helpful", "--basis", "legitimate_interest"], "holds no personal data");
    usage(&["--template", "csat", "--title", " "], "title: no text in nl");
    usage(&["--template", "cast"], "expected nps, csat, csat10, loyalty, ces or helpful");
    usage(&["--template", "csat", "--contact", "x"], "--organisation");
}
