//! Files as other programs make them: encodings, headings, times, missing values, labels, and rows that were rejected.

use crate::support::world::{PROVENANCE, World};

const HEADING: &str = "id,score,text,at\n";

fn world() -> World {
    let world = World::sqlite();
    world.survey("csat");
    world.write("provenance.toml", PROVENANCE);
    world
}

fn of<'a>(rows: &'a [std::collections::BTreeMap<String, String>], column: &str) -> Vec<&'a str> {
    let mut values: Vec<_> = rows.iter().map(|row| row[column].as_str()).collect();
    values.sort_unstable();
    values
}

#[test]
fn a_heading_with_a_line_break_can_be_mapped() {
    let world = world();
    world.write("a.csv", "id,\"Score\r\n(1-5)\",\"Why?\nIn short\",at\n1,4,good,2026-01-02\n");
    let rest = ["--id", "id", "--submitted-at", "at", "--provenance", "provenance.toml", "a.csv"];
    let maps = ["import", "--survey", "csat", "--map", "Score\n(1-5)=satisfaction", "--map", "Why?\nIn short=reason"];
    assert_eq!(world.good(&[&maps[..], &rest[..]].concat()), "1 added, 0 already there\n");
    let lines = "Score\n(1-5)=satisfaction\nWhy?\nIn short=reason\n";
    let mut command = world.command(&[&["import", "--survey", "csat"], &rest[..]].concat());
    let ended = command.env("KLANKBORD_MAP", lines).output().unwrap();
    assert_eq!(String::from_utf8(ended.stdout).unwrap(), "0 added, 1 already there\n", "in the environment");
    assert_eq!(world.import("a.csv", &["--map", "nothing"]).status, Some(2));
}

#[test]
fn how_a_file_is_read_is_said_before_anything_is_written() {
    let world = world();
    world.write("a.csv", b"id,score,text,at\n1,4,caf\xe9 \x80,2026-01-02\n2,9,,2026-01-02\n3,5,,2026-01-02\n");
    let more = ["--dry-run", "--skip-invalid", "--rejects", "r.csv"];
    let ended = world.import("a.csv", &more);
    assert_eq!(ended.out, "2 of 3 rows can be imported; nothing was imported (--dry-run)\n");
    assert_eq!(
        ended.err.lines().next(),
        Some(
            "a.csv: read as windows-1252 (detected), fields between ',', 1 row of heading, times as 2026-11-21 09:30, without an \
             offset in UTC, numbers only where they have one reading"
        )
    );
    assert_eq!(world.good(&["import", "list"]), "there are no imports\n");
    assert_eq!(world.value("SELECT count(*) FROM audit_event WHERE action = 'imported'"), "0");
    assert!(!world.path("r.csv").exists());
    let refused = world.import("a.csv", &["--dry-run"]);
    assert_eq!((refused.status, refused.out.as_str()), (Some(1), ""), "as the import itself would be: {refused:?}");
    assert_eq!(world.import("a.csv", &more[1..]).out, "2 added, 0 already there, 1 rejected (in r.csv)\n");
    assert_eq!(of(&world.export("csat"), "reason"), ["", "café €"]);
    assert!(world.read("r.csv").starts_with("\u{feff}id,"), "a spreadsheet reads it as UTF-8");
    let wrong = world.import("a.csv", &["--encoding", "utf-8"]);
    assert!(
        wrong.err.contains("line 2, column text: \"caf� �\": expected text in UTF-8 (--encoding says another one)"),
        "{wrong:?}"
    );
    assert_eq!(world.import("a.csv", &["--encoding", "klingon"]).status, Some(2));
}

