//! `import`: all or nothing, every invalid row is named, and a second import adds nothing.

use std::fmt::Write as _;

use crate::support::world::{PROVENANCE, World, rows};

const HEADING: &str = "id,score,text,at\n";
/// How the files of these tests are read.
const READ_AS: &str = "a.csv: read as UTF-8 (detected), fields between ',', 1 row of heading, times as 2026-11-21 09:30, without \
    an offset in UTC, numbers only where they have one reading\n";

#[test]
fn one_bad_row_in_eight_thousand_imports_nothing() {
    for world in World::all() {
        world.survey("csat");
        let mut file = HEADING.to_owned();
        for i in 0..8000 {
            // Each comment takes two lines, so that line numbers and row numbers differ.
            let score = if i == 4321 { 6 } else { i % 5 + 1 };
            writeln!(file, "{i},{score},\"row\n{i}\",2026-01-02 03:04:05").unwrap();
        }
        world.write("a.csv", file);
        let ended = world.import("a.csv", &[]);
        assert_eq!((ended.status, ended.out.as_str()), (Some(1), ""));
        assert_eq!(
            ended.err.strip_prefix(READ_AS).unwrap(),
            "a.csv: line 8644, column score: \"6\": must be from 1 to 5\n\
             error: 1 of 8000 rows cannot be imported; nothing was imported\n"
        );
        assert_eq!(world.export("csat").len(), 0);
    }
}

#[test]
fn every_kind_of_bad_row_is_named() {
    let world = World::sqlite();
    world.survey("csat");
    let mut file = Vec::new();
    file.extend_from_slice(b"id,score,text,at,other\n");
    file.extend_from_slice(
        b"1,5,good,2026-01-02,x\n,5,no id,2026-01-02,x\n3,4.5,,2026-01-02,x\n4,,,2026-01-02,x\n5,5,,02-01-2026,x\n",
    );
    file.extend_from_slice(b"6,5,,,x\n7,5,,2999-01-01,x\n8,5,,2026-01-02\n9,5,\xff,2026-01-02,x\n10,NaN,\0,yesterday,x\n11,5,");
    file.extend_from_slice("é".repeat(2001).as_bytes());
    file.extend_from_slice(b",2026-01-02,x\n12,5,,0001-01-01,x\n");
    world.write("a.csv", file);
    let ended = world.import("a.csv", &[]);
    assert_eq!(ended.status, Some(1));
    let expected = [
        "a.csv: line 3, column id: a value is required",
        "a.csv: line 4, column score: \"4.5\": not a whole number",
        "a.csv: line 5, column score: a value is required",
        "a.csv: line 6, column at: \"02-01-2026\": expected a time such as 2026-11-21T09:30:00Z, 2026-11-21 09:30:00 or 2026-11-21 \
         (--date-format says another form)",
        "a.csv: line 7, column at: a value is required",
        "a.csv: line 8, column at: \"2999-01-01\": this time lies in the future",
        "a.csv: line 9, 4 fields where the heading has 5",
        "a.csv: line 10, column text: \"�\": expected text in UTF-8 (--encoding says another one)",
        "a.csv: line 11, column at: \"yesterday\": expected a time such as 2026-11-21T09:30:00Z, 2026-11-21 09:30:00 or 2026-11-21",
        "a.csv: line 11, column score: \"NaN\": not a whole number",
        "a.csv: line 11, column text: \"\\0\": expected text without null characters",
        &format!("a.csv: line 12, column text: \"{}…\": 2001 characters, at most 2000", "é".repeat(40)),
        "a.csv: line 13, column at: \"0001-01-01\": this time lies before 1970",
        "error: 11 of 12 rows cannot be imported; nothing was imported",
    ];
    assert_eq!(ended.err.strip_prefix(READ_AS).unwrap().lines().collect::<Vec<_>>(), expected);
    assert_eq!(world.export("csat").len(), 0);
}

#[test]
fn the_good_rows_when_asked_and_the_others_in_a_file() {
    for world in World::all() {
        world.survey("csat");
        world
            .write("a.csv", format!("{HEADING}1,5,\"a\"\"b\r\nc\",2026-01-02\r\n2,9,\"x, y\",never\r\n3,1,,2026-01-02,more\r\n"));
        let more = ["--skip-invalid", "--rejects", "rejects.csv"];
        let ended = world.import("a.csv", &more);
        assert_eq!((ended.status, ended.out.as_str()), (Some(0), "1 added, 0 already there, 2 rejected (in rejects.csv)\n"));
        assert_eq!(world.export("csat").len(), 1);
        assert_eq!(
            world.read("rejects.csv"),
            "id,score,text,at,error_line,error\r\n\
             2,9,\"x, y\",never,4,\"column at: \"\"never\"\": expected a time such as 2026-11-21T09:30:00Z, 2026-11-21 09:30:00 \
             or 2026-11-21; column score: \"\"9\"\": must be from 1 to 5\"\r\n\
             3,1,,2026-01-02,5,5 fields where the heading has 4,more\r\n"
        );
        let again = world.import("a.csv", &more);
        assert_eq!(again.status, Some(1), "an earlier file of rejects is never overwritten: {again:?}");
        assert!(again.err.contains("rejects.csv cannot be written"), "{again:?}");

        // Corrected rows are imported from the file of rejects itself.
        let mended = world.read("rejects.csv").replace("2,9,\"x, y\",never", "2,2,\"x, y\",2026-01-03").replace(",more", "");
        world.write("mended.csv", mended);
        assert_eq!(world.import("mended.csv", &[]).out, "2 added, 0 already there\n");
        let ended = world.import("mended.csv", &["--skip-invalid", "--rejects", "none.csv"]);
        assert_eq!(ended.out, "0 added, 2 already there\n");
        assert!(!world.path("none.csv").exists(), "no rejects, no file");
    }
    let world = World::sqlite();
    assert_eq!(world.import("a.csv", &["--skip-invalid"]).status, Some(2));
    assert_eq!(world.import("a.csv", &["--rejects", "a"]).status, Some(2));
}

