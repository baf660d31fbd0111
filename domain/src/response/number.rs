//! Numbers as people and programs write them. A form is read by its language; a doubtful number is asked again.
//!
//! The marks of a language are its decimal mark and its mark between thousands: `1.000,5` in Dutch, `1,000.5` in
//! English. The other decimal mark is accepted where only one reading is possible, because it is on many keyboards.

use crate::{error::ErrorCode, locale::Locale};

/// The most characters of a number. Exports depend on it: a longer value can mark "not applicable".
pub const LONGEST_NUMBER: usize = 100;

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberNotation {
    /// By a person, on a form in this language.
    Form(Locale),
    /// By a program: a point before the decimals, nothing between thousands.
    Program,
    /// In a file of which the mark before decimals is known; the other one is between thousands.
    Marked(DecimalMark),
    /// In a file without a stated mark. A number with two readings, such as `1.000`, is refused.
    Unmarked,
}

/// The mark before decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalMark {
    /// `1,234.5`
    Point,
    /// `1.234,5`
    Comma,
}

impl DecimalMark {
    /// The mark before decimals, and the one between thousands.
    const fn marks(self) -> (char, char) {
        match self {
            Self::Point => ('.', ','),
            Self::Comma => (',', '.'),
        }
    }
}

/// The lowest and the highest number that a question allows.
pub(crate) type Bounds = (Option<f64>, Option<f64>);

/// Parses a number within the bounds of its question.
///
/// # Errors
/// [`ErrorCode::NotANumber`], [`ErrorCode::OutOfRange`], or [`ErrorCode::AmbiguousNumber`] if two readings are possible.
pub(crate) fn parse_number(text: &str, bounds: Bounds, notation: NumberNotation) -> Result<f64, ErrorCode> {
    let number = match notation {
        NumberNotation::Form(locale) => parse_form(text.trim(), bounds, locale)?,
        NumberNotation::Program => parse_plain(text.trim())?,
        NumberNotation::Marked(mark) => parse_marked(text.trim(), mark)?,
        NumberNotation::Unmarked => parse_unmarked(text.trim())?,
    };
    if is_within(number, bounds) { Ok(number) } else { Err(out_of_range(bounds)) }
}

/// The number as a person writes it on a form in this language. It is read as the same number.
pub fn form_text(number: f64, locale: Locale) -> String {
    let text = number.to_string();
    match locale {
        Locale::Nl => text.replace('.', ","),
        Locale::En => text,
    }
}

/// The marks of a language.
const fn mark_of(locale: Locale) -> DecimalMark {
    match locale {
        Locale::Nl => DecimalMark::Comma,
        Locale::En => DecimalMark::Point,
    }
}

fn parse_form(text: &str, bounds: Bounds, locale: Locale) -> Result<f64, ErrorCode> {
    let (decimal, thousands) = mark_of(locale).marks();
    match read(text)? {
        Reading::One(number) => Ok(number),
        Reading::Two { as_thousands, as_decimal, mark, ends_in_nought } => {
            let (usual, other) = if mark == thousands { (as_thousands, as_decimal) } else { (as_decimal, as_thousands) };
            // Decimals are rarely written with a nought at their end, thousands mostly have one there.
            let is_doubtful = mark == decimal && ends_in_nought && is_within(other, bounds);
            let only_other_fits = !is_within(usual, bounds) && is_within(other, bounds);
            if is_doubtful || only_other_fits { Err(ambiguous(as_thousands, as_decimal)) } else { Ok(usual) }
        }
    }
}

