//! Saved views: `POST /admin/surveys/{slug}/views` stores the query of a results page, `/admin/views/{code}` opens it
//! again. A view holds no figure, so a user sees only what their role allows.

use std::sync::Arc;

use app::results::saved_view::{self, DraftPage, ViewPage};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    account::{
        audit::{Audit, AuditAction},
        role::Role,
        user::User,
    },
    error::{ErrorCode, FieldError},
    response::filter::Condition,
    results::{
        query::ResultsQuery,
        reader,
        saved_view::{ViewCode, ViewName},
        span::Span,
        view_list::ShownView,
    },
    survey::published::PublishedSurvey,
};
use store::{NewSavedView, Store, StoreError};

use crate::{
    account::{sign_in::SignedIn, staff::Survey},
    clock,
    http::{
        reply::{self, error::Error},
        request::{body::Form, context::Context},
    },
    results::{
        self,
        view_list::{conditions, shown},
    },
};

/// `POST /admin/surveys/{slug}/views`: stores the query under a name.
pub(crate) async fn create(
    State(state): State<Arc<results::State>>,
    context: Context,
    Survey(SignedIn(user), published): Survey<SignedIn>,
    Form(fields): Form,
) -> Result<Response, Error> {
    let mut query = ResultsQuery::of(&fields, &published, clock::today(&published.organisation));
    let chosen = match fields.first("span").filter(|name| !name.is_empty()).map(str::parse::<Span>).transpose() {
        Ok(chosen) => chosen,
        Err(code) => {
            query.errors.push(FieldError::new("span", code));
            None
        }
    };
    if !query.errors.is_empty() {
        return results::page::refused(&state, &context, &user, published, query).await;
    }
    if user.rights.role < Role::Analyst {
        reader::confine(&mut query, user.rights.only.as_ref());
    }
    // The form says whether the days are relative to today. Without its field, the address says it.
    let span = if fields.first("span").is_some() { chosen } else { query.span };
    let typed = fields.first("name").unwrap_or_default();
    let (errors, is_full) = match ViewName::parse(typed) {
        Err(code) => (vec![FieldError::new("name", code)], false),
        Ok(name) => {
            let new = NewSavedView {
                code: ViewCode(rand::random()),
                organisation: user.organisation,
                survey: published.survey.id,
                name,
                query: query.kept(span),
                span,
                who: user.email.clone(),
            };
            match state.store.create_saved_view(&new).await {
                Ok(()) => {
                    note(&state.store, &user, &published, "made", new.code).await?;
                    let locale = crate::account::staff::page(&context, &user).locale;
                    return Ok(reply::page::see_other(&format!("/admin/views/{}?lang={locale}", new.code)));
                }
                Err(StoreError::Conflict("full")) => (Vec::new(), true),
                Err(StoreError::Conflict(_)) => (vec![taken(typed)], false),
                Err(error) => return Err(error.into()),
            }
        }
    };
    let page = crate::account::staff::survey_page(&context, &user, &published);
    let draft = DraftPage { query: &query, name: typed, span, errors: &errors, is_full };
    let status = if is_full { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(reply::page::page(status, saved_view::again(&page, &published, &draft)))
}

/// `GET /admin/views/{code}`: redirects to the results page. Shows a message if the survey no longer has what the view
/// asks for.
pub(crate) async fn open(
    State(state): State<Arc<results::State>>,
    context: Context,
    SignedIn(user): SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let (published, shown) = find(&state.store, &user, &code).await?;
    if !shown.missing(&published.version.questionnaire).is_empty() {
        return Ok(page(&context, &user, (&published, &shown), &shown.view.name, &[]));
    }
    let query = shown.query.whole_address();
    let lang = context.lang().map(|locale| format!("&lang={locale}")).unwrap_or_default();
    Ok(reply::page::see_other(&format!("/admin/surveys/{}?{query}{lang}", published.survey.slug)))
}

/// `GET /admin/views/{code}/edit`.
pub(crate) async fn edit(
    State(state): State<Arc<results::State>>,
    context: Context,
    SignedIn(user): SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let (published, shown) = find(&state.store, &user, &code).await?;
    Ok(page(&context, &user, (&published, &shown), &shown.view.name, &[]))
}

/// `POST /admin/views/{code}/rename`.
pub(crate) async fn rename(
    State(state): State<Arc<results::State>>,
    context: Context,
    SignedIn(user): SignedIn,
    Path(code): Path<String>,
    Form(fields): Form,
) -> Result<Response, Error> {
    let (published, shown) = find_to_change(&state.store, &user, &code).await?;
    let typed = fields.first("name").unwrap_or_default();
    let error = match ViewName::parse(typed) {
        Err(code) => FieldError::new("name", code),
        Ok(name) => match state.store.rename_saved_view(user.organisation, shown.view.code, &name).await {
            Ok(()) => {
                note(&state.store, &user, &published, "renamed", shown.view.code).await?;
                return Ok(to_list(&context, &user, &published));
            }
            Err(StoreError::Conflict(_)) => taken(typed),
            Err(error) => return Err(error.into()),
        },
    };
    Ok(page(&context, &user, (&published, &shown), typed, &[error]))
}

/// `POST /admin/views/{code}/delete`.
pub(crate) async fn delete(
    State(state): State<Arc<results::State>>,
    context: Context,
    SignedIn(user): SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    // The owner of a view may delete it even if it is not shown to them.
    let (published, shown) = find_any(&state.store, &user, &code).await?;
    if !shown.may_change {
        return Err(Error::not_allowed());
    }
    state.store.delete_saved_view(user.organisation, shown.view.code).await?;
    note(&state.store, &user, &published, "deleted", shown.view.code).await?;
    Ok(to_list(&context, &user, &published))
}

/// The view at an address with its survey, if the user may see it.
async fn find(store: &Store, user: &User, code: &str) -> Result<(PublishedSurvey, ShownView), Error> {
    let (published, shown) = find_any(store, user, code).await?;
    // Its values would reveal employees.
    let is_withheld = |condition: Condition| published.version.questionnaire.withheld(condition.key.as_str()).is_some();
    if user.rights.role < Role::Analyst && conditions(&shown.query).into_iter().any(is_withheld) {
        return Err(Error::not_found());
    }
    Ok((published, shown))
}

/// The same, also for a view whose address would reveal an employee.
async fn find_any(store: &Store, user: &User, code: &str) -> Result<(PublishedSurvey, ShownView), Error> {
    let code = code.parse::<ViewCode>().map_err(|_| Error::not_found())?;
    let view = store.find_saved_view(user.organisation, code).await?.ok_or(Error::not_found())?;
    let published = crate::account::staff::find_by_id(store, user, view.survey).await?;
    let today = clock::today(&published.organisation);
    Ok((published, shown(user, view, today)))
}

async fn find_to_change(store: &Store, user: &User, code: &str) -> Result<(PublishedSurvey, ShownView), Error> {
    let found = find(store, user, code).await?;
    if found.1.may_change { Ok(found) } else { Err(Error::not_allowed()) }
}

fn page(
    context: &Context,
    user: &User,
    (published, shown): (&PublishedSurvey, &ShownView),
    name: &str,
    errors: &[FieldError],
) -> Response {
    let cx = crate::account::staff::survey_page(context, user, published);
    let page = ViewPage { published, shown, name, errors };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    reply::page::page(status, saved_view::render(&cx, &page))
}

fn to_list(context: &Context, user: &User, published: &PublishedSurvey) -> Response {
    let locale = crate::account::staff::page(context, user).locale;
    reply::page::see_other(&format!("/admin/surveys/{}?lang={locale}#views", published.survey.slug))
}

/// Notes in the audit log what was done to a view, without its name: staff may have put a person in it.
async fn note(store: &Store, user: &User, published: &PublishedSurvey, done: &str, view: ViewCode) -> Result<(), Error> {
    let audit = Audit::new(&user.email, AuditAction::ViewChanged, published.survey.slug.as_str());
    Ok(store.note_audit(user.organisation, &audit.with(format!("{done}: {view}"))).await?)
}

fn taken(name: &str) -> FieldError {
    FieldError::new("name", ErrorCode::Duplicate { name: name.trim().to_owned() })
}
