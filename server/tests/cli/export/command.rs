//! `export`: a whole file or none, with a codebook next to it.

use std::fs;

use crate::support::world::{PROVENANCE, World};

#[test]
fn a_file_and_its_codebook_or_neither() {
    for world in World::all() {
        world.good(&["demo", "--responses", "1500"]);
        world.write("a.csv", "old");
        world.good(&["export", "--survey", "nps", "--format", "csv", "--out", "a.csv", "--locale", "en"]);
        assert_eq!(world.names(), ["a.codebook.csv", "a.csv"]);
        let text = world.read("a.csv");
        assert!(
            text.starts_with(
                "response_id,external_id,submitted_at,locale,channel,recommend,reason,tags,\
                 consent_event_id,notice_version,notice_hash,purposes_given,decided_at\r\n"
            ),
            "{}",
            &text[..300]
        );
        assert!(world.read("a.codebook.csv").contains("recommend,How likely is it that you would recommend Bakkerij Van Dam"));
        let to_stdout = world.run(&["export", "--survey", "nps", "--out", "-"]);
        assert_eq!((to_stdout.status, to_stdout.out == text), (Some(0), true));
        assert_eq!(world.names(), ["a.codebook.csv", "a.csv"]);

        fs::create_dir(world.path("folder")).unwrap();
        assert!(world.bad(&["export", "--survey", "nps", "--out", "folder"]).contains("folder cannot be written"));
        assert!(world.bad(&["export", "--survey", "nps", "--out", "none/b.csv"]).contains("none/b.csv cannot be written"));
        assert_eq!(world.names(), ["a.codebook.csv", "a.csv", "folder"]);
        assert_eq!(fs::read_dir(world.path("folder")).unwrap().count(), 0);
    }
}

#[test]
fn every_row_has_its_provenance() {
    for world in World::all() {
        world.good(&["demo", "--responses", "200"]);
        for row in world.export("nps") {
            assert_eq!(row["consent_event_id"].len(), 36, "{row:?}");
            assert_eq!(row["notice_version"], "1");
            assert!(row["notice_hash"].len() == 64 && row["notice_hash"].bytes().all(|b| b.is_ascii_hexdigit()), "{row:?}");
            assert!(row["purposes_given"] == "analysis" || row["purposes_given"].starts_with("analysis;"), "{row:?}");
            assert!(row["decided_at"].ends_with('Z'), "{row:?}");
        }
    }
}

#[test]
fn a_survey_without_answers_has_a_heading() {
    let world = World::sqlite();
    world.survey("loyalty");
    assert_eq!(world.export("loyalty").len(), 0);
    let heading = world.read("export.csv");
    assert_eq!(heading.matches("\r\n").count(), 1);
    assert!(heading.contains(",channel,recommend_10,repurchase,explore,reason,tags,consent_event_id,"), "{heading}");
}

/// A pipe or device must not be replaced by a file.
#[cfg(unix)]
#[test]
fn a_device_is_written_to_as_it_is() {
    use std::os::unix::fs::FileTypeExt as _;
    let world = World::sqlite();
    world.survey("nps");
    std::os::unix::fs::symlink("/dev/null", world.path("null")).unwrap();
    world.good(&["export", "--survey", "nps", "--out", "null"]);
    assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
    assert_eq!(world.names(), ["null"]);
}

#[test]
fn contact_details_in_a_comment_are_masked() {
    for world in World::all() {
        world.survey("csat");
        world.write("provenance.toml", PROVENANCE);
        world.write(
            "a.csv",
            "id,score,text,at\n1,5,\"Bel 06-12345678, of klant@voorbeeld.nl of NL91ABNA0417164300\",2026-01-02\n",
        );
        let ended = world.import("a.csv", &[]);
        assert_eq!(ended.status, Some(0), "{ended:?}");
        let rows = world.export("csat");
        assert_eq!(rows[0]["reason"], "Bel [tel.], of [e-mail] of [IBAN]");
        assert_eq!(
            world.value("SELECT text FROM answer WHERE text IS NOT NULL"),
            "Bel 06-12345678, of klant@voorbeeld.nl of NL91ABNA0417164300",
            "as it was written, for whoever wrote it"
        );
    }
}
