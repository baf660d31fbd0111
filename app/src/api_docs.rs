//! `/api/docs`: the programming interface, to be read. What it says of each operation is in English, as programs are.

use leptos::prelude::*;

use crate::{
    messages::Words,
    page::PageContext,
    shell::{self, Document},
};

/// One operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// `GET` or `POST`.
    pub method: String,
    /// Its address, with names in braces.
    pub path: String,
    /// What it does, in a few words.
    pub summary: String,
    /// What there is to know.
    pub description: String,
    /// What goes into the address and the headers.
    pub parameters: Vec<Parameter>,
    /// The members of the body.
    pub fields: Vec<Parameter>,
    /// What may come back.
    pub replies: Vec<Reply>,
    /// A command that makes the request.
    pub command: String,
}

/// A parameter, or a member of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Where a parameter stands, or of which type a member is.
    pub place: String,
    /// Whether it must be there.
    pub required: bool,
    /// What it is.
    pub description: String,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: String,
    /// When it comes.
    pub description: String,
    /// The type of its body, where it has one.
    pub media_type: Option<String>,
    /// The members of its body.
    pub fields: Vec<Parameter>,
}

/// The page.
pub fn render(context: &PageContext, operations: &[Operation]) -> String {
    let title = Words::new(context.locale, context.address_form).say("api-title");
    let locales = context.organisation.as_ref().map_or(domain::locale::Locale::ALL, |o| o.profile.locales.as_slice());
    shell::render(context, Document::public(title.clone(), locales), |words| {
        let sections: Vec<_> = operations.iter().map(|operation| section(words, operation)).collect();
        view! {
            <div class="receipt">
                <h1>{title}</h1>
                <p class="lead">{words.say("api-lead")}</p>
                <p><a href="/api/openapi.json">{words.say("api-document")}</a></p>
                <div lang="en">{sections}</div>
            </div>
        }
        .into_any()
    })
}

fn section(words: &Words, operation: &Operation) -> AnyView {
    let replies: Vec<_> = operation
        .replies
        .iter()
        .map(|reply| {
            let media_type = reply.media_type.as_ref().map(|media_type| view! { " "<code>{media_type.clone()}</code> });
            view! {
                <li>
                    <strong>{reply.status.clone()}</strong>" "{reply.description.clone()}{media_type}
                    {list(words, &reply.fields)}
                </li>
            }
        })
        .collect();
    let heading = |id: &str, list: &[Parameter]| (!list.is_empty()).then(|| view! { <h3>{words.say(id)}</h3> });
    view! {
        <section class="card">
            <h2>{operation.summary.clone()}</h2>
            <p><code>{format!("{} {}", operation.method, operation.path)}</code></p>
            <p>{operation.description.clone()}</p>
            {heading("api-parameters", &operation.parameters)}
            {list(words, &operation.parameters)}
            {heading("api-body", &operation.fields)}
            {list(words, &operation.fields)}
            <h3>{words.say("api-replies")}</h3>
            <ul>{replies}</ul>
            <h3>{words.say("api-try")}</h3>
            <p><code>{operation.command.clone()}</code></p>
        </section>
    }
    .into_any()
}

fn list(words: &Words, parameters: &[Parameter]) -> Option<AnyView> {
    let items: Vec<_> = parameters
        .iter()
        .map(|parameter| {
            let optional = (!parameter.required).then(|| format!(", {}", words.say("api-optional")));
            let place = format!(" ({}", parameter.place);
            view! {
                <li><code>{parameter.name.clone()}</code>{place}{optional}")"" "{parameter.description.clone()}</li>
            }
        })
        .collect();
    (!items.is_empty()).then(|| view! { <ul>{items}</ul> }.into_any())
}
