//! The cells of an export as text. Codes and numbers are written as they are. Times are in UTC or in the time zone of
//! the organisation. A text that a spreadsheet would read as a formula gets a `'` before it.

use std::io::Write as _;

use domain::{
    calendar::{Day, Millis},
    id::Key,
    survey::reserved_keys::NOT_APPLICABLE,
};
use jiff::{Timestamp, tz::TimeZone};

use super::cell::Cell;

/// The separator between several codes in one cell.
const SEPARATOR: u8 = b';';

/// The milliseconds of a day.
pub const DAY: i64 = 86_400_000;

/// The text, with a `'` before it if a spreadsheet would calculate it (OWASP, CSV injection).
pub fn guarded<'a>(text: &'a str, cell: &'a mut Vec<u8>) -> &'a [u8] {
    if !text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        return text.as_bytes();
    }
    cell.clear();
    cell.push(b'\'');
    cell.extend_from_slice(text.as_bytes());
    cell
}

/// A cell without any local format: numbers with a point, times in UTC, a text without guard.
pub fn plain<'a>(content: &'a Cell<'_>, cell: &'a mut Vec<u8>) -> &'a [u8] {
    match content {
        Cell::Empty => b"",
        Cell::Uuid(id) => {
            cell.resize(36, 0);
            id.hyphenated().encode_lower(cell).as_bytes()
        }
        Cell::Hash(hash) => {
            cell.resize(64, 0);
            hex::encode_to_slice(hash.as_bytes(), cell).expect("32 bytes make 64 digits");
            cell
        }
        Cell::Text(text) => text.as_bytes(),
        Cell::Code(code) => code.as_bytes(),
        Cell::Codes(codes) => joined(codes.iter().map(Key::as_str), cell),
        Cell::Names(names) => joined(names.iter().copied(), cell),
        Cell::Whole(value) => whole(*value, cell),
        Cell::Number(value) => number(*value, b'.', cell),
        Cell::Time(instant) => time(*instant, cell),
        Cell::Flag(true) => b"1",
        Cell::Flag(false) => b"0",
        Cell::NotApplicable => NOT_APPLICABLE.as_bytes(),
    }
}

/// The same as `str`.
pub fn plain_text<'a>(content: &'a Cell<'_>, cell: &'a mut Vec<u8>) -> &'a str {
    std::str::from_utf8(plain(content, cell)).expect("cells are made of text")
}

/// Codes or names, joined with semicolons. None contains a semicolon.
pub fn joined<'a>(codes: impl Iterator<Item = &'a str>, cell: &'a mut Vec<u8>) -> &'a [u8] {
    cell.clear();
    for code in codes {
        if !cell.is_empty() {
            cell.push(SEPARATOR);
        }
        cell.extend_from_slice(code.as_bytes());
    }
    cell
}

/// A whole number.
pub fn whole(value: u32, cell: &mut Vec<u8>) -> &[u8] {
    cell.clear();
    let mut digits = [0; 10];
    let mut rest = value;
    let mut start = digits.len();
    loop {
        start -= 1;
        digits[start] = digit(i64::from(rest % 10));
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    cell.extend_from_slice(&digits[start..]);
    cell
}

/// A number with all its digits and this decimal mark.
pub fn number(value: f64, mark: u8, cell: &mut Vec<u8>) -> &[u8] {
    cell.clear();
    write!(cell, "{value}").expect("memory can be written to");
    if let Some(point) = cell.iter().position(|byte| *byte == b'.') {
        cell[point] = mark;
    }
    cell
}

/// RFC 3339 in UTC with milliseconds, as [`Millis::rfc3339`] writes it. This function is faster than the general
/// printer: an export of a million rows has two million times.
pub fn time(instant: Millis, cell: &mut Vec<u8>) -> &[u8] {
    cell.clear();
    if date_time(instant.0, b'T', cell) {
        cell.push(b'.');
        padded(instant.0.rem_euclid(1000), 3, cell);
        cell.push(b'Z');
    } else {
        cell.extend_from_slice(instant.rfc3339().as_bytes());
    }
    cell
}

/// The local time in this zone, to the second, as a spreadsheet reads it: `2026-11-21 10:30:00`.
pub fn local_time<'a>(instant: Millis, zone: &TimeZone, cell: &'a mut Vec<u8>) -> &'a [u8] {
    cell.clear();
    if !date_time(local(instant, zone), b' ', cell) {
        cell.extend_from_slice(instant.rfc3339().as_bytes());
    }
    cell
}

