//! Tests of one figure in four places: page, CSV, workbook and programming interface. All four agree to the last digit,
//! and withhold the same figures.

mod made_up;
mod olist;
mod periods;

use std::{collections::BTreeMap, io::Cursor};

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use domain::statistics::round_one_decimal;
use serde_json::Value;

use crate::support::analyst::Analyst;

/// A line of a file, by its columns.
pub(crate) type Line = BTreeMap<String, String>;

const NUMBERS: [&str; 10] =
    ["value", "low", "high", "standard_error", "n", "count", "difference", "difference_low", "difference_high", "p"];

/// The result of the four for a query, after they were compared.
struct Said {
    lines: Vec<Line>,
    page: String,
}

impl Analyst {
    /// Requests the grouped figures of a survey from all four, and compares them.
    async fn ask(&self, slug: &str, by: &str, filter: &str) -> Said {
        let at = format!("/admin/surveys/{slug}");
        let query = format!("lang=en&period=month&by={by}{filter}");
        let lines = read(&self.text(&format!("{at}/figures.csv?{query}")).await, b',');
        self.same_in_dutch_excel(&lines, &format!("{at}/figures.csv?{query}&format=csv-excel-nl")).await;
        same_in_workbook(&lines, self.get(&format!("{at}/figures.xlsx?{query}")).await);

        let api = format!("/api/v1/surveys/{slug}");
        let rest = filter.strip_prefix('&').unwrap_or_default();
        let scores = self.api(&format!("{api}/scores?{rest}")).await;
        let trend = self.api(&format!("{api}/trend?period=month{filter}")).await;
        let broken = self.api(&format!("{api}/breakdown?by={by}{filter}")).await;
        same_in_api(&lines, "score", "question", "question", &scores["scores"]);
        same_in_api(&lines, "trend", "start", "start", &trend["trend"]["buckets"]);
        same_in_api(&lines, "breakdown", "group", "group", &broken["breakdown"]["groups"]);

        let page = self.text(&format!("{at}?{query}")).await;
        for (part, id) in [("score", "<main"), ("trend", "id=\"trend\""), ("breakdown", "id=\"breakdown\"")] {
            shown_on_page(&lines, part, page.split(id).nth(1).unwrap());
        }
        Said { lines, page }
    }

    /// Requests the crosstab of a survey from all four.
    async fn cross(&self, slug: &str, by: &str, across: &str) -> Said {
        let (at, query) = (format!("/admin/surveys/{slug}"), format!("lang=en&period=month&by={by}&across={across}"));
        let lines = read(&self.text(&format!("{at}/figures.csv?{query}")).await, b',');
        self.same_in_dutch_excel(&lines, &format!("{at}/figures.csv?{query}&format=csv-excel-nl")).await;
        same_in_workbook(&lines, self.get(&format!("{at}/figures.xlsx?{query}")).await);
        let table = self.api(&format!("/api/v1/surveys/{slug}/crosstab?by={by}&across={across}")).await["crosstab"].clone();
        let mut cells = of_part(&lines, "crosstab").into_iter();
        for row in table["rows"].as_array().unwrap() {
            for (column, cell) in table["columns"].as_array().unwrap().iter().zip(row["cells"].as_array().unwrap()) {
                let line = cells.next().unwrap();
                let names = [("group", &row["group"]), ("column", column)];
                for (name, member) in names {
                    assert_eq!(line[name].strip_prefix('\'').unwrap_or(&line[name]), member.as_str().unwrap_or_default());
                }
                same_figure(line, cell);
            }
        }
        assert!(cells.next().is_none());
        let totals = table["rows"].as_array().unwrap().iter().map(|row| row["total"].clone()).collect();
        same_in_api(&lines, "crosstab_row_total", "measure", "measure", &named(totals, &lines));
        same_in_api(
            &lines,
            "crosstab_column_total",
            "measure",
            "measure",
            &named(table["totals"].as_array().unwrap().clone(), &lines),
        );
        same_figure(of_part(&lines, "crosstab_whole")[0], &table["whole"]);

        let page = self.text(&format!("{at}?{query}")).await;
        let section = page.split("id=\"crosstab\"").nth(1).unwrap().split("</table>").next().unwrap();
        let parts = ["crosstab", "crosstab_row_total", "crosstab_column_total", "crosstab_whole"];
        for part in parts {
            shown_on_page(&lines, part, section);
        }
        let withheld = lines.iter().filter(|line| parts.contains(&line["part"].as_str()) && line["status"] == "withheld").count();
        assert_eq!(section.matches(">not shown<").count(), withheld, "{section}");
        Said { lines, page }
    }

