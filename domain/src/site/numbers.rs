//! The counters of a website and the figures from them. Counters do not distinguish visitors, so a visitor who decides
//! twice is counted twice. Must not know where the counters are stored.

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    calendar::Day,
    error::{ErrorCode, FieldError, expected::Expected},
    id::Key,
    locale::Locale,
    results::scoring::{self, Estimate},
};

/// A kind of counted event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case", parse_err_ty = ErrorCode, parse_err_fn = Self::unknown)]
pub enum Counted {
    /// The notice was shown.
    Shown,
    /// All purposes were accepted.
    AcceptAll,
    /// All purposes were refused.
    RefuseAll,
    /// Purposes were selected one by one.
    OwnChoice,
    /// The browser sent Global Privacy Control, and the notice was not shown.
    Gpc,
    /// A grant was withdrawn.
    Withdraw,
}

impl Counted {
    /// Every kind, in the order on screen.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The name in storage and exports: that of the control, or `shown`.
    pub fn name(self) -> &'static str {
        self.into()
    }

    const fn unknown(_: &str) -> ErrorCode {
        ErrorCode::Invalid { expected: Expected::Counter }
    }
}

/// The count of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally([u64; Counted::ALL.len()]);

impl Tally {
    /// The count of this kind.
    pub const fn of(&self, kind: Counted) -> u64 {
        self.0[kind as usize]
    }

    /// Adds `n` to the count of this kind.
    pub fn add(&mut self, kind: Counted, n: u64) {
        self.0[kind as usize] += n;
    }

    /// The number of decisions of all kinds: all counts except `Shown`.
    pub fn decisions(&self) -> u64 {
        self.choices() + self.of(Counted::Gpc) + self.of(Counted::Withdraw)
    }

    /// The number of answers to the notice by a visitor: accepted, refused or selected.
    pub const fn choices(&self) -> u64 {
        self.of(Counted::AcceptAll) + self.of(Counted::RefuseAll) + self.of(Counted::OwnChoice)
    }

    /// An estimate of the notices without a choice: shown minus choices. It is too high if one visitor saw the notice
    /// on several pages. It is too low if a choice was changed later without the notice. Never below 0.
    pub const fn without_choice(&self) -> u64 {
        self.of(Counted::Shown).saturating_sub(self.choices())
    }

    /// The share of this kind of choice in all choices.
    pub fn share_of_choices(&self, kind: Counted) -> Option<Estimate> {
        scoring::share(self.of(kind), self.choices())
    }

    /// The share of Global Privacy Control in all first answers: choices and signals. Withdrawals are not answers to
    /// the notice.
    pub fn gpc_share(&self) -> Option<Estimate> {
        scoring::share(self.of(Counted::Gpc), self.choices() + self.of(Counted::Gpc))
    }

    /// The share of shown notices without a choice; an estimate, like [`Tally::without_choice`].
    pub fn without_choice_share(&self) -> Option<Estimate> {
        scoring::share(self.without_choice(), self.of(Counted::Shown))
    }
}

impl Extend<(Counted, u64)> for Tally {
    fn extend<T: IntoIterator<Item = (Counted, u64)>>(&mut self, counted: T) {
        for (kind, n) in counted {
            self.add(kind, n);
        }
    }
}

/// The decisions of visitors on one purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptIn {
    /// The purpose.
    pub purpose: Key,
    /// The number of decisions on it.
    pub offered: u64,
    /// The number of grants.
    pub granted: u64,
}

impl OptIn {
    /// The share of grants. `None` without decisions.
    pub fn share(&self) -> Option<Estimate> {
        scoring::share(self.granted, self.offered)
    }
}

/// A range of days, both ends included. Days are those of the organisation's time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

impl Days {
    /// The range of `days` days that ends with `to`.
    pub const fn until(to: Day, days: i32) -> Self {
        Self { from: Day(to.0 - days + 1), to }
    }

    /// The range between two days.
    ///
    /// # Errors
    /// An error for `to` if it is before `from`.
    pub fn new(from: Day, to: Day) -> Result<Self, FieldError> {
        if to < from {
            return Err(FieldError::new("to", ErrorCode::OutOfRange { min: from.to_string(), max: "…".to_owned() }));
        }
        Ok(Self { from, to })
    }
}

