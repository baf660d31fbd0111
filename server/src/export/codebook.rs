//! The codebook of an export: what every column holds and what every code means.

mod notes;

use domain::{
    calendar::Day,
    export::{ExportOptions, Format},
    locale::Locale,
    response::filter::ResultsFilter,
    survey::{
        attribute::Attribute,
        published::PublishedSurvey,
        question::{Choice, CsatScale, Question, QuestionKind},
        reserved_keys::NOT_APPLICABLE,
    },
};

use self::notes::Notes;
use super::{
    dialect::Dialect,
    label,
    table::{Column, ColumnSource, Fixed, Kind, Place, Table},
    text,
};
use crate::{clock::zone, export::missing};

/// The headings of the codebook.
pub const HEADING: [&str; 7] = ["column", "question", "type", "code", "label", "threshold", "notes"];

/// The codebook of a survey's export, as CSV in the dialect of the export.
pub fn codebook_csv(published: &PublishedSurvey, filter: &ResultsFilter, options: ExportOptions, locale: Locale) -> Vec<u8> {
    let table = Table::new(&published.version.questionnaire, options, locale);
    let entries = entries(&table, published, filter, options);
    let mut csv = Dialect::of(options.format, zone(published)).start(Vec::new()).expect("memory can be written to");
    csv.write_record(HEADING).expect("memory can be written to");
    let mut cell = Vec::new();
    for entry in &entries {
        for text in entry.cells() {
            csv.write_field(text::guarded(text, &mut cell)).expect("memory can be written to");
        }
        csv.write_record(None::<&[u8]>).expect("every row has as many cells");
    }
    csv.into_inner().expect("memory can be written to")
}

/// A row of the codebook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    column: String,
    question: String,
    kind: &'static str,
    code: String,
    label: String,
    threshold: String,
    notes: String,
}

impl Entry {
    /// Its cells, in the order of [`HEADING`].
    pub fn cells(&self) -> [&str; 7] {
        [&self.column, &self.question, self.kind, &self.code, &self.label, &self.threshold, &self.notes]
    }
}

/// A row for each column of the export, then a row for each of its codes. The last rows describe the filter, because a
/// file must say what it leaves out.
pub fn entries(table: &Table, published: &PublishedSurvey, filter: &ResultsFilter, options: ExportOptions) -> Vec<Entry> {
    let zone = published.organisation.profile.time_zone.clone();
    let book = Book { table, notes: Notes { locale: table.locale, format: options.format, zone } };
    let mut entries: Vec<_> = table.columns.iter().flat_map(|column| book.of_column(column)).collect();
    let day = |day: Day, is_first| (Fixed::SubmittedAt.name(), day.to_string(), book.notes.day(is_first));
    let only = |column, code: &str| (column, code.to_owned(), book.notes.only());
    let parts = [
        filter.from.map(|from| day(from, true)),
        filter.to.map(|to| day(to, false)),
        filter.locale.map(|locale| only(Fixed::Locale.name(), locale.tag())),
        filter.channel.map(|channel| only(Fixed::Channel.name(), channel.name())),
    ];
    let conditions = filter.conditions.iter().map(|condition| only(condition.key.as_str(), &condition.value));
    entries.extend(parts.into_iter().flatten().chain(conditions).map(|(column, code, notes)| Entry {
        column: column.to_owned(),
        kind: "filter",
        code,
        notes,
        ..Entry::default()
    }));
    entries
}

/// The listed values of an attribute. A value is its own label, in each language.
pub fn values(attribute: &Attribute) -> Vec<(String, String)> {
    attribute.values.iter().map(|value| (value.clone(), value.clone())).collect()
}

/// The codes of a question's answers with their labels. The label is empty if the score has none.
pub fn codes(question: &Question, locale: Locale) -> Vec<(String, String)> {
    let mut codes = Vec::new();
    let label = |text: Option<&str>| text.unwrap_or_default().to_owned();
    if let Some((min, max)) = question.kind.score_range() {
        codes.extend((min..=max).map(|score| (score.to_string(), label(label::of_score(question, score, locale)))));
    }
    match &question.kind {
        QuestionKind::Likert { points, .. } => {
            codes.extend(points.iter().enumerate().map(|(i, point)| ((i + 1).to_string(), point.get(locale).to_owned())));
        }
        QuestionKind::SingleChoice { choices } | QuestionKind::MultipleChoice { choices, .. } => {
            codes.extend(choices.iter().map(|Choice { key, text }| (key.to_string(), text.get(locale).to_owned())));
        }
        _ => {}
    }
    if question.not_applicable {
        codes.push((NOT_APPLICABLE.to_owned(), label::not_applicable(locale).to_owned()));
    }
    codes
}