/// A file is written by one program, so a number that does not fit its marks is wrong.
fn parse_marked(text: &str, mark: DecimalMark) -> Result<f64, ErrorCode> {
    let (decimal, thousands) = mark.marks();
    let (sign, unsigned) = signed(text)?;
    let (whole, decimals) = unsigned.split_once(decimal).map_or((unsigned.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let whole = match whole.contains(thousands) {
        true => without_groups(whole, thousands).ok_or(ErrorCode::NotANumber)?,
        false => whole.to_owned(),
    };
    match decimals {
        None => parse_plain(&format!("{sign}{whole}")),
        Some(digits) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
            parse_plain(&format!("{sign}{whole}.{digits}"))
        }
        Some(_) => Err(ErrorCode::NotANumber),
    }
}

fn parse_unmarked(text: &str) -> Result<f64, ErrorCode> {
    match read(text)? {
        Reading::One(number) => Ok(number),
        Reading::Two { as_thousands, as_decimal, .. } => Err(ambiguous(as_thousands, as_decimal)),
    }
}

/// What a number with points and commas may be.
enum Reading {
    One(f64),
    /// Its one mark is between thousands or before decimals.
    Two {
        as_thousands: f64,
        as_decimal: f64,
        mark: char,
        ends_in_nought: bool,
    },
}

fn read(text: &str) -> Result<Reading, ErrorCode> {
    let (sign, unsigned) = signed(text)?;
    let marks: Vec<char> = unsigned.chars().filter(|c| matches!(c, '.' | ',')).collect();
    let number = |unsigned: &str| parse_plain(&format!("{sign}{unsigned}"));
    let only = match marks.as_slice() {
        [] => number(&unsigned),
        [mark] => {
            let as_decimal = number(&unsigned.replace(*mark, "."))?;
            let Some(grouped) = without_groups(&unsigned, *mark) else { return Ok(Reading::One(as_decimal)) };
            let as_thousands = number(&grouped)?;
            return Ok(Reading::Two { as_thousands, as_decimal, mark: *mark, ends_in_nought: unsigned.ends_with('0') });
        }
        // The last mark is before the decimals, if it is another one.
        [first, .., last] if first != last => {
            let (whole, decimals) = unsigned.rsplit_once(*last).unwrap_or((&unsigned, ""));
            let whole = without_groups(whole, *first).ok_or(ErrorCode::NotANumber)?;
            number(&format!("{whole}.{decimals}"))
        }
        [mark, ..] => number(&without_groups(&unsigned, *mark).ok_or(ErrorCode::NotANumber)?),
    };
    only.map(Reading::One)
}

/// The sign of a number, `-` or nothing, and its digits and marks without spaces.
fn signed(text: &str) -> Result<(&'static str, String), ErrorCode> {
    if text.len() > LONGEST_NUMBER {
        return Err(ErrorCode::NotANumber);
    }
    let text = text.replace('\u{2212}', "-");
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(&text);
    let sign = if text.starts_with('-') { "-" } else { "" };
    let unsigned = without_spaces(unsigned)?;
    if !unsigned.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')) {
        return Err(ErrorCode::NotANumber);
    }
    Ok((sign, unsigned))
}

fn ambiguous(as_thousands: f64, as_decimal: f64) -> ErrorCode {
    ErrorCode::AmbiguousNumber { thousands: as_thousands.to_string(), decimal: as_decimal.to_string() }
}

/// The digits of a number in groups of three. `None` if the marks are not between such groups.
fn without_groups(text: &str, mark: char) -> Option<String> {
    let mut groups = text.split(mark);
    let first = groups.next()?;
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let is_first = (1..=3).contains(&first.len()) && is_digits(first) && !first.starts_with('0');
    let mut rest = groups.peekable();
    (is_first && rest.peek().is_some() && rest.all(|group| group.len() == 3 && is_digits(group))).then(|| text.replace(mark, ""))
}

/// Spaces between groups of three digits, as a telephone or a spreadsheet writes them.
fn without_spaces(text: &str) -> Result<String, ErrorCode> {
    let is_space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}');
    if !text.contains(is_space) {
        return Ok(text.to_owned());
    }
    let whole_end = text.find(['.', ',']).unwrap_or(text.len());
    let (whole, rest) = text.split_at(whole_end);
    let whole: String = whole.chars().map(|c| if is_space(c) { ' ' } else { c }).collect();
    match without_groups(&whole, ' ') {
        Some(whole) if !rest.contains(is_space) => Ok(format!("{whole}{rest}")),
        _ => Err(ErrorCode::NotANumber),
    }
}

