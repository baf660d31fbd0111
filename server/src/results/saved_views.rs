//! Saved views: `POST /admin/surveys/{slug}/views` keeps what a results page was asked, `/admin/views/{code}` opens it again. A view holds no figure, so
//! that who opens one sees what they may see.

use app::results::saved_view::{self, DraftPage, ViewPage};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    account::{role::Role, user::User},
    calendar::Day,
    error::{ErrorCode, FieldError},
    response::filter::Condition,
    results::{
        query::ResultsQuery,
        saved_view::{SavedView, ViewCode, ViewName, is_declared},
        span::Span,
        view_list::ShownView,
    },
    survey::published::PublishedSurvey,
};
use store::{NewSavedView, StoreError};

use crate::{
    account::sign_in::SignedIn,
    clock, export,
    http::{
        reader,
        reply::{self, error::Error},
        request::{body::Form, context::Context, form_fields},
        state::{App, AppState},
    },
};

/// `POST /admin/surveys/{slug}/views`: keeps what was asked under a name.
pub(crate) async fn create(
    State(app): State<AppState>,
    context: Context,
    SignedIn(user): SignedIn,
    Path(slug): Path<String>,
    Form(fields): Form,
) -> Result<Response, Error> {
    let published = crate::account::staff::find(&app, &user, &slug).await?;
    let mut query = ResultsQuery::of(&fields, &published, clock::today(&published.organisation));
    let chosen = match fields.first("span").filter(|name| !name.is_empty()).map(str::parse::<Span>).transpose() {
        Ok(chosen) => chosen,
        Err(code) => {
            query.errors.push(FieldError::new("span", code));
            None
        }
    };
    if !query.errors.is_empty() {
        return export::page::refused(&app, &context, &user, published, query).await;
    }
    if user.rights.role < Role::Analyst {
        reader::confine(&mut query, user.rights.only.as_ref());
    }
    // The form says whether the days move along; without its field, the address does.
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
            match app.store.create_saved_view(&new).await {
                Ok(()) => {
                    let locale = crate::account::staff::page(&app, &context, &user).locale;
                    return Ok(reply::page::see_other(&format!("/admin/views/{}?lang={locale}", new.code)));
                }
                Err(StoreError::Conflict("full")) => (Vec::new(), true),
                Err(StoreError::Conflict(_)) => (vec![taken(typed)], false),
                Err(error) => return Err(error.into()),
            }
        }
    };
    let page = crate::account::staff::survey_page(&app, &context, &user, &published);
    let draft = DraftPage { query: &query, name: typed, span, errors: &errors, is_full };
    let status = if is_full { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(reply::page::page(status, saved_view::again(&page, &published, &draft)))
}

/// `GET /admin/views/{code}`: goes to the results page that was asked for; where the survey no longer has what it asks about, says so.
pub(crate) async fn open(
    State(app): State<AppState>,
    context: Context,
    SignedIn(user): SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let (published, shown) = find(&app, &user, &code).await?;
    if !shown.missing(&published.version.questionnaire).is_empty() {
        return Ok(page(&app, &context, &user, (&published, &shown), &shown.view.name, &[]));
    }
    let query = shown.query.whole_address();
    let lang = context.lang().map(|locale| format!("&lang={locale}")).unwrap_or_default();
    Ok(reply::page::see_other(&format!("/admin/surveys/{}?{query}{lang}", published.survey.slug)))
}

/// `GET /admin/views/{code}/edit`.
pub(crate) async fn edit(
    State(app): State<AppState>,
    context: Context,
    SignedIn(user): SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let (published, shown) = find(&app, &user, &code).await?;
    Ok(page(&app, &context, &user, (&published, &shown), &shown.view.name, &[]))
}

/// `POST /admin/views/{code}/rename`.
pub(crate) async fn rename(
    State(app): State<AppState>,
    context: Context,
    SignedIn(user): SignedIn,
    Path(code): Path<String>,
    Form(fields): Form,
) -> Result<Response, Error> {
    let (published, shown) = find_to_change(&app, &user, &code).await?;
    let typed = fields.first("name").unwrap_or_default();
    let error = match ViewName::parse(typed) {
        Err(code) => FieldError::new("name", code),
        Ok(name) => match app.store.rename_saved_view(user.organisation, shown.view.code, &name).await {
            Ok(()) => return Ok(to_list(&app, &context, &user, &published)),
            Err(StoreError::Conflict(_)) => taken(typed),
            Err(error) => return Err(error.into()),
        },
    };
    Ok(page(&app, &context, &user, (&published, &shown), typed, &[error]))
}

