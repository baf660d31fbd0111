//! The handler of `POST /admin/surveys/{slug}/comments/tags`, which changes the tags of comments. Users who read
//! comments may add and remove tags. Rules, and deleting a tag, change what every user sees, so they are for editors.
//! Afterwards the same comments are shown again.

use app::comment::{self, CommentsQuery};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    account::{
        audit::{Audit, AuditAction},
        role::Role,
        user::User,
    },
    comment::tag::{TagName, TagRule},
    error::{ErrorCode, FieldError},
    form_fields::FormFields,
    id::{Key, ResponseId},
    survey::published::PublishedSurvey,
};
use store::{Store, StoreError};

use super::page::gather;
use crate::{
    account::{sign_in::Analyst, staff::Survey},
    clock,
    http::{
        reply::{self, error::Error},
        request::{body::Form, context::Context, form_fields},
    },
};

/// Does the action of the button. An invalid name or rule is shown again with 422.
pub(crate) async fn submit(
    State(store): State<Store>,
    context: Context,
    Survey(Analyst(user), published): Survey<Analyst>,
    Form(fields): Form,
) -> Result<Response, Error> {
    let asked = form_fields::parse(fields.first("query").unwrap_or_default().as_bytes()).ok_or(Error::bad_request())?;
    let query = CommentsQuery::parse(&asked, &published, clock::today(&published.organisation));
    let wrong = act(&store, &user, &published, query.question.as_ref(), &fields).await?;
    let page = crate::account::staff::survey_page(&context, &user, &published);
    if wrong.is_empty() {
        let address = query.address(query.before);
        let slug = &published.survey.slug;
        return Ok(reply::page::see_other(&format!("/admin/surveys/{slug}/comments?{address}&lang={}", page.locale)));
    }
    let mut data = gather(&store, published, query).await?;
    (data.typed, data.errors) = (fields, wrong);
    Ok(reply::page::page(StatusCode::UNPROCESSABLE_ENTITY, comment::page::render(&page, &data)))
}

/// Returns the errors of the input.
async fn act(
    store: &Store,
    user: &User,
    published: &PublishedSurvey,
    question: Option<&Key>,
    fields: &FormFields,
) -> Result<Vec<FieldError>, Error> {
    let survey = published.survey.id;
    let comment = || {
        let response = fields.first("comment").and_then(|id| id.parse::<ResponseId>().ok());
        response.zip(question).ok_or(Error::not_found())
    };
    let tag = || fields.first("tag").and_then(|number| number.parse::<i32>().ok()).ok_or(Error::not_found());
    let name = || typed(fields, "name", TagName::parse);
    let changed = || match user.rights.role >= Role::Editor {
        true => {
            tracing::info!(survey.slug = %published.survey.slug, user.id = %user.id.0, deed = fields.first("do"), "the tags of a survey are changed");
            Ok(())
        }
        false => Err(Error::not_allowed()),
    };
    let done = match fields.first("do") {
        Some("add") => {
            let (response, question) = comment()?;
            match name() {
                Ok(name) => store.tag_comment(survey, response, question, &name).await,
                Err(error) => Err(StoreError::Invalid(vec![error])),
            }
        }
        Some("remove") => {
            let (response, question) = comment()?;
            store.untag_comment(survey, response, question, tag()?).await
        }
        Some("rule") => {
            changed()?;
            match (name(), typed(fields, "rule", TagRule::parse)) {
                (Ok(name), Ok(rule)) => store.save_tag_rule(survey, &name, &rule).await,
                (name, rule) => Err(StoreError::Invalid(name.err().into_iter().chain(rule.err()).collect())),
            }
        }
        Some("drop-rule") => {
            changed()?;
            store.delete_tag_rule(survey, tag()?).await
        }
        Some("delete") => {
            changed()?;
            store.delete_tag(survey, tag()?).await
        }
        _ => return Err(Error::bad_request()),
    };
    match done {
        Ok(()) => {
            let audit = Audit::new(&user.email, AuditAction::TagsChanged, published.survey.slug.as_str());
            store.note_audit(user.organisation, &audit.with(fields.first("do").unwrap_or_default())).await?;
            Ok(Vec::new())
        }
        Err(StoreError::Invalid(errors)) => Ok(errors),
        Err(error) => Err(error.into()),
    }
}

fn typed<T>(fields: &FormFields, name: &'static str, parse: impl FnOnce(&str) -> Result<T, ErrorCode>) -> Result<T, FieldError> {
    parse(fields.first(name).unwrap_or_default()).map_err(|code| FieldError::new(name, code))
}
