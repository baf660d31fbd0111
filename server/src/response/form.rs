//! `/s/{slug}`: the form, what is sent with it, and the page after light mode.

use std::sync::Arc;

use app::{response::form::AnswerPage, survey::state};
use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use domain::{
    calendar::Millis,
    channel::Channel,
    error::{ErrorCode, FieldError},
    form_fields::FormFields,
    id::{Key, Slug},
    locale::Locale,
    response::{
        attribute_link::{GRACE, LinkCheck, Linked},
        form::{self, Envelope, Submission},
    },
    submission_key::SubmissionKey,
    survey::{
        Mode, SurveyStatus, SurveyVersion,
        attribute::{Attributes, Origin},
        published::PublishedSurvey,
        reserved_keys,
    },
};
use serde_json::json;
use store::{NewResponse, Submitted};

use crate::{
    clock,
    http::{
        guard::{headers::Islands, origin},
        reply::{
            self,
            error::{self, Error},
        },
        request::{body::Form, context::Context},
        state::{App, AppState},
    },
};

/// `GET /s/{slug}`: the form, with a key of its own.
pub(crate) async fn show(State(app): State<AppState>, context: Context, Path(slug): Path<String>) -> Result<Response, Error> {
    let asked = match find_open(&app, &context, &slug).await? {
        Ok(asked) => asked,
        Err(page) => return Ok(page),
    };
    let locale = context.locale(&asked.version.questionnaire.locales);
    let brought = Brought::of(&app, &asked, Linked::of_address(&asked.version.questionnaire, &context.query())).await?;
    let form =
        Shown { published: &asked, key: new_key(), fields: &FormFields::default(), errors: &[], brought: &brought, locale };
    Ok(form.page(&app, &context, StatusCode::OK))
}

/// `GET /s/{slug}/thanks`: the end of light mode.
pub(crate) async fn thanks(State(app): State<AppState>, context: Context, Path(slug): Path<String>) -> Result<Response, Error> {
    match find(&app, &slug).await? {
        Some(asked) if asked.survey.status != SurveyStatus::Draft => {
            let page = context.survey_page(&app, &asked);
            Ok(reply::page::page(StatusCode::OK, app::response::thanks::render(&page, &asked)))
        }
        _ => Ok(unknown(&app, &context)),
    }
}

/// `POST /s/{slug}`: checks everything, stores it once, and says where to go.
pub(crate) async fn submit(
    State(app): State<AppState>,
    context: Context,
    Path(slug): Path<String>,
    headers: HeaderMap,
    Form(fields): Form,
) -> Result<Response, Error> {
    let asked = match find(&app, &slug).await? {
        None => return Ok(unknown(&app, &context)),
        Some(asked) if asked.survey.status == SurveyStatus::Draft => return Ok(not_open(&app, &context, &asked)),
        Some(asked) => asked,
    };
    let own = Linked::others(&fields);
    let read = read(&app, &asked, &own).await?;
    let (published, envelope, submission) = match read {
        Ok(read) => read,
        // Nothing sent to a closed survey can be mended.
        Err(_) if asked.survey.status == SurveyStatus::Closed => return Ok(closed(&app, &context, &asked)),
        Err(refused) => {
            let published = refused.version.as_ref().unwrap_or(&asked);
            let brought = Brought::of(&app, published, Linked::of_form(&published.version.questionnaire, &fields)).await?;
            return Ok(refused.page(&app, &context, &asked, &own, &brought));
        }
    };
    let linked = Linked::of_form(&published.version.questionnaire, &fields);
    let (attributes, attributes_by) = kept(&app, &published, &linked, &submission.granted).await?;
    let response = NewResponse {
        content_hash: fields.content_hash(&envelope.key),
        key: envelope.key,
        locale: envelope.locale,
        channel: Channel::Link,
        origin: origin::of(&app, &headers),
        submitted_at: None,
        submission,
        attributes,
        attributes_by,
        published,
    };
    let mode = response.published.version.questionnaire.mode;
    let submitted = app.store.submit_response(response).await?;
    if let Some(metrics) = &app.metrics {
        metrics.count_submission(submitted);
    }
    Ok(match submitted {
        Submitted::Stored | Submitted::Repeated => accepted(&context, &asked, mode, &envelope),
        Submitted::KeyReused => key_reused(&app, &context, &asked, mode, &envelope),
        Submitted::Closed => closed(&app, &context, &asked),
    })
}

