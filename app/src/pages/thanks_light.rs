//! The thank-you page of a survey in light mode, `/s/{slug}/thanks`: there is no receipt to offer.

use store::PublishedSurvey;

use crate::page::PageContext;

/// The page.
pub fn render(cx: &PageContext, published: &PublishedSurvey) -> String {
    crate::shell::rough(cx, published.version.questionnaire.title.get(cx.locale))
}
