//! The page that confirms a full erasure, `/erased`.

use domain::retention::BACKUP_DAYS;
use leptos::prelude::*;

use crate::{messages::Words, page::PageContext, shell};

/// The page. `being_erased`: traces are still in the files of the server.
pub fn render(context: &PageContext, being_erased: bool) -> String {
    let title = Words::new(context.locale, context.address_form).say("erased-title");
    shell::plain(context, title, |words| {
        let rest = being_erased.then(|| view! { <p class="notice-line">{words.say("being-erased")}</p> });
        let backups = words.say_with("erased-backups", &[("days", BACKUP_DAYS.into())]);
        view! { <p class="lead">{words.say("erased-text")}</p> {rest} <p>{backups}</p> }.into_any()
    })
}