fn parse_plain(text: &str) -> Result<f64, ErrorCode> {
    let is_plain = text.len() <= LONGEST_NUMBER && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+'));
    text.parse::<f64>().ok().filter(|number| is_plain && number.is_finite()).ok_or(ErrorCode::NotANumber)
}

fn is_within(number: f64, (min, max): Bounds) -> bool {
    !min.is_some_and(|min| number < min) && !max.is_some_and(|max| number > max)
}

fn out_of_range((min, max): Bounds) -> ErrorCode {
    let text = |bound: Option<f64>, open: &str| bound.map_or_else(|| open.to_owned(), |bound| bound.to_string());
    ErrorCode::OutOfRange { min: text(min, "−∞"), max: text(max, "∞") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANY: Bounds = (None, None);

    fn form(text: &str, locale: Locale) -> Result<f64, ErrorCode> {
        parse_number(text, ANY, NumberNotation::Form(locale))
    }

    fn doubt(thousands: &str, decimal: &str) -> Result<f64, ErrorCode> {
        Err(ErrorCode::AmbiguousNumber { thousands: thousands.to_owned(), decimal: decimal.to_owned() })
    }

    #[test]
    fn a_form_is_read_by_its_language() {
        for (text, number) in [
            ("1.000", 1000.0),
            ("12.500", 12_500.0),
            ("1.234.567", 1_234_567.0),
            ("1.000,5", 1000.5),
            ("3,5", 3.5),
            ("1,125", 1.125),
            ("0,500", 0.5),
            ("-2,25", -2.25),
            ("−2,25", -2.25),
            ("12 500", 12_500.0),
            ("12\u{a0}500,75", 12_500.75),
            ("+7", 7.0),
            (" 7 ", 7.0),
        ] {
            assert_eq!(form(text, Locale::Nl), Ok(number), "{text}");
        }
        for (text, number) in [("1,000", 1000.0), ("12,500.25", 12_500.25), ("1.125", 1.125), ("3.5", 3.5), ("1,000,000", 1e6)] {
            assert_eq!(form(text, Locale::En), Ok(number), "{text}");
        }
    }

    #[test]
    fn the_mark_of_another_language_is_read_where_one_reading_is_possible() {
        for (text, number) in [("3.5", 3.5), ("0.500", 0.5), ("1,000.5", 1000.5), ("1,000,000", 1e6), ("1234.567", 1234.567)] {
            assert_eq!(form(text, Locale::Nl), Ok(number), "{text}");
        }
        for (text, number) in [("3,5", 3.5), ("1.000,5", 1000.5), ("12,50", 12.5)] {
            assert_eq!(form(text, Locale::En), Ok(number), "{text}");
        }
    }

    #[test]
    fn a_doubtful_number_is_asked_again_with_both_readings() {
        assert_eq!(form("1,500", Locale::Nl), doubt("1500", "1.5"));
        assert_eq!(form("1.500", Locale::En), doubt("1500", "1.5"));
        assert_eq!(form("-12,000", Locale::Nl), doubt("-12000", "-12"));
        let bounded = |text, min, max| parse_number(text, (Some(min), Some(max)), NumberNotation::Form(Locale::Nl));
        assert_eq!(bounded("1.125", 0.0, 10.0), doubt("1125", "1.125"), "thousands by the language, but only decimals fit");
        assert_eq!(bounded("1,125", 100.0, 9999.0), doubt("1125", "1.125"));
        assert_eq!(bounded("1,500", 0.0, 10.0), Ok(1.5), "1500 does not fit");
        assert!(matches!(bounded("1.125", 2000.0, 3000.0), Err(ErrorCode::OutOfRange { .. })));
    }

    #[test]
    fn the_readings_that_are_named_are_accepted() {
        for (locale, asked) in [(Locale::Nl, "1,500"), (Locale::En, "1.500"), (Locale::Nl, "12,340"), (Locale::En, "1.250")] {
            let Err(ErrorCode::AmbiguousNumber { thousands, decimal }) = form(asked, locale) else { panic!("{asked}") };
            for reading in [thousands, decimal] {
                let number: f64 = reading.parse().unwrap();
                assert_eq!(form(&form_text(number, locale), locale), Ok(number), "{asked}");
            }
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        let longest = "9".repeat(LONGEST_NUMBER);
        for locale in [Locale::Nl, Locale::En] {
            assert!(form(&longest, locale).is_ok_and(|number| number < 1e101));
            let too_long = format!("-{longest}");
            for bad in
                ["NaN", "inf", "1e3", "x", "", "-", "1.00.000", "1,00.000,0", "1 00", "1.000 000", "--1", "+-1", "1-", &too_long]
            {
                assert_eq!(form(bad, locale), Err(ErrorCode::NotANumber), "{bad}");
            }
        }
    }

    #[test]
    fn a_program_writes_a_point() {
        let program = |text| parse_number(text, ANY, NumberNotation::Program);
        assert_eq!((program("12.500"), program("-0.5"), program("1000")), (Ok(12.5), Ok(-0.5), Ok(1000.0)));
        for bad in ["1,000", "3,5", "1.000.000", "1 000"] {
            assert_eq!(program(bad), Err(ErrorCode::NotANumber), "{bad}");
        }
    }

    #[test]
    fn in_a_file_what_may_be_two_numbers_is_refused_until_the_mark_is_stated() {
        let file = |text, notation| parse_number(text, ANY, notation);
        for (text, thousands, decimal) in [("1.000", "1000", "1"), ("12,500", "12500", "12.5"), ("-1.125", "-1125", "-1.125")] {
            assert_eq!(file(text, NumberNotation::Unmarked), doubt(thousands, decimal), "{text}");
        }
        for (text, number) in [("12.5", 12.5), ("12,5", 12.5), ("0.500", 0.5), ("1.000.000", 1e6), ("1.234,5", 1234.5)] {
            assert_eq!(file(text, NumberNotation::Unmarked), Ok(number), "{text}");
        }
        let (comma, point) = (NumberNotation::Marked(DecimalMark::Comma), NumberNotation::Marked(DecimalMark::Point));
        for (text, number) in [("1.000", 1000.0), ("1.234,5", 1234.5), ("12,500", 12.5), ("1 000,5", 1000.5), ("-7", -7.0)] {
            assert_eq!(file(text, comma), Ok(number), "{text}");
        }
        for (text, number) in [("1.000", 1.0), ("1,000.25", 1000.25), (".5", 0.5), ("0.1", 0.1)] {
            assert_eq!(file(text, point), Ok(number), "{text}");
        }
        for (text, notation) in
            [("12.5", comma), ("12,5", point), ("1,2,3", comma), ("1.", point), ("1,5.000", comma), ("", point), ("1e3", point)]
        {
            assert_eq!(file(text, notation), Err(ErrorCode::NotANumber), "{text}");
        }
    }

    #[test]
    fn a_number_is_written_as_it_is_read() {
        for number in [0.0, -2.5, 1.125, 1234.567, 12_500.0, 0.1, 1e20, f64::MIN_POSITIVE.sqrt()] {
            for locale in [Locale::Nl, Locale::En] {
                let text = form_text(number, locale);
                if text.len() <= LONGEST_NUMBER {
                    assert_eq!(form(&text, locale), Ok(number), "{text}");
                }
            }
        }
    }

    #[test]
    fn bounds_are_told() {
        let read = |min, max| parse_number("5", (min, max), NumberNotation::Unmarked);
        assert_eq!(read(Some(1.0), Some(4.0)), Err(ErrorCode::OutOfRange { min: "1".into(), max: "4".into() }));
        assert_eq!(read(Some(6.0), None), Err(ErrorCode::OutOfRange { min: "6".into(), max: "∞".into() }));
        assert_eq!(read(None, Some(4.0)), Err(ErrorCode::OutOfRange { min: "−∞".into(), max: "4".into() }));
    }
}