struct Book<'a> {
    table: &'a Table,
    notes: Notes,
}

impl Book<'_> {
    fn of_column(&self, column: &Column) -> Vec<Entry> {
        let entry = Entry { column: column.name.clone(), ..Entry::default() };
        match column.source {
            ColumnSource::Fixed(fixed) => {
                let (kind, notes) = self.notes.fixed(fixed);
                vec![Entry { kind, notes, ..entry }]
            }
            ColumnSource::AnswerPart(field) => {
                let (kind, notes) = self.notes.field(field);
                vec![Entry { kind, notes, ..entry }]
            }
            ColumnSource::Answer(place) => self.answer(entry, place, column.kind),
            ColumnSource::Label(place) => {
                let notes = self.notes.label();
                vec![Entry { question: self.text(place), kind: "label", notes, ..entry }]
            }
            ColumnSource::NotApplicable(place) => {
                let notes = self.notes.not_applicable();
                vec![Entry { question: self.text(place), kind: "yes_no", notes, ..entry }]
            }
            ColumnSource::AttributesBy => {
                let notes = self.notes.attributes_by();
                vec![Entry { kind: "code", notes, ..entry }]
            }
            ColumnSource::Tags => {
                let notes = self.notes.tags();
                vec![Entry { kind: "tags", notes, ..entry }]
            }
            ColumnSource::Attribute(number) => self.attribute(entry, &self.table.attributes[number]),
            ColumnSource::Chosen(place, number) => {
                let question = &self.table.questions[place.question];
                let label = codes(question, self.notes.locale).swap_remove(number).1;
                vec![Entry { question: label, kind: "yes_no", notes: self.notes.chosen(question), ..entry }]
            }
        }
    }

    fn answer(&self, entry: Entry, place: Place, cells: Kind) -> Vec<Entry> {
        let question = &self.table.questions[place.question];
        let (kind, threshold) = kind_and_threshold(&question.kind);
        let notes = self.notes.question(&question.kind);
        let column = entry.column.clone();
        let mut entries = vec![Entry { question: self.text(place), kind, threshold, notes, ..entry }];
        let of_code = |(code, label): (String, String)| {
            let code = match self.notes.format {
                // In Parquet, "not applicable" has a column of its own, because a column of numbers cannot hold it.
                Format::Parquet if code == NOT_APPLICABLE && cells != Kind::Text => return None,
                Format::Spss if code == NOT_APPLICABLE => missing::not_applicable(cells).to_owned(),
                _ => code,
            };
            Some(Entry { column: column.clone(), code, label, ..Entry::default() })
        };
        entries.extend(codes(question, self.table.locale).into_iter().filter_map(of_code));
        entries
    }

    fn attribute(&self, entry: Entry, attribute: &Attribute) -> Vec<Entry> {
        let question = attribute.text.get(self.notes.locale).to_owned();
        let kind = if attribute.values.is_empty() { "attribute_text" } else { "attribute_choice" };
        let column = entry.column.clone();
        let mut entries = vec![Entry { question, kind, notes: self.notes.attribute(attribute), ..entry }];
        let of_value = |(code, label)| Entry { column: column.clone(), code, label, ..Entry::default() };
        entries.extend(values(attribute).into_iter().map(of_value));
        entries
    }

    fn text(&self, place: Place) -> String {
        let question = &self.table.questions[place.question];
        label::of_question(question, self.table.statement(place), self.notes.locale).into_owned()
    }
}

/// The name of a kind of question, and the score from which a respondent counts as satisfied (for CES: as helped with
/// ease).
fn kind_and_threshold(kind: &QuestionKind) -> (&'static str, String) {
    match kind {
        QuestionKind::Nps(_) => ("nps_0_10", String::new()),
        QuestionKind::Csat { scale, threshold, .. } => {
            let name = match scale {
                CsatScale::OneToFive => "csat_1_5",
                CsatScale::OneToSeven => "csat_1_7",
                CsatScale::OneToTen => "csat_1_10",
                CsatScale::YesNo => "csat_yes_no",
            };
            (name, threshold.to_string())
        }
        QuestionKind::Ces(_) => ("ces_1_7", "5".to_owned()),
        QuestionKind::Loyalty(_) => ("loyalty_1_10", String::new()),
        QuestionKind::SingleChoice { .. } => ("single_choice", String::new()),
        QuestionKind::MultipleChoice { .. } => ("multiple_choice", String::new()),
        QuestionKind::ShortText { .. } => ("short_text", String::new()),
        QuestionKind::LongText { .. } => ("long_text", String::new()),
        QuestionKind::Number { .. } => ("number", String::new()),
        QuestionKind::Likert { .. } => ("likert", String::new()),
    }
}
