//! The check of the records against the log, for every table of which something can be said. It reads one snapshot page
//! by page, and changes nothing.

use domain::ledger::VerifierKey;
use sea_orm::DatabaseTransaction;

use super::{
    copies::{check_copies, check_links},
    keys::current_texts,
    record::{Faults, RecordReport},
    standing::check_responses,
    versions::Versions,
    visitors::check_visitors,
};
use crate::{error::StoreError, store::Store};

impl Store {
    /// Checks responses, visitors of websites, notices and questionnaires against the events, in constant memory.
    /// One of the trusted keys, if any is given, must be the registered one. `watch` receives the number of checked responses and visitors. That the events are those of the log is checked by
    /// [`Store::verify_log`].
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn verify_records(&self, trusted: &[VerifierKey], mut watch: impl FnMut(u64)) -> Result<RecordReport, StoreError> {
        let snapshot = self.snapshot().await?;
        let mut faults = Faults::default();
        check_key(&snapshot, trusted, &mut faults).await?;
        let versions = Versions::check(&snapshot, &mut faults).await?;
        let responses = check_responses(&snapshot, &versions, &mut faults, &mut watch).await?;
        let visitors = check_visitors(&snapshot, &versions, &mut faults, |done| watch(responses.checked + done)).await?;
        check_links(&snapshot, responses.links, &mut faults).await?;
        check_copies(&snapshot, &mut faults).await?;
        snapshot.commit().await?;
        let (responses, versions) = (responses.checked, versions.count());
        Ok(RecordReport { responses, visitors, versions, ..faults.into_report() })
    }
}

async fn check_key(snapshot: &DatabaseTransaction, trusted: &[VerifierKey], faults: &mut Faults) -> Result<(), StoreError> {
    let current = current_texts(snapshot).await?;
    // A key may be trusted under the name of one log.
    let public = |text: &str| text.splitn(3, '+').nth(2).unwrap_or_default().to_owned();
    let known: Vec<String> = trusted.iter().map(|key| public(&key.to_string())).collect();
    for text in current.iter().filter(|text| !trusted.is_empty() && !known.contains(&public(text))) {
        faults.add("ledger_key", text, "the registered key is not the trusted one");
    }
    if current.is_empty() && !trusted.is_empty() {
        faults.add("ledger_key", "none", "no key is registered as the one that signs");
    }
    Ok(())
}
