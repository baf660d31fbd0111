//! `GET /admin/surveys/{slug}/figures.csv` and `.xlsx`: the figures of the results page, as files. The data are
//! gathered as for the page, so that a file holds no figure that the page withholds.

use std::sync::Arc;

use app::{page::PageContext, report::figure_sheet::Sheet, results::page as results_page};
use axum::{body::Body, extract::State, http::StatusCode, response::Response};
use domain::{
    account::user::User,
    calendar::Day,
    export::Format,
    results::{data::ResultsData, query::ResultsQuery},
    survey::published::PublishedSurvey,
};

use crate::{
    account::{audit::note_file, sign_in::SignedIn, staff::Survey},
    clock::{self, zone},
    export::{
        Dialect,
        files::{import_part, media_type},
    },
    http::{
        reply::{self, error::Error, page::attachment},
        request::context::Context,
    },
    report::figure_file::{figures_csv, figures_xlsx},
    results,
};

/// The figures as CSV, in the dialect of `format`.
pub(crate) async fn csv(
    state: State<Arc<results::State>>,
    context: Context,
    survey: Survey<SignedIn>,
) -> Result<Response, Error> {
    file(state, context, survey, |asked| if asked == Format::CsvExcelNl { asked } else { Format::Csv }).await
}

/// The figures as a workbook.
pub(crate) async fn xlsx(
    state: State<Arc<results::State>>,
    context: Context,
    survey: Survey<SignedIn>,
) -> Result<Response, Error> {
    file(state, context, survey, |_| Format::Xlsx).await
}

async fn file(
    State(state): State<Arc<results::State>>,
    context: Context,
    Survey(SignedIn(user), published): Survey<SignedIn>,
    format: fn(Format) -> Format,
) -> Result<Response, Error> {
    let (page, data) = match gathered(&state, &context, &user, published).await? {
        Gathered::Page(response) => return Ok(response),
        Gathered::Data(page, data) => (page, data),
    };
    let format = format(data.query.export.format);
    let (now, zone) = (clock::now(), zone(&data.published));
    let sheet = Sheet::of(&page, &data);
    let (slug, part) = (&data.published.survey.slug, import_part(data.importing.as_ref()));
    let name = format!("klankbord-{slug}-figures-{}{part}.{}", Day::of(now, &zone), format.extension());
    let bytes = match format {
        Format::Xlsx => figures_xlsx(&sheet, page.locale, &zone).map_err(|error| broken(&error))?,
        _ => figures_csv(&sheet, &Dialect::of(format, zone)).map_err(|error| broken(&error))?,
    };
    note_file(&state.store, &user, data.published.survey.slug.as_str(), &name).await?;
    Ok(attachment(Body::from(bytes), media_type(format), &name))
}

/// The data for a file, or the page with the errors of the address. A file with other figures than asked for would be
/// misleading.
pub(crate) enum Gathered {
    Data(PageContext, Box<ResultsData>),
    Page(Response),
}

/// Gathers the data as the page does.
pub(crate) async fn gathered(
    state: &Arc<results::State>,
    context: &Context,
    user: &User,
    published: PublishedSurvey,
) -> Result<Gathered, Error> {
    let query = ResultsQuery::of(&context.whole_query()?, &published, clock::today(&published.organisation));
    let is_wrong = !query.errors.is_empty();
    let page = crate::account::staff::survey_page(context, user, &published);
    let data = results::page::gather_for(state, user, published, query).await?;
    Ok(match is_wrong {
        true => Gathered::Page(reply::page::page(StatusCode::UNPROCESSABLE_ENTITY, results_page::render(&page, &data))),
        false => Gathered::Data(page, Box::new(data)),
    })
}

pub(crate) fn broken(error: &dyn std::error::Error) -> Error {
    tracing::error!(%error, "figures cannot be written as a file");
    Error::internal()
}
