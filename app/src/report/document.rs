//! The document of a fixed report, which never changes. It is made of what the report shows when it is fixed. This file
//! also compares the document with the current figures. The document contains its pages in both languages, so that
//! later changes of formulas and texts do not affect it.

use std::collections::BTreeMap;

use domain::{consent::State, locale::Locale, results::data::ResultsData};
use serde::{Deserialize, Serialize};

use crate::{
    filter::words,
    messages::Words,
    page::PageContext,
    report::{
        self,
        figure_sheet::{COLUMNS, Line, Sheet, SheetCell},
    },
    results::page as results,
    shell,
};

/// The name of the document format. A changed format gets another number.
pub const SCHEMA: &str = "klankbord/fixed-report/1";

/// States of responses that were included before.
const TAKEN_BACK: [State; 4] = [State::Withdrawn, State::Objected, State::Expired, State::Erased];

/// The document of a fixed report: aggregates, and no answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// [`SCHEMA`].
    pub schema: String,
    /// The version of the program that made it.
    pub program: String,
    /// The organisation.
    pub organisation: String,
    /// The slug of the survey.
    pub survey: String,
    /// The version of the survey at that time.
    pub version: u32,
    /// The title of the survey, by language.
    pub title: BTreeMap<String, String>,
    /// The filter and the grouping, as a query string.
    pub query: String,
    /// The filter in words, by language. Empty without a filter.
    pub filter: BTreeMap<String, Vec<String>>,
    /// The legal basis of the answers.
    pub basis: Option<String>,
    /// Smaller groups are withheld.
    pub minimum_group: u32,
    /// The time of the figures, in RFC 3339.
    pub as_of: String,
    /// The number of responses that were excluded because they were withdrawn, expired or erased. `None` if the number
    /// is not shown, or if it is below the minimum for one of these states.
    pub taken_back: Option<u64>,
    /// The language of the words in `about` and `figures`.
    pub language: String,
    /// The subject and the method of the figures, as in a figure file.
    pub about: Vec<BTreeMap<String, serde_json::Value>>,
    /// Every score with its n, interval and standard error, as in a figure file.
    pub figures: Vec<BTreeMap<String, serde_json::Value>>,
    /// The page at that time, by language.
    pub pages: BTreeMap<String, String>,
}

/// The differences from the current figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Today {
    /// The headline figure of the report: value and n. `None` if it was not shown.
    pub then: Option<(f64, u64)>,
    /// The current headline figure.
    pub now: Option<(f64, u64)>,
    /// The number of scores of the report that would be different or absent now.
    pub changed: usize,
    /// The number of responses that were withdrawn, expired or erased since. `None` if it is not shown or below the
    /// minimum.
    pub gone: Option<u64>,
}

impl Document {
    /// The document of the report that is made from these data.
    pub fn of(context: &PageContext, data: &ResultsData) -> Self {
        let by_language = |locale: &Locale| (locale.tag().to_owned(), PageContext { locale: *locale, ..context.clone() });
        let contexts: Vec<(String, PageContext)> = Locale::ALL.iter().map(by_language).collect();
        let (published, questionnaire) = (&data.published, &data.published.version.questionnaire);
        let words = |context: &PageContext| Words::new(context.locale, context.address_form);
        let sheet = Sheet::of(context, data);
        let minimum = u64::from(published.organisation.profile.minimum_group);
        let page = |context: &PageContext| inert(&shell::fragment(context, |words| report::page::body(words, data, minimum)));
        Self {
            schema: SCHEMA.to_owned(),
            program: concat!("klankbord ", env!("CARGO_PKG_VERSION")).to_owned(),
            organisation: published.organisation.profile.name.clone(),
            survey: published.survey.slug.to_string(),
            version: published.version.number,
            title: contexts
                .iter()
                .map(|(tag, context)| (tag.clone(), questionnaire.title.get(context.locale).to_owned()))
                .collect(),
            query: data.query.kept(None),
            filter: contexts.iter().map(|(tag, context)| (tag.clone(), words::filter_words(&words(context), data))).collect(),
            basis: questionnaire.purposes.first().map(|purpose| purpose.basis.name().to_owned()),
            minimum_group: published.organisation.profile.minimum_group,
            as_of: data.at.rfc3339(),
            taken_back: taken_back(data).filter(|_| !TAKEN_BACK.iter().any(|state| is_few(data, *state))),
            language: context.locale.tag().to_owned(),
            about: without_few(lines(&sheet.about), minimum, &words(context)),
            figures: lines(&sheet.figures),
            pages: contexts.iter().map(|(tag, context)| (tag.clone(), page(context))).collect(),
        }
    }

