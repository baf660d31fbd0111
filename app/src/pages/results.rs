//! The results of a survey, `/admin/surveys/{slug}`.

use crate::{page::PageContext, results::ResultsData};
use leptos::prelude::*;

/// The page.
pub fn render(cx: &PageContext, data: &ResultsData) -> String {
    crate::shell::plain(cx, (data.published.survey.slug.as_str()).to_string(), |_| ().into_any())
}