/// The local time in this zone, as milliseconds since the local time 1970-01-01T00:00.
pub fn local(instant: Millis, zone: &TimeZone) -> i64 {
    let offset = Timestamp::from_millisecond(instant.0).map_or(0, |instant| zone.to_offset(instant).seconds());
    instant.0.saturating_add(i64::from(offset) * 1000)
}

/// Appends date and time to the second. Returns false, and appends nothing, if the year does not have four digits.
fn date_time(clock: i64, between: u8, cell: &mut Vec<u8>) -> bool {
    let date = i32::try_from(clock.div_euclid(DAY)).map(|day| Day(day).date());
    let Some(date) = date.ok().filter(|date| (0..=9999).contains(&date.year())) else { return false };
    let of_day = clock.rem_euclid(DAY);
    let year = i64::from(date.year());
    for (before, value, width) in [
        (None, year, 4),
        (Some(b'-'), i64::from(date.month()), 2),
        (Some(b'-'), i64::from(date.day()), 2),
        (Some(between), of_day / 3_600_000, 2),
        (Some(b':'), of_day / 60_000 % 60, 2),
        (Some(b':'), of_day / 1000 % 60, 2),
    ] {
        cell.extend(before);
        padded(value, width, cell);
    }
    true
}

/// Appends a decimal number with leading zeros.
fn padded(value: i64, width: u32, cell: &mut Vec<u8>) {
    let mut divisor = 10_i64.pow(width - 1);
    while divisor > 0 {
        cell.push(digit(value / divisor % 10));
        divisor /= 10;
    }
}

fn digit(value: i64) -> u8 {
    b'0' + u8::try_from(value).expect("a decimal digit is at most 9")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_be_calculated_is_guarded() {
        let cell = &mut Vec::new();
        for text in ["=1+1", "+31 6", "-", "@x", "\tx", "\rx"] {
            assert_eq!(guarded(text, cell), format!("'{text}").as_bytes());
        }
        for text in ["", " =1", "'=1", "\n=1", "ja", "é", "1-2"] {
            assert_eq!(guarded(text, cell), text.as_bytes());
        }
    }

    #[test]
    fn times_as_the_printer_writes_them() {
        let cell = &mut Vec::new();
        for instant in
            [0, 1, -1, 1_534_306_237_000, 951_782_400_000, -86_400_001, 253_402_207_200_000, -62_135_596_800_001, i64::MAX]
        {
            assert_eq!(String::from_utf8_lossy(time(Millis(instant), cell)), Millis(instant).rfc3339());
        }
    }

    #[test]
    fn numbers() {
        let cell = &mut Vec::new();
        for value in [0, 7, 10, 305, u32::MAX] {
            assert_eq!(whole(value, cell), value.to_string().as_bytes());
        }
        assert_eq!(number(-2.5, b',', cell), b"-2,5");
        assert_eq!(number(3.0, b',', cell), b"3");
    }

    #[test]
    fn a_clock_of_the_zone_with_its_summer_time() {
        let cell = &mut Vec::new();
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let mut shown = |text| String::from_utf8(local_time(Millis::parse_rfc3339(text).unwrap(), &zone, cell).to_vec()).unwrap();
        assert_eq!(shown("2026-07-01T22:30:00.999Z"), "2026-07-02 00:30:00");
        assert_eq!(shown("2026-01-01T22:30:00Z"), "2026-01-01 23:30:00");
    }
}
