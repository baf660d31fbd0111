//! Accounts of users, their sessions and set-up links. Only hashes of secrets are stored.

pub(crate) mod access_log;
pub(crate) mod api_keys;
pub(crate) mod audit;
pub(crate) mod sessions;

use domain::{
    account::{
        audit::{Audit, AuditAction},
        role::{Rights, Role},
        user::User,
    },
    calendar::Millis,
    contact::EmailAddress,
    hash::Sha256Hash,
    id::{OrganisationId, UserId},
    response::filter::Condition,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, DatabaseTransaction, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, sea_query::Expr,
};

use crate::{
    clock::{id_at, now},
    database::{Backend, column::Text},
    entity::account::{self, api_key, known_device, session, setup_link},
    error::{StoreError, is_duplicate},
    store::Store,
};

/// What becomes of the API keys that a removed account made.
#[derive(Clone, Copy, Debug)]
pub enum KeysOfRemoved<'a> {
    /// Nothing was chosen: the account may have none that still works.
    NotChosen,
    /// They stop working.
    End,
    /// They become those of another account.
    HandOver(&'a EmailAddress),
}

/// The only command that makes and changes accounts: who does so in the audit log.
const COMMAND: &str = "klankbord user";

impl Store {
    /// Creates an account.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] (`email`) when the address has one.
    pub async fn create_user(
        &self,
        organisation: OrganisationId,
        email: &EmailAddress,
        password_hash: &str,
        rights: &Rights,
    ) -> Result<User, StoreError> {
        let transaction = self.begin().await?;
        let user = insert_user(&transaction, organisation, email, password_hash, rights).await?;
        let audit = Audit::new(COMMAND, AuditAction::AccountMade, &user.email).with(words_of(rights));
        audit::add(&*transaction, organisation, &audit).await?;
        transaction.commit().await?;
        Ok(user)
    }

