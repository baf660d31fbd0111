//! Signing in and out. Neither the texts nor the duration may reveal whether an address has an account.

use std::sync::Arc;

use app::account::sign_in::{self, SignInNotice, SignInPage};
use axum::{
    extract::{FromRef, FromRequest as _, FromRequestParts, OptionalFromRequestParts, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use domain::{
    account::{
        audit::{Audit, AuditAction},
        role::Role,
        user::User,
    },
    contact::EmailAddress,
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use store::Store;

use crate::{
    account::{
        self, password,
        session::{self, Device},
        throttle::Browser,
    },
    http::{
        guard::limits::Limits,
        installation::Installation,
        reply::{self, error::Error},
        request::{body::Form, context::Context, return_path},
    },
};

const OVERVIEW: &str = "/admin";

/// `GET /sign-in`: the form. A signed-in user is redirected.
pub(crate) async fn show(context: Context, user: Option<SignedIn>) -> Result<Response, Error> {
    let query = context.query();
    let next = query.first("next").unwrap_or_default();
    if user.is_some() {
        return Ok(reply::page::see_other(return_path::path(next).unwrap_or(OVERVIEW)));
    }
    let notice = match query.first("signed-out") {
        Some("everywhere") => SignInNotice::SignedOutEverywhere,
        Some(_) => SignInNotice::SignedOut,
        None => SignInNotice::None,
    };
    Ok(page(&context, StatusCode::OK, &SignInPage { email: "", next, notice }))
}

/// `POST /sign-in`.
pub(crate) async fn sign_in(
    State(state): State<Arc<account::State>>,
    State(limits): State<Limits>,
    context: Context,
    request: Request,
) -> Result<Response, Error> {
    let (caller, headers) = (limits.caller(&request), request.headers().clone());
    let Form(fields) = Form::from_request(request, &state).await?;
    let [email, password, next] = ["email", "password", "next"].map(|name| fields.first(name).unwrap_or_default());
    let again = |status, notice| page(&context, status, &SignInPage { email, next, notice });
    let user = match EmailAddress::parse(email) {
        Ok(address) => state.store.find_user(&address).await?,
        Err(_) => None,
    };
    let device = Device::find(&state.store, &headers, context.is_https()).await?;
    let browser = match user.as_ref().and_then(|user| device.known_to(user.id)) {
        Some(device) => Browser::Known(device),
        None if caller.is_shared => Browser::Shared(caller.client),
        None => Browser::Elsewhere(caller.client),
    };
    let attempt = match state.throttle.begin(&email.trim().to_lowercase(), browser) {
        Ok(attempt) => attempt,
        Err(wait) => {
            let seconds = wait.as_secs().saturating_add(1);
            let mut response = again(StatusCode::TOO_MANY_REQUESTS, SignInNotice::Throttled(seconds));
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            return Ok(response);
        }
    };
    let hash = user.as_ref().map(|user| user.password_hash.clone());
    // A text that cannot be a password is replaced by an empty one, which takes as long to check and is never right.
    let candidate = if password::check_length(password).is_ok() { password } else { "" };
    let is_right = state.passwords.verify(candidate.to_owned(), hash).await?;
    match user {
        Some(user) if is_right => {
            attempt.succeeded();
            enter(&state.store, &context, &headers, &device, &user, return_path::path(next).unwrap_or(OVERVIEW)).await
        }
        user => {
            note_failure(&state, user.as_ref(), attempt.starts_delay).await;
            Ok(again(StatusCode::UNPROCESSABLE_ENTITY, SignInNotice::Failed))
        }
    }
}

/// Notes a failure in the audit log, whether or not the address has an account, because both must take as long. What
/// was typed as an address is not kept without an account: it may be a password.
async fn note_failure(state: &account::State, user: Option<&User>, starts_delay: bool) {
    if !state.throttle.may_note() {
        tracing::warn!(event = AuditAction::SignInFailed.name(), "not in the audit log: there are too many");
        return;
    }
    let failed = [Some(AuditAction::SignInFailed), starts_delay.then_some(AuditAction::SignInDelayed)];
    for action in failed.into_iter().flatten() {
        let audit = Audit { actor: String::new(), action, object: user.map(|user| user.email.clone()), detail: None };
        let noted = match state.store.find_organisation().await {
            Ok(Some(organisation)) => state.store.note_audit(organisation.id, &audit).await,
            Ok(None) => Ok(()),
            Err(error) => Err(error),
        };
        if let Err(error) = noted {
            tracing::warn!(%error, "a failed sign-in is not in the audit log");
        }
    }
}

/// `POST /sign-out`: ends the session in this browser.
pub(crate) async fn sign_out(State(store): State<Store>, context: Context, headers: HeaderMap) -> Result<Response, Error> {
    let cookie = session::end(&store, &headers, context.is_https()).await?;
    Ok(with_cookies(reply::page::see_other("/sign-in?signed-out=here"), [cookie]))
}

/// `POST /sign-out-everywhere`: ends every session of the user.
pub(crate) async fn sign_out_everywhere(
    State(store): State<Store>,
    context: Context,
    SignedIn(user): SignedIn,
) -> Result<Response, Error> {
    store.delete_sessions(user.id).await?;
    Ok(with_cookies(reply::page::see_other("/sign-in?signed-out=everywhere"), [session::forget(context.is_https())]))
}

/// Starts a session and redirects.
pub(crate) async fn enter(
    store: &Store,
    context: &Context,
    headers: &HeaderMap,
    device: &Device,
    user: &User,
    next: &str,
) -> Result<Response, Error> {
    let cookies = session::start(store, user.id, headers, device, context.is_https()).await?;
    Ok(with_cookies(reply::page::see_other(next), cookies))
}

/// An extractor that provides the signed-in user.
pub(crate) trait HasUser: Send + Sync {
    /// The signed-in user.
    fn user(&self) -> &User;
}

impl HasUser for SignedIn {
    fn user(&self) -> &User {
        &self.0
    }
}

/// A signed-in user. Other visitors are redirected to the sign-in page.
pub(crate) struct SignedIn(pub(crate) User);

impl<S: Send + Sync> FromRequestParts<S> for SignedIn
where
    Store: FromRef<S>,
    Arc<Installation>: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        match find(parts, state).await.map_err(IntoResponse::into_response)? {
            Some(user) => Ok(Self(user)),
            None => Err(reply::page::see_other(&sign_in_address(parts))),
        }
    }
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for SignedIn
where
    Store: FromRef<S>,
    Arc<Installation>: FromRef<S>,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, Error> {
        Ok(find(parts, state).await?.map(Self))
    }
}

/// Extractors for higher roles. A user with a lower role gets an error.
macro_rules! at_least {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => { $(
        $(#[$doc])*
        pub(crate) struct $name(pub(crate) User);

        impl HasUser for $name {
            fn user(&self) -> &User {
                &self.0
            }
        }

        impl<S: Send + Sync> FromRequestParts<S> for $name
        where
            Store: FromRef<S>,
            Arc<Installation>: FromRef<S>,
        {
            type Rejection = Response;

            async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
                let SignedIn(user) = <SignedIn as FromRequestParts<S>>::from_request_parts(parts, state).await?;
                match user.rights.role >= Role::$name {
                    true => Ok(Self(user)),
                    false => Err(Error::not_allowed().into_response()),
                }
            }
        }
    )* };
}

at_least! {
    /// A user who may read comments, and download responses.
    Analyst,
    /// A user who may create websites and publish notices.
    Editor,
    /// A user who may use the rights desk.
    Owner,
}

async fn find<S>(parts: &Parts, state: &S) -> Result<Option<User>, Error>
where
    Store: FromRef<S>,
    Arc<Installation>: FromRef<S>,
{
    let installation = Arc::<Installation>::from_ref(state);
    Ok(session::find_user(&Store::from_ref(state), &parts.headers, installation.is_https()).await?)
}

/// The address to return to after signing in, if the request changes nothing.
fn sign_in_address(parts: &Parts) -> String {
    let wanted = parts.uri.path_and_query().map_or(OVERVIEW, |path| path.as_str());
    if parts.method == Method::GET && wanted != OVERVIEW {
        format!("/sign-in?next={}", utf8_percent_encode(wanted, NON_ALPHANUMERIC))
    } else {
        "/sign-in".to_owned()
    }
}

fn with_cookies(mut response: Response, cookies: impl IntoIterator<Item = HeaderValue>) -> Response {
    for cookie in cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn page(context: &Context, status: StatusCode, page: &SignInPage<'_>) -> Response {
    reply::page::page(status, sign_in::render(&context.page(), page))
}
