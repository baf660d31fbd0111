//! `/admin/rights`: requests of people about their data. Those of another organisation do not exist for who is signed in. What is looked
//! for is posted, so that it stands in no address, no history and no log.

pub mod csv;
pub mod export;
pub(crate) mod person;
pub(crate) mod request;

use app::{message::Message, page::PageContext, rights::requests};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use domain::{
    account::user::User,
    calendar::Day,
    error::FieldError,
    form_fields::FormFields,
    id::RequestId,
    organisation::Organisation,
    rights::{NewRequest, RightsAction, RightsRequest},
};
use store::{CLOSED, Desk, NOT_EXTENDABLE, NOT_IDENTIFIED, StoreError};

use crate::{
    account::{sign_in::Owner, staff::attachment},
    http::{
        guard::origin,
        reply::{self, error::Error},
        request::{body::Form, context::Context},
        state::{App, AppState},
    },
    rights,
    site::pages::{organisation, today},
};

/// How many requests are shown; the file has all.
const MOST: u64 = 200;
/// More than a database has.
const ALL: u64 = i64::MAX as u64;

/// `GET /admin/rights`.
pub(crate) async fn list(State(app): State<AppState>, context: Context, Owner(user): Owner) -> Result<Response, Error> {
    page(&app, &context, &user, &FormFields::default(), &[]).await
}

/// `POST /admin/rights`: enters a request.
pub(crate) async fn create(
    State(app): State<AppState>,
    context: Context,
    Owner(user): Owner,
    Form(fields): Form,
) -> Result<Response, Error> {
    let today = today(&organisation(&app, &user).await?);
    match NewRequest::parse(&fields, today) {
        Err(errors) => page(&app, &context, &user, &fields, &errors).await,
        Ok(new) => {
            let id = app.store.create_rights_request(user.organisation, &new).await?;
            let locale = crate::account::staff::page(&app, &context, &user).locale;
            Ok(reply::page::see_other(&format!("/admin/rights/{id}?lang={locale}")))
        }
    }
}

/// `GET /admin/rights.csv`: every request, with its deadline and how it ended.
pub(crate) async fn csv(State(app): State<AppState>, Owner(user): Owner) -> Result<Response, Error> {
    let organisation = organisation(&app, &user).await?;
    let requests = app.store.list_rights_requests(organisation.id, ALL).await?;
    let csv = rights::csv::requests_csv(&requests, today(&organisation));
    let file = format!("klankbord-rights-{}.csv", today(&organisation));
    Ok(attachment(csv.into(), "text/csv; charset=utf-8", &file))
}

async fn page(app: &App, context: &Context, user: &User, typed: &FormFields, errors: &[FieldError]) -> Result<Response, Error> {
    let organisation = organisation(app, user).await?;
    let requests = app.store.list_rights_requests(organisation.id, MOST).await?;
    let restricted = app.store.count_restricted_of(organisation.id).await?;
    let page = requests::RightsPage { requests: &requests, restricted, today: today(&organisation), typed, errors };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(reply::page::page(status, requests::render(&crate::account::staff::page(app, context, user), &page)))
}

/// What every page about one request needs.
struct Opened {
    organisation: Organisation,
    request: RightsRequest,
    actions: Vec<RightsAction>,
    page: PageContext,
    today: Day,
    user: User,
    origin: String,
}

impl Opened {
    /// The request with this id, when it is the user's to see.
    async fn find(app: &App, context: &Context, headers: &HeaderMap, user: User, id: &str) -> Result<Self, Error> {
        let id: RequestId = id.parse().map_err(|_| Error::not_found())?;
        let organisation = organisation(app, &user).await?;
        let (request, actions) = app.store.get_rights_request(organisation.id, id).await?;
        let page = crate::account::staff::page(app, context, &user);
        Ok(Self { today: today(&organisation), request, actions, page, origin: origin::of(app, headers), organisation, user })
    }

    fn desk(&self) -> Desk<'_> {
        Desk { organisation: self.organisation.id, request: self.request.id, account: &self.user.email, origin: &self.origin }
    }

    /// The address of something under the request, in the language of this page.
    fn address(&self, rest: &str) -> String {
        format!("/admin/rights/{}{rest}", self.request.id)
    }

    fn go_to(&self, rest: &str, query: &str) -> Response {
        let joint = if query.is_empty() { "" } else { "&" };
        reply::page::see_other(&format!("{}?lang={}{joint}{query}", self.address(rest), self.page.locale))
    }

    /// Why it cannot be done now is said; anything else went wrong.
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