/// The numbers of a website over a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteNumbers {
    /// The sum over the period.
    pub total: Tally,
    /// By version of the notice, oldest first. Versions without counts are absent.
    pub versions: Vec<(u32, Tally)>,
    /// By language of the notice.
    pub locales: Vec<(Locale, Tally)>,
    /// By day, oldest first. Days without counts are absent.
    pub days: Vec<(Day, Tally)>,
    /// By purpose, ordered by key.
    pub purposes: Vec<OptIn>,
}

/// One counter as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteCountRow {
    /// The day in the organisation's time zone.
    pub day: Day,
    /// The version of the notice.
    pub version: u32,
    /// The language of the notice.
    pub locale: Locale,
    /// The counted value.
    pub counted: SiteCount,
}

/// The value of a counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SiteCount {
    /// The count of one kind.
    Kind(Counted, u64),
    /// The decisions on and grants of one purpose.
    Purpose(OptIn),
}

impl SiteCountRow {
    /// The sort key of counters: day, version, language, purpose, kind.
    pub fn order(&self) -> (Day, u32, Locale, Option<&Key>, Option<Counted>) {
        match &self.counted {
            SiteCount::Kind(kind, _) => (self.day, self.version, self.locale, None, Some(*kind)),
            SiteCount::Purpose(opt_in) => (self.day, self.version, self.locale, Some(&opt_in.purpose), None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::key;

    fn tally(counts: [u64; 6]) -> Tally {
        let mut tally = Tally::default();
        tally.extend(Counted::ALL.iter().copied().zip(counts));
        tally
    }

    #[test]
    fn every_kind_has_a_place_and_a_name_of_its_own() {
        for (place, &kind) in Counted::ALL.iter().enumerate() {
            assert_eq!(kind as usize, place);
            assert_eq!(kind.name().parse(), Ok(kind));
        }
        assert!("send".parse::<Counted>().is_err(), "a control of surveys");
    }

    #[test]
    fn what_follows_from_the_counters() {
        let numbers = tally([100, 20, 30, 10, 15, 4]);
        assert_eq!((numbers.choices(), numbers.decisions(), numbers.without_choice()), (60, 79, 40));
        let gpc = numbers.gpc_share().unwrap();
        assert_eq!((gpc.n, gpc.tenths()), (75, 200), "15 of 75");
        let refused = numbers.share_of_choices(Counted::RefuseAll).unwrap();
        assert_eq!((refused.n, refused.tenths()), (60, 500));
        assert_eq!(numbers.without_choice_share().unwrap().tenths(), 400);
    }

    #[test]
    fn more_choices_than_notices_shown_are_no_negative_number() {
        let numbers = tally([3, 2, 2, 0, 0, 0]);
        assert_eq!((numbers.without_choice(), numbers.without_choice_share().unwrap().tenths()), (0, 0));
        assert_eq!(Tally::default().gpc_share(), None);
        assert_eq!(Tally::default().without_choice_share(), None);
    }

    #[test]
    fn an_opt_in_has_its_wilson_interval() {
        // 15 of 148: the interval of Newcombe (1998), table I, method 3: 0.0624 to 0.1605.
        let interval = OptIn { purpose: key("a"), offered: 148, granted: 15 }.share().unwrap().interval.unwrap();
        assert!((interval.low - 6.24).abs() < 0.005 && (interval.high - 16.05).abs() < 0.005, "{interval:?}");
        assert_eq!(OptIn { purpose: key("a"), offered: 0, granted: 0 }.share(), None);
    }

    #[test]
    fn thirty_days_are_thirty_days() {
        let day = |text| Day::parse(text).unwrap();
        let days = Days::until(day("2026-11-30"), 30);
        assert_eq!(days, Days { from: day("2026-11-01"), to: day("2026-11-30") });
        assert_eq!(Days::new(days.from, days.to), Ok(days));
        assert_eq!(Days::new(days.to, days.from).unwrap_err().field, "to");
    }
}
