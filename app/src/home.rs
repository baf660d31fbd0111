//! The front page, `/`: it explains the service and lists no data.

use leptos::prelude::*;

use crate::{messages::Words, page::PageContext, shell};

/// The page.
pub fn render(context: &PageContext) -> String {
    let title = Words::new(context.locale, context.address_form).say("home-title");
    let signed_in = context.user_email.is_some();
    shell::plain(context, title, |words| {
        let (address, label) = match signed_in {
            true => ("/admin", words.say("home-overview")),
            false => ("/sign-in", words.say("home-sign-in")),
        };
        view! {
            <p class="lead">{words.say("home-lead")}</p>
            <p>{words.say("home-customer")}</p>
            <p>{words.say("home-staff")}" "<a href=address>{label}</a></p>
        }
        .into_any()
    })
}
