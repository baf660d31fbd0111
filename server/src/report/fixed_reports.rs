//! The handlers of fixed reports, which do not change. `POST /admin/surveys/{slug}/reports` fixes one. `/admin/reports`
//! lists them. `/admin/reports/{id}` shows one and its differences from now. Analysts and above fix reports. Readers
//! see the reports that were made from released figures.

use std::sync::Arc;

use app::report::{
    document::Document,
    fixed_report::{self, FixedReportPage, NotShown},
    fixed_reports::{self, FixDraft, Refused},
};
use axum::{
    body::Body,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    account::{role::Role, user::User},
    error::FieldError,
    id::FixedReportId,
    organisation::Organisation,
    report::{FixedReport, LEAST_GROUP, parse_reason},
    results::{data::ResultsData, query::ResultsQuery, reader, saved_view::ViewName},
    survey::{published::PublishedSurvey, withheld::Why},
};
use store::{NewFixedReport, Store, StoreError};

use crate::{
    account::{
        audit::note_file,
        employee_data,
        sign_in::{Analyst, SignedIn},
        staff::Survey,
    },
    clock,
    http::{
        reply::{self, error::Error, page::attachment},
        request::{body::Form, context::Context, form_fields},
    },
    results,
};

/// How many of the newest log entries are shown.
const MAX_SHOWN_NOTES: u64 = 200;

/// `GET /admin/reports`.
pub(crate) async fn list(
    State(state): State<Arc<results::State>>,
    context: Context,
    SignedIn(user): SignedIn,
) -> Result<Response, Error> {
    let mut reports = state.store.list_fixed_reports(user.organisation).await?;
    reports.retain(|report| may_see(&user, report));
    let notes = match user.rights.role >= Role::Analyst {
        true => Some(state.store.list_report_notes(user.organisation, MAX_SHOWN_NOTES).await?),
        false => None,
    };
    let page = crate::account::staff::page(&context, &user);
    let organisation = crate::account::staff::organisation(&state.store, &user).await?;
    Ok(reply::page::page(StatusCode::OK, fixed_reports::render(&page, &organisation, &reports, notes.as_deref())))
}

/// `POST /admin/surveys/{slug}/reports`: stores the report as it is shown now.
pub(crate) async fn fix(
    State(state): State<Arc<results::State>>,
    context: Context,
    Survey(Analyst(user), published): Survey<Analyst>,
    Form(fields): Form,
) -> Result<Response, Error> {
    let published = employee_data::without(published, Why::Kept);
    // Its days are fixed as they are now.
    let mut query = ResultsQuery::of(&fields, &published, clock::today(&published.organisation)).stated();
    // The pair of compared groups is not part of a report.
    query.pair = None;
    if !query.errors.is_empty() {
        return crate::results::page::refused(&state, &context, &user, published, query).await;
    }
    let page = crate::account::staff::survey_page(&context, &user, &published);
    let typed = fields.first("name").unwrap_or_default();
    let for_readers = fields.first("readers").is_some();
    let again = |errors: &[FieldError], refused: Option<Refused>| {
        let draft = FixDraft { query: &query, title: typed, for_readers, errors, refused };
        let status = if refused.is_some() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
        Ok(reply::page::page(status, fixed_reports::again(&page, &published, &draft)))
    };
    let title = match ViewName::parse(typed) {
        Ok(title) => title,
        Err(code) => return again(&[FieldError::new("name", code)], None),
    };
    if for_readers && published.organisation.profile.minimum_group < LEAST_GROUP {
        return again(&[], Some(Refused::SmallMinimum));
    }
    let is_importing = state.store.find_unfinished_import(published.survey.id).await?.is_some();
    let data = match for_readers {
        true => seen_by_readers(&state, &published, query.clone()).await?,
        false => results::page::gather_for(&state, &user, guarded(&published, LEAST_GROUP), query.clone()).await?,
    };
    // Looked at after the figures, and before: they hold no part of an import.
    if is_importing || state.store.find_unfinished_import(published.survey.id).await?.is_some() {
        return again(&[], Some(Refused::Importing));
    }
    if data.allows_differencing {
        return again(&[], Some(Refused::Withheld));
    }
    let new = NewFixedReport {
        organisation: user.organisation,
        survey: published.survey.id,
        title,
        for_readers,
        who: user.email.clone(),
        content: Document::of(&page, &data).to_text(),
    };
    match state.store.fix_report(&new).await {
        Ok(id) => Ok(reply::page::see_other(&format!("/admin/reports/{id}?lang={}", page.locale))),
        Err(StoreError::Conflict(_)) => again(&[], Some(Refused::Full)),
        Err(error) => Err(error.into()),
    }
}

/// `GET /admin/reports/{id}`.
pub(crate) async fn show(
    State(state): State<Arc<results::State>>,
    context: Context,
    SignedIn(user): SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let kept = find(&state.store, &user, &id).await?;
    page(&state, &context, &user, &kept, "", &[]).await
}

/// `GET /admin/reports/{id}/document.json`: the stored bytes, which the hash covers.
pub(crate) async fn document(
    State(state): State<Arc<results::State>>,
    SignedIn(user): SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let KeptReport { report, content, published } = find(&state.store, &user, &id).await?;
    let (content, _) = content.map_err(|why| match why {
        NotShown::Damaged => Error::internal(),
        NotShown::NamesEmployee => Error::not_allowed(),
    })?;
    let file = format!("klankbord-report-{}.json", report.id);
    note_file(&state.store, &user, published.survey.slug.as_str(), &file).await?;
    Ok(attachment(Body::from(content), "application/json", &file))
}

