//! Websites and the published versions of their notices.

pub(crate) mod decisions;
pub(crate) mod numbers;
pub(crate) mod visitors;

use std::{sync::Arc, time::Instant};

use domain::{
    calendar::Millis,
    id::{NoticeVersionId, OrganisationId, SiteId, Slug},
    notice::{Notice, changes::asks_again},
    organisation::Organisation,
    site::{Site, SiteNotice, SiteSettings, published::PublishedSite},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, DatabaseTransaction, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, sea_query::Expr,
};

use crate::{
    clock::{id_at, now},
    database::{
        Backend,
        column::{Text, from_json, number, to_json},
    },
    entity::{notice_version, site},
    error::{StoreError, is_duplicate},
    notice::notice_of,
    store::Store,
};

impl Store {
    /// Creates a website and publishes its notice as version 1.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] (`key`) when the key is taken, [`StoreError::Invalid`] when settings or notice break
    /// the rules.
    pub async fn create_site(
        &self,
        organisation: &Organisation,
        key: &Slug,
        settings: &SiteSettings,
        notice: &Notice,
    ) -> Result<Arc<PublishedSite>, StoreError> {
        let created_at = now();
        let site = Site {
            id: SiteId(id_at(created_at)),
            organisation: organisation.id,
            key: key.clone(),
            settings: settings.clone(),
            created_at,
        };
        let mut errors = settings.check().err().unwrap_or_default();
        errors.extend(site.check_notice(notice).err().unwrap_or_default());
        if !errors.is_empty() {
            return Err(StoreError::Invalid(errors));
        }
        let transaction = self.begin().await?;
        let row = site::ActiveModel {
            id: Set(site.id.0),
            organisation_id: Set(organisation.id.0),
            key: Set(Text(key.clone())),
            settings: Set(to_json(settings)),
            current_notice_id: Set(None),
            created_at: Set(created_at.0),
        };
        match site::Entity::insert(row).exec_without_returning(&*transaction).await {
            Err(error) if is_duplicate(&error) => return Err(StoreError::Conflict("key")),
            other => other?,
        };
        publish(&transaction, &site, notice, 1, 1).await?;
        transaction.commit().await?;
        self.get_fresh_site(key).await
    }

    /// Publishes a notice as the next version, which is shown from now on. Unchanged content is not published again.
    /// Visitors who decided before are asked again only if what they decided about has changed.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an unknown website, [`StoreError::Invalid`] when the notice breaks the rules.
    pub async fn publish_site_notice(&self, key: &Slug, notice: &Notice) -> Result<Arc<PublishedSite>, StoreError> {
        self.publish_next(key, None, notice).await
    }

    /// As [`Store::publish_site_notice`], for a notice that was edited from version `base`. A version that was
    /// published since is not overwritten.
    ///
    /// # Errors
    /// As there, and [`StoreError::Conflict`] (`base`) when another version is shown now.
    pub async fn publish_site_notice_over(
        &self,
        key: &Slug,
        base: u32,
        notice: &Notice,
    ) -> Result<Arc<PublishedSite>, StoreError> {
        self.publish_next(key, Some(base), notice).await
    }

    async fn publish_next(&self, key: &Slug, base: Option<u32>, notice: &Notice) -> Result<Arc<PublishedSite>, StoreError> {
        let transaction = self.begin().await?;
        let row = {
            let query = site::Entity::find().filter(site::Column::Key.eq(key.as_str()));
            // On SQLite the transaction holds the only write lock from its start.
            let query = if self.backend() == Backend::Postgres { query.lock_exclusive() } else { query };
            query.one(&*transaction).await?.ok_or(StoreError::NotFound)?
        };
        let current = row.current_notice_id.ok_or(StoreError::NotFound)?;
        let current = notice_version::Entity::find_by_id(current).one(&*transaction).await?.ok_or(StoreError::NotFound)?;
        let current = site_notice_of(current)?;
        let site = site_of(row)?;
        site.check_notice(notice).map_err(StoreError::Invalid)?;
        if base.is_some_and(|base| base != current.published.number) {
            return Err(StoreError::Conflict("base"));
        }
        if current.published.hash != notice.content_hash() {
            let ask = current.ask + u32::from(asks_again(&current.published.notice, notice));
            publish(&transaction, &site, notice, current.published.number + 1, ask).await?;
            transaction.commit().await?;
        }
        self.get_fresh_site(key).await
    }

