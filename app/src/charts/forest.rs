//! The picture of a breakdown, with the groups one under the other. Each group has its score as a dot on the whole
//! scale and its interval as a line. The picture contains its own labels, so it can be read without a page around it.

use std::fmt::Write as _;

use super::{at, escape, words};

const WIDTH: f64 = 640.0;
const LEFT: f64 = 230.0;
const RIGHT: f64 = 170.0;
const HEAD: f64 = 8.0;
const STEP: f64 = 26.0;
const FOOT: f64 = 26.0;

/// The maximum width of a name. A name starts at the edge, so its beginning is visible in every font. The 20 units
/// before the scale are reserved for wider fonts.
const NAME: f64 = LEFT - 20.0;

/// One group with a shown score.
pub(crate) struct Dot {
    pub(crate) name: String,
    pub(crate) value: f64,
    /// The ends of the interval, if there is one.
    pub(crate) interval: Option<(f64, f64)>,
    /// The text beside the dot.
    pub(crate) text: String,
}

/// The height of a picture with `dots` groups.
pub(crate) fn height(dots: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "at most a hundred groups are drawn")]
    let dots = dots as f64;
    HEAD + dots * STEP + FOOT
}

/// The picture, with a line for each value in `lines`.
pub(crate) fn draw(dots: &[Dot], (low, high): (f64, f64), lines: &[(f64, String)], label: &str) -> String {
    let span = if high > low { high - low } else { 1.0 };
    let x = |value: f64| at(LEFT + (value.clamp(low, high) - low) / span * (WIDTH - LEFT - RIGHT));
    let floor = height(dots.len()) - FOOT;
    let mut svg = format!(
        "<svg class=\"chart forest\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">",
        at(WIDTH),
        at(height(dots.len())),
        escape(label)
    );
    for (value, text) in lines {
        let x = x(*value);
        let _ = write!(svg, "<line class=\"gridline\" x1=\"{x}\" x2=\"{x}\" y1=\"{HEAD}\" y2=\"{}\"/>", at(floor));
        let _ = write!(svg, "<text x=\"{x}\" y=\"{}\">{}</text>", at(floor + 18.0), escape(text));
    }
    for (index, dot) in dots.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "at most a hundred groups are drawn")]
        let y = HEAD + (index as f64 + 0.5) * STEP;
        let (line, base) = (at(y), at(y + 4.0));
        svg.push_str(&words::text("start", (0.0, y + 4.0), &dot.name, NAME));
        if let Some((from, to)) = dot.interval {
            let _ = write!(svg, "<line class=\"interval\" x1=\"{}\" x2=\"{}\" y1=\"{line}\" y2=\"{line}\"/>", x(from), x(to));
        }
        let _ = write!(svg, "<circle cx=\"{}\" cy=\"{line}\" r=\"4\"/>", x(dot.value));
        let _ = write!(svg, "<text class=\"start\" x=\"{}\" y=\"{base}\">{}</text>", at(WIDTH - RIGHT + 12.0), escape(&dot.text));
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_stands_where_its_value_is_and_words_are_inert() {
        let dot =
            |name: &str, value| Dot { name: name.into(), value, interval: Some((value - 10.0, value + 10.0)), text: "0".into() };
        let long = "AMSTERDAM BIJLMER ARENA EN OMSTREKEN";
        let svg = draw(&[dot("<b>", 0.0), dot(long, 100.0)], (-100.0, 100.0), &[(0.0, "0".into())], "\"");
        assert!(svg.contains("cx=\"350\" cy=\"21\"") && svg.contains("cx=\"470\" cy=\"47\""), "{svg}");
        assert!(!svg.contains("<b>"), "{svg}");
        let name = format!("<text class=\"start\" x=\"0\" y=\"51\"><title>{long}</title>AMSTERDAM BIJLMER AREN…</text>");
        assert!(svg.contains(&name), "it begins at the edge and ends before the scale: {svg}");
    }
}
