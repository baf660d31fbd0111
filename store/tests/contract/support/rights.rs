//! A request at the rights desk, for several tests.

use domain::{
    calendar::Day,
    id::OrganisationId,
    rights::{Identity, NewRequest, Right},
};
use store::Desk;

use crate::support::database::TestStore;

/// The day of the test. The request was received ten days before.
pub(crate) const TODAY: Day = Day(20_779);

/// A request of a data subject who has a receipt.
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
