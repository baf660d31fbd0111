//! `GET /api/v1/surveys/{slug}/scores|trend|breakdown`: the figures of the results page, to the last digit.

pub(crate) mod comparison;
pub(crate) mod crosstab;
pub(crate) mod document;

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderMap, Uri},
    response::Response,
};
use domain::{
    account::api_key::{ApiKey, Scope},
    calendar::{Millis, Period},
    channel::Channel,
    error::{ErrorCode, FieldError, rule::RuleId},
    locale::Locale,
    response::filter::Dimension,
    results::{
        data::ResultsData,
        figures as data,
        headline::Headline,
        query::{AGAINST, ResultsQuery},
        reader,
        release_status::Steps,
    },
    survey::{attribute::Attribute, published::PublishedSurvey},
};
use store::Store;
use utoipa::{IntoParams, ToSchema};

use self::document::{About, Breakdowns, FilterInForce, Scores, Trends, ViewStatus};
use crate::{
    account::program::{find, parameters},
    clock,
    http::reply::{
        self,
        api_error::{KeyProblems, Refusal},
        problem::Problem,
    },
    results::{self, counting, gather},
};

/// Which answers count. Days are those of the organisation's time zone; each filter is applied with all others.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "described here, read as the page reads them")]
pub(crate) struct Filter {
    /// The first day, `2026-11-22`.
    #[param(value_type = Option<String>, format = Date, nullable = false)]
    from: Option<String>,
    /// The last day, included.
    #[param(value_type = Option<String>, format = Date, nullable = false)]
    to: Option<String>,
    /// The language of the form.
    #[param(value_type = Option<Locale>, inline, nullable = false)]
    locale: Option<String>,
    /// How it arrived.
    #[param(value_type = Option<Channel>, inline, nullable = false)]
    channel: Option<String>,
    /// What else the same respondents answered: a question with choices or scores, an attribute or `version`, a colon and a value. Up to three times. What no version of the survey has, and a question that is answered with a text or a number, is an error.
    #[param(value_type = Option<Vec<Condition>>, inline, max_items = 3, nullable = false)]
    r#where: Option<Vec<String>>,
}

/// A question that is answered with a choice or a score, an attribute or `version`, a colon and a value; of a question that is answered with a number only `na`.
#[derive(ToSchema)]
#[schema(value_type = String, pattern = "^[a-z][a-z0-9_]{0,39}:[^\\s\\u0000-\\u001f\\u007f-\\u009f][^\\u0000-\\u001f\\u007f-\\u009f]{0,79}$", example = "recommend:9")]
#[expect(dead_code, reason = "described here, read as the page reads them")]
pub(crate) struct Condition(String);

pub(crate) const FILTER: [&str; 5] = ["from", "to", "locale", "channel", "where"];

/// The scores of a survey.
#[utoipa::path(
    get, path = "/api/v1/surveys/{slug}/scores", tag = "results", summary = "Every score with its interval",
    description = "Per question answered with a score: the figure, its 95 % interval, n and distribution; the loyalty index first where the survey has one. What fewer than the organisation's minimum answered is withheld. Without the scope responses:read dates are whole months, and what could be subtracted from another view to single out a few is withheld. Scope: results:read.",
    security(("key" = [])),
    params(
        ("slug" = String, Path, description = "The name of the survey in its address", example = "nps"),
        Filter,
        ("If-None-Match" = Option<String>, Header, description = "The entity tag of what is known"),
    ),
    responses(
        (status = 200, description = "The scores", body = Scores, headers(("ETag" = String, description = "Changes with the figures"))),
        (status = 304, description = "They are as they were"),
        (status = 400, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "The organisation has no such survey", body = Problem, content_type = "application/problem+json"),
        KeyProblems,
    ),
)]
pub(crate) async fn scores(
    State(state): State<Arc<results::State>>,
    Extension(key): Extension<ApiKey>,
    Path(slug): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let asked = Asked::of(&state, &key, &slug, &uri, &[]).await?;
    let (store, published, filter) = (&asked.store, &asked.published, &asked.query.filter);
    let (counts, loyalty) = match &asked.seen {
        _ if asked.is_withheld => (Vec::new(), None),
        Some(seen) => (seen.scores.clone(), seen.loyalty.clone()),
        None => tokio::try_join!(gather::scores(store, published, filter), gather::loyalty(store, published, filter))?,
    };
    let scores = data::scores(&published.version.questionnaire, &counts, loyalty.as_deref(), asked.minimum, asked.steps());
    reply::json::json(&headers, &Scores { about: asked.about(), by: asked.by(), status: asked.status(), scores })
}

