//! The organisation of a new installation, until its owner gives its particulars.

use domain::organisation::{Organisation, OrganisationProfile};
use store::{Store, StoreError};

/// The organisation of this installation, made when there is none. Its contact is a phrase that is true of every survey,
/// until the administrator gives a better one.
///
/// # Errors
/// When the database cannot be used.
pub async fn default_organisation(store: &Store) -> Result<Organisation, StoreError> {
    match store.find_organisation().await? {
        Some(organisation) => Ok(organisation),
        None => store.create_organisation(&default_profile()).await,
    }
}

/// What a new organisation tells about itself while nobody said otherwise.
pub fn default_profile() -> OrganisationProfile {
    let contact = "de afzender van deze vragenlijst";
    OrganisationProfile::new("Mijn organisatie", contact, contact)
}