    /// The account with an address. Case is ignored.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn find_user(&self, email: &EmailAddress) -> Result<Option<User>, StoreError> {
        find_user(self.read(), email).await
    }

    /// Every account, the oldest first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_users(&self) -> Result<Vec<User>, StoreError> {
        let rows = account::Entity::find().order_by_asc(account::Column::Id).all(self.read()).await?;
        Ok(rows.into_iter().map(user_of).collect())
    }

    /// Removes an account with its sessions, and does with its API keys what was chosen.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Conflict`] (`owner`) if other accounts are left without an owner, (`keys`) if keys
    /// of the account still work and nothing was chosen, (`heir`) if the account that is to have them does not exist.
    pub async fn remove_user(&self, email: &EmailAddress, keys: KeysOfRemoved<'_>, who: &str) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let user = find_user(&*transaction, email).await?.ok_or(StoreError::NotFound)?;
        let of_same = account::Column::OrganisationId.eq(user.organisation.0);
        let is_last = account::Entity::find().filter(of_same).all(&*transaction).await?.len() == 1;
        if !is_last && self.is_only_owner(&transaction, &user).await? {
            return Err(StoreError::Conflict("owner"));
        }
        dispose_of_keys(&transaction, &user, keys, who).await?;
        forget_browsers(&transaction, user.id).await?;
        account::Entity::delete_by_id(user.id.0).exec(&*transaction).await?;
        audit::add(&*transaction, user.organisation, &Audit::new(who, AuditAction::AccountRemoved, &user.email)).await?;
        transaction.commit().await?;
        self.leave_traces();
        Ok(())
    }

    /// Changes the rights of an account, from the next request on.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Conflict`] (`owner`) when no owner would be left.
    pub async fn set_rights(&self, email: &EmailAddress, rights: &Rights) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let user = find_user(&*transaction, email).await?.ok_or(StoreError::NotFound)?;
        if rights.role != Role::Owner && self.is_only_owner(&transaction, &user).await? {
            return Err(StoreError::Conflict("owner"));
        }
        account::Entity::update_many()
            .col_expr(account::Column::Role, Expr::value(rights.role.name()))
            .col_expr(account::Column::OnlyWhere, Expr::value(rights.only.as_ref().map(ToString::to_string)))
            .filter(account::Column::Id.eq(user.id.0))
            .exec(&*transaction)
            .await?;
        let audit = Audit::new(COMMAND, AuditAction::RightsChanged, &user.email).with(format!(
            "{} -> {}",
            words_of(&user.rights),
            words_of(rights)
        ));
        audit::add(&*transaction, user.organisation, &audit).await?;
        Ok(transaction.commit().await?)
    }

    /// Whether an account is the only owner of its organisation. Of two concurrent calls, the second waits for the
    /// first.
    async fn is_only_owner(&self, transaction: &DatabaseTransaction, user: &User) -> Result<bool, StoreError> {
        let owners = account::Entity::find()
            .filter(account::Column::OrganisationId.eq(user.organisation.0))
            .filter(account::Column::Role.eq(Role::Owner.name()))
            .order_by_asc(account::Column::Id);
        // On SQLite the transaction holds the only write lock from its start.
        let owners = if self.backend() == Backend::Postgres { owners.lock_exclusive() } else { owners };
        let owners = owners.all(transaction).await?;
        Ok(owners.len() == 1 && owners[0].id == user.id.0)
    }

    /// Replaces the password of an account and ends its sessions.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn set_password(&self, email: &EmailAddress, password_hash: &str) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let user = find_user(&*transaction, email).await?.ok_or(StoreError::NotFound)?;
        update_password(&transaction, user.id, password_hash).await?;
        audit::add(&*transaction, user.organisation, &Audit::new(COMMAND, AuditAction::PasswordSet, &user.email)).await?;
        Ok(transaction.commit().await?)
    }

    /// Stores the hash of a new set-up link. Earlier links for the same organisation and address stop working. With an
    /// address, the link sets the password of that account, which it creates with these rights if there is none.
    /// Without an address, it creates the first account of the organisation, with the address that is typed there.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn create_setup_link(
        &self,
        token: &Sha256Hash,
        organisation: OrganisationId,
        email: Option<&EmailAddress>,
        rights: &Rights,
        expires_at: Millis,
    ) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let email = email.map(login_name);
        let same = setup_link::Entity::delete_many().filter(setup_link::Column::OrganisationId.eq(organisation.0));
        let same = match &email {
            Some(email) => same.filter(setup_link::Column::Email.eq(email.as_str())),
            None => same.filter(setup_link::Column::Email.is_null()),
        };
        same.exec(&*transaction).await?;
        let row = setup_link::ActiveModel {
            token_hash: Set(token.0.to_vec()),
            organisation_id: Set(organisation.0),
            email: Set(email.clone()),
            role: Set(Text(rights.role)),
            only_where: Set(rights.only.clone().map(Text)),
            expires_at: Set(expires_at.0),
        };
        setup_link::Entity::insert(row).exec_without_returning(&*transaction).await?;
        let audit = Audit {
            actor: "klankbord".to_owned(),
            action: AuditAction::SetupLinkMade,
            object: email,
            detail: Some(words_of(rights)),
        };
        audit::add(&*transaction, organisation, &audit).await?;
        Ok(transaction.commit().await?)
    }

    /// The address of a valid set-up link. `None` if the link is for no particular address.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is unknown, used or expired.
    pub async fn find_setup_link(&self, token: &Sha256Hash) -> Result<Option<String>, StoreError> {
        Ok(get_setup_link(self.read(), token).await?.email)
    }

    /// Uses a set-up link: creates the account or sets its password, once.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the link is unknown, used or expired; [`StoreError::Conflict`] (`email`) when a
    /// link without an address is used for an address that has an account.
    pub async fn use_setup_link(
        &self,
        token: &Sha256Hash,
        email: &EmailAddress,
        password_hash: &str,
    ) -> Result<User, StoreError> {
        let transaction = self.begin().await?;
        let link = get_setup_link(&*transaction, token).await?;
        // The transaction that deletes the link uses it. A concurrent one finds nothing to delete.
        if setup_link::Entity::delete_by_id(token.0.to_vec()).exec(&*transaction).await?.rows_affected == 0 {
            return Err(StoreError::NotFound);
        }
        let organisation = OrganisationId(link.organisation_id);
        let rights = rights_of(link.role, link.only_where);
        let mut is_new = true;
        let user = match link.email {
            None => insert_user(&transaction, organisation, email, password_hash, &rights).await?,
            Some(address) if address != login_name(email) => return Err(StoreError::NotFound),
            Some(_) => match find_user(&*transaction, email).await? {
                Some(user) => {
                    is_new = false;
                    update_password(&transaction, user.id, password_hash).await?;
                    User { password_hash: password_hash.to_owned(), ..user }
                }
                None => insert_user(&transaction, organisation, email, password_hash, &rights).await?,
            },
        };
        let action = if is_new { AuditAction::AccountMade } else { AuditAction::PasswordSet };
        let audit = Audit::new(&user.email, action, &user.email).with(words_of(&user.rights));
        audit::add(&*transaction, organisation, &audit).await?;
        transaction.commit().await?;
        Ok(user)
    }
}

/// The address in lower case. Two addresses that differ only in case are the same.
fn login_name(email: &EmailAddress) -> String {
    email.as_str().to_lowercase()
}

