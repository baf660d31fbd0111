//! The answering page, `/s/{slug}`.

use domain::{error::FieldError, form::FormFields, receipt::SubmissionKey, survey::Mode};
use store::PublishedSurvey;

use crate::page::PageContext;

/// What the answering page shows.
#[derive(Clone, Copy, Debug)]
pub struct AnswerPage<'a> {
    /// The survey with the version to be answered: the one asked now, or the one that was being answered.
    pub published: &'a PublishedSurvey,
    /// The random key of this form; on a form shown again the one it was sent with.
    pub key: SubmissionKey,
    /// What was typed, on a form shown again.
    pub fields: &'a FormFields,
    /// What was wrong with it.
    pub errors: &'a [FieldError],
}

/// Whether the page holds an island, and so loads a script and WebAssembly.
pub fn has_islands(published: &PublishedSurvey) -> bool {
    published.version.questionnaire.mode == Mode::Full
}

/// The page.
pub fn render(cx: &PageContext, page: &AnswerPage<'_>) -> String {
    crate::shell::rough(cx, page.published.version.questionnaire.title.get(cx.locale))
}
