//! `/api/docs`: the documentation of the API. The descriptions of the operations are in English only, like the API.

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
    /// The address, with parameter names in braces.
    pub path: String,
    /// A short summary.
    pub summary: String,
    /// The full description.
    pub description: String,
    /// The parameters in the address and the headers.
    pub parameters: Vec<Parameter>,
    /// The members of the body.
    pub fields: Vec<Parameter>,
    /// The possible responses.
    pub replies: Vec<Reply>,
    /// An example command for the request.
    pub command: String,
}

/// A parameter, or a member of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The name.
    pub name: String,
    /// The place of a parameter, or the type of a member.
    pub place: String,
    /// Whether it is required.
    pub required: bool,
    /// The description.
    pub description: String,
}

/// A response of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: String,
    /// The condition for this response.
    pub description: String,
    /// The media type of the body, if it has one.
    pub media_type: Option<String>,
    /// The members of the body.
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