#[test]
fn text_comes_out_as_it_went_in() {
    for world in World::all() {
        world.survey("csat");
        let text = " two \r\n\r\nlines, \"quoted\"; é e\u{301} \u{200b}😀\t ";
        let quoted = text.replace('"', "\"\"");
        world.write(
            "a.csv",
            format!("\u{feff}\"id\",score,text,at\r\n1,5,\"{quoted}\",2026-03-29 02:30\r\n\"=2\",4,=1+1,2026-01-02T03:04:05+01:00\r\n3,3,\" \",2026-01-03"),
        );
        let ended = world.import("a.csv", &["--time-zone", "Europe/Amsterdam", "--locale", "en"]);
        assert_eq!((ended.status, ended.out.as_str()), (Some(0), "3 added, 0 already there\n"), "{ended:?}");
        let mut rows = world.export("csat");
        rows.sort_by_key(|row| row["satisfaction"].clone());
        let of = |column: &str| rows.iter().map(|row| row[column].as_str()).collect::<Vec<_>>();
        assert_eq!(of("reason"), [" ", "'=1+1", text]);
        assert_eq!(of("external_id"), ["3", "'=2", "1"]);
        assert_eq!(of("submitted_at"), ["2026-01-02T23:00:00.000Z", "2026-01-02T02:04:05.000Z", "2026-03-29T01:30:00.000Z"]);
        assert_eq!(of("locale"), ["en"; 3]);
    }
}

#[test]
fn an_id_that_stands_twice_is_refused_with_both_lines_unless_one_is_chosen() {
    for world in World::all() {
        world.survey("csat");
        world.write("a.csv", format!("{HEADING}k1,5,first,2026-01-02\nk2,4,,2026-01-02\nk1,1,second,2026-02-01\n"));
        let ended = world.import("a.csv", &[]);
        assert_eq!((ended.status, ended.out.as_str()), (Some(1), ""));
        assert_eq!(
            ended.err.strip_prefix(READ_AS).unwrap(),
            "a.csv: line 4, column id: \"k1\": the same id as line 2\n\
             error: 1 of 3 rows repeat the id of another row; nothing was imported. --on-repeat keep-first or keep-last \
             says which row of an id is imported\n"
        );
        assert_eq!(world.export("csat").len(), 0, "nothing is stored");

        let added = "2 added, 0 already there, 1 left out that repeat an id of the file\n";
        assert_eq!(world.import("a.csv", &["--on-repeat", "keep-last"]).out, added);
        let rows = world.export("csat");
        assert!(rows.iter().any(|row| row["reason"] == "second") && !rows.iter().any(|row| row["reason"] == "first"));
        let again = world.import("a.csv", &["--on-repeat", "keep-first"]).out;
        assert_eq!(again, "0 added, 2 already there, 1 left out that repeat an id of the file\n");
        assert_eq!(world.import("a.csv", &["--on-repeat", "first"]).status, Some(2));
    }
    let world = World::sqlite();
    world.survey("csat");
    world.write("a.csv", format!("{HEADING}k1,5,,2026-01-02\nk1,9,,2026-01-02\n"));
    let more = ["--skip-invalid", "--rejects", "rejects.csv"];
    let ended = world.import("a.csv", &more);
    assert_eq!(ended.out, "1 added, 0 already there, 1 rejected (in rejects.csv)\n", "only rows that are imported repeat an id");
}

#[test]
fn quotes_that_would_lose_rows_are_an_error() {
    let world = World::sqlite();
    world.survey("csat");
    let check = |content: &str, expected: &str| {
        world.write("a.csv", content);
        let ended = world.import("a.csv", &["--skip-invalid", "--rejects", "r.csv"]);
        assert_eq!(ended.status, Some(1));
        // An error in the first piece of the file comes before it is said how the file is read.
        let error = ended.err.strip_prefix(READ_AS).unwrap_or(&ended.err);
        assert_eq!(error, format!("error: a.csv: {expected}; nothing was imported\n"));
    };
    check(&format!("{HEADING}1,5,\"open,2026-01-02\n2,5,,2026-01-02\n"), "line 2: the quote opened here is never closed");
    check(
        &format!("{HEADING}1,5,\"a\"b,2026-01-02\n"),
        "line 2: text after a closing quote (a quote inside quotes is written twice)",
    );
    check("", "the file is empty; its first line must name the columns");
    assert_eq!(world.export("csat").len(), 0);
    assert!(!world.path("r.csv").exists());
}

