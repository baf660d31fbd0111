//! A distribution as vertical bars, and a share as a horizontal bar.

use std::fmt::Write as _;

use super::{at, escape};

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 220.0;
const FOOT: f64 = 34.0;
const HEAD: f64 = 26.0;

/// One bar.
pub(crate) struct Bar {
    /// The label below the bar; may be empty.
    pub(crate) name: String,
    /// The label above the bar; may be empty.
    pub(crate) value: String,
    /// The number of answers.
    pub(crate) count: u64,
    /// The tone, 0 to 2.
    pub(crate) tone: u8,
}

/// A chart of vertical bars. `label` is its full description for screen readers.
pub(crate) fn standing(bars: &[Bar], label: &str) -> String {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1) as f64;
    let step = WIDTH / bars.len().max(1) as f64;
    let (floor, room) = (HEIGHT - FOOT, HEIGHT - FOOT - HEAD);
    let mut svg = format!(
        "<svg class=\"chart bars\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">",
        at(WIDTH),
        at(HEIGHT),
        escape(label)
    );
    for (index, bar) in bars.iter().enumerate() {
        let (left, height) = (index as f64 * step, bar.count as f64 / most * room);
        let middle = at(left + step / 2.0);
        let _ = write!(
            svg,
            "<rect class=\"tone-{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            bar.tone,
            at(left + step * 0.1),
            at(floor - height),
            at(step * 0.8),
            at(height)
        );
        if !bar.value.is_empty() {
            let _ = write!(
                svg,
                "<text class=\"share\" x=\"{middle}\" y=\"{}\">{}</text>",
                at(floor - height - 8.0),
                escape(&bar.value)
            );
        }
        if !bar.name.is_empty() {
            let _ = write!(svg, "<text x=\"{middle}\" y=\"{}\">{}</text>", at(HEIGHT - 8.0), escape(&bar.name));
        }
    }
    let _ = write!(svg, "<line class=\"axis\" x1=\"0\" x2=\"{}\" y1=\"{floor}\" y2=\"{floor}\"/></svg>", at(WIDTH));
    svg
}

/// A horizontal bar in a table. The number is in text beside it.
pub(crate) fn lying(part: u64, whole: u64) -> String {
    let width = part as f64 / whole.max(1) as f64 * 100.0;
    format!(
        "<svg class=\"lying\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"tone-2\" width=\"{}\" height=\"8\"/></svg>",
        at(width)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_high_as_their_counts_and_words_are_inert() {
        let bar = |count| Bar { name: "<9>".into(), value: String::new(), count, tone: 2 };
        let svg = standing(&[bar(10), bar(5), bar(0)], "\"><script>");
        assert!(svg.contains("height=\"160\"") && svg.contains("height=\"80\"") && svg.contains("height=\"0\""), "{svg}");
        assert!(svg.contains("&lt;9&gt;") && !svg.contains("<script"), "{svg}");
        assert!(lying(1, 4).contains("width=\"25\""));
        assert!(standing(&[], "").ends_with("</svg>"), "no bars, no division by zero");
    }
}
