//! `export --format`: every format from the command line, on every database, with the same answers.

use std::{fs::File, io::Read as _, process::Command};

use calamine::{DataType as _, Reader as _, Xlsx, open_workbook};
use parquet::{file::reader::SerializedFileReader, record::Field};

use crate::support::world::{World, rows};

fn export(world: &World, format: &str, out: &str) {
    world.good(&["export", "--survey", "nps", "--format", format, "--labels", "en", "--shape", "wide", "--out", out]);
}

/// The number of rows and the sum of a Parquet file, read by pyarrow if it is installed.
fn pyarrow(world: &World) -> Option<String> {
    let python = |code: &str| Command::new("python3").args(["-c", code]).arg(world.path("a.parquet")).output().ok();
    if !python("import pyarrow").is_some_and(|ran| ran.status.success()) {
        println!("skipped: pyarrow is not there");
        return None;
    }
    let code = "import sys, pyarrow.parquet as p, pyarrow.compute as c; t = p.read_table(sys.argv[1]); \
                print(t.num_rows, c.sum(t['recommend']))";
    let ran = python(code)?;
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    Some(String::from_utf8(ran.stdout).unwrap().trim().to_owned())
}

#[test]
fn the_same_sum_from_every_format() {
    for world in World::all() {
        world.good(&["demo", "--responses", "2300", "--seed", "7"]);
        export(&world, "csv", "a.csv");
        let csv = rows(&world.path("a.csv"));
        let sum: u64 = csv.iter().filter_map(|row| row["recommend"].parse::<u64>().ok()).sum();
        assert!(csv.len() > 100 && sum > 0, "{} {sum}", csv.len());

        export(&world, "xlsx", "a.xlsx");
        let mut book: Xlsx<_> = open_workbook(world.path("a.xlsx")).unwrap();
        let sheet = book.worksheet_range("Responses").unwrap();
        let column = sheet.rows().next().unwrap().iter().position(|cell| *cell == "recommend").unwrap();
        let values = sheet.rows().skip(1).filter_map(|row| row[column].get_float());
        assert_eq!((sheet.rows().count() - 1, values.sum::<f64>()), (csv.len(), sum as f64));

        export(&world, "jsonl", "a.jsonl");
        let text = world.read("a.jsonl");
        let objects: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let values = objects.iter().filter_map(|object| object["answers"]["recommend"].as_u64());
        assert_eq!((objects.len(), values.sum::<u64>()), (csv.len(), sum));

        export(&world, "parquet", "a.parquet");
        let mut total = (0, 0);
        for row in SerializedFileReader::new(File::open(world.path("a.parquet")).unwrap()).unwrap() {
            let row = row.unwrap();
            let (_, value) = row.get_column_iter().find(|(name, _)| *name == "recommend").unwrap();
            total.0 += 1;
            if let Field::Int(value) = value {
                total.1 += u64::try_from(*value).unwrap();
            }
        }
        assert_eq!(total, (csv.len(), sum));
        if let Some(said) = pyarrow(&world) {
            assert_eq!(said, format!("{} {sum}", csv.len()));
        }

        export(&world, "spss", "a.zip");
        let mut zip = zip::ZipArchive::new(File::open(world.path("a.zip")).unwrap()).unwrap();
        let mut data = String::new();
        zip.by_name("responses.txt").unwrap().read_to_string(&mut data).unwrap();
        let mut reader = csv::Reader::from_reader(data.as_bytes());
        let column = reader.headers().unwrap().iter().position(|name| name == "recommend").unwrap();
        let values = reader.records().filter_map(|record| record.unwrap()[column].parse::<u64>().ok());
        assert_eq!(values.sum::<u64>(), sum);

        // A format that does not contain the codebook gets one next to the file.
        let names = [
            "a.codebook.csv",
            "a.csv",
            "a.jsonl",
            "a.jsonl.codebook.csv",
            "a.parquet",
            "a.parquet.codebook.csv",
            "a.xlsx",
            "a.zip",
        ];
        assert_eq!(world.names(), names);
    }
}

