//! `GET /admin/surveys/{slug}/export` and its codebook. Rows are sent as soon as they are read, so memory does not grow
//! with them.

use std::sync::Arc;

use axum::{body::Body, extract::State, response::Response};
use domain::{account::access_log::Access, results::query::ResultsQuery};
use futures::TryStreamExt as _;

use crate::{
    account::{sign_in::Analyst, staff::Survey},
    clock,
    export::{
        self, Export, codebook_csv,
        files::{CSV, file_name, import_part, media_type},
    },
    http::{
        reply::{error::Error, page::attachment},
        request::context::Context,
    },
    results::{self, page::refused},
};

/// `GET …/export?format=…`, and `…/export.csv` for plain CSV: the responses in force, with the filters of the results
/// page.
pub(crate) async fn responses(
    State(state): State<Arc<export::State>>,
    State(results): State<Arc<results::State>>,
    context: Context,
    Survey(Analyst(user), published): Survey<Analyst>,
) -> Result<Response, Error> {
    let query = ResultsQuery::of(&context.whole_query()?, &published, clock::today(&published.organisation));
    if !query.errors.is_empty() {
        return refused(&results, &context, &user, published, query).await;
    }
    let options = query.export;
    let importing = state.store.find_unfinished_import(published.survey.id).await?;
    let file = file_name(&published, options, importing.as_ref());
    let locale = context.locale(&published.organisation.profile.locales);
    // The rows of a workbook are kept in the temporary folder of the system.
    let scratch = std::env::temp_dir();
    let access = Access::export(user.email, published.survey.slug.clone(), options, &query.filter);
    state.store.note_access(user.organisation, &access).await?;
    let export = Export {
        store: state.store.clone(),
        published,
        filter: query.filter,
        options,
        locale,
        scratch,
        pages_at_once: 1,
        throttle: Arc::clone(&state.throttle),
        read: Arc::default(),
    };
    let rows = export.stream().inspect_err(|error| tracing::error!(%error, "an export broke off"));
    Ok(attachment(Body::from_stream(rows), media_type(options.format), &file))
}

/// `GET …/codebook.csv`: the meaning of the columns and codes of the export. While an import is unfinished its name says so, as that of
/// the export beside it.
pub(crate) async fn codebook(
    State(results): State<Arc<results::State>>,
    context: Context,
    Survey(Analyst(user), published): Survey<Analyst>,
) -> Result<Response, Error> {
    let query = ResultsQuery::of(&context.whole_query()?, &published, clock::today(&published.organisation));
    if !query.errors.is_empty() {
        return refused(&results, &context, &user, published, query).await;
    }
    let locale = context.locale(&published.organisation.profile.locales);
    let text = codebook_csv(&published, &query.filter, query.export, locale);
    let part = import_part(results.store.find_unfinished_import(published.survey.id).await?.as_ref());
    Ok(attachment(Body::from(text), CSV, &format!("klankbord-{}-codebook{part}.csv", published.survey.slug)))
}
