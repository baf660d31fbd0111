//! `/s/{slug}`: the form, its submission, and the page after light mode.

use std::sync::Arc;

use app::{
    response::{
        form::{AnswerPage, action},
        key_reused::KeyReusedPage,
    },
    survey::state,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
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
        number::NumberNotation,
        sending::{BodyNumber, Sending},
    },
    submission_key::{ReceiptCode, SubmissionKey},
    survey::{
        Mode, SurveyStatus, SurveyVersion,
        attribute::{Attributes, ReceivedBy},
        published::PublishedSurvey,
        reserved_keys,
    },
};
use store::{Amended, Amendment, NewResponse, Store, Submitted};

use crate::{
    clock,
    http::{
        guard::headers::Islands,
        reply::{self, error::Error, problem},
        request::{body::Form, context::Context},
    },
    response::{
        self,
        form_reply::{FormReply, Outcome},
    },
};

/// `GET /s/{slug}`: the form, with a new idempotency key. The browser shows the same form again when it goes back.
pub(crate) async fn show(State(store): State<Store>, context: Context, Path(slug): Path<String>) -> Result<Response, Error> {
    let asked = match find_open(&store, &context, &slug).await? {
        Ok(asked) => asked,
        Err(page) => return Ok(page),
    };
    let locale = context.locale(&asked.version.questionnaire.locales);
    let brought =
        LinkContent::of(&store, &asked, LinkAttributes::of_address(&asked.version.questionnaire, &context.query())).await?;
    let key = new_key();
    let signature = store.sign_form_key(&asked, &key).await?;
    let fields = &FormFields::default();
    let form = FormView { published: &asked, key, signature: &signature, fields, errors: &[], brought: &brought, locale };
    let mut response = form.page(&context, StatusCode::OK);
    reply::page::kept_for_back(&mut response);
    Ok(response)
}

/// `GET /s/{slug}/thanks`: the last page of light mode.
pub(crate) async fn thanks(State(store): State<Store>, context: Context, Path(slug): Path<String>) -> Result<Response, Error> {
    match find(&store, &slug).await? {
        Some(asked) if asked.survey.status != SurveyStatus::Draft => {
            let page = context.survey_page(&asked);
            Ok(reply::page::page(StatusCode::OK, app::response::thanks::render(&page, &asked)))
        }
        _ => Ok(unknown(&context, &FormReply::to_visit(&context))),
    }
}

/// Checks a form of `POST /s/{slug}`, stores the response once, and redirects. The same key with other content improves
/// the answer, or asks whether it does.
pub(crate) async fn submit(
    State(state): State<Arc<response::State>>,
    context: Context,
    Path(slug): Path<String>,
    Form(fields): Form,
) -> Result<Response, Error> {
    let (sending, fields) = Sending::split(&fields);
    let reply = FormReply::to_form(&context, &fields);
    let asked = match find(&state.store, &slug).await? {
        None => return Ok(unknown(&context, &reply)),
        Some(asked) if asked.survey.status == SurveyStatus::Draft => return Ok(not_open(&context, &reply, &asked)),
        Some(asked) => asked,
    };
    let own = LinkAttributes::others(&fields);
    let read = read(&state.store, &asked, &own, NumberNotation::Form).await?;
    let (published, envelope, submission) = match read {
        Ok(read) => read,
        // An error in a form for a closed survey cannot be fixed.
        Err(_) if asked.survey.status == SurveyStatus::Closed => return Ok(closed(&context, &reply, &asked)),
        Err(refused) => return refused.reply(&state.store, &context, &reply, &asked, (&sending, &fields, &own)).await,
    };
    let linked = LinkAttributes::of_form(&published.version.questionnaire, &fields);
    let (attributes, attributes_by) = kept(&state.store, &published, &linked, &submission.granted).await?;
    let (content_hash, origin) = (fields.content_hash(&envelope.key), context.recorded_origin());
    let response = NewResponse {
        content_hash,
        key: envelope.key,
        locale: envelope.locale,
        channel: Channel::Link,
        origin: origin.clone(),
        submitted_at: None,
        submission: submission.clone(),
        attributes,
        attributes_by,
        body: sending.body,
        published: published.clone(),
    };
    let (mode, organisation) = (published.version.questionnaire.mode, published.organisation.id);
    let submitted = state.store.submit_response(response).await?;
    if let Some(metrics) = &state.metrics {
        metrics.count_submission(submitted);
    }
    if submitted.was_used() && !state.store.is_of_form(organisation, &envelope.key).await? {
        return conflict(&state.store, &context, &reply, &asked, (&envelope, None, &fields)).await;
    }
    let code = match mode {
        Mode::Full => state.store.receipt_code_after(submitted, organisation, &envelope.key).await?,
        Mode::Light => None,
    };
    let done = |outcome| Ok(reply.accepted(outcome, &location(&asked, code.as_ref(), &envelope)));
    let is_same = match submitted {
        Submitted::Stored => return done(Outcome::Stored),
        Submitted::Closed => return Ok(closed(&context, &reply, &asked)),
        // A later body with the same content is the last word all the same.
        Submitted::Repeated if sending.body.is_none_or(BodyNumber::is_first) => return done(Outcome::Repeated),
        Submitted::Repeated => true,
        Submitted::KeyReused => false,
    };
    let is_signed = match &sending.signature {
        Some(signature) => state.store.is_form_key(&asked, &envelope.key, signature).await?,
        None => false,
    };
    let amendment = Amendment {
        survey: asked.survey.id,
        version: published.version.id,
        content_hash,
        body: sending.body,
        is_asked: sending.improves,
        submission: &submission,
        origin: &origin,
    };
    let amended = match &code {
        Some(code) if is_signed => state.store.amend_response(code, &amendment).await?,
        _ => Amended::Fixed,
    };
    match amended {
        Amended::Improved => done(Outcome::Improved),
        Amended::Repeated => done(Outcome::Repeated),
        _ if is_same => done(Outcome::Repeated),
        Amended::Superseded => done(Outcome::Superseded),
        Amended::Improvable | Amended::Fixed => {
            let signature = sending.signature.filter(|_| amended == Amended::Improvable);
            conflict(&state.store, &context, &reply, &asked, (&envelope, signature.as_deref(), &fields)).await
        }
    }
}

