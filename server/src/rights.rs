//! `/admin/rights`: requests of data subjects. Those of another organisation are not found. Searches are posted, so
//! that the search term is in no address, no history and no log.

pub mod csv;
pub mod export;
pub(crate) mod person;
pub(crate) mod request;

use std::sync::Arc;

use app::{message::Message, page::PageContext, rights::requests};
use axum::{
    extract::{FromRef, FromRequestParts, Path, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use domain::{
    account::{
        audit::{Audit, AuditAction},
        user::User,
    },
    calendar::Day,
    error::FieldError,
    form_fields::FormFields,
    id::RequestId,
    organisation::Organisation,
    rights::{NewRequest, RightsAction, RightsRequest},
};
use serde::Deserialize;
use store::{CLOSED, Desk, NOT_EXTENDABLE, NOT_IDENTIFIED, Store, StoreError};

use crate::{
    account::{audit::note_file, sign_in::Owner, staff::organisation},
    http::{
        installation::Installation,
        reply::{self, error::Error, page::attachment},
        request::{
            body::{Form, is_in_other_language},
            context::Context,
        },
    },
    rights,
    site::pages::today,
};

/// How many requests the page shows. The file has all.
const MAX_SHOWN_REQUESTS: u64 = 200;
/// More than any database has.
const EVERY_REQUEST: u64 = i64::MAX as u64;

/// `GET /admin/rights`.
pub(crate) async fn list(State(store): State<Store>, context: Context, Owner(user): Owner) -> Result<Response, Error> {
    page(&store, &context, &user, &FormFields::default(), &[]).await
}

/// `POST /admin/rights`: creates a request.
pub(crate) async fn create(
    State(store): State<Store>,
    context: Context,
    Owner(user): Owner,
    Form(fields): Form,
) -> Result<Response, Error> {
    if is_in_other_language(&fields) {
        return page(&store, &context, &user, &fields, &[]).await;
    }
    let today = today(&organisation(&store, &user).await?);
    match NewRequest::parse(&fields, today) {
        Err(errors) => page(&store, &context, &user, &fields, &errors).await,
        Ok(new) => {
            let id = store.create_rights_request(user.organisation, &new).await?;
            let audit = Audit::new(&user.email, AuditAction::RightsHandled, id.to_string()).with("entered");
            store.note_audit(user.organisation, &audit).await?;
            let locale = crate::account::staff::page(&context, &user).locale;
            Ok(reply::page::see_other(&format!("/admin/rights/{id}?lang={locale}")))
        }
    }
}

/// `GET /admin/rights.csv`: every request, with its deadline and its outcome.
pub(crate) async fn csv(State(store): State<Store>, Owner(user): Owner) -> Result<Response, Error> {
    let organisation = organisation(&store, &user).await?;
    let requests = store.list_rights_requests(organisation.id, EVERY_REQUEST).await?;
    let csv = rights::csv::requests_csv(&requests, today(&organisation));
    let file = format!("klankbord-rights-{}.csv", today(&organisation));
    note_file(&store, &user, "rights", &file).await?;
    Ok(attachment(csv.into(), "text/csv; charset=utf-8", &file))
}

async fn page(
    store: &Store,
    context: &Context,
    user: &User,
    typed: &FormFields,
    errors: &[FieldError],
) -> Result<Response, Error> {
    let organisation = organisation(store, user).await?;
    let requests = store.list_rights_requests(organisation.id, MAX_SHOWN_REQUESTS).await?;
    let restricted = store.count_restricted_of(organisation.id).await?;
    let page = requests::RightsPage { requests: &requests, restricted, today: today(&organisation), typed, errors };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(reply::page::page(status, requests::render(&crate::account::staff::page(context, user), &page)))
}

/// The data that every page about one request needs.
pub(crate) struct OpenRequest {
    organisation: Organisation,
    request: RightsRequest,
    actions: Vec<RightsAction>,
    page: PageContext,
    today: Day,
    user: User,
    origin: String,
}

/// The id of the request in an address.
#[derive(Deserialize)]
struct At {
    request: String,
}

/// The request with the id of the address, if the user may see it.
impl<S: Send + Sync> FromRequestParts<S> for OpenRequest
where
    Store: FromRef<S>,
    Arc<Installation>: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let Owner(user) = Owner::from_request_parts(parts, state).await?;
        let Ok(context) = Context::from_request_parts(parts, state).await;
        let path = Path::<At>::from_request_parts(parts, state).await.map_err(IntoResponse::into_response)?;
        let opened = Self::find(&Store::from_ref(state), &context, user, &path.request).await;
        opened.map_err(IntoResponse::into_response)
    }
}

impl OpenRequest {
    async fn find(store: &Store, context: &Context, user: User, id: &str) -> Result<Self, Error> {
        let id: RequestId = id.parse().map_err(|_| Error::not_found())?;
        let organisation = organisation(store, &user).await?;
        let (request, actions) = store.get_rights_request(organisation.id, id).await?;
        let page = crate::account::staff::page(context, &user);
        Ok(Self { today: today(&organisation), request, actions, page, origin: context.recorded_origin(), organisation, user })
    }

    fn desk(&self) -> Desk<'_> {
        Desk { organisation: self.organisation.id, request: self.request.id, account: &self.user.email, origin: &self.origin }
    }

    /// An address below the request, in the language of this page.
    fn address(&self, rest: &str) -> String {
        format!("/admin/rights/{}{rest}", self.request.id)
    }

    fn go_to(&self, rest: &str, query: &str) -> Response {
        let joint = if query.is_empty() { "" } else { "&" };
        reply::page::see_other(&format!("{}?lang={}{joint}{query}", self.address(rest), self.page.locale))
    }

    /// The page that says why the action is refused. Other errors are returned.
    fn refused(&self, error: StoreError) -> Result<Response, Error> {
        let message = match error {
            StoreError::Conflict(CLOSED) => Message::RequestClosed,
            StoreError::Conflict(NOT_IDENTIFIED) => Message::NotIdentified,
            StoreError::Conflict(NOT_EXTENDABLE) => Message::NotExtendable,
            error => return Err(error.into()),
        };
        Ok(reply::page::page(StatusCode::CONFLICT, app::message::render(&self.page, message)))
    }
}
