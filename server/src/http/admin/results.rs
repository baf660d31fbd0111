//! `GET /admin/surveys/{slug}`: scores, distribution, trend and comments of one survey. Every figure is counted by the
//! database: a handful of queries, whatever the number of answers.

use app::{
    pages,
    results::{ChoiceCount, ResultsData, ResultsQuery, dimensions},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    id::Key,
    question::{Question, QuestionKind},
    results::{Dimension, ResultsFilter},
    suppression,
};
use futures::future::try_join_all;
use store::{Comment, GroupCount, LoyaltyCount, PublishedSurvey, ScoreCount, Store, StoreError};

use super::super::{context::Context, error::Error, respond, sign_in::SignedIn, state::AppState};

/// How many of the newest comments are shown per question.
const COMMENTS: u32 = 20;

/// Shows the results; with 422 where a filter could not be read, which is then left out.
pub(in super::super) async fn show(
    State(app): State<AppState>,
    context: Context,
    SignedIn(user): SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Error> {
    let published = super::find(&app, &user, &slug).await?;
    let query = ResultsQuery::parse(&context.query());
    let status = if query.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = super::survey_page(&app, &context, &user, &published);
    let data = gather(&app.store, published, query).await?;
    Ok(respond::page(status, pages::results::render(&page, &data)))
}

/// Everything the page is made from.
pub(super) async fn gather(store: &Store, published: PublishedSurvey, query: ResultsQuery) -> Result<ResultsData, StoreError> {
    let filter = &query.filter;
    let survey = published.survey.id;
    let questionnaire = &published.version.questionnaire;
    let headline = questionnaire.headline().map(|question| &question.key);
    let kind = |wanted: fn(&Question) -> bool| questionnaire.questions().filter(move |question| wanted(question));

    let scores =
        try_join_all(kind(|q| q.kind.score_range().is_some()).map(async |q| -> Result<(Key, Vec<ScoreCount>), StoreError> {
            Ok((q.key.clone(), store.list_score_counts(survey, &q.key, filter).await?))
        }));
    let choices = try_join_all(kind(has_choices).map(async |q| -> Result<(Key, Vec<ChoiceCount>), StoreError> {
        Ok((q.key.clone(), store.list_choice_counts(survey, &q.key, filter).await?))
    }));
    let comments = try_join_all(kind(|q| q.kind.is_text()).map(async |q| -> Result<(Key, Vec<Comment>), StoreError> {
        Ok((q.key.clone(), store.list_comments(survey, &q.key, headline, filter, COMMENTS).await?))
    }));
    let loyalty = async || -> Result<Option<Vec<LoyaltyCount>>, StoreError> {
        let Some(items) = questionnaire.loyalty_items() else { return Ok(None) };
        store.list_loyalty_counts(survey, items.map(|item| &item.key), filter).await.map(Some)
    };
    let groups = async || -> Result<Option<(Dimension, Vec<GroupCount>)>, StoreError> {
        // Only what has one value for each response tells groups apart.
        let by = query.by.clone().filter(|by| dimensions(questionnaire).contains(by));
        let (Some(by), Some(headline)) = (by, headline) else { return Ok(None) };
        let counts = store.list_group_counts(survey, headline, &by, filter).await?;
        Ok(Some((by, counts)))
    };
    let minimum = u64::from(published.organisation.profile.minimum_group);
    let gives_away = gives_away(store, &published, filter, minimum);
    let counts = store.get_response_counts(survey, filter);
    let (counts, scores, loyalty, choices, comments, groups, gives_away) =
        tokio::try_join!(counts, scores, loyalty(), choices, comments, groups(), gives_away)?;
    Ok(ResultsData { counts, scores, loyalty, choices, comments, groups, gives_away, published, query })
}

/// Whether lifting one of the conditions adds somebody, but fewer than the minimum: they would be the difference of two views.
async fn gives_away(
    store: &Store,
    published: &PublishedSurvey,
    filter: &ResultsFilter,
    minimum: u64,
) -> Result<bool, StoreError> {
    let count = async |filter: &ResultsFilter| store.count_standing(published.survey.id, filter).await;
    if filter.conditions.is_empty() {
        return Ok(false);
    }
    let n = count(filter).await?;
    for lifted in 0..filter.conditions.len() {
        let mut wider = filter.clone();
        wider.conditions.remove(lifted);
        if suppression::is_too_small(count(&wider).await?.saturating_sub(n), minimum) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn has_choices(question: &Question) -> bool {
    matches!(question.kind, QuestionKind::SingleChoice { .. } | QuestionKind::MultipleChoice { .. } | QuestionKind::Likert { .. })
}
