//! `GET /admin/surveys/{slug}`: scores, distribution, trend and comments of one survey. Every figure is counted by the
//! database: a handful of queries, whatever the number of answers.

use app::{
    pages,
    results::{ChoiceCount, ResultsData, ResultsQuery},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    id::Key,
    question::{Question, QuestionKind},
};
use futures::future::try_join_all;
use store::{Comment, PublishedSurvey, Store, StoreError};

use super::super::{context::Context, error::Error, figures, respond, sign_in::SignedIn, state::AppState};

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

    let choices = try_join_all(kind(has_choices).map(async |q| -> Result<(Key, Vec<ChoiceCount>), StoreError> {
        Ok((q.key.clone(), store.list_choice_counts(survey, &q.key, filter).await?))
    }));
    let comments = try_join_all(kind(|q| q.kind.is_text()).map(async |q| -> Result<(Key, Vec<Comment>), StoreError> {
        Ok((q.key.clone(), store.list_comments(survey, &q.key, headline, filter, COMMENTS).await?))
    }));
    let minimum = u64::from(published.organisation.profile.minimum_group);
    let (counts, scores, loyalty, choices, comments, groups, gives_away) = tokio::try_join!(
        store.get_response_counts(survey, filter),
        figures::scores(store, &published, filter),
        figures::loyalty(store, &published, filter),
        choices,
        comments,
        figures::groups(store, &published, &query),
        figures::gives_away(store, &published, filter, minimum),
    )?;
    Ok(ResultsData { counts, scores, loyalty, choices, comments, groups, gives_away, published, query })
}

fn has_choices(question: &Question) -> bool {
    matches!(question.kind, QuestionKind::SingleChoice { .. } | QuestionKind::MultipleChoice { .. } | QuestionKind::Likert { .. })
}
