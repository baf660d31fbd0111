//! The texts inside exported files, in Dutch and English. Must not know which text stands in which file.

use domain::locale::{AddressForm, Locale};

use crate::messages::Words;

/// A text of an exported file. Texts of the codebook are whole sentences; other texts are a name or a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileText<'a> {
    /// Column of the codebook: the id of the response.
    ResponseId,
    /// Column: the id in the source of an import.
    ExternalId,
    /// Column: the time of submission, on the named clock.
    SubmittedAt(&'a str),
    /// Column: the language of the form.
    FormLocale,
    /// Column: the channel.
    Channel,
    /// Column: the consent event that allows the use of the response.
    ConsentEvent,
    /// Column: the number of the notice version.
    NoticeVersion,
    /// Column: the hash of the notice version.
    NoticeHash,
    /// Column: the purposes in force.
    PurposesGiven,
    /// Column: the time of the decision on the base purpose, on the named clock.
    DecidedAt(&'a str),
    /// Column of the long shape: the key of the question.
    Question,
    /// Column of the long shape: the text of the question.
    QuestionLabel,
    /// Column of the long shape: the statement of a matrix.
    Statement,
    /// Column of the long shape: a score or a number.
    Value,
    /// Column of the long shape: the code of a choice.
    Code,
    /// Column of the long shape: the label of a score or code.
    ScoreOrCodeLabel,
    /// Column: the label of the code in the column before.
    CodeLabel,
    /// Column: whether the answer was "not applicable".
    DidNotApply,
    /// Column: whether the choice was selected at the question with this text.
    Chosen(&'a str),
    /// Column: an attribute, kept for the purpose with this key.
    Attribute(&'a str),
    /// The attribute may be unverified.
    AttributeUnverified,
    /// An empty cell means that the attribute is unknown.
    AttributeUnknown,
    /// Column: the way by which attributes arrived.
    AttributesBy,
    /// Column: the tags of comments.
    Tags,
    /// The groups of the Net Promoter Score.
    Nps,
    /// The threshold of customer satisfaction.
    Csat,
    /// The scores that count as easy.
    Ces,
    /// A cell holds a number.
    Number,
    /// A cell holds a number with a decimal comma.
    NumberWithComma,
    /// A cell holds a number with a decimal point.
    NumberWithPoint,
    /// A cell holds a list of codes.
    ListOfCodes,
    /// A cell holds codes with a semicolon between them.
    CodesWithSemicolon,
    /// A cell holds a redacted text.
    Text,
    /// A line break of a text is a space.
    LineBreaks,
    /// A text that looks like a formula has an apostrophe before it.
    Formula,
    /// An empty cell means that the question was not answered.
    NotAnswered,
    /// Filter: the first day, in the named time zone.
    FilterFrom(&'a str),
    /// Filter: the last day, in the named time zone.
    FilterTo(&'a str),
    /// Filter: one value.
    FilterValue,
    /// The label of the answer "don't know / not applicable".
    NotApplicable,
    /// The name of the sheet with responses.
    ResponsesSheet,
    /// The name of the sheet with the codebook.
    CodebookSheet,
    /// What to do before SPSS runs the syntax.
    SpssUnpack,
    /// An example of a folder in the syntax for SPSS.
    SpssFolder,
}

/// The text in a language. No such text addresses the reader, so the form of address does not matter.
pub fn file_text(locale: Locale, text: FileText<'_>) -> String {
    let words = Words::new(locale, AddressForm::Formal);
    match text {
        FileText::SubmittedAt(clock) => words.say_with("codebook-submitted-at", &[("clock", clock.into())]),
        FileText::DecidedAt(clock) => words.say_with("codebook-decided-at", &[("clock", clock.into())]),
        FileText::Chosen(question) => words.say_with("codebook-chosen", &[("question", question.into())]),
        FileText::Attribute(purpose) => words.say_with("codebook-attribute", &[("purpose", purpose.into())]),
        FileText::FilterFrom(zone) => words.say_with("codebook-filter-from", &[("zone", zone.into())]),
        FileText::FilterTo(zone) => words.say_with("codebook-filter-to", &[("zone", zone.into())]),
        FileText::ResponseId => words.say("codebook-response-id"),
        FileText::ExternalId => words.say("codebook-external-id"),
        FileText::FormLocale => words.say("codebook-locale"),
        FileText::Channel => words.say("codebook-channel"),
        FileText::ConsentEvent => words.say("codebook-consent-event"),
        FileText::NoticeVersion => words.say("codebook-notice-version"),
        FileText::NoticeHash => words.say("codebook-notice-hash"),
        FileText::PurposesGiven => words.say("codebook-purposes-given"),
        FileText::Question => words.say("codebook-question"),
        FileText::QuestionLabel => words.say("codebook-question-label"),
        FileText::Statement => words.say("codebook-statement"),
        FileText::Value => words.say("codebook-value"),
        FileText::Code => words.say("codebook-code"),
        FileText::ScoreOrCodeLabel => words.say("codebook-score-or-code-label"),
        FileText::CodeLabel => words.say("codebook-code-label"),
        FileText::DidNotApply => words.say("codebook-did-not-apply"),
        FileText::AttributeUnverified => words.say("codebook-attribute-unverified"),
        FileText::AttributeUnknown => words.say("codebook-attribute-unknown"),
        FileText::AttributesBy => words.say("codebook-attributes-by"),
        FileText::Tags => words.say("codebook-tags"),
        FileText::Nps => words.say("codebook-nps"),
        FileText::Csat => words.say("codebook-csat"),
        FileText::Ces => words.say("codebook-ces"),
        FileText::Number => words.say("codebook-number"),
        FileText::NumberWithComma => words.say("codebook-number-with-comma"),
        FileText::NumberWithPoint => words.say("codebook-number-with-point"),
        FileText::ListOfCodes => words.say("codebook-list-of-codes"),
        FileText::CodesWithSemicolon => words.say("codebook-codes-with-semicolon"),
        FileText::Text => words.say("codebook-text"),
        FileText::LineBreaks => words.say("codebook-line-breaks"),
        FileText::Formula => words.say("codebook-formula"),
        FileText::NotAnswered => words.say("codebook-not-answered"),
        FileText::FilterValue => words.say("codebook-filter-value"),
        FileText::NotApplicable => words.say("export-not-applicable"),
        FileText::ResponsesSheet => words.say("export-sheet-responses"),
        FileText::CodebookSheet => words.say("export-sheet-codebook"),
        FileText::SpssUnpack => words.say("export-spss-unpack"),
        FileText::SpssFolder => words.say("export-spss-folder"),
    }
}