/// The trend of what stands for a survey.
#[utoipa::path(
    get, path = "/api/v1/surveys/{slug}/trend", tag = "results", summary = "The headline score over time",
    description = "By day, week (from Monday), month or quarter, at most the last 90 buckets, without gaps. A bucket of fewer than the minimum is withheld, and with it as many others as it takes that subtraction tells nothing. Under a filter, or by anything but the month, it needs the scope responses:read as well. Scope: results:read.",
    security(("key" = [])),
    params(
        ("slug" = String, Path, description = "The name of the survey in its address", example = "nps"),
        Filter,
        ("period" = Option<Period>, Query, description = "The width of a bucket; month where it is left out", nullable = false),
        ("If-None-Match" = Option<String>, Header, description = "The entity tag of what is known"),
    ),
    responses(
        (status = 200, description = "The trend; null where no question has a score or the view is withheld", body = Trends, headers(("ETag" = String, description = "Changes with the figures"))),
        (status = 304, description = "It is as it was"),
        (status = 400, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "The organisation has no such survey", body = Problem, content_type = "application/problem+json"),
        KeyProblems,
    ),
)]
pub(crate) async fn trend(
    State(state): State<Arc<results::State>>,
    Extension(key): Extension<ApiKey>,
    Path(slug): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let asked = Asked::of(&state, &key, &slug, &uri, &["period"]).await?.of_headline();
    let (store, published, filter) = (&asked.store, &asked.published, &asked.query.filter);
    let questionnaire = &published.version.questionnaire;
    let trend = match questionnaire.headline().filter(|_| !asked.is_withheld) {
        Some(headline) => {
            let (counts, loyalty) = match &asked.seen {
                Some(seen) => (seen.scores.clone(), seen.loyalty.clone()),
                None => {
                    let counts = gather::of_question(store, published, headline, filter);
                    let (counts, loyalty) = tokio::try_join!(counts, gather::loyalty(store, published, filter))?;
                    (vec![counts], loyalty)
                }
            };
            data::trend(questionnaire, &counts, loyalty.as_deref(), asked.query.period, asked.minimum, asked.steps())
        }
        None => None,
    };
    reply::json::json(&headers, &Trends { about: asked.about(), by: asked.by(), status: asked.status(), trend })
}

/// The headline score, told apart.
#[utoipa::path(
    get, path = "/api/v1/surveys/{slug}/breakdown", tag = "results", summary = "The headline score told apart",
    description = "By an attribute, a question with one answer, `locale`, `channel` or `version`: per group the figure and its difference from all others, with a verdict corrected for the number of comparisons (Holm). Groups below the minimum are withheld, and with them as many others as it takes. Under a filter it needs the scope responses:read as well. Scope: results:read.",
    security(("key" = [])),
    params(
        ("slug" = String, Path, description = "The name of the survey in its address", example = "nps"),
        ("by" = String, Query, pattern = "^[a-z][a-z0-9_]{0,39}$", description = "An attribute, a question, `locale`, `channel` or `version`", example = "channel"),
        Filter,
        ("If-None-Match" = Option<String>, Header, description = "The entity tag of what is known"),
    ),
    responses(
        (status = 200, description = "The groups; null where the view is withheld", body = Breakdowns, headers(("ETag" = String, description = "Changes with the figures"))),
        (status = 304, description = "They are as they were"),
        (status = 400, description = "A parameter is wrong, or tells nothing apart", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "The organisation has no such survey", body = Problem, content_type = "application/problem+json"),
        KeyProblems,
    ),
)]
pub(crate) async fn breakdown(
    State(state): State<Arc<results::State>>,
    Extension(key): Extension<ApiKey>,
    Path(slug): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let asked = Asked::of(&state, &key, &slug, &uri, &["by"]).await?.of_headline();
    let questionnaire = &asked.published.version.questionnaire;
    let wrong = |code| Refusal::Parameters(vec![FieldError::new("by", code)]);
    match &asked.query.by {
        None => return Err(wrong(ErrorCode::Required)),
        Some(by) if !domain::results::dimensions::dimensions(questionnaire).contains(by) => {
            return Err(wrong(ErrorCode::UnknownChoice));
        }
        Some(_) => {}
    }
    let Some(headline) = Headline::of(questionnaire) else { return Err(wrong(ErrorCode::UnknownChoice)) };
    let breakdown = match asked.is_withheld {
        true => None,
        false => {
            let groups = match &asked.seen {
                Some(seen) => seen.groups.clone(),
                None => gather::groups(&asked.store, &asked.published, &asked.query).await?,
            };
            let Some((_, counts)) = groups else {
                return Err(wrong(ErrorCode::Forbidden { rule: RuleId::TooManyForTable }));
            };
            Some(data::breakdown(&headline, &counts, asked.minimum, asked.steps()))
        }
    };
    let unverified = asked.tells_unverified();
    let document = Breakdowns { about: asked.about(), by: asked.by(), status: asked.status(), breakdown, unverified };
    reply::json::json(&headers, &document)
}

