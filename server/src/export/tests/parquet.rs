//! Parquet, read by the crate that wrote it and, if it is installed, by pyarrow.

use ::parquet::{
    file::reader::{FileReader as _, SerializedFileReader},
    record::Field,
};

use super::*;

async fn file(answers: Vec<Answers>) -> (Bytes, String) {
    let (bytes, codebook) = export(answers, options(Format::Parquet, Labels::In(Locale::En), Shape::Wide)).await;
    (bytes.into(), codebook)
}

/// How many responses there are.
pub(super) fn responses(bytes: Vec<u8>) -> usize {
    SerializedFileReader::new(Bytes::from(bytes)).unwrap().get_row_iter(None).unwrap().count()
}

#[tokio::test]
async fn columns_have_their_types() {
    let (bytes, codebook) = file(every_kind()).await;
    let reader = SerializedFileReader::new(bytes).unwrap();
    let metadata = reader.metadata().file_metadata();
    let columns: Vec<_> = metadata.schema_descr().columns().iter().map(|column| column.name().to_owned()).collect();
    assert_eq!(described(&codebook, b','), columns);
    let kept = metadata.key_value_metadata().unwrap().iter().find(|pair| pair.key == crate::export::format::parquet::CODEBOOK);
    assert_eq!(kept.and_then(|pair| pair.value.as_deref()), Some(codebook.as_str()), "the file holds its codebook");
    let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
    let cell = |row: usize, name: &str| {
        let found = rows[row].get_column_iter().find(|(column, _)| *column == name);
        found.unwrap_or_else(|| panic!("{name}")).1.clone()
    };
    assert_eq!(cell(0, "satisfaction"), Field::Int(5));
    assert_eq!(cell(0, "satisfaction.label"), Field::Str("Very satisfied".into()));
    assert_eq!(cell(0, "submitted_at"), Field::TimestampMillis(1_534_306_237_000));
    assert_eq!(cell(0, "spent"), Field::Double(-2.5));
    assert_eq!(cell(0, "reason"), Field::Str("=1, \"a\"\r\nb; é ".into()));
    assert_eq!(cell(0, "why"), Field::Str("price;taste".into()));
    assert_eq!((cell(0, "views.kind"), cell(0, "views.kind.na")), (Field::Int(2), Field::Bool(false)));
    assert_eq!((cell(1, "views.kind"), cell(1, "views.kind.na")), (Field::Null, Field::Null));
    assert_eq!((cell(2, "views.kind"), cell(2, "views.kind.na")), (Field::Null, Field::Bool(true)));
    assert_eq!((cell(0, "delivery"), cell(2, "delivery")), (Field::Str("late".into()), Field::Null));
    assert_eq!(cell(2, "via"), Field::Str("na".into()));
}

#[tokio::test]
async fn a_statement_that_did_not_apply_is_in_each_format() {
    let answers = || vec![vec![("views", Answer::Matrix(vec![(key("fast"), None), (key("kind"), Some(2))]))]];
    let (bytes, _) = file(answers()).await;
    let reader = SerializedFileReader::new(bytes).unwrap();
    let row = reader.get_row_iter(None).unwrap().next().unwrap().unwrap();
    let cell = |name: &str| row.get_column_iter().find(|(column, _)| *column == name).unwrap().1.clone();
    assert_eq!((cell("views.fast"), cell("views.fast.na")), (Field::Null, Field::Bool(true)));
    assert_eq!((cell("views.kind"), cell("views.kind.na")), (Field::Int(2), Field::Bool(false)));

    let text = async |format, labels, shape| {
        let (bytes, _) = export(answers(), options(format, labels, shape)).await;
        String::from_utf8(bytes).unwrap()
    };
    let csv = text(Format::Csv, Labels::In(Locale::En), Shape::Wide).await;
    let mut csv = ::csv::Reader::from_reader(csv.as_bytes());
    let place = |headings: &::csv::StringRecord, name: &str| headings.iter().position(|one| one == name).unwrap();
    let [value, label, kind] =
        ["views.fast", "views.fast.label", "views.kind"].map(|name| place(&csv.headers().unwrap().clone(), name));
    let row = csv.records().next().unwrap().unwrap();
    assert_eq!((&row[value], &row[label], &row[kind]), ("na", "don't know or not applicable", "2"));
    let json: serde_json::Value = serde_json::from_str(&text(Format::Jsonl, Labels::Codes, Shape::Wide).await).unwrap();
    assert_eq!(
        (&json["answers"], &json["not_applicable"]),
        (&serde_json::json!({"views": {"kind": 2}}), &serde_json::json!(["views.fast"]))
    );
    let long = text(Format::Jsonl, Labels::Codes, Shape::Long).await;
    let first: serde_json::Value = serde_json::from_str(long.lines().next().unwrap()).unwrap();
    assert_eq!((&first["statement"], &first["code"], &first["value"]), (&"fast".into(), &"na".into(), &serde_json::Value::Null));
}

/// More rows than a group has, so that there is a second one.
const ROWS: usize = 9_000;

#[tokio::test]
async fn many_rows_make_several_groups() {
    let (bytes, _) = file(vec![vec![("satisfaction", Answer::Score(4)), ("spent", Answer::Number(0.25))]; ROWS]).await;
    let reader = SerializedFileReader::new(bytes.clone()).unwrap();
    let groups: Vec<_> =
        reader.metadata().row_groups().iter().map(::parquet::file::metadata::RowGroupMetaData::num_rows).collect();
    assert_eq!(groups, [8_192, 808]);
    // pyarrow
    if !is_there("python3", &["-c", "import pyarrow"]) {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("a.parquet"), bytes).unwrap();
    let code = "import pyarrow.parquet as p, pyarrow.compute as c; t = p.read_table('a.parquet'); \
                print(t.num_rows, c.sum(t['satisfaction']), c.sum(t['spent']), t.schema.field('submitted_at').type, \
                len(set(t['response_id'].to_pylist())))";
    let read = std::process::Command::new("python3").args(["-c", code]).current_dir(home.path()).output().unwrap();
    let said = String::from_utf8(read.stdout).unwrap();
    assert_eq!(said.trim(), "20500 82000 5125.0 timestamp[ms, tz=UTC] 20500", "{}", String::from_utf8_lossy(&read.stderr));
}
