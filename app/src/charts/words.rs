//! Text in a picture, shortened to the available width. The widths of the letters decide where it is cut, and its
//! beginning is always visible. Must not know what the text names.

use std::borrow::Cow;

use super::{at, escape};

/// The font size in pictures.
const SIZE: f64 = 13.0;

/// A text element at a position, with a class, cut to the width `room`. The full text is its tooltip.
pub(crate) fn text(class: &str, (x, y): (f64, f64), words: &str, room: f64) -> String {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    let shown = fitted(words, room);
    let title = match &shown {
        Cow::Borrowed(_) => String::new(),
        Cow::Owned(_) => format!("<title>{}</title>", escape(words)),
    };
    format!("<text{class} x=\"{}\" y=\"{}\">{title}{}</text>", at(x), at(y), escape(&shown))
}

/// The longest beginning that fits, with an ellipsis if the text is cut.
fn fitted(words: &str, room: f64) -> Cow<'_, str> {
    let widths = words.char_indices().scan(0.0, |width, (start, c)| {
        *width += width_of(c);
        Some((start, *width))
    });
    if widths.clone().last().is_none_or(|(_, width)| width <= room) {
        return Cow::Borrowed(words);
    }
    let room = room - width_of('…');
    let end = widths.clone().find(|(_, width)| *width > room).map_or(words.len(), |(start, _)| start);
    Cow::Owned(format!("{}…", words[..end].trim_end()))
}

/// The widths of letters in Liberation Sans, which equal those of Arial and Helvetica, in thousandths of the font size.
const WIDTHS: [(&str, f64); 6] = [
    (" \u{a0}ijlIft!',./:;[\\]|", 280.0),
    ("()-`r{}\"*", 390.0),
    ("Jcksvxyz", 500.0),
    ("GOQ", 778.0),
    ("Mm", 833.0),
    ("W%", 944.0),
];

/// The width of a letter. Other fonts differ by about a tenth, so callers reserve extra space.
fn width_of(c: char) -> f64 {
    let found = WIDTHS.iter().find(|(letters, _)| letters.contains(c)).map(|(_, width)| *width);
    let of_thousand = found.unwrap_or_else(|| match c {
        'A'..='Z' => 722.0,
        '@' | 'Æ' | 'æ' | 'Œ' | 'œ' => 1015.0,
        '!'..='~' | '–' => 584.0,
        // Latin with accents, Greek and Cyrillic. Characters outside the font count as wide as high.
        '\u{c0}'..='\u{24f}' if c.is_lowercase() => 584.0,
        '\u{370}'..='\u{52f}' if c.is_lowercase() => 650.0,
        '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{52f}' => 780.0,
        _ => 1015.0,
    });
    of_thousand * SIZE / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_shortened_by_their_width() {
        for name in ["Hoofdkantoor Amsterdam Centrum", "AMSTERDAM BIJLMER ARENA", "", "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii"]
        {
            assert_eq!(fitted(name, 210.0), name);
        }
        let wide = fitted("WWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", 210.0);
        let narrow = fitted(&"i".repeat(80), 210.0).into_owned();
        assert_eq!((wide.chars().count(), narrow.chars().count()), (17, 55), "{wide} {narrow}");
        for shown in [wide.as_ref(), &narrow] {
            let width: f64 = shown.chars().map(width_of).sum();
            assert!(shown.ends_with('…') && (196.0..=210.0).contains(&width), "{shown} {width}");
        }
        assert_eq!(fitted("Bijna 語語語", 50.0), "Bijna…");
        assert_eq!(fitted("語", 5.0), "…", "less than a letter");
    }

    #[test]
    fn what_is_left_out_is_in_the_title() {
        let whole = text("start", (0.0, 4.5), "<a>", 90.0);
        assert_eq!(whole, "<text class=\"start\" x=\"0\" y=\"4.5\">&lt;a&gt;</text>");
        assert_eq!(text("", (1.0, 2.0), "<aaa>", 30.0), "<text x=\"1\" y=\"2\"><title>&lt;aaa&gt;</title>&lt;a…</text>");
    }
}