/// What was asked of the figures of a survey.
pub(crate) struct Asked {
    /// The database, with the connections on which this query counts.
    pub(crate) store: Store,
    pub(crate) published: PublishedSurvey,
    pub(crate) query: ResultsQuery,
    pub(crate) minimum: u64,
    pub(crate) is_withheld: bool,
    /// What a key for figures alone sees: what a reader does.
    pub(crate) seen: Option<ResultsData>,
    /// Whether an import of the survey is not finished.
    importing: bool,
}

impl Asked {
    pub(crate) async fn of(
        state: &Arc<results::State>,
        key: &ApiKey,
        slug: &str,
        uri: &Uri,
        others: &[&str],
    ) -> Result<Self, Refusal> {
        let published = find(&state.store, key, Scope::Results, slug).await?;
        let fields = parameters(uri.query(), &[&FILTER, others].concat())?;
        let mut query = ResultsQuery::of(&fields, &published, clock::today(&published.organisation));
        if !query.errors.is_empty() {
            return Err(Refusal::Parameters(query.errors));
        }
        let minimum = u64::from(published.organisation.profile.minimum_group);
        // Before the figures are counted.
        let importing = state.store.find_unfinished_import(published.survey.id).await?.is_some();
        let store = counting::store_for(&state.store, &query).await?;
        let (is_withheld, seen) = if key.may(Scope::Responses) {
            (gather::allows_differencing(&store, &published, &query.filter).await?, None)
        } else {
            let asks_more = query.is_filtered() || query.period != Period::Month || query.by == Some(Dimension::Version);
            let is_table = others.iter().any(|name| !AGAINST.contains(name));
            if is_table && asks_more {
                return Err(Refusal::Scope(Scope::Responses));
            }
            reader::confine(&mut query, None);
            let seen = crate::results::gather::reader::gather(state, &published, &query).await?;
            (seen.allows_differencing, Some(seen))
        };
        Ok(Self { store, published, query, minimum, is_withheld, seen, importing })
    }

    /// The same about the headline alone: withheld where that waits for its next step.
    pub(crate) fn of_headline(mut self) -> Self {
        let question = Headline::of(&self.published.version.questionnaire).and_then(|headline| headline.question());
        let figure = question.map(|question| &question.key);
        let waits = self.steps().is_some_and(|steps| steps.waiting.iter().any(|(one, _)| one.as_ref() == figure));
        self.is_withheld |= waits;
        self
    }

    /// Whether figures are told apart by an attribute of which values may be stored that nobody checked.
    pub(crate) fn tells_unverified(&self) -> bool {
        let questionnaire = &self.published.version.questionnaire;
        let attribute = |dimension: &Dimension| questionnaire.attribute(dimension.name());
        let mut told_apart = self.query.by.iter().chain(&self.query.across).filter_map(attribute);
        told_apart.any(Attribute::may_be_unverified)
    }

    fn steps(&self) -> Option<&Steps> {
        self.seen.as_ref()?.steps.as_ref()
    }

    /// What stands around a figure.
    pub(crate) fn about(&self) -> About<'_> {
        let (survey, version) = (&self.published.survey, &self.published.version);
        About {
            survey: &survey.slug,
            version: version.number,
            filter: FilterInForce::of(&self.query.filter),
            minimum_group: self.minimum,
            basis: version.questionnaire.purposes.first().map(|purpose| purpose.basis),
            importing: self.importing,
            as_of: self.steps().and_then(|steps| steps.at).map(Millis::rfc3339),
        }
    }

    /// What figures are told apart by.
    pub(crate) fn by(&self) -> Option<&str> {
        self.query.by.as_ref().map(Dimension::name)
    }

    pub(crate) const fn status(&self) -> ViewStatus {
        if self.is_withheld { ViewStatus::Withheld } else { ViewStatus::Shown }
    }
}
