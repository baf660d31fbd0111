//! What commands and jobs did, in the audit log. A deed that is done stays done, so a failure to note it is only logged.

use domain::account::audit::Audit;
use store::{Store, StoreError};

/// Adds an entry about a deed that is done. Without an organisation there is no log yet.
pub(crate) async fn note_act(store: &Store, audit: Audit) {
    if let Err(error) = add(store, &audit).await {
        tracing::error!(event = audit.action.name(), %error, "it is done, but not in the audit log");
    }
}

async fn add(store: &Store, audit: &Audit) -> Result<(), StoreError> {
    match store.find_organisation().await? {
        Some(organisation) => store.note_audit(organisation.id, audit).await,
        None => Ok(()),
    }
}
