//! CSV and JSON Lines.

use domain::{calendar::Day, channel::Channel, redaction, response::filter::Condition};
use serde_json::Value;

use super::*;

/// The cells of a CSV file, one per line with its heading. Ids and hashes, which differ each time, are written as `…`.
fn cells(bytes: &[u8], delimiter: u8) -> String {
    let mut reader = ::csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(bytes);
    let lines: Vec<_> = reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            record.iter().map(|cell| if is_random(cell) { "…" } else { cell }).collect::<Vec<_>>().join("|")
        })
        .collect();
    lines.join("\n").replace('\r', "␍")
}

fn is_random(cell: &str) -> bool {
    cell.len() > 30 && !cell.contains(' ')
}

#[tokio::test]
async fn standard() {
    let (bytes, codebook) = export(every_kind(), ExportOptions::default()).await;
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.matches("\r\n").count(), 5, "each record ends so, and a comment keeps its own");
    insta::assert_snapshot!(cells(text.as_bytes(), b','), @r#"
    response_id|external_id|submitted_at|locale|channel|satisfaction|reason|views.fast|views.kind|why|via|spent|delivery|code|attributes_by|tags|consent_event_id|notice_version|notice_hash|purposes_given|decided_at
    …|'-0|2018-08-15T04:10:37.000Z|nl|import|5|'=1, "a"␍
    b; é ||2|price;taste|web|-2.5|late|'=S; P|import|Brood;Duur & laat|…|2|…|analysis;publish|1970-01-01T00:00:00.000Z
    …|'-1|2018-08-16T04:10:37.000Z|nl|import|1||||na|||on time||import||…|2|…|analysis;publish|1970-01-01T00:00:00.000Z
    …|'-2|2018-08-17T04:10:37.000Z|nl|import|4||na|na||na||||||…|2|…|analysis;publish|1970-01-01T00:00:00.000Z
    "#);
    let of_views: Vec<_> = codebook.lines().filter(|line| line.starts_with("views.kind")).collect();
    insta::assert_snapshot!(of_views.join("\n"), @r#"
    views.kind,views – KIND,likert,,,,Empty: not answered.
    views.kind,,,1,'-,,
    views.kind,,,2,'=,,
    views.kind,,,na,don't know or not applicable,,
    "#);
    let of_delivery: Vec<_> = codebook.lines().filter(|line| line.starts_with("delivery")).collect();
    insta::assert_snapshot!(of_delivery.join("\n"), @r#"
    delivery,delivery (en),attribute_choice,,,,"What is known besides the answers, kept for the purpose analysis. A text that begins with = + - @, a tab or a carriage return has one ' before it, so that a spreadsheet does not take it for a formula. Empty: not known."
    delivery,,,late,late,,
    delivery,,,on time,on time,,
    "#);
    assert!(codebook.contains("\ncode,code (en),attribute_text,,,,"), "{codebook}");
    assert!(codebook.contains("satisfaction,How satisfied are you with A?,csat_1_5,,,4,"), "{codebook}");
}

#[tokio::test]
async fn for_a_dutch_excel_with_labels() {
    let (bytes, codebook) = export(every_kind(), options(Format::CsvExcelNl, Labels::In(Locale::Nl), Shape::Wide)).await;
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").expect("a byte order mark");
    insta::assert_snapshot!(cells(text, b';'), @r#"
    response_id|external_id|submitted_at|locale|channel|satisfaction|satisfaction.label|reason|views.fast|views.fast.label|views.kind|views.kind.label|why|why.label|via|via.label|spent|delivery|code|attributes_by|tags|consent_event_id|notice_version|notice_hash|purposes_given|decided_at
    …|'-0|2018-08-15 06:10:37|nl|import|5|Zeer tevreden|'=1, "a"␍
    b; é |||2|'=|price;taste|PRICE; TASTE|web|WEB|-2,5|late|'=S; P|import|Brood;Duur & laat|…|2|…|analysis;publish|1970-01-01 01:00:00
    …|'-1|2018-08-16 06:10:37|nl|import|1|Zeer ontevreden||||||na|weet niet of niet van toepassing||||on time||import||…|2|…|analysis;publish|1970-01-01 01:00:00
    …|'-2|2018-08-17 06:10:37|nl|import|4|Tevreden||na|weet niet of niet van toepassing|na|weet niet of niet van toepassing|||na|weet niet of niet van toepassing||||||…|2|…|analysis;publish|1970-01-01 01:00:00
    "#);
    assert!(codebook.starts_with("\u{feff}column;question;"), "{codebook}");
    assert!(codebook.contains("Wanneer het is verstuurd (Europe/Amsterdam)."), "{codebook}");
    assert!(
        codebook.contains(
            "delivery;delivery (nl);attribute_choice;;;;Wat er naast de antwoorden bekend is, bewaard voor het doel analysis."
        ),
        "{codebook}"
    );
}

#[tokio::test]
async fn a_row_per_answer() {
    let (bytes, _) = export(every_kind(), options(Format::Csv, Labels::In(Locale::En), Shape::Long)).await;
    let cells = cells(&bytes, b',');
    // The fixed columns are the same in each row of a response.
    let parts = cells.lines().map(|line| line.replace("|nl|import|", "\n").lines().next_back().unwrap_or_default().to_owned());
    let parts: Vec<_> = parts.map(|line| line.split("|…|").next().unwrap_or_default().to_owned()).collect();
    insta::assert_snapshot!(parts.join("\n"), @r#"
    response_id|external_id|submitted_at|locale|channel|question|question.label|statement|value|code|label|text|attribute.delivery|attribute.code|attributes_by|tags|consent_event_id|notice_version|notice_hash|purposes_given|decided_at
    satisfaction|How satisfied are you with A?||5||Very satisfied||late|'=S; P|import|
    reason|What is the main reason for your score?|||||'=1, "a"␍
    b; é |late|'=S; P|import|Brood;Duur & laat
    views|views – KIND|kind|2||'=||late|'=S; P|import|
    why|why|||price|PRICE||late|'=S; P|import|
    why|why|||taste|TASTE||late|'=S; P|import|
    via|via|||web|WEB||late|'=S; P|import|
    spent|spent||-2.5||||late|'=S; P|import|
    satisfaction|How satisfied are you with A?||1||Very dissatisfied||on time||import|
    why|why|||na|don't know or not applicable||on time||import|
    satisfaction|How satisfied are you with A?||4||Satisfied|||||
    views|views|||na|don't know or not applicable|||||
    via|via|||na|don't know or not applicable|||||
    "#);
}

#[tokio::test]
async fn the_codebook_describes_every_column_in_the_order_of_the_export() {
    for (format, delimiter) in [(Format::Csv, b','), (Format::CsvExcelNl, b';')] {
        for labels in Labels::ALL {
            for &shape in Shape::ALL {
                let (bytes, codebook) = export(Vec::new(), options(format, labels, shape)).await;
                let mut reader = ::csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes.as_slice());
                let columns: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
                assert_eq!(described(&codebook, delimiter), columns);
            }
        }
    }
}

#[tokio::test]
async fn the_codebook_names_every_channel_and_what_is_masked() {
    for &locale in Locale::ALL {
        for (shape, text) in [(Shape::Wide, "reason,"), (Shape::Long, "text,")] {
            let (_, codebook) = export(Vec::new(), options(Format::Csv, Labels::In(locale), shape)).await;
            let note = |column| codebook.lines().find(|line| line.starts_with(column)).unwrap();
            for &channel in Channel::ALL {
                assert!(note("channel,").contains(channel.name()), "{codebook}");
            }
            assert!(
                [redaction::EMAIL, redaction::PHONE, redaction::IBAN].iter().all(|sign| note(text).contains(sign)),
                "{codebook}"
            );
        }
    }
}

#[tokio::test]
async fn what_a_filter_leaves_out_is_said_in_the_codebook() {
    let filter = || ResultsFilter {
        from: Some(Day::parse("2018-08-15").unwrap()),
        to: Some(Day::parse("2018-08-16").unwrap()),
        locale: Some(Locale::Nl),
        channel: Some(Channel::Import),
        conditions: vec![Condition::parse("delivery:late").unwrap(), Condition::parse("satisfaction:5").unwrap()],
    };
    let (bytes, codebook) = filtered(every_kind(), ExportOptions::default(), filter()).await;
    let ids: Vec<_> = ::csv::Reader::from_reader(bytes.as_slice()).records().map(|row| row.unwrap()[1].to_owned()).collect();
    assert_eq!(ids, ["'-0"]);
    let said: Vec<_> = codebook.lines().filter(|line| line.contains(",filter,")).collect();
    insta::assert_snapshot!(said.join("\n"), @r#"
    submitted_at,,filter,2018-08-15,,,Only what was sent from this day on (Europe/Amsterdam).
    submitted_at,,filter,2018-08-16,,,"Only what was sent up to this day, itself included (Europe/Amsterdam)."
    locale,,filter,nl,,,Only what has this value.
    channel,,filter,import,,,Only what has this value.
    delivery,,filter,late,,,Only what has this value.
    satisfaction,,filter,5,,,Only what has this value.
    "#);
    // In every format each part of the filter leaves responses out.
    for &format in Format::ALL {
        let rows =
            async |filter| rows_of(format, filtered(every_kind(), options(format, Labels::Codes, Shape::Wide), filter).await.0);
        let only = ResultsFilter { to: Some(Day::parse("2018-08-16").unwrap()), ..ResultsFilter::default() };
        assert_eq!(rows(only).await, 2, "{format:?}");
        assert_eq!(rows(filter()).await, 1, "{format:?}");
        let nobody = ResultsFilter { conditions: vec![Condition::parse("delivery:lost").unwrap()], ..ResultsFilter::default() };
        assert_eq!(rows(nobody).await, 0, "{format:?}");
    }
}

/// How many responses there are in a file of the wide shape.
fn rows_of(format: Format, bytes: Vec<u8>) -> usize {
    match format {
        Format::Csv => ::csv::Reader::from_reader(bytes.as_slice()).records().count(),
        Format::CsvExcelNl => ::csv::ReaderBuilder::new().delimiter(b';').from_reader(bytes.as_slice()).records().count(),
        Format::Jsonl => bytes.iter().filter(|byte| **byte == b'\n').count(),
        Format::Xlsx => xlsx::responses(bytes),
        Format::Parquet => parquet::responses(bytes),
        Format::Spss => spss::responses(bytes),
    }
}

/// Texts that a spreadsheet would calculate as formulas.
pub(super) const FORMULAS: [&str; 8] =
    ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "=HYPERLINK(\"https://example.org\";\"x\")", "=cmd|' /C calc'!A0"];

#[tokio::test]
async fn a_comment_that_is_a_formula_is_inert_in_every_csv() {
    for (format, delimiter) in [(Format::Csv, b','), (Format::CsvExcelNl, b';')] {
        for &shape in Shape::ALL {
            let answers = FORMULAS.map(|text| vec![("reason", Answer::Text(text.to_owned()))]).to_vec();
            let (bytes, _) = export(answers, options(format, Labels::In(Locale::Nl), shape)).await;
            let mut reader = ::csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes.as_slice());
            let name = if shape == Shape::Wide { "reason" } else { "text" };
            let column = reader.headers().unwrap().iter().position(|heading| heading == name).unwrap();
            let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
            let texts: Vec<_> = rows.iter().map(|row| row[column].to_owned()).collect();
            assert_eq!(texts, FORMULAS.map(|text| format!("'{text}")));
            let calculated = rows.iter().flatten().find(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
            assert_eq!(calculated, None, "{format:?} {shape:?}");
        }
    }
}

#[tokio::test]
async fn json_lines() {
    let (bytes, _) = export(every_kind(), options(Format::Jsonl, Labels::In(Locale::En), Shape::Wide)).await;
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.lines().count(), 3);
    let first = text.lines().next().unwrap();
    let mut object: Value = serde_json::from_str(first).unwrap();
    for random in ["response_id", "consent_event_id", "notice_hash"] {
        assert!(object[random].take().as_str().is_some_and(|text| text.len() >= 36), "{random}: {first}");
    }
    insta::assert_snapshot!(serde_json::to_string_pretty(&object).unwrap(), @r#"
    {
      "answers": {
        "reason": "=1, \"a\"\r\nb; é ",
        "satisfaction": 5,
        "spent": -2.5,
        "via": "web",
        "views": {
          "kind": 2
        },
        "why": [
          "price",
          "taste"
        ]
      },
      "attributes": {
        "code": "=S; P",
        "delivery": "late"
      },
      "attributes_by": "import",
      "channel": "import",
      "consent_event_id": null,
      "decided_at": "1970-01-01T00:00:00.000Z",
      "external_id": "-0",
      "labels": {
        "satisfaction": "Very satisfied",
        "via": "WEB",
        "views.kind": "=",
        "why": "PRICE; TASTE"
      },
      "locale": "nl",
      "not_applicable": [],
      "notice_hash": null,
      "notice_version": 2,
      "purposes_given": [
        "analysis",
        "publish"
      ],
      "response_id": null,
      "submitted_at": "2018-08-15T04:10:37.000Z",
      "tags": [
        "Brood",
        "Duur & laat"
      ]
    }
    "#);
    let last: Value = serde_json::from_str(text.lines().next_back().unwrap()).unwrap();
    assert_eq!(last["not_applicable"], serde_json::json!(["views", "via"]));
    assert_eq!(last["answers"], serde_json::json!({"satisfaction": 4}));

    let (bytes, _) = export(every_kind(), options(Format::Jsonl, Labels::Codes, Shape::Long)).await;
    let parts: Vec<Value> = bytes.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
    assert_eq!(parts.len(), 12);
    assert_eq!((&parts[0]["question"], &parts[0]["value"], &parts[0]["code"]), (&"satisfaction".into(), &5.into(), &Value::Null));
    assert_eq!((&parts[0]["attribute.delivery"], &parts[11]["attribute.delivery"]), (&"late".into(), &Value::Null));
    assert_eq!((&parts[1]["tags"], &parts[2]["tags"]), (&serde_json::json!(["Brood", "Duur & laat"]), &Value::Null));
    assert_eq!((&parts[2]["question"], &parts[2]["statement"]), (&"views".into(), &"kind".into()));
}

#[tokio::test]
async fn page_after_page_nothing_twice_and_nothing_left_out() {
    let rows = 2 * RESPONSES_PER_PAGE as usize;
    let (bytes, _) = export(vec![vec![("satisfaction", Answer::Score(3))]; rows], ExportOptions::default()).await;
    let mut reader = ::csv::Reader::from_reader(bytes.as_slice());
    let ids: std::collections::BTreeSet<String> = reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
    assert_eq!(ids.len(), rows);
    assert_eq!(String::from_utf8(bytes).unwrap().lines().count(), rows + 1);
}

#[tokio::test]
async fn an_export_that_cannot_be_finished_is_no_whole_file() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::open(&format!("sqlite://{}", home.path().join("a.db").display())).await.unwrap();
    let organisation = store.create_organisation(&OrganisationProfile::new("A", "b", "c")).await.unwrap();
    let slug = Slug::parse("a").unwrap();
    let published = store.create_survey(&organisation, &slug, &questionnaire(&organisation.profile)).await.unwrap();
    for &format in Format::ALL {
        let options = options(format, Labels::Codes, Shape::Wide);
        let store = store.clone();
        store.clone().close().await;
        let scratch = home.path().to_owned();
        let export = Export {
            pages_at_once: 2,
            throttle: Arc::default(),
            read: Arc::default(),
            store,
            published: published.clone(),
            filter: ResultsFilter::default(),
            options,
            locale: Locale::Nl,
            scratch,
        };
        let ended = export.stream().try_collect::<Vec<_>>().await;
        assert!(matches!(ended, Err(ExportError::Store(_))), "{format:?}: {ended:?}");
    }
}
