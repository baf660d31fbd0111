//! `/s/{slug}`: the form, its submission, and the page after light mode.

use std::sync::Arc;

use app::{response::form::AnswerPage, survey::state};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    calendar::Millis,
    channel::Channel,
    error::{ErrorCode, FieldError, expected::Expected},
    form_fields::FormFields,
    id::{Key, Slug},
    locale::Locale,
    response::{
        attribute_link::{GRACE, LinkAttributes, LinkCheck},
        form::{self, Envelope, Submission},
    },
    submission_key::{ReceiptCode, SubmissionKey},
    survey::{
        Mode, SurveyStatus, SurveyVersion,
        attribute::{Attributes, ReceivedBy},
        published::PublishedSurvey,
        reserved_keys,
    },
};
use serde_json::json;
use store::{NewResponse, Store, Submitted};

use crate::{
    clock,
    http::{
        guard::headers::Islands,
        reply::{self, error::Error, problem},
        request::{body::Form, context::Context},
    },
    response,
};

/// `GET /s/{slug}`: the form, with a new idempotency key.
pub(crate) async fn show(State(store): State<Store>, context: Context, Path(slug): Path<String>) -> Result<Response, Error> {
    let asked = match find_open(&store, &context, &slug).await? {
        Ok(asked) => asked,
        Err(page) => return Ok(page),
    };
    let locale = context.locale(&asked.version.questionnaire.locales);
    let brought =
        LinkContent::of(&store, &asked, LinkAttributes::of_address(&asked.version.questionnaire, &context.query())).await?;
    let form =
        FormView { published: &asked, key: new_key(), fields: &FormFields::default(), errors: &[], brought: &brought, locale };
    Ok(form.page(&context, StatusCode::OK))
}

/// `GET /s/{slug}/thanks`: the last page of light mode.
pub(crate) async fn thanks(State(store): State<Store>, context: Context, Path(slug): Path<String>) -> Result<Response, Error> {
    match find(&store, &slug).await? {
        Some(asked) if asked.survey.status != SurveyStatus::Draft => {
            let page = context.survey_page(&asked);
            Ok(reply::page::page(StatusCode::OK, app::response::thanks::render(&page, &asked)))
        }
        _ => Ok(unknown(&context)),
    }
}

/// `POST /s/{slug}`: checks the form, stores the response once, and redirects.
pub(crate) async fn submit(
    State(state): State<Arc<response::State>>,
    context: Context,
    Path(slug): Path<String>,
    Form(fields): Form,
) -> Result<Response, Error> {
    let asked = match find(&state.store, &slug).await? {
        None => return Ok(unknown(&context)),
        Some(asked) if asked.survey.status == SurveyStatus::Draft => return Ok(not_open(&context, &asked)),
        Some(asked) => asked,
    };
    let own = LinkAttributes::others(&fields);
    let read = read(&state.store, &asked, &own).await?;
    let (published, envelope, submission) = match read {
        Ok(read) => read,
        // An error in a form for a closed survey cannot be fixed.
        Err(_) if asked.survey.status == SurveyStatus::Closed => return Ok(closed(&context, &asked)),
        Err(refused) => {
            let published = refused.version.as_ref().unwrap_or(&asked);
            let brought =
                LinkContent::of(&state.store, published, LinkAttributes::of_form(&published.version.questionnaire, &fields))
                    .await?;
            return Ok(refused.page(&context, &asked, &own, &brought));
        }
    };
    let linked = LinkAttributes::of_form(&published.version.questionnaire, &fields);
    let (attributes, attributes_by) = kept(&state.store, &published, &linked, &submission.granted).await?;
    let response = NewResponse {
        content_hash: fields.content_hash(&envelope.key),
        key: envelope.key,
        locale: envelope.locale,
        channel: Channel::Link,
        origin: context.recorded_origin(),
        submitted_at: None,
        submission,
        attributes,
        attributes_by,
        published,
    };
    let mode = response.published.version.questionnaire.mode;
    let organisation = response.published.organisation.id;
    let submitted = state.store.submit_response(response).await?;
    if let Some(metrics) = &state.metrics {
        metrics.count_submission(submitted);
    }
    let code = match mode {
        Mode::Full => state.store.receipt_code_after(submitted, organisation, &envelope.key).await?,
        Mode::Light => None,
    };
    Ok(match submitted {
        Submitted::Stored | Submitted::Repeated => accepted(&context, &asked, code, &envelope),
        Submitted::KeyReused => key_reused(&context, &asked, code, &envelope),
        Submitted::Closed => closed(&context, &asked),
    })
}