/// A survey that takes answers, or the page that says why not.
async fn find_open(app: &App, context: &Context, slug: &str) -> Result<Result<PublishedSurvey, Response>, Error> {
    let Some(asked) = find(app, slug).await? else { return Ok(Err(unknown(app, context))) };
    Ok(match asked.survey.status {
        SurveyStatus::Open => Ok(asked),
        SurveyStatus::Draft => Err(not_open(app, context, &asked)),
        SurveyStatus::Closed => Err(closed(app, context, &asked)),
    })
}

async fn find(app: &App, slug: &str) -> Result<Option<PublishedSurvey>, Error> {
    match Slug::parse(slug) {
        Ok(slug) => Ok(app.store.find_survey(&slug).await?),
        Err(_) => Ok(None),
    }
}

/// A form that is not accepted: what is wrong, and the version it is shown again in, where that is not the one asked now.
pub(crate) struct Refused {
    version: Option<PublishedSurvey>,
    pub(crate) errors: Vec<FieldError>,
}

/// The version that was answered, what the form says of itself, and the answers.
pub(crate) async fn read(
    app: &App,
    asked: &PublishedSurvey,
    fields: &FormFields,
) -> Result<Result<(PublishedSurvey, Envelope, Submission), Refused>, Error> {
    let envelope = match Envelope::parse(fields) {
        Ok(envelope) => envelope,
        Err(errors) => return Ok(Err(Refused { version: None, errors })),
    };
    let refuse =
        |field, expected| Refused { version: None, errors: vec![FieldError::new(field, ErrorCode::Invalid { expected })] };
    let version = if envelope.version == asked.version.id {
        Arc::clone(&asked.version)
    } else {
        match app.store.find_version(envelope.version).await? {
            Some(version) if version.survey == asked.survey.id => in_force(version, asked),
            _ => return Ok(Err(refuse(reserved_keys::VERSION, "a published version of this survey"))),
        }
    };
    let published = PublishedSurvey { version, ..asked.clone() };
    if !published.version.questionnaire.locales.contains(&envelope.locale) {
        return Ok(Err(refuse(reserved_keys::LOCALE, "a language of this survey")));
    }
    Ok(match form::parse_submission(&published.version.questionnaire, fields) {
        Ok(submission) => Ok((published, envelope, submission)),
        Err(errors) => Err(Refused { version: Some(published), errors }),
    })
}

/// An earlier version without what is withheld of the one that is asked now.
fn in_force(version: Arc<SurveyVersion>, asked: &PublishedSurvey) -> Arc<SurveyVersion> {
    let current = &asked.version.questionnaire;
    if current.withheld.is_empty() {
        return version;
    }
    let questionnaire = version.questionnaire.withholding_as(current);
    Arc::new(SurveyVersion { questionnaire, ..SurveyVersion::clone(&version) })
}

impl Refused {
    /// The form again, with all that was typed. The key is not spent: it stays.
    fn page(&self, app: &App, context: &Context, asked: &PublishedSurvey, fields: &FormFields, brought: &Brought) -> Response {
        let published = self.version.as_ref().unwrap_or(asked);
        let locale = form_locale(context, published, fields);
        if context.wants_json() {
            let form = published.organisation.profile.address_form;
            let title = app::error_text::error_text(locale, form, &self.errors[0]);
            let errors = error::field_errors(locale, form, &self.errors);
            return error::problem(StatusCode::UNPROCESSABLE_ENTITY, &title, None, &errors);
        }
        let key = fields.first(reserved_keys::KEY).and_then(|key| SubmissionKey::parse(key).ok()).unwrap_or_else(new_key);
        Shown { published, key, fields, errors: &self.errors, brought, locale }.page(
            app,
            context,
            StatusCode::UNPROCESSABLE_ENTITY,
        )
    }
}

/// The attributes that are kept of a link, and how they came.
async fn kept(app: &App, published: &PublishedSurvey, linked: &Linked, granted: &[Key]) -> Result<(Attributes, Origin), Error> {
    let secret = if linked.is_signed() { app.store.find_link_secret(published.survey.id).await? } else { None };
    let now = Millis(clock::now().0 - GRACE);
    let check = LinkCheck { slug: &published.survey.slug, secret: secret.as_ref(), now };
    Ok(linked.attributes(&published.version.questionnaire, granted, check))
}

