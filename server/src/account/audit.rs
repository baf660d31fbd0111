//! `GET /admin/audit`: the audit log, for owners.

use std::sync::Arc;

use app::account::audit::{self, AuditPage};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::account::{
    audit::{Audit, AuditAction},
    user::User,
};
use store::{Store, StoreError};

use crate::{
    account::{self, sign_in::Owner, staff},
    http::{
        reply::{self, error::Error},
        request::context::Context,
    },
};

/// The entries of one page.
const PAGE: u64 = 100;

/// Shows the log: `action` names the only action that is shown, `before` is the last entry of the page before.
pub(crate) async fn show(
    State(state): State<Arc<account::State>>,
    context: Context,
    Owner(user): Owner,
) -> Result<Response, Error> {
    let query = context.whole_query()?;
    let action = query.first("action").filter(|name| !name.is_empty()).map(str::parse::<AuditAction>);
    let action = action.transpose().map_err(|_| Error::bad_request())?;
    let before = query.first("before").map(str::parse::<uuid::Uuid>).transpose().map_err(|_| Error::bad_request())?;
    let mut entries = state.store.list_audit(user.organisation, action, before, PAGE + 1).await?;
    let has_older = entries.len() as u64 > PAGE;
    entries.truncate(PAGE as usize);
    let organisation = staff::organisation(&state.store, &user).await?;
    let shown = AuditPage {
        organisation: &organisation,
        entries: &entries,
        action,
        has_older,
        has_newer: before.is_some(),
        months: state.audit_months,
    };
    Ok(reply::page::page(StatusCode::OK, audit::render(&staff::page(&context, &user), &shown)))
}

/// Notes that a user downloads a file with figures of `of`, or with requests of data subjects. To be called before it is sent.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub(crate) async fn note_file(store: &Store, user: &User, of: &str, file: &str) -> Result<(), StoreError> {
    let audit = Audit::new(&user.email, AuditAction::FileDownloaded, of).with(file);
    store.note_audit(user.organisation, &audit).await
}
