//! The page for a form that is refused for now: it keeps what was typed and sends it again.

use domain::{form_fields::FormFields, response::attribute_link::LinkAttributes, survey::reserved_keys::is_about_form};
use leptos::prelude::*;

use crate::{
    message::Message,
    page::PageContext,
    shell::{self, Document},
};

/// From so many characters a field is a text that somebody typed.
const TYPED: usize = 20;

/// The page. `reason` says why, `action` is the address of the form, `seconds` how long to wait.
pub fn render(context: &PageContext, reason: Message, action: &str, fields: &FormFields, seconds: u64) -> String {
    let title = reason.title(context.locale);
    let why = if reason == Message::TooMany { "resend-text" } else { "resend-unavailable" };
    // Another language would be another page, without what was typed.
    shell::render(context, Document::public(title.clone(), &[]), |words| {
        let hidden: Vec<_> = fields
            .0
            .iter()
            .map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone() /> })
            .collect();
        let is_typed = |value: &String| value.chars().count() >= TYPED && value.contains(char::is_whitespace);
        let answers = LinkAttributes::others(fields).0.into_iter().filter(|(name, _)| !is_about_form(name));
        let typed: Vec<_> = answers.map(|(_, value)| value).filter(is_typed).collect();
        let typed = (!typed.is_empty()).then(|| {
            let texts: Vec<_> = typed.into_iter().map(|text| view! { <blockquote class="typed">{text}</blockquote> }).collect();
            view! { <h2>{words.say("resend-typed")}</h2> {texts} }
        });
        view! {
            <div class="plain">
                <h1>{title}</h1>
                <p class="lead">{words.say_with(why, &[("seconds", seconds.into())])}</p>
                <form method="post" action=action.to_owned()>
                    {hidden}
                    <button class="primary">{words.say("resend-button")}</button>
                </form>
                {typed}
            </div>
        }
        .into_any()
    })
}
