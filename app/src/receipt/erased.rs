//! The page that confirms a full erasure, `/erased`.

use leptos::prelude::*;

use crate::{messages::Words, page::PageContext, shell};

/// The page.
pub fn render(context: &PageContext) -> String {
    let title = Words::new(context.locale, context.address_form).say("erased-title");
    shell::plain(context, title, |words| view! { <p class="lead">{words.say("erased-text")}</p> }.into_any())
}
