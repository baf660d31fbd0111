//! Telephone numbers in a comment: Dutch ones, Belgian mobile ones, and international ones. Dutch numbers follow the
//! numbering plan (area codes, mobile, 08x). International numbers begin with `+` or `00` (E.164). Free and paid
//! service numbers (0800, 090x) belong to organisations and are kept.

use crate::redaction::separators::{is_dash, is_hyphen, is_space};

/// Area codes of two digits after the 0; the others have three. 08x belongs to no area: organisations, calls over the
/// internet.
const SHORT: &str = "10 13 15 20 23 24 26 30 33 35 36 38 40 43 45 46 50 53 55 58 70 71 72 73 74 75 76 77 78 79 85 82 84 87 88";
/// Area codes of three digits after the 0.
const LONG: &str = "\
    111 113 114 115 117 118 161 162 164 165 166 167 168 172 174 180 181 182 183 184 186 187 222 223 224 226 227 228 229 251 \
    252 255 294 297 299 313 314 315 316 317 318 320 321 341 342 343 344 345 346 347 348 411 412 413 416 418 475 478 481 485 \
    486 487 488 492 493 495 497 499 511 512 513 514 515 516 517 518 519 521 522 523 524 525 527 528 529 541 543 544 545 546 \
    547 548 561 562 566 570 571 572 573 575 577 578 591 592 593 594 595 596 597 598 599";

/// Countries that are dialled with 00 from the Netherlands. With all countries, every order number that begins with two
/// zeros would match.
const AFTER_ZEROS: &str = "30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 90 212 351 352 353 354 357 358 359 385 420 421";

/// A limit above the number of digits of any telephone number.
const MAX_DIGITS: usize = 20;

/// Digits in groups, with the separators between them.
#[derive(Default)]
struct Groups {
    digits: String,
    /// For each group: the number of digits, its end, and whether the number may end before the next separator.
    groups: Vec<(usize, usize, bool)>,
}

/// The length in bytes of a telephone number at the start of `rest`.
pub(super) fn length(before: &str, rest: &str) -> Option<usize> {
    if !rest.starts_with(['0', '+', '(']) || continues(before) {
        return None;
    }
    let opened = rest.starts_with('(');
    let start = usize::from(opened);
    let plus = rest[start..].starts_with('+');
    let start = start + usize::from(plus);
    let groups = Groups::read(rest, start);
    let mut sizes: Vec<usize> = groups.groups.iter().map(|(size, ..)| *size).collect();
    while let Some((_, end, may_end)) = sizes.len().checked_sub(1).and_then(|last| groups.groups.get(last)) {
        let digits = &groups.digits[..sizes.iter().sum()];
        if *may_end && is_number(digits, &sizes, plus) {
            let closes = opened && !rest[..*end].contains(')') && rest[*end..].starts_with(')');
            // A bracket that closes after the number belongs to the sentence.
            return if opened && !rest[..*end].contains(')') && !closes { None } else { Some(*end + usize::from(closes)) };
        }
        sizes.pop();
    }
    None
}

/// Whether the text before the digits makes them a part of something longer: a word, an article number, a date.
fn continues(before: &str) -> bool {
    let mut back = before.chars().rev();
    match back.next() {
        Some(c) if c.is_alphanumeric() || c == '+' => true,
        Some(c) if is_hyphen(c) || matches!(c, '.' | ',' | '/' | '(') => back.next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    }
}

impl Groups {
    fn read(rest: &str, start: usize) -> Self {
        let mut read = Self::default();
        let mut at = start;
        loop {
            let size = rest[at..].bytes().take_while(u8::is_ascii_digit).count();
            if size == 0 || read.digits.len() + size > MAX_DIGITS {
                // A longer run is no number. The digits before it are none either, unless a space is between.
                break;
            }
            read.digits.push_str(&rest[at..at + size]);
            at += size;
            let between: String = rest[at..].chars().take_while(|c| is_separator(*c)).collect();
            let next = rest[at + between.len()..].chars().next();
            let goes_on = next.is_some_and(|c| c.is_ascii_digit()) && between.chars().count() <= 3 && !between.is_empty();
            let may_end = match between.chars().next() {
                None => next.is_none_or(|c| !c.is_alphanumeric()),
                // Unlike a dash, a hyphen can also continue an article number. Another number begins with a 0.
                Some(_) => !goes_on || between.contains(ends) || next == Some('0'),
            };
            read.groups.push((size, at, may_end));
            if !goes_on {
                break;
            }
            at += between.len();
        }
        read
    }
}

fn is_number(digits: &str, sizes: &[usize], plus: bool) -> bool {
    if plus {
        return is_international(digits) && (9..=15).contains(&digits.len());
    }
    if let Some(after) = digits.strip_prefix("00") {
        return AFTER_ZEROS.split(' ').any(|country| after.starts_with(country))
            && is_international(after)
            && (10..=13).contains(&after.len());
    }
    !is_date(digits, sizes) && is_national(digits, sizes[0])
}

/// Whether it is a number with a country code. The 0 of the national number is often written too: +31 (0)6.
fn is_international(digits: &str) -> bool {
    match digits.strip_prefix("31") {
        Some(national) => {
            let national = national.strip_prefix('0').unwrap_or(national);
            national.len() == 9 && area_code(national).is_some()
        }
        None => !digits.starts_with('0'),
    }
}

/// Whether it is a national number: ten digits, in one group or with the area code as the first group.
fn is_national(digits: &str, first: usize) -> bool {
    let Some(number) = digits.strip_prefix('0').filter(|number| number.len() == 9) else { return false };
    let belgian_mobile = || number.starts_with('4') && number.as_bytes()[1] >= b'5' && (first == 4 || first == 10);
    match area_code(number) {
        Some(1) => true,
        Some(code) => first == code + 1 || first == 10 || belgian_mobile(),
        None => belgian_mobile(),
    }
}

/// The number of digits of the area code after the 0: 1 for a mobile number. `None` if the area does not exist.
fn area_code(number: &str) -> Option<usize> {
    let bytes = number.as_bytes();
    if bytes[0] == b'6' {
        return matches!(bytes[1], b'1'..=b'5' | b'8').then_some(1);
    }
    if SHORT.split(' ').any(|code| number.starts_with(code)) {
        return Some(2);
    }
    LONG.split(' ').any(|code| number.starts_with(code)).then_some(3)
}

/// Whether it is a date with another number after it: 06-12-2024 10.
fn is_date(digits: &str, sizes: &[usize]) -> bool {
    let part = |from: usize, to: usize| digits.get(from..to).and_then(|text| text.parse::<u32>().ok()).unwrap_or(0);
    sizes.starts_with(&[2, 2, 4])
        && (1..=31).contains(&part(0, 2))
        && (1..=12).contains(&part(2, 4))
        && (1900..2100).contains(&part(4, 8))
}

/// Whether a number may end before this character, even if digits follow.
fn ends(c: char) -> bool {
    is_space(c) || (is_dash(c) && !is_hyphen(c)) || matches!(c, '/' | '.')
}

fn is_separator(c: char) -> bool {
    is_space(c) || is_dash(c) || matches!(c, '.' | '/' | '(' | ')')
}
