//! The workbook, read by calamine and, if it is installed, by LibreOffice.

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};

use super::*;
use crate::export::{codebook::entries, format::xlsx::XlsxWriter, table::Table};

fn opened(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes)).unwrap()
}

/// The headings of a sheet, and the cells of each row.
fn rows(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> (Vec<String>, Vec<Vec<Data>>) {
    let range = book.worksheet_range(sheet).unwrap();
    let mut rows = range.rows().map(<[Data]>::to_vec);
    let headings = rows.next().unwrap().iter().map(ToString::to_string).collect();
    (headings, rows.collect())
}

/// How many responses are on the first sheet.
pub(super) fn responses(bytes: Vec<u8>) -> usize {
    rows(&mut opened(bytes), "Responses").1.len()
}

#[tokio::test]
async fn a_comment_that_is_a_formula_is_a_text() {
    for &shape in Shape::ALL {
        let answers = super::tables::FORMULAS.map(|text| vec![("reason", Answer::Text(text.to_owned()))]).to_vec();
        let (bytes, _) = export(answers, options(Format::Xlsx, Labels::Codes, shape)).await;
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes.clone())).unwrap();
        for name in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
            let mut xml = String::new();
            zip.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
            assert!(!xml.contains("<f>") && !xml.contains("<f ") && !xml.contains("<hyperlink"), "{name}: {xml}");
        }
        let (headings, rows) = rows(&mut opened(bytes), "Responses");
        let name = if shape == Shape::Wide { "reason" } else { "text" };
        let column = headings.iter().position(|heading| heading == name).unwrap();
        let texts: Vec<_> = rows.into_iter().map(|mut row| row.swap_remove(column)).collect();
        assert_eq!(texts, super::tables::FORMULAS.map(|text| Data::String(text.replace('\r', "\n"))));
    }
}

#[tokio::test]
async fn a_line_break_is_a_line_feed() {
    let typed = ["a\r\nb", "a\rb", "a\nb", "a\r\n\r\nb"];
    let answers = typed.map(|text| vec![("reason", Answer::Text(text.to_owned()))]).to_vec();
    let (bytes, _) = export(answers, options(Format::Xlsx, Labels::Codes, Shape::Wide)).await;
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes.clone())).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    for name in names.iter().filter(|name| name.ends_with(".xml")) {
        let mut xml = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
        assert!(!xml.contains("_x000D_"), "{name}: pandas and openpyxl would read it as text");
    }
    let (headings, rows) = rows(&mut opened(bytes), "Responses");
    let column = headings.iter().position(|heading| heading == "reason").unwrap();
    let texts: Vec<_> = rows.into_iter().map(|mut row| row.swap_remove(column)).collect();
    assert_eq!(texts, ["a\nb", "a\nb", "a\nb", "a\n\nb"].map(|text| Data::String(text.to_owned())));
}

#[tokio::test]
async fn cells_have_their_types() {
    let (bytes, _) = export(every_kind(), options(Format::Xlsx, Labels::In(Locale::Nl), Shape::Wide)).await;
    let mut book = opened(bytes);
    assert_eq!(book.sheet_names(), ["Antwoorden", "Codeboek"]);
    let (headings, rows) = rows(&mut book, "Antwoorden");
    let cell = |row: usize, name: &str| &rows[row][headings.iter().position(|heading| heading == name).unwrap()];
    assert_eq!(rows.len(), 3);
    assert_eq!(*cell(0, "satisfaction"), Data::Float(5.0));
    assert_eq!(*cell(0, "satisfaction.label"), Data::String("Zeer tevreden".into()));
    assert_eq!(*cell(0, "spent"), Data::Float(-2.5));
    assert_eq!(*cell(0, "reason"), Data::String("=1, \"a\"\nb; é ".into()), "a text, not a formula, with a line break of Excel");
    assert_eq!(*cell(0, "why"), Data::String("price;taste".into()));
    assert_eq!(*cell(0, "why.label"), Data::String("PRICE; TASTE".into()));
    assert_eq!((cell(0, "delivery"), cell(0, "code")), (&Data::String("late".into()), &Data::String("=S; P".into())));
    assert_eq!((cell(1, "delivery"), cell(2, "delivery")), (&Data::String("on time".into()), &Data::Empty));
    assert_eq!(*cell(2, "via"), Data::String("na".into()));
    assert_eq!(*cell(1, "spent"), Data::Empty);
    let Data::DateTime(submitted) = cell(0, "submitted_at") else { panic!("{:?}", cell(0, "submitted_at")) };
    // 04:10:37 UTC is this local time in Amsterdam in summer.
    assert_eq!(submitted.to_ymd_hms_milli(), (2018, 8, 15, 6, 10, 37, 0));
    assert!(book.worksheet_formula("Antwoorden").unwrap().is_empty());
    let (codebook_headings, codes) = self::rows(&mut book, "Codeboek");
    assert_eq!(codebook_headings, codebook::HEADING);
    let mut described: Vec<String> = codes.iter().map(|row| row[0].to_string()).collect();
    described.dedup();
    assert_eq!(described, headings);
}