    /// The bytes to store: RFC 8785, so that the same document always has the same hash.
    ///
    /// # Panics
    /// Never: it holds no map with keys that are not text and no number that is not finite.
    pub fn to_text(&self) -> String {
        String::from_utf8(domain::hash::canonical_json(self)).expect("JSON is text")
    }

    /// Parses a stored document.
    ///
    /// # Errors
    /// A description of the error, such as an unknown format.
    pub fn parse(text: &str) -> Result<Self, String> {
        let document: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if document.schema == SCHEMA { Ok(document) } else { Err(format!("a document of another form: {}", document.schema)) }
    }

    /// The page in a language.
    pub fn page(&self, locale: Locale) -> &str {
        self.pages.get(locale.tag()).map_or("", String::as_str)
    }

    /// Compares the document with the same report of these data.
    pub fn today(&self, context: &PageContext, data: &ResultsData) -> Today {
        let sheet = lines(&Sheet::of(context, data).figures);
        // Supplementary figures change with their distribution, and older reports do not have them.
        let is_compared = |line: &&BTreeMap<String, serde_json::Value>| line.get("part").is_none_or(|part| part != "beside");
        let mut rest: BTreeMap<String, &BTreeMap<String, serde_json::Value>> =
            sheet.iter().filter(is_compared).map(|one| (place(one), one)).collect();
        let figures: Vec<_> = self.figures.iter().filter(is_compared).collect();
        let is_same = |old: &BTreeMap<_, _>, new: &BTreeMap<_, _>| VALUES.iter().all(|name| same(old.get(*name), new.get(*name)));
        let kept = figures.iter().filter(|old| rest.remove(&place(old)).is_some_and(|new| is_same(old, new))).count();
        let changed = figures.len() - kept + rest.len();
        let gone = self.taken_back.zip(taken_back(data)).map(|(then, now)| now.saturating_sub(then));
        let gone = gone.filter(|gone| *gone >= u64::from(self.minimum_group));
        Today { then: headline(&self.figures), now: headline(&sheet), changed, gone }
    }
}

/// Columns that identify a line, and columns with its values.
const PLACE: [&str; 9] = ["part", "question", "by", "group", "across", "column", "period", "start", "score"];
const VALUES: [&str; 10] = ["status", "value", "low", "high", "standard_error", "n", "count", "difference", "p", "verdict"];

fn place(line: &BTreeMap<String, serde_json::Value>) -> String {
    let cells = PLACE.map(|name| line.get(name).map(ToString::to_string).unwrap_or_default());
    cells.join("\u{1f}")
}

/// Whether two cells are equal. Numbers may differ in the last digits, which can change in storage.
fn same(old: Option<&serde_json::Value>, new: Option<&serde_json::Value>) -> bool {
    match (old.and_then(serde_json::Value::as_f64), new.and_then(serde_json::Value::as_f64)) {
        (Some(old), Some(new)) => (old - new).abs() <= 1e-9 * old.abs().max(1.0),
        _ => old == new,
    }
}

/// The first score, which is the headline.
fn headline(lines: &[BTreeMap<String, serde_json::Value>]) -> Option<(f64, u64)> {
    let line = lines.iter().find(|line| line.get("part").is_some_and(|part| part == "score"))?;
    Some((line.get("value")?.as_f64()?, line.get("n")?.as_u64()?))
}

