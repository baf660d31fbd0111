//! `POST /s/{slug}`: the form, to be stored, or to be shown again as it was typed.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    form_fields::FormFields,
    response::{attribute_link::LinkAttributes, form::in_language, sending::Sending},
    survey::{SurveyStatus, published::PublishedSurvey, reserved_keys},
};
use store::Store;

use super::form::{self, FormView, LinkContent};
use crate::{
    http::{
        reply::{self, error::Error},
        request::{body::Form, context::Context},
    },
    response,
    site::{
        self,
        again::{Again, take_button, typed},
        visit::Visit,
    },
};

/// Shows the form again where the language switch or the cookie question sent it, and hands on any other.
pub(crate) async fn submit(
    State(state): State<Arc<response::State>>,
    State(site): State<Arc<site::State>>,
    context: Context,
    visit: Option<Extension<Arc<Visit>>>,
    Path(slug): Path<String>,
    Form(fields): Form,
) -> Result<Response, Error> {
    match take_button(&site, &context, visit, &fields).await? {
        None => form::submit(State(state), context, Path(slug), Form(fields)).await,
        Some(Again::Other(response)) => Ok(response),
        Some(Again::Form { context, kept }) => {
            let mut response = show(&state.store, &context, &slug, typed(fields)).await?;
            kept.set(&mut response);
            Ok(response)
        }
    }
}

/// The form in the language of the address. It keeps its key, which is not used yet.
async fn show(store: &Store, context: &Context, slug: &str, fields: FormFields) -> Result<Response, Error> {
    let asked = form::find(store, slug).await?.ok_or(Error::not_found())?;
    if asked.survey.status != SurveyStatus::Open {
        return Ok(reply::page::see_other(&format!("/s/{}", asked.survey.slug)));
    }
    let (sending, fields) = Sending::split(&fields);
    let published = shown(store, asked, &fields).await?;
    let linked = LinkAttributes::of_form(&published.version.questionnaire, &fields);
    let brought = LinkContent::of(store, &published, linked).await?;
    let questionnaire = &published.version.questionnaire;
    let locale = context.locale(&questionnaire.locales);
    let own = LinkAttributes::others(&fields);
    let shown_in = fields.first(reserved_keys::LOCALE).and_then(|tag| tag.parse().ok()).unwrap_or(locale);
    let (own, errors) = in_language(questionnaire, own, shown_in, locale);
    let (key, signature) = form::key_of(store, &published, &sending, &own).await?;
    let signature = &signature;
    let view = FormView { published: &published, key, signature, fields: &own, errors: &errors, brought: &brought, locale };
    Ok(view.page(context, StatusCode::OK))
}

/// The version that was shown, or the current one.
async fn shown(store: &Store, asked: PublishedSurvey, fields: &FormFields) -> Result<PublishedSurvey, Error> {
    let Some(id) = fields.first(reserved_keys::VERSION).and_then(|id| id.parse().ok()) else { return Ok(asked) };
    if id == asked.version.id {
        return Ok(asked);
    }
    let version = store.find_version(id).await?.filter(|version| version.survey == asked.survey.id);
    Ok(match version {
        Some(version) => PublishedSurvey { version: form::in_force(version, &asked), ..asked },
        None => asked,
    })
}
