//! The results of a survey, `/admin/surveys/{slug}`.

use crate::{page::PageContext, results::ResultsData};

/// The page.
pub fn render(cx: &PageContext, data: &ResultsData) -> String {
    crate::shell::rough(cx, data.published.survey.slug.as_str())
}