    async fn same_in_dutch_excel(&self, lines: &[Line], path: &str) {
        let text = self.text(path).await;
        let mut dutch = read(text.strip_prefix('\u{feff}').expect("it begins with a byte order mark"), b';');
        for line in &mut dutch {
            for name in NUMBERS {
                let cell = line.get_mut(name).unwrap();
                assert!(!cell.contains('.'), "{cell}");
                *cell = cell.replace(',', ".");
            }
        }
        let timeless = |lines: &[Line]| lines.iter().filter(|line| line["item"] != "as_of").cloned().collect::<Vec<_>>();
        assert_eq!(timeless(&dutch), timeless(lines));
    }
}

pub(crate) fn read(text: &str, delimiter: u8) -> Vec<Line> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn of_part<'a>(lines: &'a [Line], part: &str) -> Vec<&'a Line> {
    lines.iter().filter(|line| line["part"] == part).collect()
}

fn same_in_workbook(lines: &[Line], bytes: Vec<u8>) {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Figures", "About"]);
    for (sheet, is_of_it) in [("Figures", (|part: &str| part != "about") as fn(&str) -> bool), ("About", |part| part == "about")]
    {
        let range = book.worksheet_range(sheet).unwrap();
        let names: Vec<String> = range.rows().next().unwrap().iter().map(ToString::to_string).collect();
        let wanted: Vec<_> = lines.iter().filter(|line| is_of_it(&line["part"])).collect();
        assert_eq!(range.rows().count() - 1, wanted.len(), "{sheet}");
        for (row, line) in range.rows().skip(1).zip(wanted) {
            for (name, text) in line.iter().filter(|_| line["item"] != "as_of") {
                let found = names.iter().position(|other| other == name).map_or(&Data::Empty, |at| &row[at]);
                match found {
                    Data::Empty => assert_eq!(text, "", "{name}"),
                    // Compared bit by bit.
                    Data::Float(number) => assert_eq!(number.to_bits(), text.parse::<f64>().unwrap().to_bits(), "{name}"),
                    Data::Bool(flag) => assert_eq!(text, if *flag { "1" } else { "0" }, "{name}"),
                    Data::String(words) => assert_eq!(text.strip_prefix('\'').unwrap_or(text), words, "{name}"),
                    other => panic!("{name}: {other:?}"),
                }
            }
        }
    }
}

/// The list of the programming interface has the same members in the same order.
fn same_in_api(lines: &[Line], part: &str, column: &str, member: &str, list: &Value) {
    let (lines, list) = (of_part(lines, part), list.as_array().unwrap());
    assert_eq!(lines.len(), list.len(), "{part}");
    for (line, one) in lines.into_iter().zip(list) {
        let name = line[column].strip_prefix('\'').unwrap_or(&line[column]);
        assert_eq!(name, one[member].as_str().unwrap_or_default(), "{part}");
        same_figure(line, one);
    }
}

fn same_figure(line: &Line, one: &Value) {
    assert_eq!(line["status"], one["status"].as_str().unwrap());
    let pairs = [
        ("value", &one["value"]),
        ("low", &one["interval"]["low"]),
        ("high", &one["interval"]["high"]),
        ("standard_error", &one["standard_error"]),
        ("n", &one["n"]),
        ("difference", &one["difference"]["value"]),
        ("difference_low", &one["difference"]["interval"]["low"]),
        ("p", &one["difference"]["p"]),
    ];
    for (name, member) in pairs {
        // Both texts are parsed by the same function, so that equal texts give equal numbers.
        let text = &line[name];
        let number = (!text.is_empty()).then(|| serde_json::from_str::<f64>(text).unwrap());
        assert_eq!(number.map(f64::to_bits), member.as_f64().map(f64::to_bits), "{name}: {line:?} {one}");
    }
}

/// With the measure of the file, because totals in the programming interface have none.
fn named(mut list: Vec<Value>, lines: &[Line]) -> Value {
    for one in &mut list {
        one["measure"] = of_part(lines, "crosstab_whole")[0]["measure"].clone().into();
    }
    Value::Array(list)
}

/// Every figure of a part is on the page, rounded. Withheld figures are not.
fn shown_on_page(lines: &[Line], part: &str, html: &str) {
    for line in of_part(lines, part) {
        if line["status"] != "shown" {
            assert!(NUMBERS.iter().all(|name| line[*name].is_empty()), "{line:?}");
            continue;
        }
        let tenths = |name: &str| {
            let rounded = round_one_decimal(line[name].parse().unwrap()) + 0.0;
            format!("{rounded:.1}").replace('-', "\u{2212}")
        };
        let mut wanted = vec![tenths("value")];
        if !line["low"].is_empty() {
            wanted.push(format!("{} to {}", tenths("low"), tenths("high")));
        }
        for text in wanted {
            assert!(html.contains(&text), "{part}: {text} of {line:?} is not on the page");
        }
    }
}

/// How many groups the page withholds in its breakdown.
fn withheld_on_page(page: &str) -> usize {
    page.split("id=\"breakdown\"").nth(1).unwrap().split("</table>").next().unwrap().matches(">not shown<").count()
}
