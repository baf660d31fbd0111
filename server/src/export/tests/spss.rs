//! The zip for SPSS, read by PSPP if it is installed.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _},
    process::Command,
};

use zip::ZipArchive;

use super::*;

fn unpacked(bytes: Vec<u8>) -> Vec<(String, String)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|number| {
            let mut file = zip.by_index(number).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// How many cases there are.
pub(super) fn responses(bytes: Vec<u8>) -> usize {
    unpacked(bytes)[0].1.lines().count() - 1
}

#[tokio::test]
async fn data_with_their_syntax_and_codebook() {
    let (bytes, codebook) = export(every_kind(), options(Format::Spss, Labels::Codes, Shape::Wide)).await;
    let files = unpacked(bytes);
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["responses.txt", "responses.sps", "codebook.csv"]);
    assert_eq!(files[2].1, codebook);
    let data: Vec<_> = files[0].1.lines().collect();
    assert_eq!(data.len(), 4, "a case is a line, whatever was typed: {data:?}");
    assert_eq!(described(&codebook, b',').join(","), data[0]);
    assert!(data[1].contains(",15-AUG-2018 06:10:37,nl,import,5,\"=1, \"\"a\"\" b; é \",,2,1,1,0,web,-2.5,"), "{}", data[1]);
    assert!(data[2].contains(",import,1,,,,,,1,,,"), "{}", data[2]);
    assert!(data[3].contains(",import,4,,99,99,,,,na,,"), "{}", data[3]);
    insta::assert_snapshot!(files[1].1.trim_start_matches('\u{feff}'));
}

/// The first lines say what to do, in the language of the labels.
#[tokio::test]
async fn the_syntax_begins_with_what_to_do() {
    let dutch = "\u{feff}* Pak de zip uit, kies hieronder de map waarin de bestanden staan, en voer alles uit.\n\
                 * CD 'C:\\map\\van\\de\\export'.\nSET DECIMAL=DOT.\n";
    let english = "\u{feff}* Unpack the zip, name the folder in which the files are below, and run everything.\n\
                   * CD 'C:\\folder\\of\\the\\export'.\nSET DECIMAL=DOT.\n";
    for (locale, expected) in [(Locale::Nl, dutch), (Locale::En, english)] {
        let (bytes, _) = export(Vec::new(), options(Format::Spss, Labels::In(locale), Shape::Wide)).await;
        let syntax = &unpacked(bytes)[1].1;
        assert!(syntax.starts_with(expected), "{syntax}");
    }
}

#[tokio::test]
async fn what_does_not_apply_is_no_answer_of_somebody() {
    let spent = |may_not_apply: bool| {
        let mut questionnaire = questionnaire(&profile());
        let spent = questionnaire.pages[0].questions.iter_mut().find(|question| question.key.as_str() == "spent").unwrap();
        spent.not_applicable = may_not_apply;
        questionnaire
    };
    let answers = || vec![vec![("spent", Answer::Number(99.0))], vec![("spent", Answer::NotApplicable)]];
    for (may, cell) in [(true, "1.0E+300"), (false, "")] {
        let (bytes, codebook) =
            asked(spent(may), answers(), options(Format::Spss, Labels::Codes, Shape::Wide), ResultsFilter::default()).await;
        let files = unpacked(bytes);
        let rows = ::csv::Reader::from_reader(files[0].1.as_bytes()).into_deserialize().map(Result::unwrap);
        let rows: Vec<BTreeMap<String, String>> = rows.collect();
        assert_eq!(rows.iter().map(|row| row["spent"].as_str()).collect::<Vec<_>>(), ["99.0", cell]);
        assert_eq!(files[1].1.contains("MISSING VALUES spent (1.0E+300).\n"), may, "{}", files[1].1);
        assert_eq!(codebook.contains("spent,,,1.0E+300,don't know or not applicable,,\r\n"), may, "{codebook}");
    }
}

#[tokio::test]
async fn pspp_runs_the_syntax() {
    if !is_there("pspp", &["--version"]) {
        return;
    }
    for &shape in Shape::ALL {
        let (bytes, _) = export(every_kind(), options(Format::Spss, Labels::In(Locale::Nl), shape)).await;
        let home = tempfile::tempdir().unwrap();
        for (name, text) in unpacked(bytes) {
            std::fs::write(home.path().join(name), text).unwrap();
        }
        let after = "GET FILE='responses.sav'.\nSAVE TRANSLATE /OUTFILE='back.csv' /TYPE=CSV /FIELDNAMES /CELLS=LABELS.\n";
        std::fs::write(home.path().join("after.sps"), after).unwrap();
        let ran = Command::new("pspp").args(["responses.sps", "after.sps"]).current_dir(home.path()).output().unwrap();
        let said = String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success() && !said.contains("error") && !said.contains("warning"), "{said}");
        let back = std::fs::read(home.path().join("back.csv")).unwrap();
        let rows: Vec<BTreeMap<String, String>> =
            ::csv::Reader::from_reader(back.as_slice()).into_deserialize().map(Result::unwrap).collect();
        let cells = |names: &[&str]| names.iter().map(|name| rows[0][*name].trim().to_owned()).collect::<Vec<_>>();
        match shape {
            Shape::Wide => {
                assert_eq!(rows.len(), 3);
                let names = ["submitted_at", "satisfaction", "reason", "views.kind", "via", "spent", "delivery", "code"];
                let expected = ["08/15/2018 06:10:37", "Zeer tevreden", "=1, \"a\" b; é", "=", "WEB", "-2.5", "late", "=S; P"];
                assert_eq!(cells(&names), expected);
                assert_eq!(
                    (rows[2]["views.fast"].trim(), rows[2]["satisfaction"].trim()),
                    ("weet niet of niet van toepassing", "Tevreden")
                );
            }
            Shape::Long => {
                assert_eq!(rows.len(), 12);
                assert_eq!(cells(&["question", "value", "attribute.delivery"]), ["satisfaction", "5", "late"]);
            }
        }
    }
}
