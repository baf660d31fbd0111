//! What a check of the log and its records says nothing of: tables and columns, each with the reason.

/// Columns of a table whose alteration is not claimed to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotClaimed {
    /// The table.
    pub table: &'static str,
    /// The columns. None: the whole table.
    pub columns: &'static [&'static str],
    /// Why, in English.
    pub reason: &'static str,
}

const fn columns(table: &'static str, columns: &'static [&'static str], reason: &'static str) -> NotClaimed {
    NotClaimed { table, columns, reason }
}

const fn table(table: &'static str, reason: &'static str) -> NotClaimed {
    columns(table, &[], reason)
}

const ANSWERED: &str = "what was answered is not in an event, so that it can be corrected and erased";
const COUNTED: &str = "a sum of other rows: `klankbord rollups check` compares it with the answers";
const SETTING: &str = "a setting of the organisation: the audit log says who changed it";
const STAFF: &str = "of the organisation's own people, not of a decision";
const SEARCHED: &str = "made from the comments, for searching";

/// Everything that is not claimed. A column that stands here is not proven by the log; every other one is named by a
/// check when it is altered.
pub const NOT_CLAIMED: &[NotClaimed] = &[
    table("access_note", STAFF),
    table("account", STAFF),
    columns("answer", &["question_id", "item", "score", "number", "choice", "text"], ANSWERED),
    table("answer_rollup", COUNTED),
    table("api_key", STAFF),
    table("audit_event", "a log of its own, which the database keeps from being changed by triggers only"),
    columns("comment", &["id", "question_id", "score", "text", "words"], ANSWERED),
    table("comment_tag", "what staff sorted comments by"),
    table("comment_words", SEARCHED),
    table("comment_words_config", SEARCHED),
    table("comment_words_data", SEARCHED),
    table("comment_words_docsize", SEARCHED),
    table("comment_words_idx", SEARCHED),
    table("contact", "who a person is stands in no event, so that it can be corrected and erased"),
    columns("decision", &["receipt_hash", "content_hash"], "keyed hashes: the holder of the receipt's code finds it, or not"),
    table("decision_count", "counted without an identifier, so nothing proves it"),
    columns("event_subject", &["strand"], "which events one receipt shows; the events themselves are in the log"),
    table("export_job", STAFF),
    table("fixed_report", "a report has a hash of its own, over its bytes"),
    table("import", "the progress of an import; each of its responses has an event"),
    table("import_reference", "keyed hashes of ids that only the organisation knows"),
    table("job", "when work in the background is due"),
    table("known_device", STAFF),
    columns("ledger_key", &["registered_at", "retired_at"], "when a key was in use is in no checkpoint"),
    columns("log", &["sealed_at"], "when a checkpoint was signed is not in it"),
    columns("log_checkpoint", &["hour"], "when a checkpoint was signed is not in it"),
    table("loyalty_rollup", COUNTED),
    columns("notice_version", &["ask"], "whether visitors are asked again: of the next questions, not of decisions made"),
    table("organisation", SETTING),
    table("outbox", "messages to other systems, deleted once they could be fetched"),
    table("purpose_count", "counted without an identifier, so nothing proves it"),
    table("question", "the number of a question; its words are in the version of the questionnaire"),
    table("reader_snapshot", COUNTED),
    table("repeat_note", "what a restore repeats, deleted after some weeks; the event of each is in the log"),
    table("report_note", STAFF),
    columns(
        "response",
        &["survey_version_id", "receipt_hash", "content_hash", "external_id", "body_number", "receipt_revoked_at"],
        "not in an event: which version was filled in, and by which codes an answer is found again",
    ),
    columns(
        "response_handling",
        &["restricted_at", "corrected_at"],
        "when something was restricted or corrected is in the log of the request; whether it is, decides on what counts",
    ),
    table("response_rollup", COUNTED),
    table("rights_action", STAFF),
    table("rights_request", "requests are kept without who made them"),
    table("saved_view", STAFF),
    table("seaql_migrations", "which changes of the schema were made: a start compares the whole schema"),
    table("secret", "what codes are made with: another value makes every code unknown"),
    table("session", STAFF),
    table("setup_link", STAFF),
    table("site", SETTING),
    table("survey", SETTING),
    columns(
        "survey_version",
        &["id", "survey_id", "number", "notice_version_id", "published_at"],
        "the event names the notice, not the version of the questions",
    ),
    table("tag", "what staff sorted comments by"),
    table("tag_pattern", "what staff sorted comments by"),
    table("taken_back", COUNTED),
    table("works_council_note", STAFF),
];

impl NotClaimed {
    /// Whether a column is among those that are not claimed.
    pub fn covers(&self, table: &str, column: &str) -> bool {
        self.table == table && (self.columns.is_empty() || self.columns.contains(&column))
    }
}
