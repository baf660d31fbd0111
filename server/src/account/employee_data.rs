//! Surveys without data that name an employee, for users who may not see those.

use std::sync::Arc;

use domain::{
    account::{role::Role, user::User},
    survey::{SurveyVersion, published::PublishedSurvey, withheld::Why},
};

/// The survey as this user may see it. Readers get it without data that name an employee. `None` if their condition
/// names an employee.
pub(crate) fn for_user(user: &User, published: PublishedSurvey) -> Option<PublishedSurvey> {
    if user.rights.role >= Role::Analyst {
        return Some(published);
    }
    let published = without(published, Why::Reader);
    let questionnaire = &published.version.questionnaire;
    let is_of_one = user.rights.only.as_ref().is_some_and(|only| questionnaire.withheld(only.key.as_str()).is_some());
    (!is_of_one).then_some(published)
}

/// The survey without data that name an employee.
pub(crate) fn without(published: PublishedSurvey, why: Why) -> PublishedSurvey {
    if !published.version.questionnaire.names_employees() {
        return published;
    }
    let questionnaire = published.version.questionnaire.without_employees(why);
    let version = Arc::new(SurveyVersion { questionnaire, ..SurveyVersion::clone(&published.version) });
    PublishedSurvey { version, ..published }
}
