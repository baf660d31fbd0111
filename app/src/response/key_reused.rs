//! The page for a form whose key was used for other content (409). It links to the receipt and shows no stored answer.

use domain::submission_key::ReceiptCode;
use leptos::prelude::*;

use crate::{messages::Words, page::PageContext, shell};

/// The page.
pub fn render(context: &PageContext, code: &ReceiptCode) -> String {
    let title = Words::new(context.locale, context.address_form).say("reused-title");
    let address = format!("/r/{code}?lang={}", context.locale);
    shell::plain(context, title, |words| {
        view! {
            <p class="lead">{words.say("reused-text")}</p>
            <p><a class="button" href=address>{words.say("thanks-open-receipt")}</a></p>
        }
        .into_any()
    })
}
