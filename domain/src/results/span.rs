//! Named periods that move with the calendar, such as last month.

use jiff::ToSpan as _;
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    calendar::{Day, Period},
    error::{ErrorCode, expected::Expected},
};

/// A named period that moves with the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case", parse_err_ty = ErrorCode, parse_err_fn = Self::unknown)]
pub enum Span {
    /// The last seven days, today included.
    #[strum(serialize = "last-7-days")]
    LastSevenDays,
    /// The last thirty days, today included.
    #[strum(serialize = "last-30-days")]
    LastThirtyDays,
    /// This calendar month.
    ThisMonth,
    /// The calendar month before this one.
    LastMonth,
    /// This quarter of the calendar year.
    ThisQuarter,
    /// The quarter before this one.
    LastQuarter,
    /// This calendar year.
    ThisYear,
    /// The calendar year before this one.
    LastYear,
}

impl Span {
    /// Every span.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The name in storage, forms and addresses.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The first and the last day. A month, quarter or year is whole even if it has not ended, so that it is as long as
    /// the one before it.
    pub fn days(self, today: Day) -> (Day, Day) {
        let bucket = |period: Period, day: Day| {
            let start = period.start(day);
            (start, Day(period.next(start).0 - 1))
        };
        let before = |period: Period| bucket(period, Day(period.start(today).0 - 1));
        let year = |day: Day| {
            let first = day.date().first_of_year();
            (Day::from_date(first), Day(Day::from_date(first.saturating_add(1.year())).0 - 1))
        };
        match self {
            Self::LastSevenDays => (Day(today.0 - 6), today),
            Self::LastThirtyDays => (Day(today.0 - 29), today),
            Self::ThisMonth => bucket(Period::Month, today),
            Self::LastMonth => before(Period::Month),
            Self::ThisQuarter => bucket(Period::Quarter, today),
            Self::LastQuarter => before(Period::Quarter),
            Self::ThisYear => year(today),
            Self::LastYear => year(Day(year(today).0.0 - 1)),
        }
    }

    /// Whether the period consists of whole months.
    pub const fn is_of_months(self) -> bool {
        !matches!(self, Self::LastSevenDays | Self::LastThirtyDays)
    }

    const fn unknown(_: &str) -> ErrorCode {
        ErrorCode::Invalid { expected: Expected::Days }
    }
}
