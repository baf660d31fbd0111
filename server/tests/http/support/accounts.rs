//! Accounts for tests: created, given a role, and signed in.

use domain::{
    account::role::{Rights, Role},
    contact::EmailAddress,
    id::OrganisationId,
};
use server::account::password;

use crate::support::app::{Fields, Reply, TestApp};

pub(crate) const EMAIL: &str = "marketeer@voorbeeld.nl";
pub(crate) const PASSWORD: &str = "een heel lang wachtwoord";

/// Creates an account.
pub(crate) async fn account(app: &TestApp) {
    owner(app, EMAIL).await;
}

/// Creates an owner.
pub(crate) async fn owner(app: &TestApp, email: &str) {
    let organisation = app.store.find_organisation().await.unwrap().unwrap();
    owner_of(app, organisation.id, email).await;
}

/// Creates an owner of an organisation.
pub(crate) async fn owner_of(app: &TestApp, organisation: OrganisationId, email: &str) {
    let email = EmailAddress::parse(email).unwrap();
    app.store.create_user(organisation, &email, &password::hash(PASSWORD).unwrap(), &Rights::of(Role::Owner)).await.unwrap();
}

/// Creates an account and signs in. Returns the cookie.
pub(crate) async fn signed_in(app: &TestApp) -> String {
    account(app).await;
    let reply = sign_in(app, EMAIL, PASSWORD, "").await;
    assert_eq!(reply.location(), "/admin");
    reply.cookie()
}

/// Signs in with an account that was created here. Returns the cookie.
pub(crate) async fn signed_in_with(app: &TestApp, email: &str) -> String {
    sign_in(app, email, PASSWORD, "").await.cookie()
}

pub(crate) async fn sign_in(app: &TestApp, email: &str, password: &str, next: &str) -> Reply {
    app.post("/sign-in", &Fields::new(&[("email", email), ("password", password), ("next", next)])).await
}

/// Signs in with these rights, next to an owner.
pub(crate) async fn signed_in_as(app: &TestApp, rights: Rights) -> String {
    let cookie = signed_in(app).await;
    owner(app, "eigenaar@voorbeeld.nl").await;
    app.store.set_rights(&EmailAddress::parse(EMAIL).unwrap(), &rights).await.unwrap();
    cookie
}

/// Gives the signed-in account another role.
pub(crate) async fn set_role(app: &TestApp, role: Role) {
    app.store.set_rights(&EmailAddress::parse(EMAIL).unwrap(), &Rights::of(role)).await.unwrap();
}