    /// The website with this key. It may be a second old.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn find_site(&self, key: &Slug) -> Result<Option<Arc<PublishedSite>>, StoreError> {
        if let Some(site) = self.inner.cache.site(key) {
            return Ok(Some(site));
        }
        match self.get_fresh_site(key).await {
            Err(StoreError::NotFound) => Ok(None),
            other => other.map(Some),
        }
    }

    /// Whether a website with this key was found before. It does not query the database, so guessed keys cost no query.
    pub fn knows_site(&self, key: &Slug) -> bool {
        self.inner.cache.knows_site(key)
    }

    /// Every website, the oldest first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_sites(&self) -> Result<Vec<PublishedSite>, StoreError> {
        let rows = site::Entity::find().order_by_asc(site::Column::Id).all(self.read()).await?;
        let mut sites = Vec::with_capacity(rows.len());
        for row in rows {
            sites.push(self.published_site(row).await?);
        }
        Ok(sites)
    }

    /// A published version of the notice of a website. Versions are immutable, so the cache keeps them.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn find_site_notice(&self, site: SiteId, version: u32) -> Result<Option<Arc<SiteNotice>>, StoreError> {
        if let Some(notice) = self.inner.cache.site_notice(site, version) {
            return Ok(Some(notice));
        }
        let Ok(version) = i32::try_from(version) else { return Ok(None) };
        let row = notice_version::Entity::find()
            .filter(notice_version::Column::SiteId.eq(site.0))
            .filter(notice_version::Column::Number.eq(version))
            .one(self.read())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let notice = Arc::new(site_notice_of(row)?);
        self.inner.cache.keep_site_notice(site, Arc::clone(&notice));
        Ok(Some(notice))
    }

    /// Every published version of the notice of a website, the oldest first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_site_notices(&self, site: SiteId) -> Result<Vec<SiteNotice>, StoreError> {
        let rows = notice_version::Entity::find()
            .filter(notice_version::Column::SiteId.eq(site.0))
            .order_by_asc(notice_version::Column::Number)
            .all(self.read())
            .await?;
        rows.into_iter().map(site_notice_of).collect()
    }

    /// The website with this identifier, with its current notice.
    pub(crate) async fn get_site(&self, id: SiteId) -> Result<PublishedSite, StoreError> {
        let row = site::Entity::find_by_id(id.0).one(self.read()).await?.ok_or(StoreError::NotFound)?;
        self.published_site(row).await
    }

    /// A version by its identifier.
    pub(crate) async fn get_site_notice(&self, id: NoticeVersionId) -> Result<SiteNotice, StoreError> {
        site_notice_of(notice_version::Entity::find_by_id(id.0).one(self.read()).await?.ok_or(StoreError::NotFound)?)
    }

    /// As [`Store::find_site`], but never from the cache: for a caller that is about to change it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Unavailable`].
    pub async fn get_fresh_site(&self, key: &Slug) -> Result<Arc<PublishedSite>, StoreError> {
        let asked_at = Instant::now();
        let row = site::Entity::find().filter(site::Column::Key.eq(key.as_str())).one(self.read()).await?;
        let site = Arc::new(self.published_site(row.ok_or(StoreError::NotFound)?).await?);
        self.inner.cache.keep_site(Arc::clone(&site), asked_at);
        Ok(site)
    }

    async fn published_site(&self, row: site::Model) -> Result<PublishedSite, StoreError> {
        let current = row.current_notice_id.ok_or(StoreError::NotFound)?;
        let notice = Arc::new(self.get_site_notice(NoticeVersionId(current)).await?);
        let organisation = self.load_organisation(self.read(), OrganisationId(row.organisation_id)).await?.organisation;
        Ok(PublishedSite { site: site_of(row)?, organisation, notice })
    }
}

async fn publish(
    transaction: &DatabaseTransaction,
    site: &Site,
    notice: &Notice,
    version: u32,
    ask: u32,
) -> Result<(), StoreError> {
    let published_at = now();
    let id = id_at(published_at);
    let stored = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    let row = notice_version::ActiveModel {
        id: Set(id),
        organisation_id: Set(site.organisation.0),
        survey_id: Set(None),
        site_id: Set(Some(site.id.0)),
        number: Set(stored(version)),
        ask: Set(Some(stored(ask))),
        hash: Set(notice.content_hash().0.to_vec()),
        content: Set(to_json(notice)),
        published_at: Set(published_at.0),
    };
    notice_version::Entity::insert(row).exec_without_returning(transaction).await?;
    site::Entity::update_many()
        .col_expr(site::Column::CurrentNoticeId, Expr::value(id))
        .filter(site::Column::Id.eq(site.id.0))
        .exec(transaction)
        .await?;
    Ok(())
}

fn site_of(row: site::Model) -> Result<Site, StoreError> {
    Ok(Site {
        id: SiteId(row.id),
        organisation: OrganisationId(row.organisation_id),
        key: row.key.0,
        settings: from_json(&row.settings, "the settings of a website")?,
        created_at: Millis(row.created_at),
    })
}

fn site_notice_of(row: notice_version::Model) -> Result<SiteNotice, StoreError> {
    let ask = number(row.ask.ok_or_else(|| StoreError::unreadable("the notice of a website"))?);
    let published_at = Millis(row.published_at);
    Ok(SiteNotice { published: notice_of(row)?, ask, published_at })
}
