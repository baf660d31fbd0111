//! `GET /admin`: every survey with its score.

use std::sync::Arc;

use app::survey::overview::{self, OverviewPage, OverviewSurvey};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    account::role::Role,
    response::filter::{Condition, ResultsFilter},
    results::{arrivals::Arrivals, reader::Headline},
    survey::published::SurveySummary,
};
use futures::future::try_join_all;
use store::{Store, StoreError};

use crate::{
    account::{employee_data, sign_in::SignedIn},
    clock,
    http::{
        reply::{self, error::Error},
        request::context::Context,
    },
    results::{self, view_list},
};

/// Shows the overview.
pub(crate) async fn show(
    State(state): State<Arc<results::State>>,
    context: Context,
    SignedIn(user): SignedIn,
) -> Result<Response, Error> {
    let mut summaries = state.store.list_surveys().await?;
    summaries.retain(|summary| summary.published.organisation.id == user.organisation);
    let seen = summaries.into_iter().filter_map(|summary| {
        Some(SurveySummary { published: employee_data::for_user(&user, summary.published)?, responses: summary.responses })
    });
    let summaries: Vec<_> = seen.collect();
    let surveys = match user.rights.role < Role::Analyst {
        true => try_join_all(summaries.into_iter().map(|summary| for_reader(&state, summary, user.rights.only.as_ref()))).await?,
        false => try_join_all(summaries.into_iter().map(|summary| gather(&state.store, summary))).await?,
    };
    let kept = state.store.list_saved_views(user.organisation).await?;
    let views: Vec<_> = surveys
        .iter()
        .flat_map(|survey| {
            let published = &survey.summary.published;
            let of_it = kept.iter().filter(|view| view.survey == published.survey.id).cloned();
            view_list::listed(&user, published, of_it)
        })
        .collect();
    let page = crate::account::staff::page(&context, &user);
    Ok(reply::page::page(StatusCode::OK, overview::render(&page, &OverviewPage { surveys: &surveys, views: &views })))
}

/// A few queries per survey.
async fn gather(store: &Store, summary: SurveySummary) -> Result<OverviewSurvey, StoreError> {
    let all = ResultsFilter::default();
    let survey = summary.published.survey.id;
    let questionnaire = &summary.published.version.questionnaire;
    let scores = match questionnaire.headline() {
        Some(question) => store.list_score_counts(survey, &question.key, &all).await?,
        None => Vec::new(),
    };
    let loyalty = match questionnaire.loyalty_items() {
        Some(items) => Some(store.list_loyalty_counts(survey, items.map(|item| &item.key), &all).await?),
        None => None,
    };
    let arrivals = arrivals(store, &summary).await?;
    let importing = store.find_unfinished_import(survey).await?;
    Ok(OverviewSurvey { summary, scores, loyalty, waiting: None, at: clock::now(), arrivals, importing })
}

/// The score of the newest release.
async fn for_reader(
    state: &Arc<results::State>,
    summary: SurveySummary,
    only: Option<&Condition>,
) -> Result<OverviewSurvey, StoreError> {
    let Headline { scores, loyalty, waiting, at } =
        crate::results::gather::reader::headline(state, &summary.published, only).await?;
    let arrivals = arrivals(&state.store, &summary).await?;
    let importing = state.store.find_unfinished_import(summary.published.survey.id).await?;
    Ok(OverviewSurvey { summary, scores, loyalty, waiting, at, arrivals, importing })
}

/// How the answers of a survey arrived.
async fn arrivals(store: &Store, summary: &SurveySummary) -> Result<Arrivals, StoreError> {
    let minimum = u64::from(summary.published.organisation.profile.minimum_group);
    store.list_arrivals(summary.published.survey.id, &ResultsFilter::default(), minimum).await
}