#[test]
fn a_filter_leaves_out_the_same_everywhere_and_is_said() {
    for world in World::all() {
        world.survey("csat");
        let declare = ["survey", "attribute", "csat", "--key", "delivery", "--name-nl", "Bezorging", "--name-en", "Delivery"];
        world.good(&[&declare, &["--value", "late", "--value", "on time"][..]].concat());
        let day = |number: u32| {
            let delivery = if number.is_multiple_of(2) { "late" } else { "on time" };
            format!("{number},{},2026-05-{number:02}T12:00:00Z,,{delivery}\n", 1 + number % 5)
        };
        world.write("a.csv", "id,score,at,text,delivery\n".to_owned() + &(1..=20).map(day).collect::<String>());
        let imported = world.import("a.csv", &["--attribute", "delivery=delivery"]);
        assert_eq!(imported.out, "20 added, 0 already there\n", "{}", imported.err);

        let filter = ["--from", "2026-05-03", "--to", "2026-05-12", "--channel", "import", "--where", "delivery:late"];
        let export = |format: &str, out: &str| {
            world.good(&[&["export", "--survey", "csat", "--format", format, "--out", out], &filter[..]].concat());
        };
        export("csv", "b.csv");
        let mut ids: Vec<u32> = rows(&world.path("b.csv")).iter().map(|row| row["external_id"].parse().unwrap()).collect();
        ids.sort_unstable();
        assert_eq!(ids, [4, 6, 8, 10, 12]);
        assert!(rows(&world.path("b.csv")).iter().all(|row| row["delivery"] == "late"));
        let said: Vec<_> = rows(&world.path("b.codebook.csv"))
            .into_iter()
            .filter(|row| row["type"] == "filter")
            .map(|row| format!("{} {}", row["column"], row["code"]))
            .collect();
        assert_eq!(said, ["submitted_at 2026-05-03", "submitted_at 2026-05-12", "channel import", "delivery late"]);
        export("xlsx", "b.xlsx");
        let mut book: Xlsx<_> = open_workbook(world.path("b.xlsx")).unwrap();
        let sheets = book.worksheets();
        assert_eq!(sheets[0].1.rows().count(), 1 + 5);
        assert!(sheets[1].1.rows().any(|row| row[0] == "delivery" && row[2] == "filter" && row[3] == "late"));
        export("parquet", "b.parquet");
        assert_eq!(SerializedFileReader::new(File::open(world.path("b.parquet")).unwrap()).unwrap().into_iter().count(), 5);
    }
}

#[test]
fn a_filter_that_makes_no_sense_is_refused() {
    let world = World::sqlite();
    world.survey("nps");
    let four = ["--where", "a:1", "--where", "b:1", "--where", "c:1", "--where", "d:1"];
    for (filter, said) in [
        (&["--from", "2026-05-03", "--to", "2026-05-02"][..], "--to"),
        (&four[..], "3 times"),
        (&["--where", "delivery"][..], "--where"),
        (&["--where", "stat:SP"][..], "--where stat:SP: the survey has no question or attribute stat"),
        (&["--where", "reason:x"][..], "--where reason:x: reason is answered with a text"),
        (&["--from", "yesterday"][..], "--from"),
        (&["--channel", "post"][..], "import"),
    ] {
        let ended = world.run(&[&["export", "--survey", "nps", "--out", "a.csv"], filter].concat());
        assert_eq!(ended.status, Some(2), "{ended:?}");
        assert!(ended.err.contains(said), "{}", ended.err);
        assert!(world.names().is_empty());
    }
}

#[test]
fn a_workbook_leaves_nothing_beside_it() {
    let world = World::sqlite();
    world.good(&["demo", "--responses", "50"]);
    world.good(&["export", "--survey", "nps", "--format", "xlsx", "--out", "a.xlsx"]);
    assert_eq!(world.names(), ["a.xlsx"]);
}

#[test]
fn a_format_that_does_not_exist_is_named_with_those_that_do() {
    let world = World::sqlite();
    let ended = world.run(&["export", "--survey", "nps", "--format", "ods", "--out", "a.ods"]);
    assert_eq!(ended.status, Some(2));
    assert!(ended.err.contains("ods") && ended.err.contains("csv-excel-nl") && ended.err.contains("parquet"), "{}", ended.err);
}
