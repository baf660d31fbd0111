//! A score over time: a point per bucket with its interval, and a line between shown neighbours.

use std::fmt::Write as _;

use super::{at, escape};

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 260.0;
/// Left of the axis: room for a label of four characters, and for each character more. On a narrow screen the letters are
/// 22 wide units high, so that they stay readable.
const LEFT: f64 = 62.0;
const LEFT_PER_CHARACTER: f64 = 12.0;
const RIGHT: f64 = 12.0;
const HEAD: f64 = 14.0;
const FOOT: f64 = 34.0;

/// One bucket.
pub(crate) enum Point {
    /// The bucket has no answers.
    Empty,
    /// The bucket is withheld.
    Withheld,
    /// A score with the ends of its interval, if there is one.
    Score { value: f64, interval: Option<(f64, f64)> },
}

/// The data of the chart.
pub(crate) struct Plot<'a> {
    pub(crate) points: &'a [Point],
    /// The rolling score at each point, if there is one. Empty if no rolling score is drawn.
    pub(crate) rolling: &'a [Option<f64>],
    /// The lowest and the highest value of the axis.
    pub(crate) range: (f64, f64),
    /// The values with a grid line, each with its label.
    pub(crate) lines: &'a [(f64, String)],
    /// The labels below the first and the last bucket.
    pub(crate) ends: (&'a str, &'a str),
    /// The description for screen readers.
    pub(crate) label: &'a str,
}

/// The chart.
pub(crate) fn draw(plot: &Plot<'_>) -> String {
    let (low, high) = plot.range;
    let span = if high > low { high - low } else { 1.0 };
    let y = |value: f64| HEAD + (high - value.clamp(low, high)) / span * (HEIGHT - HEAD - FOOT);
    let longest = plot.lines.iter().map(|(_, words)| words.chars().count()).max().unwrap_or(0);
    let left = LEFT + LEFT_PER_CHARACTER * longest.saturating_sub(4) as f64;
    let step = (WIDTH - left - RIGHT) / plot.points.len().max(1) as f64;
    let x = |index: usize| left + (index as f64 + 0.5) * step;
    let mut svg = format!(
        "<svg class=\"chart trend\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">",
        at(WIDTH),
        at(HEIGHT),
        escape(plot.label)
    );
    for (value, words) in plot.lines {
        let y = at(y(*value));
        let _ = write!(svg, "<line class=\"gridline\" x1=\"{left}\" x2=\"{WIDTH}\" y1=\"{y}\" y2=\"{y}\"/>");
        let _ = write!(svg, "<text class=\"scale-text\" x=\"{}\" y=\"{y}\" dy=\"4\">{}</text>", at(left - 8.0), escape(words));
    }
    for (index, point) in plot.points.iter().enumerate() {
        let here = at(x(index));
        match point {
            Point::Empty => {}
            Point::Withheld => {
                let _ = write!(svg, "<text class=\"withheld\" x=\"{here}\" y=\"{}\">×</text>", at(HEIGHT - FOOT - 6.0));
            }
            Point::Score { interval: Some((from, to)), .. } => {
                let _ = write!(
                    svg,
                    "<line class=\"interval\" x1=\"{here}\" x2=\"{here}\" y1=\"{}\" y2=\"{}\"/>",
                    at(y(*from)),
                    at(y(*to))
                );
            }
            Point::Score { interval: None, .. } => {}
        }
    }
    svg.push_str(&joined("line-path", plot.points.iter().map(Point::value), x, y));
    if !plot.rolling.is_empty() {
        svg.push_str(&joined("rolling-path", plot.rolling.iter().copied(), x, y));
    }
    for (index, point) in plot.points.iter().enumerate() {
        if let Point::Score { value, .. } = point {
            let radius = if plot.points.len() > 40 { 3 } else { 5 };
            let _ = write!(svg, "<circle cx=\"{}\" cy=\"{}\" r=\"{radius}\"/>", at(x(index)), at(y(*value)));
        }
    }
    let foot = at(HEIGHT - 8.0);
    let _ = write!(svg, "<text class=\"start\" x=\"0\" y=\"{foot}\">{}</text>", escape(plot.ends.0));
    if plot.points.len() > 1 {
        let _ = write!(svg, "<text class=\"end\" x=\"{WIDTH}\" y=\"{foot}\">{}</text>", escape(plot.ends.1));
    }
    svg.push_str("</svg>");
    svg
}

impl Point {
    const fn value(&self) -> Option<f64> {
        match self {
            Self::Score { value, .. } => Some(*value),
            Self::Empty | Self::Withheld => None,
        }
    }
}

/// A line through neighbours, interrupted where a value is missing.
fn joined(class: &str, values: impl Iterator<Item = Option<f64>>, x: impl Fn(usize) -> f64, y: impl Fn(f64) -> f64) -> String {
    let mut path = String::new();
    let mut down = false;
    for (index, value) in values.enumerate() {
        if let Some(value) = value {
            let letter = if down { 'L' } else { 'M' };
            let _ = write!(path, "{letter}{} {}", at(x(index)), at(y(value)));
        }
        down = value.is_some();
    }
    format!("<path class=\"{class}\" d=\"{path}\"/>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_of_the_axis_has_room_on_a_narrow_screen() {
        let lines = [(0.0, "0 %".to_owned()), (100.0, "100 %".to_owned())];
        let plot = Plot { points: &[], rolling: &[], range: (0.0, 100.0), lines: &lines, ends: ("a", "b"), label: "c" };
        let svg = draw(&plot);
        let place = svg.split("class=\"scale-text\" x=\"").nth(1).unwrap().split('"').next().unwrap();
        // A character is about 0.55 of its height wide, and 22 high.
        assert!(place.parse::<f64>().unwrap() >= 5.0 * 0.55 * 22.0, "{place}");
    }

    #[test]
    fn a_withheld_bucket_breaks_the_line_and_shows_no_value() {
        let score = |value| Point::Score { value, interval: Some((value - 10.0, value + 10.0)) };
        let points = [score(0.0), Point::Withheld, score(50.0), score(60.0), Point::Empty];
        let rolling = [None, None, Some(20.0), Some(30.0), None];
        let plot =
            Plot { points: &points, rolling: &rolling, range: (-100.0, 100.0), lines: &[], ends: ("<a>", "b"), label: "\"" };
        let svg = draw(&plot);
        assert_eq!(svg.matches("rolling-path\" d=\"M").count(), 1);
        assert!(!draw(&Plot { rolling: &[], ..plot }).contains("rolling-path"));
        assert_eq!(svg.matches("<circle").count(), 3);
        assert_eq!(svg.matches('×').count(), 1);
        let path = svg.split(" d=\"").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!((path.matches('M').count(), path.matches('L').count()), (2, 1), "{path}");
        assert!(!svg.contains("<a>"), "{svg}");
    }
}
