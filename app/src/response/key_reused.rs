//! The page for a form whose key was used for other content (409). It asks who sends, and shows nothing that is stored.

use domain::{form_fields::FormFields, response::sending::IMPROVE, survey::reserved_keys};
use leptos::prelude::*;

use crate::{
    messages::Words,
    page::PageContext,
    shell::{self, Document},
};

/// The data of the page.
#[derive(Clone, Copy, Debug)]
pub struct KeyReusedPage<'a> {
    /// The address that takes the form.
    pub action: &'a str,
    /// The answers that were sent now, without the fields about the key.
    pub fields: &'a FormFields,
    /// The key that was used, with its signature, if the answer under it may still be improved.
    pub improvable: Option<(&'a str, &'a str)>,
    /// A new key with its signature, for another person. `None` if the survey is closed.
    pub another: Option<(&'a str, &'a str)>,
}

/// The page.
pub fn render(context: &PageContext, page: &KeyReusedPage<'_>) -> String {
    let title = Words::new(context.locale, context.address_form).say("reused-title");
    // Another language would be another page, without what was sent.
    let document = Document::public(title.clone(), &[]);
    shell::render(context, document, |words| {
        let lead = if page.improvable.is_some() { "reused-text" } else { "reused-fixed" };
        view! {
            <div class="plain">
                <h1>{title}</h1>
                <p class="lead">{words.say(lead)}</p>
                {page.improvable.map(|signed| improve(words, page, signed))}
                {page.another.map(|signed| another(words, page, signed))}
            </div>
        }
        .into_any()
    })
}

fn improve(words: &Words, page: &KeyReusedPage<'_>, signed: (&str, &str)) -> AnyView {
    view! {
        <form class="card reused" method="post" action=page.action.to_owned() novalidate=true>
            <p>{words.say("reused-improve-text")}</p>
            {hidden(page, signed)}
            <input type="hidden" name=reserved_keys::FORM_CHOICE value=IMPROVE />
            <button class="primary" id="improve">{words.say("reused-improve")}</button>
        </form>
    }
    .into_any()
}

fn another(words: &Words, page: &KeyReusedPage<'_>, signed: (&str, &str)) -> AnyView {
    view! {
        <form class="card reused" method="post" action=page.action.to_owned() novalidate=true>
            <p>{words.say("reused-another-text")}</p>
            {hidden(page, signed)}
            <button class="secondary" id="another">{words.say("reused-another")}</button>
        </form>
    }
    .into_any()
}

/// What was sent, under a key.
fn hidden(page: &KeyReusedPage<'_>, (key, signature): (&str, &str)) -> AnyView {
    let field = |name: &str, value: &str| {
        let (name, value) = (name.to_owned(), value.to_owned());
        view! { <input type="hidden" name=name value=value /> }
    };
    let fields: Vec<_> = page.fields.0.iter().map(|(name, value)| field(name, value)).collect();
    view! {
        {field(reserved_keys::KEY, key)}
        {field(reserved_keys::FORM_SIGNATURE, signature)}
        {fields}
    }
    .into_any()
}
