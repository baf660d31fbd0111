//! The gauge: a picture of one score from −100 to +100. It is a half ring, with the interval as a band on it, the score
//! as a needle, and a text in the middle.

use std::fmt::Write as _;

use super::{at, escape};

const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 196.0;
const MIDDLE: f64 = 160.0;
const BASE: f64 = 152.0;
const RADIUS: f64 = 112.0;

/// The data of the gauge.
pub(crate) struct Gauge<'a> {
    pub(crate) value: f64,
    /// The ends of the interval, if there is one.
    pub(crate) interval: Option<(f64, f64)>,
    /// The lowest and the highest possible value.
    pub(crate) range: (f64, f64),
    /// The values labelled along the ring.
    pub(crate) marks: &'a [(f64, String)],
    /// The score as text, and below it the interval and the number of answers.
    pub(crate) words: &'a str,
    pub(crate) below: &'a [String],
    /// The full description for screen readers.
    pub(crate) label: &'a str,
}

/// The picture.
pub(crate) fn draw(gauge: &Gauge<'_>) -> String {
    let (low, high) = gauge.range;
    let span = if high > low { high - low } else { 1.0 };
    let place = |value: f64, radius: f64| {
        let angle = std::f64::consts::PI * (1.0 - (value.clamp(low, high) - low) / span);
        (at(MIDDLE + radius * angle.cos()), at(BASE - radius * angle.sin()))
    };
    let arc = |class: &str, from: f64, to: f64| {
        let ((x, y), (end_x, end_y)) = (place(from, RADIUS), place(to, RADIUS));
        let radius = at(RADIUS);
        format!("<path class=\"{class}\" d=\"M{x} {y}A{radius} {radius} 0 0 1 {end_x} {end_y}\"/>")
    };
    let mut svg = format!(
        "<svg class=\"chart gauge\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">",
        at(WIDTH),
        at(HEIGHT),
        escape(gauge.label)
    );
    svg.push_str(&arc("ring", low, high));
    if let Some((from, to)) = gauge.interval.filter(|(from, to)| from < to) {
        svg.push_str(&arc("band", from, to));
    }
    for (value, words) in gauge.marks {
        // A mark beside the number at an end would look like a minus sign, so the number is below the ring.
        if [low, high].contains(value) {
            let (x, _) = place(*value, RADIUS);
            let _ = write!(svg, "<text x=\"{x}\" y=\"{}\">{}</text>", at(BASE + 18.0), escape(words));
            continue;
        }
        let ((x1, y1), (x2, y2)) = (place(*value, RADIUS + 11.0), place(*value, RADIUS + 16.0));
        let _ = write!(svg, "<line class=\"axis\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>");
        let (x, y) = place(*value, RADIUS + 28.0);
        let _ = write!(svg, "<text x=\"{x}\" y=\"{y}\" dy=\"4\">{}</text>", escape(words));
    }
    let ((x1, y1), (x2, y2)) = (place(gauge.value, RADIUS - 18.0), place(gauge.value, RADIUS + 12.0));
    let _ = write!(svg, "<line class=\"needle\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>");
    let _ = write!(svg, "<text class=\"gauge-value\" x=\"{MIDDLE}\" y=\"{}\">{}</text>", at(BASE - 22.0), escape(gauge.words));
    let mut y = BASE;
    for line in gauge.below {
        let _ = write!(svg, "<text class=\"gauge-text\" x=\"{MIDDLE}\" y=\"{}\">{}</text>", at(y), escape(line));
        y += 20.0;
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gauge(value: f64, interval: Option<(f64, f64)>) -> String {
        let marks = [(0.0, "<0>".to_owned()), (100.0, "end".to_owned())];
        let below = ["\"&".to_owned()];
        draw(&Gauge { value, interval, range: (-100.0, 100.0), marks: &marks, words: "<b>", below: &below, label: "\"" })
    }

    #[test]
    fn the_needle_stands_where_the_score_is() {
        let upright = gauge(0.0, Some((-50.0, 50.0)));
        assert!(upright.contains("class=\"needle\" x1=\"160\" y1=\"58\" x2=\"160\" y2=\"28\""), "{upright}");
        assert!(upright.contains("class=\"band\" d=\"M80.8 72.8A112 112 0 0 1 239.2 72.8\""), "{upright}");
        assert!(
            upright.contains("<text x=\"160\" y=\"12\" dy=\"4\">&lt;0&gt;") && upright.contains("<text x=\"272\" y=\"170\">end<"),
            "{upright}"
        );
        assert!(!upright.contains("<b>") && !upright.contains("<0>"), "{upright}");
        assert!(gauge(-100.0, None).contains("class=\"needle\" x1=\"66\" y1=\"152\""));
        assert!(gauge(100.0, None).contains("class=\"needle\" x1=\"254\" y1=\"152\""));
        assert!(gauge(500.0, None).contains("class=\"needle\" x1=\"254\" y1=\"152\""), "beyond the end is the end");
    }

    #[test]
    fn an_interval_without_width_is_no_band() {
        assert!(!gauge(100.0, Some((100.0, 100.0))).contains("class=\"band\"") && !gauge(0.0, None).contains("class=\"band\""));
    }
}
