//! The organisation of a new installation, before its owner enters its details.

use domain::organisation::{Organisation, OrganisationProfile};
use store::{Store, StoreError};

/// The organisation of this installation, created if there is none. Its contact is a general phrase that is true for
/// every survey, until the administrator replaces it.
///
/// # Errors
/// When the database cannot be used.
pub async fn default_organisation(store: &Store) -> Result<Organisation, StoreError> {
    match store.find_organisation().await? {
        Some(organisation) => Ok(organisation),
        None => store.create_organisation(&default_profile()).await,
    }
}

/// The default profile of a new organisation.
pub fn default_profile() -> OrganisationProfile {
    let contact = "de afzender van deze vragenlijst";
    OrganisationProfile::new("Mijn organisatie", contact, contact)
}
