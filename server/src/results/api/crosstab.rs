//! `GET /api/v1/surveys/{slug}/crosstab`: the headline score told apart by two things, as on the results page. It tells more than the margins
//! that a reader's figures are guarded by, so it is for keys that may see rows.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderMap, Uri},
    response::Response,
};
use domain::{
    account::api_key::{ApiKey, Scope},
    error::{ErrorCode, FieldError, rule::RuleId},
    response::filter::Dimension,
    results::{crosstab as data, dimensions::dimensions, headline::Headline},
};

use super::{Asked, Filter, document::Crosstabs};
use crate::{
    http::reply::{
        self,
        api_error::{KeyProblems, Refusal},
        problem::Problem,
    },
    results::{self, gather::crosstab},
};

/// The crosstab of a survey.
#[utoipa::path(
    get, path = "/api/v1/surveys/{slug}/crosstab", tag = "results", summary = "The headline score told apart by two things",
    description = "Rows by one attribute, question with one answer, `locale`, `channel` or `version`, columns by another; each cell and each total with n and its 95 % interval. Cells below the minimum are withheld, and with them as many others, totals among them, as it takes that no sum over rows and columns tells of fewer. At most 40 rows and 40 columns. Scopes: results:read and responses:read.",
    security(("key" = [])),
    params(
        ("slug" = String, Path, description = "The name of the survey in its address", example = "nps"),
        ("by" = String, Query, pattern = "^[a-z][a-z0-9_]{0,39}$", description = "What the rows have in common: an attribute, a question, `locale`, `channel` or `version`", example = "locale"),
        ("across" = String, Query, pattern = "^[a-z][a-z0-9_]{0,39}$", description = "What the columns have in common: another of these", example = "channel"),
        Filter,
        ("If-None-Match" = Option<String>, Header, description = "The entity tag of what is known"),
    ),
    responses(
        (status = 200, description = "The table; null where the view is withheld", body = Crosstabs, headers(("ETag" = String, description = "Changes with the figures"))),
        (status = 304, description = "It is as it was"),
        (status = 400, description = "A parameter is wrong, or tells nothing apart", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "The organisation has no such survey", body = Problem, content_type = "application/problem+json"),
        KeyProblems,
    ),
)]
pub(crate) async fn show(
    State(state): State<Arc<results::State>>,
    Extension(key): Extension<ApiKey>,
    Path(slug): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    // Before anything is counted for them.
    if !key.may(Scope::Responses) {
        return Err(Refusal::Scope(Scope::Responses));
    }
    let asked = Asked::of(&state, &key, &slug, &uri, &["by", "across"]).await?;
    let wrong = |field: &str, code| Refusal::Parameters(vec![FieldError::new(field, code)]);
    let questionnaire = &asked.published.version.questionnaire;
    let known = dimensions(questionnaire);
    for (field, dimension) in [("by", &asked.query.by), ("across", &asked.query.across)] {
        match dimension {
            None => return Err(wrong(field, ErrorCode::Required)),
            Some(dimension) if !known.contains(dimension) => return Err(wrong(field, ErrorCode::UnknownChoice)),
            Some(_) => {}
        }
    }
    if asked.query.by == asked.query.across {
        return Err(wrong("across", ErrorCode::Repeated));
    }
    let Some(headline) = Headline::of(questionnaire) else { return Err(wrong("by", ErrorCode::UnknownChoice)) };
    let crosstab = match asked.is_withheld {
        true => None,
        false => {
            let counts = crosstab::counts(&asked.store, &asked.published, &asked.query).await?;
            let table = counts.and_then(|(_, _, counts)| data::crosstab(&headline, &counts, asked.minimum));
            let too_many = || wrong("across", ErrorCode::Forbidden { rule: RuleId::TooManyForTable });
            Some(table.ok_or_else(too_many)?)
        }
    };
    let document = Crosstabs {
        about: asked.about(),
        by: asked.by(),
        across: asked.query.across.as_ref().map(Dimension::name),
        status: asked.status(),
        crosstab,
        unverified: asked.tells_unverified(),
    };
    reply::json::json(&headers, &document)
}
