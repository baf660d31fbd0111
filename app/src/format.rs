//! Numbers, dates and times in the format of the reader's language.

use domain::{
    calendar::{Day, Millis, Period},
    hash::Sha256Hash,
    locale::Locale,
    statistics::round_one_decimal,
};
use jiff::{Timestamp, tz::TimeZone};

use crate::messages::Words;

/// A whole number with thousands separators: 8.225 in Dutch, 8,225 in English.
pub(crate) fn count(n: u64, locale: Locale) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(match locale {
                Locale::Nl => '.',
                Locale::En => ',',
            });
        }
        text.push(digit);
    }
    text
}

/// A number given in tenths, with one decimal and a true minus sign.
pub(crate) fn tenths(tenths: i64, locale: Locale) -> String {
    let sign = if tenths < 0 { "−" } else { "" };
    let magnitude = tenths.unsigned_abs();
    format!("{sign}{}{}{}", count(magnitude / 10, locale), decimal_sign(locale), magnitude % 10)
}

/// A number given in hundredths, with two decimals and a true minus sign.
pub(crate) fn hundredths(hundredths: i64, locale: Locale) -> String {
    let sign = if hundredths < 0 { "−" } else { "" };
    let magnitude = hundredths.unsigned_abs();
    format!("{sign}{}{}{:02}", count(magnitude / 100, locale), decimal_sign(locale), magnitude % 100)
}

/// A computed number rounded to one decimal, half away from zero.
pub(crate) fn decimal(value: f64, locale: Locale) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "scores and interval ends lie between −200 and 200")]
    let rounded = (round_one_decimal(value) * 10.0).round() as i64;
    tenths(rounded, locale)
}

/// A number with all its digits and the decimal sign of the language.
pub(crate) fn number(text: &str, locale: Locale) -> String {
    text.replace('.', decimal_sign(locale)).replacen('-', "−", 1)
}

/// A day in words: 21 november 2026.
pub(crate) fn date(words: &Words, day: Day) -> String {
    let date = day.date();
    let (day, year) = (date.day().to_string(), date.year().to_string());
    words.say_with("date", &[("day", day.into()), ("month", month(words, date.month()).into()), ("year", year.into())])
}

/// The name of a bucket of a trend: a day, a week by its first day, a month.
pub(crate) fn bucket(words: &Words, start: Day, period: Period) -> String {
    match period {
        Period::Day => date(words, start),
        Period::Week => words.say_with("week-of", &[("date", date(words, start).into())]),
        Period::Month => {
            let first = start.date();
            let year = first.year().to_string();
            words.say_with("month-year", &[("month", month(words, first.month()).into()), ("year", year.into())])
        }
        Period::Quarter => {
            let first = start.date();
            let number = ((first.month() - 1) / 3 + 1).to_string();
            words.say_with("quarter-year", &[("number", number.into()), ("year", first.year().to_string().into())])
        }
    }
}

/// The day and time in a time zone: 21 november 2026 om 10:30.
pub(crate) fn date_time(words: &Words, instant: Millis, zone: &TimeZone) -> String {
    let local = Timestamp::from_millisecond(instant.0).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone.clone());
    let time = format!("{}:{:02}", local.hour(), local.minute());
    words.say_with("date-time", &[("date", date(words, Day::from_date(local.date())).into()), ("time", time.into())])
}

/// The day of an instant in a time zone: 21 november 2026.
pub(crate) fn day(words: &Words, instant: Millis, zone: &TimeZone) -> String {
    date(words, Day::of(instant, zone))
}

/// The time zone with this IANA name, or UTC if the machine does not have it.
pub(crate) fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// The first twelve digits of a hash, which are enough to compare by eye.
pub(crate) fn short_hash(hash: &Sha256Hash) -> String {
    hash.to_string().chars().take(12).collect()
}

fn month(words: &Words, month: i8) -> String {
    words.say(match month {
        1 => "month-1",
        2 => "month-2",
        3 => "month-3",
        4 => "month-4",
        5 => "month-5",
        6 => "month-6",
        7 => "month-7",
        8 => "month-8",
        9 => "month-9",
        10 => "month-10",
        11 => "month-11",
        _ => "month-12",
    })
}

pub(crate) const fn decimal_sign(locale: Locale) -> &'static str {
    match locale {
        Locale::Nl => ",",
        Locale::En => ".",
    }
}

#[cfg(test)]
mod tests {
    use domain::locale::AddressForm;

    use super::*;

    #[test]
    fn numbers() {
        for (n, nl, en) in [(0, "0", "0"), (999, "999", "999"), (8225, "8.225", "8,225"), (1_000_000, "1.000.000", "1,000,000")] {
            assert_eq!((count(n, Locale::Nl).as_str(), count(n, Locale::En).as_str()), (nl, en));
        }
        assert_eq!(tenths(552, Locale::Nl), "55,2");
        assert_eq!(tenths(-3, Locale::En), "−0.3");
        assert_eq!(hundredths(327, Locale::Nl), "3,27");
        assert_eq!(hundredths(402, Locale::En), "4.02");
        assert_eq!(decimal(54.149, Locale::Nl), "54,1");
        assert_eq!(decimal(-0.04, Locale::Nl), "0,0");
        assert_eq!(decimal(-12.25, Locale::En), "−12.3");
        assert_eq!(number("-3.5", Locale::Nl), "−3,5");
    }

    #[test]
    fn days_and_times() {
        let (nl, en) = (Words::new(Locale::Nl, AddressForm::Formal), Words::new(Locale::En, AddressForm::Formal));
        let day = Day::parse("2026-11-21").unwrap();
        assert_eq!(date(&nl, day), "21 november 2026");
        assert_eq!(bucket(&en, Day::parse("2026-03-01").unwrap(), Period::Month), "March 2026");
        assert_eq!(bucket(&nl, Day::parse("2026-11-16").unwrap(), Period::Week), "week van 16 november 2026");
        let instant = Millis::parse_rfc3339("2026-11-21T23:05:00Z").unwrap();
        let plus_one = TimeZone::fixed(jiff::tz::offset(1));
        assert_eq!(date_time(&nl, instant, &plus_one), "22 november 2026 om 0:05");
    }
}
