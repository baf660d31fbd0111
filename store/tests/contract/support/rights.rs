//! A request at the rights desk, as several tests need one.

use domain::{
    calendar::Day,
    id::OrganisationId,
    rights::{Identity, NewRequest, Right},
};
use store::Desk;

use crate::support::database::TestStore;

/// The day on which a request is looked at; it was received ten days before.
pub(crate) const TODAY: Day = Day(20_779);

/// A request of somebody who has a receipt.
pub(crate) async fn request(store: &TestStore, organisation: OrganisationId) -> Desk<'static> {
    let new = NewRequest {
        rights: vec![Right::Access, Right::Erasure],
        reference: "K-12".to_owned(),
        identity: Identity::Receipt,
        received: Day(TODAY.0 - 10),
    };
    let request = store.create_rights_request(organisation, &new).await.unwrap();
    Desk { organisation, request, account: "privacy@voorbeeld.nl", origin: "https://voorbeeld.nl" }
}
