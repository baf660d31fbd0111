//! The report of a receipt that was checked in the browser.

/// One check, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CheckLine {
    pub(crate) label: String,
    pub(crate) outcome: String,
    /// `passed`, `failed` or `not_checked`.
    pub(crate) kind: &'static str,
}

/// One decision of a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) title: String,
    /// Purpose and state.
    pub(crate) decisions: Vec<(String, String)>,
    pub(crate) checks: Vec<CheckLine>,
}

/// The result of checking a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Report {
    /// `proven`, `incomplete` or `broken`.
    pub(crate) kind: &'static str,
    pub(crate) verdict: String,
    pub(crate) text: String,
    pub(crate) records: Vec<Record>,
    pub(crate) checked: String,
}

/// The id of the form with the file, the text and the keys. It is hidden until the island works.
pub(crate) const CHECK_FORM: &str = "receipt-check";

/// The id of the hidden list of texts.
pub(crate) const CHECK_WORDS: &str = "receipt-check-words";