/// The number of revoked responses. `None` for released figures, because these are of different times.
fn taken_back(data: &ResultsData) -> Option<u64> {
    let counts = data.counts.withheld.iter().filter(|(state, _)| TAKEN_BACK.contains(state));
    data.steps.is_none().then(|| counts.map(|(_, n)| n).sum())
}

/// Whether the number of responses in this state is above 0 and below the minimum.
fn is_few(data: &ResultsData, state: State) -> bool {
    let minimum = u64::from(data.published.organisation.profile.minimum_group);
    data.counts.withheld.iter().any(|(other, n)| *other == state && (1..minimum).contains(n))
}

/// The lines, where a count of excluded responses below the minimum is replaced by a text.
fn without_few(
    mut lines: Vec<BTreeMap<String, serde_json::Value>>,
    minimum: u64,
    words: &Words,
) -> Vec<BTreeMap<String, serde_json::Value>> {
    for line in &mut lines {
        let is_withheld = line.get("item").and_then(|item| item.as_str()).is_some_and(|item| item.starts_with("withheld_"));
        let count = line.get("count").and_then(serde_json::Value::as_u64);
        if is_withheld && count.is_some_and(|n| (1..minimum).contains(&n)) {
            line.remove("count");
            line.insert("text".to_owned(), results::fewer(words, minimum).into());
        }
    }
    lines
}

fn lines(lines: &[Line]) -> Vec<BTreeMap<String, serde_json::Value>> {
    let cells = |line: &Line| {
        let cell = |name: &&str| Some(((*name).to_owned(), value(line.cell(name)?)));
        COLUMNS.iter().filter_map(cell).collect()
    };
    lines.iter().map(cells).collect()
}

fn value(cell: &SheetCell) -> serde_json::Value {
    match cell {
        SheetCell::Text(text) => text.as_str().into(),
        SheetCell::Number(number) => (*number).into(),
        SheetCell::Whole(n) => (*n).into(),
        SheetCell::Flag(flag) => (*flag).into(),
        SheetCell::Time(instant) => instant.rfc3339().into(),
    }
}

/// A page without interaction: links become text, and elements that only hold links or questions are removed.
fn inert(html: &str) -> String {
    let mut rest = html;
    let mut kept = String::with_capacity(html.len());
    while let Some(start) = rest.find('<') {
        kept.push_str(&rest[..start]);
        rest = &rest[start..];
        let after = |end: &str| rest.find(end).map_or("", |at| &rest[at + end.len()..]);
        let is_tag = |name: &str| rest[1..].strip_prefix(name).is_some_and(|more| more.starts_with([' ', '>']));
        if is_tag("nav") {
            rest = after("</nav>");
        } else if is_tag("form") {
            rest = after("</form>");
        } else if rest.starts_with("<p class=\"exports") {
            rest = after("</p>");
        } else if is_tag("a") || rest.starts_with("</a>") {
            rest = after(">");
        } else {
            kept.push('<');
            rest = &rest[1..];
        }
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_become_words_and_places_for_links_go() {
        let html = "<h2>Per <a href=\"?by=x\" aria-current=\"true\">staat</a></h2><nav class=\"switch\"><a href=\"?\">x</a></nav>\
                    <p class=\"exports picture\"><a download=\"\" href=\"/f.csv\">CSV</a></p>\
                    <form class=\"pair\" method=\"get\"><p><select name=\"a\"></select></p></form><article><abbr>&lt;a&gt;</abbr></article>";
        assert_eq!(inert(html), "<h2>Per staat</h2><article><abbr>&lt;a&gt;</abbr></article>");
        assert_eq!(inert("geen"), "geen");
    }

    #[test]
    fn numbers_may_lose_their_last_digit() {
        let number = |value: f64| Some(serde_json::Value::from(value));
        assert!(same(number(55.2).as_ref(), number(55.200_000_000_000_01).as_ref()));
        assert!(!same(number(55.2).as_ref(), number(55.21).as_ref()) && !same(number(1.0).as_ref(), None));
    }
}
