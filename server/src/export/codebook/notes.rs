//! The notes of a codebook: which sentences describe a column in a format. The sentences are in the catalogue of `app`.

use app::export::file_text::{FileText, file_text};
use domain::{
    export::Format,
    locale::Locale,
    survey::{
        attribute::Attribute,
        question::{Question, QuestionKind},
    },
};

use crate::export::{cell::Field, table::Fixed};

/// The language and the kind of file of the notes.
#[derive(Clone)]
pub struct Notes {
    /// The language.
    pub locale: Locale,
    /// The kind of file.
    pub format: Format,
    /// The name of the time zone, if times are not in UTC.
    pub zone: String,
}

impl Notes {
    /// The type of a column that every response has, and what it holds.
    pub fn fixed(&self, fixed: Fixed) -> (&'static str, String) {
        match fixed {
            Fixed::ResponseId => ("uuid", self.say(FileText::ResponseId)),
            Fixed::ExternalId => ("text", self.sentences(&[Some(FileText::ExternalId), self.formula()])),
            Fixed::SubmittedAt => ("time", self.say(FileText::SubmittedAt(self.clock()))),
            Fixed::Locale => ("code", self.say(FileText::FormLocale)),
            Fixed::Channel => ("code", self.say(FileText::Channel)),
            Fixed::ConsentEvent => ("uuid", self.say(FileText::ConsentEvent)),
            Fixed::NoticeVersion => ("number", self.say(FileText::NoticeVersion)),
            Fixed::NoticeHash => ("sha256", self.say(FileText::NoticeHash)),
            Fixed::PurposesGiven => ("codes", self.sentences(&[Some(FileText::PurposesGiven), Some(self.several())])),
            Fixed::DecidedAt => ("time", self.say(FileText::DecidedAt(self.clock()))),
        }
    }

    /// What the cells of a question hold.
    pub fn question(&self, kind: &QuestionKind) -> String {
        let before = match kind {
            QuestionKind::Nps(_) => Some(FileText::Nps),
            QuestionKind::MultipleChoice { .. } => Some(self.several()),
            QuestionKind::ShortText { .. } | QuestionKind::LongText { .. } => return self.text(),
            QuestionKind::Number { .. } => Some(self.number()),
            QuestionKind::Csat { .. } => Some(FileText::Csat),
            QuestionKind::Ces(_) => Some(FileText::Ces),
            QuestionKind::Loyalty(_) | QuestionKind::SingleChoice { .. } | QuestionKind::Likert { .. } => None,
        };
        self.sentences(&[before, Some(FileText::NotAnswered)])
    }

    /// The column with the labels of an answer.
    pub fn label(&self) -> String {
        self.say(FileText::CodeLabel)
    }

    /// The column for "not applicable".
    pub fn not_applicable(&self) -> String {
        self.sentences(&[Some(FileText::DidNotApply), Some(FileText::NotAnswered)])
    }

    /// The column of one choice.
    pub fn chosen(&self, question: &Question) -> String {
        self.say(FileText::Chosen(question.text.get(self.locale)))
    }

    /// The column of an attribute.
    pub fn attribute(&self, attribute: &Attribute) -> String {
        self.sentences(&[
            Some(FileText::Attribute(attribute.purpose.as_str())),
            attribute.may_be_unverified().then_some(FileText::AttributeUnverified),
            self.formula(),
            Some(FileText::AttributeUnknown),
        ])
    }

    /// The column of how the attributes arrived.
    pub fn attributes_by(&self) -> String {
        self.say(FileText::AttributesBy)
    }

    /// The column of the tags of comments.
    pub fn tags(&self) -> String {
        self.sentences(&[Some(FileText::Tags), Some(self.several())])
    }

    /// A filter on the first or last day.
    pub fn day(&self, is_first: bool) -> String {
        self.say(if is_first { FileText::FilterFrom(&self.zone) } else { FileText::FilterTo(&self.zone) })
    }

    /// A filter on one value.
    pub fn only(&self) -> String {
        self.say(FileText::FilterValue)
    }

    /// The type of a column of the long shape, and what it holds.
    pub fn field(&self, field: Field) -> (&'static str, String) {
        match field {
            Field::Question => ("code", self.say(FileText::Question)),
            Field::QuestionLabel => ("text", self.say(FileText::QuestionLabel)),
            Field::Statement => ("code", self.say(FileText::Statement)),
            Field::Value => ("number", self.sentences(&[Some(FileText::Value), Some(self.number())])),
            Field::Code => ("code", self.say(FileText::Code)),
            Field::Label => ("text", self.say(FileText::ScoreOrCodeLabel)),
            Field::Text => ("text", self.text()),
        }
    }

    fn say(&self, text: FileText<'_>) -> String {
        file_text(self.locale, text)
    }

    /// The sentences that apply, in this order.
    fn sentences(&self, texts: &[Option<FileText<'_>>]) -> String {
        texts.iter().flatten().map(|text| self.say(*text)).collect::<Vec<_>>().join(" ")
    }

    fn text(&self) -> String {
        let breaks = (self.format == Format::Spss).then_some(FileText::LineBreaks);
        self.sentences(&[Some(FileText::Text), breaks, self.formula(), Some(FileText::NotAnswered)])
    }

    const fn number(&self) -> FileText<'static> {
        match self.format {
            Format::CsvExcelNl => FileText::NumberWithComma,
            Format::Csv | Format::Spss => FileText::NumberWithPoint,
            Format::Xlsx | Format::Jsonl | Format::Parquet => FileText::Number,
        }
    }

    /// In plain CSV only the content of a cell distinguishes a formula from a text.
    const fn formula(&self) -> Option<FileText<'static>> {
        match self.format {
            Format::Csv | Format::CsvExcelNl => Some(FileText::Formula),
            Format::Xlsx | Format::Jsonl | Format::Parquet | Format::Spss => None,
        }
    }

    const fn several(&self) -> FileText<'static> {
        match self.format {
            Format::Jsonl => FileText::ListOfCodes,
            _ => FileText::CodesWithSemicolon,
        }
    }

    fn clock(&self) -> &str {
        match self.format {
            Format::Csv | Format::Jsonl | Format::Parquet => "UTC",
            Format::CsvExcelNl | Format::Xlsx | Format::Spss => &self.zone,
        }
    }
}
