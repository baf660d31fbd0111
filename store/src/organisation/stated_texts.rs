//! What an organisation states in its notices, stored in its profile. Every notice that is drafted from then on says it.

use domain::{
    account::audit::{Audit, AuditAction},
    id::OrganisationId,
    organisation::{Organisation, OrganisationProfile, stated_texts::StatedTexts},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr};

use crate::{
    account::audit,
    database::column::{from_json, to_json},
    entity::organisation,
    error::StoreError,
    store::Store,
};

impl Store {
    /// Stores what an organisation states, in place of what it stated before. Notices that are published keep their texts.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an unknown organisation; [`StoreError::Invalid`] with each error of the profile.
    pub async fn state_texts(&self, id: OrganisationId, who: &str, stated: &StatedTexts) -> Result<Organisation, StoreError> {
        let transaction = self.begin().await?;
        let row = organisation::Entity::find_by_id(id.0).one(&*transaction).await?.ok_or(StoreError::NotFound)?;
        let read: OrganisationProfile = from_json(&row.profile, "the profile of an organisation")?;
        let profile = OrganisationProfile { stated: stated.clone(), ..read };
        profile.validate().map_err(StoreError::Invalid)?;
        organisation::Entity::update_many()
            .col_expr(organisation::Column::Profile, Expr::value(to_json(&profile)))
            .filter(organisation::Column::Id.eq(id.0))
            .exec(&*transaction)
            .await?;
        let texts: Vec<_> = stated.fields().into_iter().filter(|(_, text)| text.is_some()).map(|(field, _)| field).collect();
        let detail = if texts.is_empty() { "standard texts".to_owned() } else { texts.join(" ") };
        let audit = Audit { actor: who.to_owned(), action: AuditAction::SettingChanged, object: None, detail: Some(detail) };
        audit::add(&*transaction, id, &audit).await?;
        transaction.commit().await?;
        self.inner.cache.forget_organisation(id);
        self.inner.cache.forget_surveys();
        Ok(Organisation { id, profile })
    }
}