/// An open survey, or the page that says why it is not open.
async fn find_open(store: &Store, context: &Context, slug: &str) -> Result<Result<PublishedSurvey, Response>, Error> {
    let reply = FormReply::to_visit(context);
    let Some(asked) = find(store, slug).await? else { return Ok(Err(unknown(context, &reply))) };
    Ok(match asked.survey.status {
        SurveyStatus::Open => Ok(asked),
        SurveyStatus::Draft => Err(not_open(context, &reply, &asked)),
        SurveyStatus::Closed => Err(closed(context, &reply, &asked)),
    })
}

pub(crate) async fn find(store: &Store, slug: &str) -> Result<Option<PublishedSurvey>, Error> {
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

/// The version that was answered, the hidden fields of the form, and the answers. `notation` is that of numbers in a
/// language.
pub(crate) async fn read(
    store: &Store,
    asked: &PublishedSurvey,
    fields: &FormFields,
    notation: fn(Locale) -> NumberNotation,
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
    Ok(match form::parse_submission(&published.version.questionnaire, fields, notation(envelope.locale)) {
        Ok(submission) => Ok((published, envelope, submission)),
        Err(errors) => Err(Refused { version: Some(published), errors }),
    })
}

/// An earlier version without the attributes that are withheld from the current one.
pub(crate) fn in_force(version: Arc<SurveyVersion>, asked: &PublishedSurvey) -> Arc<SurveyVersion> {
    let current = &asked.version.questionnaire;
    if current.withheld.is_empty() {
        return version;
    }
    let questionnaire = version.questionnaire.withholding_as(current);
    Arc::new(SurveyVersion { questionnaire, ..SurveyVersion::clone(&version) })
}

impl Refused {
    /// The form again, with the typed values. It keeps its key, which is not used yet, and the signature of the key.
    async fn reply(
        &self,
        store: &Store,
        context: &Context,
        reply: &FormReply<'_>,
        asked: &PublishedSurvey,
        (sending, sent, own): (&Sending, &FormFields, &FormFields),
    ) -> Result<Response, Error> {
        let published = self.version.as_ref().unwrap_or(asked);
        let locale = form_locale(context, published, own);
        if context.wants_json() {
            let form = published.organisation.profile.address_form;
            let title = app::error_text::error_text(locale, form, &self.errors[0]);
            let errors = problem::field_errors(locale, form, &self.errors);
            return Ok(reply.problem(Outcome::Refused, StatusCode::UNPROCESSABLE_ENTITY, &title, errors));
        }
        let linked = LinkAttributes::of_form(&published.version.questionnaire, sent);
        let brought = LinkContent::of(store, published, linked).await?;
        let (key, signature) = key_of(store, asked, sending, own).await?;
        let (signature, errors) = (signature.as_str(), self.errors.as_slice());
        let form = FormView { published, key, signature, fields: own, errors, brought: &brought, locale };
        Ok(form.page(context, StatusCode::UNPROCESSABLE_ENTITY))
    }
}

/// The key of a form that is shown again, with its signature. A key that another program chose is not signed here.
pub(crate) async fn key_of(
    store: &Store,
    asked: &PublishedSurvey,
    sending: &Sending,
    own: &FormFields,
) -> Result<(SubmissionKey, String), Error> {
    let Some(key) = own.first(reserved_keys::KEY).and_then(|key| SubmissionKey::parse(key).ok()) else {
        let key = new_key();
        return Ok((key, store.sign_form_key(asked, &key).await?));
    };
    let signed = sending.signature.as_deref().unwrap_or_default();
    let is_ours = store.is_form_key(asked, &key, signed).await?;
    Ok((key, if is_ours { signed.to_owned() } else { String::new() }))
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
pub(crate) struct LinkContent {
    fields: Vec<(String, String)>,
    attributes: Attributes,
}

impl LinkContent {
    /// Returns the default if the link carries no attributes.
    pub(crate) async fn of(store: &Store, published: &PublishedSurvey, linked: LinkAttributes) -> Result<Self, Error> {
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
pub(crate) struct FormView<'a> {
    pub(crate) published: &'a PublishedSurvey,
    pub(crate) key: SubmissionKey,
    pub(crate) signature: &'a str,
    pub(crate) fields: &'a FormFields,
    pub(crate) errors: &'a [FieldError],
    pub(crate) brought: &'a LinkContent,
    pub(crate) locale: Locale,
}

impl FormView<'_> {
    pub(crate) fn page(&self, context: &Context, status: StatusCode) -> Response {
        let page = context.page_of(self.locale, Some(&self.published.organisation));
        let LinkContent { fields: linked, attributes: brought } = self.brought;
        let (published, key, signature) = (self.published, self.key, self.signature);
        let (fields, errors) = (self.fields, self.errors);
        let answer = AnswerPage { published, key, signature, fields, errors, linked, brought };
        let mut response = reply::page::page(status, app::response::form::render(&page, &answer));
        if app::response::form::has_islands(self.published) {
            response.extensions_mut().insert(Islands);
        }
        response
    }
}

pub(crate) fn new_key() -> SubmissionKey {
    SubmissionKey(rand::random())
}

/// The language in which the form was shown, so that its errors are in the same language.
fn form_locale(context: &Context, published: &PublishedSurvey, fields: &FormFields) -> Locale {
    let offered = &published.version.questionnaire.locales;
    let shown = fields.first(reserved_keys::LOCALE).and_then(|locale| locale.parse().ok());
    shown.filter(|locale| offered.contains(locale)).unwrap_or_else(|| context.locale(offered))
}

/// Where the browser goes when the answer is on disk. `code` opens the receipt. Light mode has none, and a receipt that was
/// revoked is not led to.
fn location(asked: &PublishedSurvey, code: Option<&ReceiptCode>, envelope: &Envelope) -> String {
    let locale = envelope.locale;
    match code {
        Some(code) => format!("/r/{code}?thanks=1&lang={locale}"),
        None => format!("/s/{}/thanks?lang={locale}", asked.survey.slug),
    }
}

/// The page for a key that was used for other content. It offers to improve the answer if the key is signed, and to send
/// what was filled in as the answer of another person. It neither shows stored data nor leads to them.
async fn conflict(
    store: &Store,
    context: &Context,
    reply: &FormReply<'_>,
    asked: &PublishedSurvey,
    (envelope, signature, fields): (&Envelope, Option<&str>, &FormFields),
) -> Result<Response, Error> {
    if signature.is_none() && asked.survey.status == SurveyStatus::Closed {
        return Ok(closed(context, reply, asked));
    }
    let (used, another) = (envelope.key.to_string(), new_key());
    let signed = store.sign_form_key(asked, &another).await?;
    let another = another.to_string();
    let offer = KeyReusedPage {
        action: &action(&asked.survey.slug),
        fields: &FormFields(fields.0.iter().filter(|(name, _)| name != reserved_keys::KEY).cloned().collect()),
        improvable: signature.map(|signature| (used.as_str(), signature)),
        another: (asked.survey.status == SurveyStatus::Open).then_some((another.as_str(), signed.as_str())),
    };
    Ok(reply.conflict(&context.page_of(envelope.locale, Some(&asked.organisation)), &offer))
}

fn closed(context: &Context, reply: &FormReply<'_>, asked: &PublishedSurvey) -> Response {
    let page = || state::closed(&context.survey_page(asked), asked);
    reply.failed(Outcome::Closed, StatusCode::GONE, "This survey is closed.", page)
}

fn not_open(context: &Context, reply: &FormReply<'_>, asked: &PublishedSurvey) -> Response {
    let page = || state::not_open(&context.survey_page(asked), asked);
    reply.failed(Outcome::Unknown, StatusCode::NOT_FOUND, "This survey is not open yet.", page)
}

fn unknown(context: &Context, reply: &FormReply<'_>) -> Response {
    let page = || state::unknown(&context.page());
    reply.failed(Outcome::Unknown, StatusCode::NOT_FOUND, "There is no such survey.", page)
}
