//! The list of saved views on the results page.

use std::sync::Arc;

use domain::{
    account::{role::Role, user::User},
    calendar::Day,
    response::filter::Condition,
    results::{
        query::ResultsQuery,
        saved_view::{SavedView, is_declared},
        view_list::ShownView,
    },
    survey::published::PublishedSurvey,
};
use store::StoreError;

use crate::{clock, http::request::form_fields, results};

/// The views of a survey that this user may see.
pub(crate) async fn of_survey(
    state: &Arc<results::State>,
    user: &User,
    published: &PublishedSurvey,
) -> Result<Vec<ShownView>, StoreError> {
    let views = state.store.list_saved_views(user.organisation).await?;
    let of_it = views.into_iter().filter(|view| view.survey == published.survey.id);
    Ok(listed(user, published, of_it))
}

/// The views that this user may see. For a reader, the list leaves out views with a value that is known from one answer
/// only. It also leaves out views by employee, even the reader's own views from an earlier role.
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

/// All conditions with a value in a view: its filter, and the two groups that it compares.
pub(crate) fn conditions(query: &ResultsQuery) -> Vec<Condition> {
    let groups = query.by.as_ref().zip(query.pair.as_ref());
    let groups = groups.into_iter().flat_map(|(by, pair)| pair.iter().filter_map(|group| Condition::of(by, group)));
    query.filter.conditions.iter().cloned().chain(groups).collect()
}

pub(crate) fn shown(user: &User, view: SavedView, today: Day) -> ShownView {
    let asked = form_fields::parse(view.query.as_bytes()).unwrap_or_default();
    let may_change = user.rights.role >= Role::Editor || view.who == user.email;
    ShownView::new(view, asked, today, may_change)
}
