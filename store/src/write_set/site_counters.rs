//! Counters of the actions of website visitors, without any data that identifies a visitor.

use std::collections::BTreeMap;

use domain::{
    calendar::Day,
    consent::Control,
    id::{Key, NoticeVersionId, SiteId},
    locale::Locale,
    site::decision::SiteDecision,
};
use sea_orm::{ActiveValue::Set, DbErr};

use crate::{
    database::{bulk_insert::Inserts, column::Text},
    entity::site::{decision_count, purpose_count},
};

/// The kind of a notice that was shown.
const SHOWN: &str = "shown";

/// Counters to be raised, in the order in which every batch takes their locks.
#[derive(Clone, Default)]
pub(crate) struct SiteCounters {
    kinds: BTreeMap<(CounterPlace, &'static str), i64>,
    purposes: BTreeMap<(CounterPlace, Key), (i64, i64)>,
}

/// The dimensions of the counters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CounterPlace {
    pub(crate) site: SiteId,
    pub(crate) notice: NoticeVersionId,
    pub(crate) locale: Locale,
    pub(crate) day: Day,
}

impl SiteCounters {
    /// One display of the notice.
    pub(crate) fn shown(place: CounterPlace) -> Self {
        Self::of(place, SHOWN)
    }

    /// One use of a control.
    pub(crate) fn control(place: CounterPlace, control: Control) -> Self {
        Self::of(place, control.name())
    }

    /// A decision. Its purposes are counted only if the visitor chose, and not for a browser signal or the expiry of
    /// consent.
    pub(crate) fn decision(place: CounterPlace, decision: &SiteDecision) -> Self {
        let mut counts = Self::control(place, decision.control);
        if !matches!(decision.control, Control::Gpc | Control::Withdraw) {
            let one = |chosen: &domain::site::decision::PurposeDecision| {
                ((place, chosen.purpose.clone()), (1, i64::from(chosen.granted)))
            };
            counts.purposes = decision.chosen().map(one).collect();
        }
        counts
    }

    fn of(place: CounterPlace, kind: &'static str) -> Self {
        Self { kinds: BTreeMap::from([((place, kind), 1)]), purposes: BTreeMap::new() }
    }

    /// Adds other counters.
    pub(crate) fn add(&mut self, others: Self) {
        for (key, n) in others.kinds {
            *self.kinds.entry(key).or_default() += n;
        }
        for (key, (offered, granted)) in others.purposes {
            let entry = self.purposes.entry(key).or_default();
            *entry = (entry.0 + offered, entry.1 + granted);
        }
    }

    /// Adds the counters to the inserts.
    pub(crate) fn insert(self, inserts: &mut Inserts) -> Result<(), DbErr> {
        let kinds = self.kinds.into_iter().map(|((place, kind), n)| decision_count::ActiveModel {
            site_id: Set(place.site.0),
            notice_version_id: Set(place.notice.0),
            locale: Set(Text(place.locale)),
            day: Set(place.day.0),
            kind: Set(kind.to_owned()),
            n: Set(n),
        });
        inserts.add_or::<decision_count::Entity, _>(
            kinds.collect(),
            " ON CONFLICT (site_id, notice_version_id, locale, day, kind) DO UPDATE SET n = decision_count.n + excluded.n",
        )?;
        let purposes = self.purposes.into_iter().map(|((place, purpose), (offered, granted))| purpose_count::ActiveModel {
            site_id: Set(place.site.0),
            notice_version_id: Set(place.notice.0),
            locale: Set(Text(place.locale)),
            day: Set(place.day.0),
            purpose: Set(Text(purpose)),
            offered: Set(offered),
            granted: Set(granted),
        });
        inserts.add_or::<purpose_count::Entity, _>(
            purposes.collect(),
            " ON CONFLICT (site_id, notice_version_id, locale, day, purpose) DO UPDATE SET \
             offered = purpose_count.offered + excluded.offered, granted = purpose_count.granted + excluded.granted",
        )
    }
}