/// `POST /admin/reports/{id}/delete`: deletes it, with a reason that stays in the log.
pub(crate) async fn delete(
    State(state): State<Arc<results::State>>,
    context: Context,
    Analyst(user): Analyst,
    Path(id): Path<String>,
    Form(fields): Form,
) -> Result<Response, Error> {
    let kept = find(&state.store, &user, &id).await?;
    if !may_delete(&user, &kept.report) {
        return Err(Error::not_allowed());
    }
    let typed = fields.first("reason").unwrap_or_default();
    let reason = match parse_reason(typed) {
        Ok(reason) => reason,
        Err(code) => return page(&state, &context, &user, &kept, typed, &[FieldError::new("reason", code)]).await,
    };
    state.store.delete_fixed_report(user.organisation, kept.report.id, &user.email, &reason).await?;
    let locale = crate::account::staff::page(&context, &user).locale;
    Ok(reply::page::see_other(&format!("/admin/reports?lang={locale}")))
}

/// A report with the data of its page.
struct KeptReport {
    report: FixedReport,
    /// The stored bytes and their content, or why they are not shown. The report can be deleted in both cases.
    content: Result<(String, Document), NotShown>,
    published: PublishedSurvey,
}

/// The report, if the user may see it. Otherwise it is not found.
async fn find(store: &Store, user: &User, id: &str) -> Result<KeptReport, Error> {
    let id = id.parse::<FixedReportId>().map_err(|_| Error::not_found())?;
    let found = store.find_fixed_report_alone(user.organisation, id).await?;
    let report = found.filter(|report| may_see(user, report)).ok_or(Error::not_found())?;
    let read = match store.find_fixed_report(user.organisation, id).await {
        Ok(found) => {
            let (_, content) = found.ok_or(Error::not_found())?;
            Document::parse(&content).map(|document| (content, document))
        }
        Err(StoreError::Broken(why)) => Err(why),
        Err(error) => return Err(error.into()),
    };
    let damaged = |error: &String| tracing::error!(%error, report = %report.id, "a report that is kept cannot be read");
    let published = crate::account::staff::find_by_id(store, user, report.survey).await?;
    let content = read.inspect_err(damaged).map_err(|_| NotShown::Damaged);
    let content = content.and_then(|(text, document)| match is_of_employee(&document, &published) {
        true => Err(NotShown::NamesEmployee),
        false => Ok((text, document)),
    });
    Ok(KeptReport { report, content, published })
}

/// Whether a report is by employee, or about one. An attribute in it may have been declared as such since.
fn is_of_employee(document: &Document, published: &PublishedSurvey) -> bool {
    let published = employee_data::without(published.clone(), Why::Kept);
    let fields = form_fields::parse(document.query.as_bytes()).unwrap_or_default();
    ResultsQuery::parse(&fields, clock::today(&published.organisation)).names_withheld(&published.version.questionnaire)
}

async fn page(
    state: &Arc<results::State>,
    context: &Context,
    user: &User,
    kept: &KeptReport,
    reason: &str,
    errors: &[FieldError],
) -> Result<Response, Error> {
    let KeptReport { report, content, published } = kept;
    let document = content.as_ref().map(|(_, document)| document).map_err(|why| *why);
    let cx = crate::account::staff::survey_page(context, user, published);
    let now = match document {
        Ok(document) => today(state, user, report, document, published).await?,
        Err(_) => None,
    };
    let may_delete = may_delete(user, report);
    let page = FixedReportPage { report, document, published, now: now.as_ref(), may_delete, reason, errors };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(reply::page::page(status, fixed_report::render(&cx, &page)))
}

/// The data of the same report as of now. A report for readers gets released figures, for every user. Another report
/// gets what the user may see. `None` if the survey no longer has what it asks for. `None` too for readers if the
/// organisation's minimum is lower than it was, because their figures would need a release with another minimum.
async fn today(
    state: &Arc<results::State>,
    user: &User,
    report: &FixedReport,
    document: &Document,
    published: &PublishedSurvey,
) -> Result<Option<ResultsData>, StoreError> {
    let fields = form_fields::parse(document.query.as_bytes()).unwrap_or_default();
    let query = ResultsQuery::of(&fields, published, clock::today(&published.organisation));
    // Without one of its conditions it would be another report.
    if !query.errors.is_empty() {
        return Ok(None);
    }
    let is_less = published.organisation.profile.minimum_group < document.minimum_group;
    match report.for_readers {
        true if is_less => Ok(None),
        true => seen_by_readers(state, published, query).await.map(Some),
        false => results::page::gather_for(state, user, guarded(published, document.minimum_group), query).await.map(Some),
    }
}

/// The figures for a reader without a condition.
async fn seen_by_readers(
    state: &Arc<results::State>,
    published: &PublishedSurvey,
    mut query: ResultsQuery,
) -> Result<ResultsData, StoreError> {
    reader::confine(&mut query, None);
    crate::results::gather::reader::gather(state, published, &query).await
}

/// The same survey with at least this minimum, because the content of a stored report cannot be withheld later.
fn guarded(published: &PublishedSurvey, least: u32) -> PublishedSurvey {
    let mut organisation = Organisation::clone(&published.organisation);
    organisation.profile.minimum_group = organisation.profile.minimum_group.max(least);
    PublishedSurvey { organisation: Arc::new(organisation), ..published.clone() }
}

/// Readers without a condition see reports made from released figures. A reader with a condition has other figures.
fn may_see(user: &User, report: &FixedReport) -> bool {
    user.rights.role >= Role::Analyst || (report.for_readers && user.rights.only.is_none())
}

fn may_delete(user: &User, report: &FixedReport) -> bool {
    user.rights.role >= Role::Editor || (user.rights.role >= Role::Analyst && report.who == user.email)
}
