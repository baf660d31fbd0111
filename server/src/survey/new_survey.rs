//! `/admin/new-survey`: makes a survey from a template, as `klankbord survey create` does.

use app::survey::new_survey::{self, NewSurveyPage, field};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    account::{
        audit::{Audit, AuditAction},
        user::User,
    },
    error::{ErrorCode, FieldError},
    form_fields::FormFields,
    id::Slug,
    locale::LocalizedText,
    notice::purpose::Basis,
    organisation::{Organisation, OrganisationProfile},
    survey::{Mode, Questionnaire, template::Template},
};
use store::{Store, StoreError};

use crate::{
    account::{
        sign_in::Editor,
        staff::{self, organisation},
    },
    http::{
        reply::{self, error::Error},
        request::{
            body::{Form, is_in_other_language},
            context::Context,
        },
    },
};

/// How many addresses are tried for a survey whose name was left open.
const ADDRESSES: usize = 50;

/// Shows the form.
pub(crate) async fn show(State(store): State<Store>, context: Context, Editor(user): Editor) -> Result<Response, Error> {
    let first = FormFields(vec![(field::BASIS.to_owned(), Basis::Consent.name().to_owned())]);
    page(&store, &context, &user, &first, &[]).await
}

/// Makes the survey, and leads to its results.
pub(crate) async fn create(
    State(store): State<Store>,
    context: Context,
    Editor(user): Editor,
    Form(fields): Form,
) -> Result<Response, Error> {
    if is_in_other_language(&fields) {
        return page(&store, &context, &user, &fields, &[]).await;
    }
    let organisation = organisation(&store, &user).await?;
    let (template, questionnaire, slug) = match read(&fields, &organisation.profile) {
        Ok(read) => read,
        Err(errors) => return page(&store, &context, &user, &fields, &errors).await,
    };
    let Some(made) = make(&store, &organisation, &questionnaire, template, slug.as_ref()).await? else {
        let taken = slug.map_or_else(String::new, |slug| slug.to_string());
        let errors = [FieldError::new(field::SLUG, ErrorCode::Duplicate { name: taken })];
        return page(&store, &context, &user, &fields, &errors).await;
    };
    let audit = Audit::new(&user.email, AuditAction::SurveyPublished, made.as_str()).with("version 1");
    store.note_audit(user.organisation, &audit).await?;
    let locale = staff::page(&context, &user).locale;
    Ok(reply::page::see_other(&format!("/admin/surveys/{made}?lang={locale}")))
}

/// What the fields say: the template, the questionnaire, and the name in the address if one was given.
fn read(fields: &FormFields, profile: &OrganisationProfile) -> Result<(Template, Questionnaire, Option<Slug>), Vec<FieldError>> {
    let mut errors = Vec::new();
    let template = fields.first(field::TEMPLATE).and_then(|name| name.parse::<Template>().ok());
    if template.is_none() {
        errors.push(FieldError::new(field::TEMPLATE, ErrorCode::Required));
    }
    let basis = fields.first(field::BASIS).and_then(|name| name.parse::<Basis>().ok());
    let basis = basis.filter(|basis| matches!(basis, Basis::Consent | Basis::LegitimateInterest));
    if basis.is_none() {
        errors.push(FieldError::new(field::BASIS, ErrorCode::Required));
    }
    let typed = |name: &str| fields.first(name).unwrap_or_default().trim().to_owned();
    let slug = match typed(field::SLUG) {
        empty if empty.is_empty() => None,
        text => Slug::parse(&text).map_err(|code| errors.push(FieldError::new(field::SLUG, code))).ok(),
    };
    let title = title(field::TITLE.map(typed), profile, &mut errors);
    let (Some(template), Some(basis), true) = (template, basis, errors.is_empty()) else { return Err(errors) };
    let mut questionnaire = template.questionnaire(profile, basis);
    if questionnaire.mode == Mode::Light {
        questionnaire = template.questionnaire(profile, Basis::Consent);
    }
    if let Some(title) = title {
        questionnaire.title = title;
    }
    let place = |error: FieldError| FieldError { field: field::TITLE[0].to_owned(), ..error };
    questionnaire.validate().map_err(|errors| errors.into_iter().map(place).collect::<Vec<_>>())?;
    Ok((template, questionnaire, slug))
}

/// A title of one's own, which each language of the organisation must have. `None`: that of the template.
fn title(typed: [String; 2], profile: &OrganisationProfile, errors: &mut Vec<FieldError>) -> Option<LocalizedText> {
    let [nl, en] = &typed;
    if nl.is_empty() && en.is_empty() {
        return None;
    }
    for (name, (locale, text)) in field::TITLE.iter().zip(domain::locale::Locale::ALL.iter().zip(&typed)) {
        if text.is_empty() && profile.locales.contains(locale) {
            errors.push(FieldError::new(*name, ErrorCode::Required));
        }
    }
    let or = |text: &String, other: &String| if text.is_empty() { other.clone() } else { text.clone() };
    Some(LocalizedText::new(or(nl, en), or(en, nl)))
}

/// Makes it under its name, or under the first free one of its template. `None` if the name is taken.
async fn make(
    store: &Store,
    organisation: &Organisation,
    questionnaire: &Questionnaire,
    template: Template,
    slug: Option<&Slug>,
) -> Result<Option<Slug>, Error> {
    let names: Vec<String> = match slug {
        Some(slug) => vec![slug.to_string()],
        None => (1..=ADDRESSES)
            .map(|number| if number == 1 { template.name().to_owned() } else { format!("{}-{number}", template.name()) })
            .collect(),
    };
    for name in names {
        let Ok(slug) = Slug::parse(&name) else { continue };
        match store.create_survey(organisation, &slug, questionnaire).await {
            Ok(_) => return Ok(Some(slug)),
            Err(StoreError::Conflict(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(None)
}

async fn page(
    store: &Store,
    context: &Context,
    user: &User,
    typed: &FormFields,
    errors: &[FieldError],
) -> Result<Response, Error> {
    let organisation = organisation(store, user).await?;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = NewSurveyPage { profile: &organisation.profile, typed, errors };
    Ok(reply::page::page(status, new_survey::render(&staff::page(context, user), &shown)))
}