#[test]
fn nothing_without_provenance() {
    let world = World::sqlite();
    world.survey("csat");
    world.write("a.csv", format!("{HEADING}1,5,,2026-01-02\n"));
    let words = ["import", "--survey", "csat", "--map", "score=satisfaction", "--id", "id", "--submitted-at", "at"];
    let ended = world.run(&[&words[..], &["a.csv"]].concat());
    assert_eq!(ended.status, Some(2));
    assert!(ended.err.starts_with("error: nothing is imported without its provenance: --provenance FILE"), "{ended:?}");
    let import = |provenance: &str| {
        world.write("p.toml", provenance);
        world.bad(&[&words[..], &["--provenance", "p.toml", "a.csv"]].concat())
    };
    assert!(import("").contains("p.toml is not right: legal_basis: is missing; notice: is missing"));
    assert!(
        import(&PROVENANCE.replace("legitimate_interest", "vital"))
            .contains("line 2: legal_basis: expected consent, contract or")
    );
    assert!(import(&PROVENANCE.replace("\"analysis\"", "\"analysis\", \"cookies\"")).contains("cookies: unknown purpose"));
    assert!(import(&PROVENANCE.replace("\"analysis\"", "\"publish\"")).contains("must name analysis"));
    assert!(import(&format!("{PROVENANCE}\nbasis = 1")).contains("unknown field `basis`"));
    assert!(world.bad(&[&words[..], &["--provenance", "no.toml", "a.csv"]].concat()).contains("no.toml cannot be read"));
    assert_eq!(world.export("csat").len(), 0);
}

#[test]
fn columns_and_questions_that_are_not_there() {
    let world = World::sqlite();
    world.survey("csat");
    world.survey("helpful");
    world.write("provenance.toml", PROVENANCE);
    world.write("a.csv", "id,score,text,at,at\n1,5,,2026-01-02,\n");
    let words =
        ["import", "--survey", "csat", "--provenance", "provenance.toml", "--map", "Score=satisfaction", "--map", "text=reasons"];
    assert_eq!(
        world.bad(&[&words[..], &["--id", "id,nr", "--submitted-at", "at", "a.csv"]].concat()),
        "error: the column \"at\" stands twice in the file (--submitted-at); the file has no column \"nr\" (--id); the file has no \
         column \"Score\" (--map); the survey has no question \"reasons\" (--map); the file has the columns id, score, text, at, at; \
         the survey has the questions satisfaction, reason"
    );
    let words = [
        "import",
        "--survey",
        "csat",
        "--provenance",
        "provenance.toml",
        "--id",
        "id",
        "--submitted-at",
        "text",
        "a.csv",
        "--map",
    ];
    assert!(world.bad(&[&words[..], &["text=reason"]].concat()).contains("the question satisfaction is required"));
    assert!(
        world
            .bad(&[&words[..], &["score=satisfaction", "--map", "id=satisfaction"]].concat())
            .contains("two columns are mapped to")
    );
    let words =
        ["import", "--survey", "helpful", "--provenance", "provenance.toml", "--id", "id", "--submitted-at", "at", "a.csv"];
    let error = world.bad(&[&words[..], &["--map", "score=helpful"]].concat());
    assert!(error.contains("light mode"), "{error}");
    assert!(world.import("none.csv", &[]).err.contains("none.csv cannot be read"));
    assert_eq!(world.import("a.csv", &["--time-zone", "Mars"]).status, Some(2));
}

#[test]
fn columns_are_found_whatever_is_in_their_names() {
    let world = World::sqlite();
    world.survey("csat");
    world.write("provenance.toml", PROVENANCE);
    world.write("a.csv", "order, line;a=b;at;unused\n1|2;5;2026-01-02;x\n");
    let words = ["import", "--survey", "csat", "--provenance", "provenance.toml", "--delimiter", ";", "--submitted-at", "at"];
    world.good(&[&words[..], &["--id", "order, line", "--map", "a=b=satisfaction", "a.csv"]].concat());
    world.good(&[&words[..], &["--id", "order, line", "--id", "a=b", "--map", "a=b=satisfaction", "a.csv"]].concat());
    world.good(&["export", "--survey", "csat", "--out", "e.csv"]);
    let ids: Vec<_> = rows(&world.path("e.csv")).into_iter().map(|row| row["external_id"].clone()).collect();
    assert_eq!(ids.len(), 2);
    assert!(ids.contains(&"1|2".to_owned()) && ids.contains(&"1\\|2|5".to_owned()), "{ids:?}");
}
