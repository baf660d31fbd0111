//! The names of figures, tables and buckets in a release.

use crate::{
    id::Key,
    response::filter::Dimension,
    survey::question::{Question, QuestionKind},
};

/// The name of the loyalty index among the figures.
pub const LOYALTY: &str = "loyalty";

/// The name of the number of responses among the figures.
pub const RESPONSES: &str = "responses";

/// The name of the table by month.
pub const MONTH: &str = "month";

/// The bucket of responses that are included in results.
pub const STANDING: &str = "standing";

/// The name of the figure of a question with a score.
pub fn score(key: &Key) -> String {
    format!("score:{key}")
}

/// The name of the figure of a question with choices or statements.
pub fn choice(key: &Key) -> String {
    format!("choice:{key}")
}

/// The name of the table grouped by a dimension.
pub fn by(dimension: &Dimension) -> String {
    format!("by:{}", dimension.name())
}

/// Whether a question is answered with a choice, choices or statements.
pub fn has_choices(question: &Question) -> bool {
    matches!(question.kind, QuestionKind::SingleChoice { .. } | QuestionKind::MultipleChoice { .. } | QuestionKind::Likert { .. })
}

/// The bucket of a score. It is the empty name if the question is not applicable.
pub fn score_bucket(score: Option<u8>) -> String {
    score.map(|score| score.to_string()).unwrap_or_default()
}

/// The bucket of a choice or statement. If a respondent may select several, each is a part of its own in
/// [`Counts`](super::counts::Counts). The same holds for the respondents who selected any.
pub fn bucket(code: Option<String>, score: Option<u8>, is_one: bool) -> String {
    match (code, is_one) {
        (None, _) => String::new(),
        (Some(code), true) => code,
        (Some(code), false) => format!("{code}/{}", score_bucket(score)),
    }
}
