//! How often the notice of a website was shown, and the decisions: sums of counters, made by the database. They hold no
//! data of a single visitor.

use std::collections::{BTreeMap, HashMap};

use domain::{
    calendar::Day,
    id::{Key, SiteId},
    locale::Locale,
    site::{
        Counted, Days, OptIn, Tally,
        numbers::{SiteCount, SiteCountRow, SiteNumbers},
    },
};
use sea_orm::{
    ColumnTrait as _, DatabaseTransaction, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select,
    sea_query::{Expr, SimpleExpr},
};
use uuid::Uuid;

use crate::{
    database::column::{Text, count_from_db, number},
    entity::{
        notice_version,
        site::{decision_count, purpose_count},
    },
    error::StoreError,
    store::Store,
};

impl Store {
    /// The numbers of a website, all from one snapshot of the database.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn get_site_numbers(&self, site: SiteId, days: Days) -> Result<SiteNumbers, StoreError> {
        let snapshot = self.snapshot().await?;
        let versions = kinds::<i32>(with_version(kinds_of(site, days)), notice_version::Column::Number, &snapshot).await?;
        let locales = kinds::<Text<Locale>>(kinds_of(site, days), decision_count::Column::Locale, &snapshot).await?;
        let by_day = kinds::<i32>(kinds_of(site, days), decision_count::Column::Day, &snapshot).await?;
        let purposes = purpose_count::Entity::find()
            .select_only()
            .column_as(Expr::col(purpose_count::Column::Purpose), "purpose")
            .column_as(sum("offered"), "offered")
            .column_as(sum("granted"), "granted")
            .filter(purpose_count::Column::SiteId.eq(site.0))
            .filter(purpose_count::Column::Day.between(days.from.0, days.to.0))
            .group_by(purpose_count::Column::Purpose)
            .order_by_asc(purpose_count::Column::Purpose)
            .into_tuple::<(Text<Key>, i64, i64)>()
            .all(&snapshot)
            .await?;
        snapshot.commit().await?;
        let mut total = Tally::default();
        for (_, tally) in &versions {
            total.extend(Counted::ALL.iter().map(|kind| (*kind, tally.of(*kind))));
        }
        Ok(SiteNumbers {
            total,
            versions: versions.into_iter().map(|(version, tally)| (number(version), tally)).collect(),
            locales: locales.into_iter().map(|(locale, tally)| (locale.0, tally)).collect(),
            days: by_day.into_iter().map(|(day, tally)| (Day(day), tally)).collect(),
            purposes: purposes.into_iter().map(|(key, offered, granted)| opt_in(key, offered, granted)).collect(),
        })
    }

    /// Every counter of a website over a period, by day, version and language. Counters of controls come before those
    /// of purposes.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_site_counts(&self, site: SiteId, days: Days) -> Result<Vec<SiteCountRow>, StoreError> {
        let snapshot = self.snapshot().await?;
        let kinds: Vec<KindRow> = with_version(kinds_of(site, days))
            .column(decision_count::Column::Day)
            .column(notice_version::Column::Number)
            .columns([decision_count::Column::Locale, decision_count::Column::Kind])
            .column(decision_count::Column::N)
            .into_tuple()
            .all(&snapshot)
            .await?;
        let purposes: Vec<PurposeRow> = purpose_count::Entity::find()
            .select_only()
            .inner_join(notice_version::Entity)
            .column(purpose_count::Column::Day)
            .column(notice_version::Column::Number)
            .columns([purpose_count::Column::Locale, purpose_count::Column::Purpose])
            .columns([purpose_count::Column::Offered, purpose_count::Column::Granted])
            .filter(purpose_count::Column::SiteId.eq(site.0))
            .filter(purpose_count::Column::Day.between(days.from.0, days.to.0))
            .into_tuple()
            .all(&snapshot)
            .await?;
        snapshot.commit().await?;
        let row = |day, version, locale: Text<Locale>, counted| SiteCountRow {
            day: Day(day),
            version: number(version),
            locale: locale.0,
            counted,
        };
        let kinds = kinds
            .into_iter()
            .map(|(day, version, locale, kind, n)| row(day, version, locale, SiteCount::Kind(kind.0, count_from_db(n))));
        let purposes = purposes.into_iter().map(|(day, version, locale, key, offered, granted)| {
            row(day, version, locale, SiteCount::Purpose(opt_in(key, offered, granted)))
        });
        let mut rows: Vec<SiteCountRow> = kinds.chain(purposes).collect();
        rows.sort_by(|a, b| a.order().cmp(&b.order()));
        Ok(rows)
    }

    /// The number of decisions on each website over a period, and how often its notice was shown.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_site_tallies(&self, days: Days) -> Result<HashMap<SiteId, Tally>, StoreError> {
        let rows: Vec<(Uuid, Text<Counted>, i64)> = decision_count::Entity::find()
            .select_only()
            .columns([decision_count::Column::SiteId, decision_count::Column::Kind])
            .column_as(sum("n"), "total")
            .filter(decision_count::Column::Day.between(days.from.0, days.to.0))
            .group_by(decision_count::Column::SiteId)
            .group_by(decision_count::Column::Kind)
            .into_tuple()
            .all(self.read())
            .await?;
        let mut sites: HashMap<SiteId, Tally> = HashMap::new();
        for (site, kind, n) in rows {
            sites.entry(SiteId(site)).or_default().add(kind.0, count_from_db(n));
        }
        Ok(sites)
    }
}

/// Day, version, language and kind of a counter, and its count.
type KindRow = (i32, i32, Text<Locale>, Text<Counted>, i64);

/// Day, version, language and purpose of a counter, and how often the purpose was offered and granted.
type PurposeRow = (i32, i32, Text<Locale>, Text<Key>, i64, i64);

/// The counters of kinds, without selected columns.
fn kinds_of(site: SiteId, days: Days) -> Select<decision_count::Entity> {
    decision_count::Entity::find()
        .select_only()
        .filter(decision_count::Column::SiteId.eq(site.0))
        .filter(decision_count::Column::Day.between(days.from.0, days.to.0))
}

fn with_version(counts: Select<decision_count::Entity>) -> Select<decision_count::Entity> {
    counts.inner_join(notice_version::Entity)
}

/// Counters summed by one column, in order of that column.
async fn kinds<T>(
    counts: Select<decision_count::Entity>,
    by: impl sea_orm::ColumnTrait + Copy,
    snapshot: &DatabaseTransaction,
) -> Result<Vec<(T, Tally)>, StoreError>
where
    T: Ord + sea_orm::TryGetable + Send,
    (T, Text<Counted>, i64): sea_orm::TryGetableMany,
{
    let rows: Vec<(T, Text<Counted>, i64)> = counts
        .column_as(by, "place")
        .column(decision_count::Column::Kind)
        .column_as(sum("n"), "total")
        .group_by(by)
        .group_by(decision_count::Column::Kind)
        .into_tuple()
        .all(snapshot)
        .await?;
    let mut places: BTreeMap<T, Tally> = BTreeMap::new();
    for (place, kind, n) in rows {
        places.entry(place).or_default().add(kind.0, count_from_db(n));
    }
    Ok(places.into_iter().collect())
}

/// A sum as a whole number of 64 bits. By default PostgreSQL returns a decimal.
fn sum(column: &'static str) -> SimpleExpr {
    Expr::cust(format!("CAST(sum({column}) AS bigint)"))
}

fn opt_in(purpose: Text<Key>, offered: i64, granted: i64) -> OptIn {
    OptIn { purpose: purpose.0, offered: count_from_db(offered), granted: count_from_db(granted) }
}