/// Rights as the audit log has them.
fn words_of(rights: &Rights) -> String {
    match &rights.only {
        Some(only) => format!("{} ({only})", rights.role),
        None => rights.role.to_string(),
    }
}

fn rights_of(role: Text<Role>, only: Option<Text<Condition>>) -> Rights {
    Rights { role: role.0, only: only.map(|only| only.0) }
}

pub(crate) fn user_of(row: account::Model) -> User {
    User {
        rights: rights_of(row.role, row.only_where),
        id: UserId(row.id),
        organisation: OrganisationId(row.organisation_id),
        email: row.email,
        password_hash: row.password_hash,
        created_at: Millis(row.created_at),
    }
}

async fn find_user(connection: &impl ConnectionTrait, email: &EmailAddress) -> Result<Option<User>, StoreError> {
    let by_email = account::Entity::find().filter(account::Column::Email.eq(login_name(email)));
    Ok(by_email.one(connection).await?.map(user_of))
}

async fn insert_user(
    transaction: &DatabaseTransaction,
    organisation: OrganisationId,
    email: &EmailAddress,
    password_hash: &str,
    rights: &Rights,
) -> Result<User, StoreError> {
    let created_at = now();
    let row = account::Model {
        id: id_at(created_at),
        organisation_id: organisation.0,
        email: login_name(email),
        password_hash: password_hash.to_owned(),
        role: Text(rights.role),
        only_where: rights.only.clone().map(Text),
        created_at: created_at.0,
    };
    match account::Entity::insert(account::ActiveModel::from(row.clone())).exec_without_returning(transaction).await {
        Err(error) if is_duplicate(&error) => Err(StoreError::Conflict("email")),
        other => {
            other?;
            Ok(user_of(row))
        }
    }
}

async fn update_password(transaction: &DatabaseTransaction, user: UserId, password_hash: &str) -> Result<(), StoreError> {
    account::Entity::update_many()
        .col_expr(account::Column::PasswordHash, Expr::value(password_hash))
        .filter(account::Column::Id.eq(user.0))
        .exec(transaction)
        .await?;
    forget_browsers(transaction, user).await
}

async fn dispose_of_keys(
    transaction: &DatabaseTransaction,
    user: &User,
    keys: KeysOfRemoved<'_>,
    who: &str,
) -> Result<(), StoreError> {
    let working = api_keys::working_of(user.organisation, &user.email, now());
    match keys {
        KeysOfRemoved::NotChosen => {
            let has_some = api_key::Entity::find().filter(working).one(transaction).await?.is_some();
            return if has_some { Err(StoreError::Conflict("keys")) } else { Ok(()) };
        }
        KeysOfRemoved::End => {
            api_key::Entity::update_many()
                .col_expr(api_key::Column::RevokedAt, Expr::value(now().0))
                .col_expr(api_key::Column::RevokedBy, Expr::value(who))
                .filter(working)
                .exec(transaction)
                .await?;
            let audit = Audit::new(who, AuditAction::KeyRevoked, &user.email).with("all of a removed account");
            audit::add(transaction, user.organisation, &audit).await?;
        }
        KeysOfRemoved::HandOver(heir) => {
            let found = find_user(transaction, heir).await?;
            let heir = found.filter(|heir| heir.organisation == user.organisation && heir.id != user.id);
            let heir = heir.ok_or(StoreError::Conflict("heir"))?;
            api_key::Entity::update_many()
                .col_expr(api_key::Column::MadeBy, Expr::value(heir.email.as_str()))
                .filter(working)
                .exec(transaction)
                .await?;
            let audit = Audit::new(who, AuditAction::KeysHandedOver, &user.email).with(format!("to {}", heir.email));
            audit::add(transaction, user.organisation, &audit).await?;
        }
    }
    Ok(())
}

/// Ends the sessions of an account, and forgets the browsers in which it signed in.
async fn forget_browsers(transaction: &DatabaseTransaction, user: UserId) -> Result<(), StoreError> {
    session::Entity::delete_many().filter(session::Column::AccountId.eq(user.0)).exec(transaction).await?;
    known_device::Entity::delete_many().filter(known_device::Column::AccountId.eq(user.0)).exec(transaction).await?;
    Ok(())
}

async fn get_setup_link(connection: &impl ConnectionTrait, token: &Sha256Hash) -> Result<setup_link::Model, StoreError> {
    let live = setup_link::Entity::find_by_id(token.0.to_vec()).filter(setup_link::Column::ExpiresAt.gt(now().0));
    live.one(connection).await?.ok_or(StoreError::NotFound)
}
