//! Days and the periods that contain them. Instants are milliseconds since 1970-01-01T00:00:00Z.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::error::{ErrorCode, expected::Expected};

/// An instant: milliseconds since the Unix epoch, UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Millis(pub i64);

impl Millis {
    /// RFC 3339 in UTC with milliseconds, such as `2026-11-21T09:30:00.000Z`. An instant outside the calendar gives the
    /// epoch.
    pub fn rfc3339(self) -> String {
        Timestamp::from_millisecond(self.0).map_or_else(|_| "1970-01-01T00:00:00.000Z".to_owned(), |t| format!("{t:.3}"))
    }

    /// The calendar year in UTC. An instant outside the calendar gives 1970.
    pub fn utc_year(self) -> i16 {
        let timestamp = Timestamp::from_millisecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH);
        TimeZone::UTC.to_datetime(timestamp).year()
    }

    /// The same time of day, `months` calendar months later, in UTC. If that month is shorter, the result is on its
    /// last day.
    pub fn plus_months(self, months: u32) -> Self {
        let timestamp = Timestamp::from_millisecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH);
        let later = TimeZone::UTC.to_datetime(timestamp).saturating_add(i64::from(months).months());
        TimeZone::UTC.to_timestamp(later).map_or(self, |later| Self(later.as_millisecond()))
    }

    /// The same time of day, `months` calendar months earlier, in UTC. If that month is shorter, the result is on its
    /// last day.
    pub fn minus_months(self, months: u32) -> Self {
        let timestamp = Timestamp::from_millisecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH);
        let earlier = TimeZone::UTC.to_datetime(timestamp).saturating_sub(i64::from(months).months());
        TimeZone::UTC.to_timestamp(earlier).map_or(self, |earlier| Self(earlier.as_millisecond()))
    }

    /// Parses RFC 3339.
    ///
    /// # Errors
    /// [`ErrorCode::Invalid`] if the text is no RFC 3339 time.
    pub fn parse_rfc3339(text: &str) -> Result<Self, ErrorCode> {
        text.parse::<Timestamp>().map(|t| Self(t.as_millisecond())).map_err(|_| ErrorCode::Invalid { expected: Expected::Time })
    }
}

/// A calendar day: days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub i32);

impl Day {
    /// The day of an instant in a time zone.
    pub fn of(instant: Millis, zone: &TimeZone) -> Self {
        let timestamp = Timestamp::from_millisecond(instant.0).unwrap_or(Timestamp::UNIX_EPOCH);
        Self::from_date(timestamp.to_zoned(zone.clone()).date())
    }

    /// The day of a date.
    pub fn from_date(date: Date) -> Self {
        let days = date.since(EPOCH).map_or(0, |span| span.get_days());
        Self(days)
    }

    /// The date of this day, clamped to the years of the calendar.
    pub fn date(self) -> Date {
        // Clamped first, because a span of days has wider bounds than the calendar.
        EPOCH.saturating_add(self.0.clamp(-FURTHEST, FURTHEST).days())
    }

    /// Parses an ISO 8601 date.
    ///
    /// # Errors
    /// [`ErrorCode::Invalid`] if the text is no date.
    pub fn parse(text: &str) -> Result<Self, ErrorCode> {
        text.parse::<Date>().map(Self::from_date).map_err(|_| ErrorCode::Invalid { expected: Expected::Date })
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.date().fmt(f)
    }
}

/// A limit above the number of days between any two dates.
const FURTHEST: i32 = 7_304_484;

const EPOCH: Date = Date::constant(1970, 1, 1);

/// The width of a bucket in a trend.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[derive(EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case", parse_err_ty = ErrorCode, parse_err_fn = Self::unknown)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(description = "The width of a bucket."))]
pub enum Period {
    /// A day.
    Day,
    /// A week from Monday (ISO 8601).
    Week,
    /// A calendar month.
    #[default]
    Month,
    /// A quarter of a calendar year.
    Quarter,
}