/// An open survey, or the page that says why it is not open.
async fn find_open(store: &Store, context: &Context, slug: &str) -> Result<Result<PublishedSurvey, Response>, Error> {
    let Some(asked) = find(store, slug).await? else { return Ok(Err(unknown(context))) };
    Ok(match asked.survey.status {
        SurveyStatus::Open => Ok(asked),
        SurveyStatus::Draft => Err(not_open(context, &asked)),
        SurveyStatus::Closed => Err(closed(context, &asked)),
    })
}

async fn find(store: &Store, slug: &str) -> Result<Option<PublishedSurvey>, Error> {
    match Slug::parse(slug) {
        Ok(slug) => Ok(store.find_survey(&slug).await?),
        Err(_) => Ok(None),
    }
}

/// A refused form: its errors, and the version of the form if it is not the current one.
pub(crate) struct Refused {
    version: Option<PublishedSurvey>,
    pub(crate) errors: Vec<FieldError>,
}

/// The version that was answered, the hidden fields of the form, and the answers.
pub(crate) async fn read(
    store: &Store,
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
        match store.find_version(envelope.version).await? {
            Some(version) if version.survey == asked.survey.id => in_force(version, asked),
            _ => return Ok(Err(refuse(reserved_keys::VERSION, Expected::VersionOfSurvey))),
        }
    };
    let published = PublishedSurvey { version, ..asked.clone() };
    if !published.version.questionnaire.locales.contains(&envelope.locale) {
        return Ok(Err(refuse(reserved_keys::LOCALE, Expected::LocaleOfSurvey)));
    }
    Ok(match form::parse_submission(&published.version.questionnaire, fields) {
        Ok(submission) => Ok((published, envelope, submission)),
        Err(errors) => Err(Refused { version: Some(published), errors }),
    })
}

/// An earlier version without the attributes that are withheld from the current one.
fn in_force(version: Arc<SurveyVersion>, asked: &PublishedSurvey) -> Arc<SurveyVersion> {
    let current = &asked.version.questionnaire;
    if current.withheld.is_empty() {
        return version;
    }
    let questionnaire = version.questionnaire.withholding_as(current);
    Arc::new(SurveyVersion { questionnaire, ..SurveyVersion::clone(&version) })
}

impl Refused {
    /// The form again, with the typed values. It keeps its key, which is not used yet.
    fn page(&self, context: &Context, asked: &PublishedSurvey, fields: &FormFields, brought: &LinkContent) -> Response {
        let published = self.version.as_ref().unwrap_or(asked);
        let locale = form_locale(context, published, fields);
        if context.wants_json() {
            let form = published.organisation.profile.address_form;
            let title = app::error_text::error_text(locale, form, &self.errors[0]);
            let errors = problem::field_errors(locale, form, &self.errors);
            return problem::problem(StatusCode::UNPROCESSABLE_ENTITY, &title, None, errors);
        }
        let key = fields.first(reserved_keys::KEY).and_then(|key| SubmissionKey::parse(key).ok()).unwrap_or_else(new_key);
        FormView { published, key, fields, errors: &self.errors, brought, locale }.page(context, StatusCode::UNPROCESSABLE_ENTITY)
    }
}

/// The attributes of a link that are stored, and how they arrived.
async fn kept(
    store: &Store,
    published: &PublishedSurvey,
    linked: &LinkAttributes,
    granted: &[Key],
) -> Result<(Attributes, ReceivedBy), Error> {
    let secret = if linked.is_signed() { store.find_link_secret(published.survey.id).await? } else { None };
    let now = Millis(clock::now().0 - GRACE);
    let check = LinkCheck { slug: &published.survey.slug, secret: secret.as_ref(), now };
    Ok(linked.attributes(&published.version.questionnaire, granted, check))
}

