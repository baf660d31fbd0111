//! `GET /api/v1/surveys/{slug}/comparison`: the headline of a period against the period before or another, as the results page has it.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderMap, Uri},
    response::Response,
};
use domain::{
    account::api_key::ApiKey,
    channel::Channel,
    error::{ErrorCode, FieldError, expected::Expected},
    locale::Locale,
    results::{comparison as data, query::AGAINST},
};
use utoipa::IntoParams;

use super::{Asked, Condition, document::Comparisons};
use crate::{
    http::reply::{
        self,
        api_error::{KeyProblems, Refusal},
        problem::Problem,
    },
    results::{self, gather},
};

/// Which answers count. Days are those of the organisation's time zone; each filter is applied with all others.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "described here, read as the page reads them")]
pub(crate) struct Compared {
    /// The first day, `2026-11-01`.
    #[param(format = Date, example = "2026-11-01")]
    from: String,
    /// The last day, included.
    #[param(format = Date, example = "2026-11-30")]
    to: String,
    /// The first day of the period to compare with, `2025-11-01`; without both, the days before.
    #[param(value_type = Option<String>, format = Date, nullable = false)]
    against_from: Option<String>,
    /// The last day of that period, included.
    #[param(value_type = Option<String>, format = Date, nullable = false)]
    against_to: Option<String>,
    /// The language of the form.
    #[param(value_type = Option<Locale>, inline, nullable = false)]
    locale: Option<String>,
    /// How it arrived.
    #[param(value_type = Option<Channel>, inline, nullable = false)]
    channel: Option<String>,
    /// What else the same respondents answered: a question, an attribute or `version`, a colon and a value. Up to three times.
    #[param(value_type = Option<Vec<Condition>>, inline, max_items = 3, nullable = false)]
    r#where: Option<Vec<String>>,
}

/// A period against the one before, or another.
#[utoipa::path(
    get, path = "/api/v1/surveys/{slug}/comparison", tag = "results", summary = "A period against the one before, or another",
    description = "The headline score of the days asked for, of as many days before them (of whole calendar months as many months) or of those from `against_from` to `against_to`, and the difference between both with its interval and verdict. Where some days are in both, `overlaps` is true and the difference has no interval, p or verdict, for these suppose that no answer counts twice; where then one period has answers that the other has not, but fewer than minimum_group, the comparison is null and status withheld. Where one of both periods has fewer than minimum_group people, its status is withheld and the difference null. Without the scope responses:read dates are whole months, and with a locale, channel or where the comparison is null and status withheld. Scope: results:read.",
    security(("key" = [])),
    params(
        ("slug" = String, Path, description = "The name of the survey in its address", example = "nps"),
        Compared,
        ("If-None-Match" = Option<String>, Header, description = "The entity tag of what is known"),
    ),
    responses(
        (status = 200, description = "The comparison; null where no question has a score, or where the view or that of the other days is withheld whole; else each period has a status of its own", body = Comparisons, headers(("ETag" = String, description = "Changes with the figures"))),
        (status = 304, description = "It is as it was"),
        (status = 400, description = "A parameter is wrong, `from` or `to` is missing, one of `against_from` and `against_to` without the other, or the period before would begin before the year 1", body = Problem, content_type = "application/problem+json"),
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
    let mut asked = Asked::of(&state, &key, &slug, &uri, &AGAINST).await?.of_headline();
    let missing = [("from", asked.query.filter.from), ("to", asked.query.filter.to)].into_iter().filter(|(_, day)| day.is_none());
    let missing: Vec<_> = missing.map(|(name, _)| FieldError::new(name, ErrorCode::Required)).collect();
    if !missing.is_empty() {
        return Err(Refusal::Parameters(missing));
    }
    let before = asked.query.filter.before().filter(|_| asked.query.against.is_none());
    let earliest = before.and_then(|before| before.from);
    if earliest.is_some_and(|day| day.date().year() < 1) {
        // No date of RFC 3339 says when the period before began.
        let code = ErrorCode::Invalid { expected: Expected::DaysWithDaysBefore };
        return Err(Refusal::Parameters(vec![FieldError::new("from", code)]));
    }
    let (published, questionnaire) = (&asked.published, &asked.published.version.questionnaire);
    let comparison = match questionnaire.headline().filter(|_| !asked.is_withheld) {
        None => None,
        Some(headline) => {
            let (scores, loyalty, before) = match &asked.seen {
                Some(seen) => {
                    let scores = seen.scores.iter().find(|(question, _)| *question == headline.key);
                    let scores = scores.map(|(_, counts)| counts.clone()).unwrap_or_default();
                    (scores, seen.loyalty.clone(), seen.before.clone())
                }
                None => {
                    let filter = &asked.query.filter;
                    let ((_, scores), loyalty, before) = tokio::try_join!(
                        gather::of_question(&asked.store, published, headline, filter),
                        gather::loyalty(&asked.store, published, filter),
                        gather::compared(&asked.store, published, &asked.query),
                    )?;
                    (scores, loyalty, before)
                }
            };
            before.and_then(|before| data::comparison(questionnaire, &scores, loyalty.as_deref(), &before, asked.minimum))
        }
    };
    asked.is_withheld |= comparison.is_none() && asked.published.version.questionnaire.headline().is_some();
    reply::json::json(&headers, &Comparisons { about: asked.about(), by: asked.by(), status: asked.status(), comparison })
}