impl Period {
    /// Every period, the shortest first.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The first day of the bucket that contains a day.
    pub fn start(self, day: Day) -> Day {
        let date = day.date();
        match self {
            Self::Day => day,
            Self::Week => Day(day.0 - i32::from(date.weekday().to_monday_zero_offset())),
            Self::Month => Day::from_date(date.first_of_month()),
            Self::Quarter => Day::from_date(date.first_of_month().saturating_sub(i64::from((date.month() - 1) % 3).months())),
        }
    }

    /// The first day of the next bucket.
    pub fn next(self, start: Day) -> Day {
        match self {
            Self::Day => Day(start.0 + 1),
            Self::Week => Day(start.0 + 7),
            Self::Month => Day::from_date(start.date().saturating_add(1.month())),
            Self::Quarter => Day::from_date(start.date().saturating_add(3.months())),
        }
    }

    /// The first day of the previous bucket.
    pub fn previous(self, start: Day) -> Day {
        match self {
            Self::Day => Day(start.0 - 1),
            Self::Week => Day(start.0 - 7),
            Self::Month => Day::from_date(start.date().saturating_sub(1.month())),
            Self::Quarter => Day::from_date(start.date().saturating_sub(3.months())),
        }
    }

    /// The name in addresses: `day`, `week`, `month` or `quarter`.
    pub fn name(self) -> &'static str {
        self.into()
    }

    const fn unknown(_: &str) -> ErrorCode {
        ErrorCode::Invalid { expected: Expected::Period }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_beyond_the_calendar_is_its_end() {
        assert_eq!(Day(i32::MAX).to_string(), "9999-12-31");
        assert_eq!(Day(i32::MIN).to_string(), "-009999-01-01");
    }

    #[test]
    fn days_and_buckets() {
        let day = |text| Day::parse(text).unwrap();
        assert_eq!(Day(0).to_string(), "1970-01-01");
        assert_eq!(day("2026-11-21").to_string(), "2026-11-21");
        assert_eq!(Period::Week.start(day("2026-11-21")), day("2026-11-16"));
        assert_eq!(Period::Week.start(day("2026-11-16")), day("2026-11-16"));
        assert_eq!(Period::Month.start(day("2026-11-21")), day("2026-11-01"));
        assert_eq!(Period::Month.next(day("2026-12-01")), day("2027-01-01"));
        for (at, start) in [("2026-01-01", "2026-01-01"), ("2026-03-31", "2026-01-01"), ("2026-11-21", "2026-10-01")] {
            assert_eq!(Period::Quarter.start(day(at)), day(start));
        }
        assert_eq!(Period::Quarter.next(day("2026-10-01")), day("2027-01-01"));
        for &period in Period::ALL {
            assert_eq!(period.name().parse(), Ok(period));
            let start = period.start(day("2024-03-01"));
            assert_eq!((period.next(period.previous(start)), period.previous(period.next(start))), (start, start));
        }
        assert_eq!(Period::Week.start(day("1969-12-30")), day("1969-12-29"));
    }

    #[test]
    fn instants() {
        assert_eq!(Millis::parse_rfc3339("2026-11-21T10:30:00+01:00").unwrap().rfc3339(), "2026-11-21T09:30:00.000Z");
        let new_year = Millis::parse_rfc3339("2026-12-31T23:59:59.999Z").unwrap();
        assert_eq!((new_year.utc_year(), Millis(new_year.0 + 1).utc_year()), (2026, 2027));
        let later = Millis::parse_rfc3339("2026-08-31T12:00:00.250Z").unwrap().plus_months(6);
        assert_eq!(later.rfc3339(), "2027-02-28T12:00:00.250Z");
        let plus_two = TimeZone::fixed(jiff::tz::offset(2));
        assert_eq!(Day::of(Millis::parse_rfc3339("2026-11-21T22:30:00Z").unwrap(), &plus_two).to_string(), "2026-11-22");
    }
}
