//! The kind pages of a survey that takes no answers: closed, not open yet, or unknown.

use store::PublishedSurvey;

use crate::page::PageContext;

/// The survey took answers until a while ago.
pub fn closed(cx: &PageContext, published: &PublishedSurvey) -> String {
    crate::shell::rough(cx, published.version.questionnaire.title.get(cx.locale))
}

/// The survey is a draft.
pub fn not_open(cx: &PageContext, published: &PublishedSurvey) -> String {
    crate::shell::rough(cx, published.version.questionnaire.title.get(cx.locale))
}

/// There is no survey of this name.
pub fn unknown(cx: &PageContext) -> String {
    crate::shell::rough(cx, "?")
}