/// `POST /admin/views/{code}/delete`.
pub(crate) async fn delete(
    State(app): State<AppState>,
    context: Context,
    SignedIn(user): SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    // Who made it may delete it also where it is not shown to them.
    let (published, shown) = find_any(&app, &user, &code).await?;
    if !shown.may_change {
        return Err(Error::not_allowed());
    }
    app.store.delete_saved_view(user.organisation, shown.view.code).await?;
    Ok(to_list(&app, &context, &user, &published))
}

/// The views of a survey that are listed for who looks.
pub(crate) async fn of_survey(app: &App, user: &User, published: &PublishedSurvey) -> Result<Vec<ShownView>, StoreError> {
    let views = app.store.list_saved_views(user.organisation).await?;
    let of_it = views.into_iter().filter(|view| view.survey == published.survey.id);
    Ok(listed(user, published, of_it))
}

/// What is listed for who looks. The list tells a reader of no value that is known from somebody's answer alone, and of nothing that is by
/// employee, be it their own from before they were a reader.
pub(crate) fn listed(user: &User, published: &PublishedSurvey, views: impl Iterator<Item = SavedView>) -> Vec<ShownView> {
    let questionnaire = &published.version.questionnaire;
    let today = clock::today(&published.organisation);
    let may_be_told = |shown: &ShownView| {
        let is_told = || conditions(&shown.query).iter().all(|condition| is_declared(questionnaire, condition));
        user.rights.role >= Role::Analyst
            || (!shown.query.names_withheld(questionnaire) && (shown.view.who == user.email || is_told()))
    };
    views.map(|view| shown(user, view, today)).filter(may_be_told).collect()
}

/// All that a view names a value in: what its answers meet, and the two groups that it holds against each other.
fn conditions(query: &ResultsQuery) -> Vec<Condition> {
    let groups = query.by.as_ref().zip(query.pair.as_ref());
    let groups = groups.into_iter().flat_map(|(by, pair)| pair.iter().filter_map(|group| Condition::of(by, group)));
    query.filter.conditions.iter().cloned().chain(groups).collect()
}

fn shown(user: &User, view: SavedView, today: Day) -> ShownView {
    let asked = form_fields::parse(view.query.as_bytes()).unwrap_or_default();
    let may_change = user.rights.role >= Role::Editor || view.who == user.email;
    ShownView::new(view, asked, today, may_change)
}

/// The view at an address with its survey, where it is the user's to see.
async fn find(app: &App, user: &User, code: &str) -> Result<(PublishedSurvey, ShownView), Error> {
    let (published, shown) = find_any(app, user, code).await?;
    // Its words would tell who works there.
    let is_withheld = |condition: Condition| published.version.questionnaire.withheld(condition.key.as_str()).is_some();
    if user.rights.role < Role::Analyst && conditions(&shown.query).into_iter().any(is_withheld) {
        return Err(Error::not_found());
    }
    Ok((published, shown))
}

/// The same, also where it is about somebody that its address would tell of.
async fn find_any(app: &App, user: &User, code: &str) -> Result<(PublishedSurvey, ShownView), Error> {
    let code = code.parse::<ViewCode>().map_err(|_| Error::not_found())?;
    let view = app.store.find_saved_view(user.organisation, code).await?.ok_or(Error::not_found())?;
    let published = crate::account::staff::find_by_id(app, user, view.survey).await?;
    let today = clock::today(&published.organisation);
    Ok((published, shown(user, view, today)))
}

async fn find_to_change(app: &App, user: &User, code: &str) -> Result<(PublishedSurvey, ShownView), Error> {
    let found = find(app, user, code).await?;
    if found.1.may_change { Ok(found) } else { Err(Error::not_allowed()) }
}

fn page(
    app: &App,
    context: &Context,
    user: &User,
    (published, shown): (&PublishedSurvey, &ShownView),
    name: &str,
    errors: &[FieldError],
) -> Response {
    let cx = crate::account::staff::survey_page(app, context, user, published);
    let page = ViewPage { published, shown, name, errors };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    reply::page::page(status, saved_view::render(&cx, &page))
}

fn to_list(app: &App, context: &Context, user: &User, published: &PublishedSurvey) -> Response {
    let locale = crate::account::staff::page(app, context, user).locale;
    reply::page::see_other(&format!("/admin/surveys/{}?lang={locale}#views", published.survey.slug))
}

fn taken(name: &str) -> FieldError {
    FieldError::new("name", ErrorCode::Duplicate { name: name.trim().to_owned() })
}