/// What a link brings along: what is told of it, and the hidden fields that carry it.
#[derive(Default)]
struct Brought {
    fields: Vec<(String, String)>,
    attributes: Attributes,
}

impl Brought {
    /// A link that brings nothing leaves no trace in the form.
    async fn of(app: &App, published: &PublishedSurvey, linked: Linked) -> Result<Self, Error> {
        if linked.is_empty() {
            return Ok(Self::default());
        }
        // Told is what is kept if every purpose is allowed.
        let optional: Vec<Key> = published.version.questionnaire.optional_purposes().map(|purpose| purpose.key.clone()).collect();
        let (attributes, _) = kept(app, published, &linked, &optional).await?;
        Ok(if attributes.is_empty() { Self::default() } else { Self { fields: linked.fields(), attributes } })
    }
}

/// A form as it is shown.
struct Shown<'a> {
    published: &'a PublishedSurvey,
    key: SubmissionKey,
    fields: &'a FormFields,
    errors: &'a [FieldError],
    brought: &'a Brought,
    locale: Locale,
}

impl Shown<'_> {
    fn page(&self, app: &App, context: &Context, status: StatusCode) -> Response {
        let page = context.page_of(app, self.locale, Some(&self.published.organisation));
        let Brought { fields: linked, attributes: brought } = self.brought;
        let (published, key, fields, errors) = (self.published, self.key, self.fields, self.errors);
        let answer = AnswerPage { published, key, fields, errors, linked, brought };
        let mut response = reply::page::page(status, app::response::form::render(&page, &answer));
        if app::response::form::has_islands(self.published) {
            response.extensions_mut().insert(Islands);
        }
        response
    }
}

fn new_key() -> SubmissionKey {
    SubmissionKey(rand::random())
}

/// The language the form was shown in, so that its errors are in it too.
fn form_locale(context: &Context, published: &PublishedSurvey, fields: &FormFields) -> Locale {
    let offered = &published.version.questionnaire.locales;
    let shown = fields.first(reserved_keys::LOCALE).and_then(|locale| locale.parse().ok());
    shown.filter(|locale| offered.contains(locale)).unwrap_or_else(|| context.locale(offered))
}

fn accepted(context: &Context, asked: &PublishedSurvey, mode: Mode, envelope: &Envelope) -> Response {
    let locale = envelope.locale;
    let location = match mode {
        Mode::Full => format!("/r/{}?thanks=1&lang={locale}", envelope.key.receipt_code()),
        Mode::Light => format!("/s/{}/thanks?lang={locale}", asked.survey.slug),
    };
    if context.wants_json() {
        let mut response = Json(json!({ "location": location })).into_response();
        reply::page::never_stored(&mut response);
        return response;
    }
    reply::page::see_other(&location)
}

/// The key was spent on something else. The receipt is offered to whoever holds the key; nothing stored is shown. Light
/// mode has no receipt: the first answer counts.
fn key_reused(app: &App, context: &Context, asked: &PublishedSurvey, mode: Mode, envelope: &Envelope) -> Response {
    let page = context.page_of(app, envelope.locale, Some(&asked.organisation));
    let html = match mode {
        Mode::Full => app::response::key_reused::render(&page, &envelope.key.receipt_code()),
        Mode::Light => app::response::thanks::render(&page, asked),
    };
    page_or_problem(context, StatusCode::CONFLICT, html, "This form was sent before.")
}

fn closed(app: &App, context: &Context, asked: &PublishedSurvey) -> Response {
    let html = state::closed(&context.survey_page(app, asked), asked);
    page_or_problem(context, StatusCode::GONE, html, "This survey is closed.")
}

fn not_open(app: &App, context: &Context, asked: &PublishedSurvey) -> Response {
    let html = state::not_open(&context.survey_page(app, asked), asked);
    page_or_problem(context, StatusCode::NOT_FOUND, html, "This survey is not open yet.")
}

fn unknown(app: &App, context: &Context) -> Response {
    let html = state::unknown(&context.page(app));
    page_or_problem(context, StatusCode::NOT_FOUND, html, "There is no such survey.")
}

fn page_or_problem(context: &Context, status: StatusCode, html: String, title: &str) -> Response {
    if context.wants_json() { error::problem(status, title, None, &[]) } else { reply::page::page(status, html) }
}