#[tokio::test]
async fn what_does_not_fit_on_a_sheet_goes_on_on_the_next() {
    let (_, sheets) = in_sheets_of(3, 5).await;
    assert_eq!(
        sheets,
        [("Responses".to_owned(), 2), ("Codebook".to_owned(), 0), ("Responses 2".to_owned(), 2), ("Responses 3".to_owned(), 1)]
    );
}

/// The workbook with sheets of at most `max_rows` rows, and the number of rows on each sheet.
async fn in_sheets_of(max_rows: u32, responses: usize) -> (Vec<u8>, Vec<(String, usize)>) {
    let home = tempfile::tempdir().unwrap();
    let store = Store::open(&format!("sqlite://{}", home.path().join("a.db").display())).await.unwrap();
    let organisation = store.create_organisation(&OrganisationProfile::new("A", "b", "c")).await.unwrap();
    let published = store.create_survey(&organisation, &Slug::parse("a").unwrap(), &questionnaire(&organisation.profile)).await;
    let published = published.unwrap();
    let provenance = Provenance {
        legal_basis: Basis::Contract,
        notice: "n".into(),
        collected_by: "c".into(),
        purposes: vec![key("analysis")],
        retention_months: None,
        decided_at: Some(Millis(0)),
    };
    let mut import = store.begin_import(&published, &provenance, &ImportFile::named("rows")).await.unwrap();
    let row = |i| ImportRow {
        external_id: format!("{i}"),
        submitted_at: Millis(1_534_306_237_000),
        locale: Locale::En,
        answers: vec![(key("satisfaction"), Answer::Score(3))],
        attributes: Vec::new(),
    };
    import.add((0..responses).map(row).collect()).await.unwrap();
    import.finish().await.unwrap();
    let rows = store.list_responses(published.survey.id, &ResultsFilter::default(), None, None, 100).await.unwrap();
    let options = options(Format::Xlsx, Labels::Codes, Shape::Wide);
    let table = Table::new(&published.version.questionnaire, options, Locale::En);
    let book = entries(&table, &published, &ResultsFilter::default(), options);
    let mut writer =
        XlsxWriter::new(Vec::new(), &table, &book, jiff::tz::TimeZone::UTC, home.path()).unwrap().with_max_rows(max_rows);
    for row in &rows {
        table.each_line(row, |line| writer.line(line)).unwrap();
    }
    let bytes = writer.finish().unwrap();
    let mut book = opened(bytes.clone());
    let names = book.sheet_names();
    let count = |name: &String| if name == "Codebook" { 0 } else { self::rows(&mut book, name).1.len() };
    let counts: Vec<_> = names.iter().map(count).collect();
    (bytes, names.into_iter().zip(counts).collect())
}

#[tokio::test]
async fn libreoffice_opens_it() {
    if !is_there("soffice", &["--version"]) {
        return;
    }
    let (bytes, _) = export(every_kind(), options(Format::Xlsx, Labels::In(Locale::Nl), Shape::Wide)).await;
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("a.xlsx"), bytes).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", home.path().join("profile").display());
    let converted = std::process::Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "a.xlsx"])
        .current_dir(home.path())
        .output()
        .unwrap();
    let text = std::fs::read_to_string(home.path().join("a.csv")).unwrap_or_else(|_| panic!("{converted:?}"));
    let first = ::csv::Reader::from_reader(text.as_bytes()).into_deserialize().next().unwrap();
    let first: std::collections::BTreeMap<String, String> = first.unwrap();
    assert_eq!(first["submitted_at"], "2018-08-15 06:10:37");
    assert_eq!((first["satisfaction"].as_str(), first["satisfaction.label"].as_str()), ("5", "Zeer tevreden"));
    assert!(first["reason"].starts_with("=1, \"a\""), "{first:?}");
}
