//! `site create|list` and `site notice export|import|check`.

use crate::support::world::World;

const CREATE: [&str; 6] = ["site", "create", "--key", "winkel", "--origin", "https://winkel.example"];

#[test]
fn a_site_is_made_and_listed() {
    for world in World::all() {
        assert!(world.good(&["site", "list"]).is_empty());
        let made = world.run(&[&CREATE[..], &["--name", "De winkel", "--public-url", "https://k.example"]].concat());
        assert_eq!(
            (made.status, made.out.as_str()),
            (Some(0), "<script src=\"https://k.example/consent.js\" data-site=\"winkel\"></script>\n")
        );
        assert!(made.err.contains("nothing is declared for measurement, preferences, analytics, marketing"), "{}", made.err);
        let list = world.good(&["site", "list"]);
        assert!(list.contains("winkel        1    1  De winkel  https://winkel.example\n"), "{list}");
        assert!(world.bad(&CREATE).contains("the key winkel is taken"));
        assert!(world.bad(&["site", "notice", "export", "--key", "none"]).contains("there is no website none"));
    }
}

#[test]
fn our_own_pages_declare_what_they_store() {
    let world = World::sqlite();
    let own = ["site", "create", "--own-pages", "--key", "klankbord", "--origin", "https://k.example"];
    let made = world.run(&[&own[..], &["--public-url", "https://k.example"]].concat());
    assert_eq!((made.status, made.out.as_str()), (Some(0), "https://k.example/cookies\n"), "{}", made.err);
    assert!(!made.err.contains("nothing is declared"), "{}", made.err);
    let notice = world.good(&["site", "notice", "export", "--key", "klankbord"]);
    for name in ["klankbord_klankbord", "klankbord_language", "klankbord_receipt", "klankbord.unsent.*", "__Host-klankbord"] {
        assert!(notice.contains(&format!("\"name\": \"{name}\"")), "{name}: {notice}");
    }
    assert!(!notice.contains("marketing"), "{notice}");
}

#[test]
fn what_breaks_a_rule_is_not_made() {
    let world = World::sqlite();
    let refused = world.run(&[&CREATE[..], &["--accent", "#ffdd00"]].concat());
    assert_eq!(refused.status, Some(2));
    assert!(refused.err.contains("colours: rule 5: "), "{}", refused.err);
    let path = world.run(&["site", "create", "--key", "a", "--origin", "https://winkel.example/pad"]);
    assert!(path.status == Some(2) && path.err.contains("scheme and host only"), "{}", path.err);
    assert!(world.good(&["site", "list"]).is_empty());
}

fn on<'a>(command: &'a str, file: &[&'a str]) -> Vec<&'a str> {
    [&["site", "notice", command, "--key", "winkel"], file].concat()
}

#[test]
fn a_notice_is_exported_mended_and_imported() {
    for world in World::all() {
        world.good(&CREATE);
        let notice = world.good(&on("export", &[]));
        let file = world.path("notice.json");
        let file = ["--file", file.to_str().unwrap()];
        let write = |change: &dyn Fn(&mut serde_json::Value)| {
            let mut document = serde_json::from_str(&notice).unwrap();
            change(&mut document);
            world.write("notice.json", document.to_string());
        };

        write(&|_| {});
        assert_eq!(world.good(&on("check", &file)), "nothing is wrong with it\n");
        assert_eq!(world.good(&on("import", &file)), "version 1 was shown already\n");
        write(&|n| n["website"]["texts"]["title"]["nl"] = "Koekjes".into());
        assert_eq!(world.good(&on("import", &file)), "version 2 is published; nobody is asked again\n");
        let stale = world.run(&[&on("import", &file)[..], &["--base", "1"]].concat());
        assert!(stale.status == Some(1) && stale.err.contains("version 2 is shown now"), "{stale:?}");
        let based = world.good(&[&on("import", &file)[..], &["--base", "2"]].concat());
        assert_eq!(based, "version 2 was shown already\n");
        write(&|n| n["purposes"].as_array_mut().unwrap().truncate(4));
        let wrong = world.run(&on("check", &file));
        assert_eq!(wrong.status, Some(1));
        assert!(wrong.err.starts_with("website.purposes.marketing: unknown purpose\nerror: the notice may not"), "{}", wrong.err);
        write(&|n| {
            n["purposes"].as_array_mut().unwrap().truncate(4);
            n["website"]["purposes"].as_array_mut().unwrap().truncate(4);
        });
        assert_eq!(world.good(&on("import", &file)), "version 3 is published; who decided before is asked again\n");

        write(&|n| {
            n["purposes"][4]["basis"] = "legitimate_interest".into();
            n["website"]["texts"]["withdraw_hint"]["en"] = "".into();
        });
        for command in ["check", "import"] {
            let wrong = world.run(&on(command, &file));
            assert_eq!(wrong.status, Some(1));
            assert!(
                wrong.err.contains("marketing: rule 12: ") && wrong.err.contains("withdraw_hint.en: rule 13: "),
                "{}",
                wrong.err
            );
        }
        write(&|n| n["website"]["texts"]["refuse"]["nl"] = "Later".into());
        let later = world.run(&on("import", &file));
        assert_eq!(later.status, Some(1));
        assert!(
            later.err.contains("website.texts.refuse.nl: rule 3: “Later”: the label of the refusal must say"),
            "{}",
            later.err
        );
        write(&|n| n["website"]["texts"]["accept"]["nl"] = "OK".into());
        let unusual = world.run(&on("check", &file));
        assert_eq!((unusual.status, unusual.out.as_str()), (Some(0), "nothing is wrong with it\n"));
        assert!(unusual.err.contains("website.texts.accept.nl: unusual: “OK”: "), "{}", unusual.err);
        write(&|n| n["website"]["purposes"][4]["ticked"] = true.into());
        let unknown = world.bad(&on("import", &file));
        assert!(unknown.contains("notice.json is no notice: unknown field `ticked`"), "{unknown}");
        assert!(world.good(&["site", "list"]).contains("winkel        3    2  "));
    }
}
