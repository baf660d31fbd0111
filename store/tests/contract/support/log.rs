//! The log of a test: its key, a survey whose key is registered, and sealing.

use domain::{
    ledger::{LastCheckpoints, LogKey},
    survey::{published::PublishedSurvey, template::Template},
};
use store::{Sealing, Store};

use crate::support::sample;

/// The signing key.
pub(crate) fn key() -> LogKey {
    LogKey::from_seed(&[7; 32])
}

/// A survey, with the key registered.
pub(crate) async fn ready(store: &Store) -> PublishedSurvey {
    store.register_ledger_key(&key().verifier()).await.unwrap();
    sample::survey(store, Template::Nps).await
}

/// Seals all waiting events, and returns their number.
pub(crate) async fn seal(store: &Store) -> usize {
    let mut sealed = 0;
    loop {
        match store.seal(&key(), &LastCheckpoints::default()).await.unwrap() {
            Sealing::Done { events, more } => {
                sealed += events;
                if !more {
                    return sealed;
                }
            }
            refused => panic!("{refused:?}"),
        }
    }
}