#[test]
fn utf_16_of_a_spreadsheet() {
    let world = world();
    let text = "\u{feff}id\tscore\ttext\tat\r\n1\t4\t\"twee\r\nregels ✓\"\t2026-01-02\r\n2\t7\t\t2026-01-02\r\n";
    world.write("a.txt", text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    let ended = world.import("a.txt", &["--delimiter", "tab"]);
    assert!(
        ended.err.contains("read as UTF-16LE (by its byte order mark)") && ended.err.contains("line 4, column score"),
        "{ended:?}"
    );
    let ended = world.import("a.txt", &["--delimiter", "tab", "--skip-invalid", "--rejects", "r.csv"]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert_eq!(of(&world.export("csat"), "reason"), ["twee\r\nregels ✓"]);
    // The file of rejects is UTF-8, whatever the flags of its import say.
    world.write("mended.txt", world.read("r.csv").replace("2\t7", "2\t5").replace("\t\t2026", "\tné\t2026"));
    let ended = world.import("mended.txt", &["--delimiter", "tab", "--encoding", "utf-16le"]);
    assert!(ended.err.contains("read as UTF-8 (by its byte order mark)"), "{ended:?}");
    assert_eq!(ended.out, "1 added, 0 already there\n");
    assert_eq!(of(&world.export("csat"), "reason"), ["né", "twee\r\nregels ✓"]);
    // Half a character is not replaced by something else.
    let mut cut: Vec<u8> = "id\tscore\ttext\tat\n3\t4\ta".encode_utf16().flat_map(u16::to_le_bytes).collect();
    cut.extend([0x00, 0xd8]);
    cut.extend("\t2026-01-02\n".encode_utf16().flat_map(u16::to_le_bytes));
    world.write("cut.txt", cut);
    let ended = world.import("cut.txt", &["--delimiter", "tab"]);
    assert!(ended.err.contains("line 2, column text: \"a�\""), "{ended:?}");
}

#[test]
fn a_file_of_qualtrics_with_three_rows_of_heading_and_labels() {
    let world = world();
    let ids = "\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",{},{}";
    let heading = format!("id,score,text,at\nResponse ID,\"How satisfied\nare you?\",=Why?,Recorded\n{ids}\n");
    world.write(
        "a.csv",
        format!("{heading}R_1,Very satisfied, fine ,21/11/2025 09:30\nR_2,2,N/A,22/11/2025 10:00\nR_3,-,,22/11/2025 10:00\n"),
    );
    let form = ["--header-rows", "3", "--labels", "--date-format", "%d/%m/%Y %H:%M", "--missing", "NA,N/A,-", "--trim"];
    let rejects = ["--skip-invalid", "--rejects", "r.csv"];
    let ended = world.import("a.csv", &[&form[..], &["--time-zone", "Europe/Amsterdam"], &rejects[..]].concat());
    assert_eq!(ended.out, "2 added, 0 already there, 1 rejected (in r.csv)\n", "{ended:?}");
    assert!(
        ended.err.contains("3 rows of heading, times as %d/%m/%Y %H:%M")
            && ended.err.contains("no value where it says NA or N/A or -")
    );
    assert!(ended.err.contains("line 7, column score: a value is required"), "{ended:?}");
    let rows = world.export("csat");
    assert_eq!(of(&rows, "satisfaction"), ["2", "5"]);
    assert_eq!(of(&rows, "reason"), ["", "fine"]);
    assert_eq!(of(&rows, "submitted_at"), ["2025-11-21T08:30:00.000Z", "2025-11-22T09:00:00.000Z"]);
    // The heading of the rejects is as long, so the same command reads them.
    assert!(world.read("r.csv").contains(",'=Why?,Recorded,,\r\n"), "{}", world.read("r.csv"));
    world.write("mended.csv", world.read("r.csv").replace("R_3,'-", "R_3,Very dissatisfied"));
    let ended = world.import("mended.csv", &form);
    assert_eq!(ended.out, "1 added, 0 already there\n", "{ended:?}");
    let wrong = world.import("a.csv", &["--header-rows", "3", "--date-format", "%Y-%m-%d"]).err;
    assert!(world.import("a.csv", &["--header-rows", "3"]).err.contains(
        "line 5, column at: \"21/11/2025 09:30\": expected a time such as 2026-11-21T09:30:00Z, 2026-11-21 09:30:00 or 2026-11-21 \
         (--date-format says another form)"
    ));
    assert!(wrong.contains("\"21/11/2025 09:30\": expected a time in the form %Y-%m-%d (--date-format)"), "{wrong}");
    assert_eq!(world.import("a.csv", &["--date-format", "DD-MM-YYYY"]).status, Some(2));
}

#[test]
fn rejected_formulas_are_harmless_and_come_back_as_they_were() {
    let world = world();
    let texts = ["=HYPERLINK(1)", "+31", "-", "@x", "'=quoted", "'s avonds"];
    let rows: String = texts.iter().enumerate().map(|(i, text)| format!("{i},9,{text},2026-01-02\n")).collect();
    world.write("a.csv", format!("{HEADING}{rows}"));
    assert_eq!(world.import("a.csv", &["--skip-invalid", "--rejects", "r.csv"]).status, Some(0));
    let rejects = world.read("r.csv");
    for (i, text) in ["'=HYPERLINK(1)", "'+31", "'-", "'@x", "''=quoted", "'s avonds"].iter().enumerate() {
        assert!(rejects.contains(&format!("{i},9,{text},2026-01-02,")), "{rejects}");
    }
    // Still wrong, they are rejected once more: with one guard, and one column of errors.
    let again = world.import("r.csv", &["--skip-invalid", "--rejects", "r2.csv"]);
    assert_eq!(again.status, Some(0), "{again:?}");
    assert_eq!(world.read("r2.csv"), rejects);
    world.write("mended.csv", rejects.replace(",9,", ",5,"));
    assert_eq!(world.import("mended.csv", &[]).out, "6 added, 0 already there\n");
    assert_eq!(of(&world.export("csat"), "reason"), ["'+31", "'-", "'=HYPERLINK(1)", "'=quoted", "'@x", "'s avonds"]);
}

#[test]
fn another_delimiter_is_hinted_at() {
    let world = world();
    world.write("a.csv", "id;score;text;at\r\n1;5;goed;2026-01-02\r\n");
    let error = world.import("a.csv", &[]).err;
    assert!(error.contains("the heading is one field; --delimiter says what stands between fields"), "{error}");
    assert_eq!(world.import("a.csv", &["--delimiter", ";"]).out, "1 added, 0 already there\n");
}

#[test]
fn each_line_counts_also_with_carriage_returns_only() {
    let world = world();
    world.write("a.csv", "id,score,text,at\r1,5,\"a\rb\",2026-01-02\r2,9,,2026-01-02\r");
    let ended = world.import("a.csv", &[]);
    assert!(ended.err.contains("a.csv: line 4, column score: \"9\": must be from 1 to 5"), "{ended:?}");
}