/// The attributes of a link: the notes about them, and the hidden fields that hold them.
#[derive(Default)]
struct LinkContent {
    fields: Vec<(String, String)>,
    attributes: Attributes,
}

impl LinkContent {
    /// Returns the default if the link carries no attributes.
    async fn of(store: &Store, published: &PublishedSurvey, linked: LinkAttributes) -> Result<Self, Error> {
        if linked.is_empty() {
            return Ok(Self::default());
        }
        // The notes list what is stored if every purpose is allowed.
        let optional: Vec<Key> = published.version.questionnaire.optional_purposes().map(|purpose| purpose.key.clone()).collect();
        let (attributes, _) = kept(store, published, &linked, &optional).await?;
        Ok(if attributes.is_empty() { Self::default() } else { Self { fields: linked.fields(), attributes } })
    }
}

/// The data of a form page.
struct FormView<'a> {
    published: &'a PublishedSurvey,
    key: SubmissionKey,
    fields: &'a FormFields,
    errors: &'a [FieldError],
    brought: &'a LinkContent,
    locale: Locale,
}

impl FormView<'_> {
    fn page(&self, context: &Context, status: StatusCode) -> Response {
        let page = context.page_of(self.locale, Some(&self.published.organisation));
        let LinkContent { fields: linked, attributes: brought } = self.brought;
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

/// The language in which the form was shown, so that its errors are in the same language.
fn form_locale(context: &Context, published: &PublishedSurvey, fields: &FormFields) -> Locale {
    let offered = &published.version.questionnaire.locales;
    let shown = fields.first(reserved_keys::LOCALE).and_then(|locale| locale.parse().ok());
    shown.filter(|locale| offered.contains(locale)).unwrap_or_else(|| context.locale(offered))
}

/// `code` opens the receipt. Light mode has none, and a receipt that was revoked is not led to.
fn accepted(context: &Context, asked: &PublishedSurvey, code: Option<ReceiptCode>, envelope: &Envelope) -> Response {
    let locale = envelope.locale;
    let location = match code {
        Some(code) => format!("/r/{code}?thanks=1&lang={locale}"),
        None => format!("/s/{}/thanks?lang={locale}", asked.survey.slug),
    };
    if context.wants_json() {
        let mut response = Json(json!({ "location": location })).into_response();
        reply::page::never_stored(&mut response);
        return response;
    }
    reply::page::see_other(&location)
}

/// The page for a key that was used for other content. It links to the receipt, for which the holder has the key, and
/// shows no stored data. Light mode has no receipt: the first answer counts.
fn key_reused(context: &Context, asked: &PublishedSurvey, code: Option<ReceiptCode>, envelope: &Envelope) -> Response {
    let page = context.page_of(envelope.locale, Some(&asked.organisation));
    let html = match code {
        Some(code) => app::response::key_reused::render(&page, &code),
        None => app::response::thanks::render(&page, asked),
    };
    page_or_problem(context, StatusCode::CONFLICT, html, "This form was sent before.")
}

fn closed(context: &Context, asked: &PublishedSurvey) -> Response {
    let html = state::closed(&context.survey_page(asked), asked);
    page_or_problem(context, StatusCode::GONE, html, "This survey is closed.")
}

fn not_open(context: &Context, asked: &PublishedSurvey) -> Response {
    let html = state::not_open(&context.survey_page(asked), asked);
    page_or_problem(context, StatusCode::NOT_FOUND, html, "This survey is not open yet.")
}

fn unknown(context: &Context) -> Response {
    let html = state::unknown(&context.page());
    page_or_problem(context, StatusCode::NOT_FOUND, html, "There is no such survey.")
}

fn page_or_problem(context: &Context, status: StatusCode, html: String, title: &str) -> Response {
    if context.wants_json() { problem::problem(status, title, None, Vec::new()) } else { reply::page::page(status, html) }
}
