//! The document of a fixed report, which is kept as it was. It is made of what the report shows when it is fixed. This file also
//! finds how the document differs from what the report would show now. The document keeps its pages as they were, in both
//! languages, so that no formula and no word that changes later changes them.

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

/// What a document of this form calls itself; another form gets another number.
pub const SCHEMA: &str = "klankbord/fixed-report/1";

/// States of answers that counted before.
const TAKEN_BACK: [State; 4] = [State::Withdrawn, State::Objected, State::Expired, State::Erased];

/// The document of a report that is kept: aggregates, and no answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// [`SCHEMA`].
    pub schema: String,
    /// The version of the program that made it.
    pub program: String,
    /// The organisation.
    pub organisation: String,
    /// The name of the survey in its address.
    pub survey: String,
    /// The version of the survey that was asked then.
    pub version: u32,
    /// What the survey is called, by language.
    pub title: BTreeMap<String, String>,
    /// Which answers count, and by what they are told apart, as an address says it.
    pub query: String,
    /// Which answers count, in words, by language; nothing for all.
    pub filter: BTreeMap<String, Vec<String>>,
    /// Under which basis they are used.
    pub basis: Option<String>,
    /// Groups of fewer are withheld.
    pub minimum_group: u32,
    /// As of when the figures are, in RFC 3339.
    pub as_of: String,
    /// How many responses were not counted because they had been taken back, had expired or were erased; none where that is not told, or of one of these
    /// there were fewer than the minimum.
    pub taken_back: Option<u64>,
    /// The language of the words in `about` and `figures`.
    pub language: String,
    /// What the figures are of, and how they were made, as in a file of figures.
    pub about: Vec<BTreeMap<String, serde_json::Value>>,
    /// Every score with its n, interval and standard error, as in a file of figures.
    pub figures: Vec<BTreeMap<String, serde_json::Value>>,
    /// The page as it stood, by language.
    pub pages: BTreeMap<String, String>,
}

/// What is different now.
#[derive(Clone, Debug, PartialEq)]
pub struct Today {
    /// The figure that stands for the survey, as it was; none where it was not shown.
    pub then: Option<(f64, u64)>,
    /// The same now.
    pub now: Option<(f64, u64)>,
    /// How many scores of the report would be different, or not there.
    pub changed: usize,
    /// How many answers were taken back, expired or were erased since; none where that is not told, or they are fewer than the minimum.
    pub gone: Option<u64>,
}

impl Document {
    /// Of what the report shows that is made from these data.
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

    /// The bytes that are kept: RFC 8785, so that the same document always has the same hash.
    ///
    /// # Panics
    /// Never: it holds no map with keys that are not text and no number that is not finite.
    pub fn to_text(&self) -> String {
        String::from_utf8(domain::hash::canonical_json(self)).expect("JSON is text")
    }

    /// Reads what was kept.
    ///
    /// # Errors
    /// What is wrong with it, such as a form that this program does not know.
    pub fn parse(text: &str) -> Result<Self, String> {
        let document: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if document.schema == SCHEMA { Ok(document) } else { Err(format!("a document of another form: {}", document.schema)) }
    }

    /// The page in a language.
    pub fn page(&self, locale: Locale) -> &str {
        self.pages.get(locale.tag()).map_or("", String::as_str)
    }

    /// What the same report would show of these data, held against it.
    pub fn today(&self, context: &PageContext, data: &ResultsData) -> Today {
        let sheet = lines(&Sheet::of(context, data).figures);
        // What stands beside a score changes with its distribution, and older reports do not have it.
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

/// Columns that say what a line is of, and those with what it says.
const PLACE: [&str; 9] = ["part", "question", "by", "group", "across", "column", "period", "start", "score"];
const VALUES: [&str; 10] = ["status", "value", "low", "high", "standard_error", "n", "count", "difference", "p", "verdict"];

fn place(line: &BTreeMap<String, serde_json::Value>) -> String {
    let cells = PLACE.map(|name| line.get(name).map(ToString::to_string).unwrap_or_default());
    cells.join("\u{1f}")
}

/// Whether two cells say the same, but for the last digits that a number may lose on its way.
fn same(old: Option<&serde_json::Value>, new: Option<&serde_json::Value>) -> bool {
    match (old.and_then(serde_json::Value::as_f64), new.and_then(serde_json::Value::as_f64)) {
        (Some(old), Some(new)) => (old - new).abs() <= 1e-9 * old.abs().max(1.0),
        _ => old == new,
    }
}

/// The first score: what stands for the survey.
fn headline(lines: &[BTreeMap<String, serde_json::Value>]) -> Option<(f64, u64)> {
    let line = lines.iter().find(|line| line.get("part").is_some_and(|part| part == "score"))?;
    Some((line.get("value")?.as_f64()?, line.get("n")?.as_u64()?))
}

/// Told of figures as they are; those of a reader are not of one moment.
fn taken_back(data: &ResultsData) -> Option<u64> {
    let counts = data.counts.withheld.iter().filter(|(state, _)| TAKEN_BACK.contains(state));
    data.steps.is_none().then(|| counts.map(|(_, n)| n).sum())
}

/// Whether some are in this state, and fewer than the minimum.
fn is_few(data: &ResultsData, state: State) -> bool {
    let minimum = u64::from(data.published.organisation.profile.minimum_group);
    data.counts.withheld.iter().any(|(other, n)| *other == state && (1..minimum).contains(n))
}

/// The same lines, but of fewer than the minimum who are not counted only that they are fewer.
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

/// A page of ours without what leads elsewhere: links become their words, and what only holds links, or asks something, goes.
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
