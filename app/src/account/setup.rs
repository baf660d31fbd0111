//! The page behind a one-time set-up link, `/setup/{token}`: the first administrator chooses an address and a password.

use domain::error::FieldError;
use leptos::prelude::*;

use crate::{
    error_text,
    form::{
        error::{described_by, error_line},
        error_summary,
    },
    messages::Words,
    page::PageContext,
    shell::{self, Document},
};

/// The data of the set-up page.
#[derive(Clone, Copy, Debug)]
pub struct SetupPage<'a> {
    /// The token of the address.
    pub token: &'a str,
    /// The submitted e-mail address. Empty at first.
    pub email: &'a str,
    /// The errors of `email` or `password`.
    pub errors: &'a [FieldError],
}

/// The page.
pub fn render(context: &PageContext, page: &SetupPage<'_>) -> String {
    let title = Words::new(context.locale, context.address_form).say("setup-title");
    let document = Document { failed: !page.errors.is_empty(), ..Document::admin(title.clone()) };
    shell::render(context, document, |words| {
        let label = |field: &str| match field {
            "email" => Some(format!("{}:", words.say("sign-in-email"))),
            "password" => Some(format!("{}:", words.say("sign-in-password"))),
            _ => None,
        };
        view! {
            <div class="narrow card">
                <h1>{title}</h1>
                {error_summary::errors(words, page.errors, label)}
                <p>{words.say("setup-intro")}</p>
                <form method="post" action=format!("/setup/{}", page.token) novalidate=true>
                    {line(words, page, "email", "email", "username", words.say("sign-in-email"), None)}
                    {line(
                        words,
                        page,
                        "password",
                        "password",
                        "new-password",
                        words.say("sign-in-password"),
                        Some(words.say("setup-password-hint")),
                    )}
                    <button class="primary">{words.say("setup-button")}</button>
                </form>
            </div>
        }
        .into_any()
    })
}

/// The page of a set-up link that was used, has expired or never existed.
pub fn expired(context: &PageContext) -> String {
    let title = Words::new(context.locale, context.address_form).say("setup-expired-title");
    shell::render(context, Document::admin(title.clone()), |words| {
        let text = words.say_with("setup-expired-text", &[("command", "klankbord user".into())]);
        view! { <div class="narrow card"><h1>{title}</h1><p>{text}</p></div> }.into_any()
    })
}

fn line(
    words: &Words,
    page: &SetupPage<'_>,
    name: &'static str,
    kind: &'static str,
    complete: &'static str,
    label: String,
    hint: Option<String>,
) -> AnyView {
    let error = page.errors.iter().find(|error| error.field == name).map(|error| error_text::text(words, error));
    let failed = error.is_some();
    let described = described_by(name, failed, hint.is_some());
    let hint = hint.map(|text| view! { <p class="hint" id=format!("h-{name}")>{text}</p> });
    // A password is never sent back to the browser.
    let value = if name == "email" { page.email.to_owned() } else { String::new() };
    view! {
        <div class="line" class:failed=failed>
            <label for=format!("f-{name}")>{label}</label>
            {hint}
            {error_line(words, name, error)}
            <input
                type=kind
                id=format!("f-{name}")
                name=name
                autocomplete=complete
                value=value
                aria-describedby=described
                aria-invalid=failed.then_some("true")
            />
        </div>
    }
    .into_any()
}
