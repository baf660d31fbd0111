//! Charts as SVG, drawn on the server from numbers. Only numbers and our own words are written into them, and the words are
//! escaped all the same; colours are the style sheet's. Beside every chart stands a table with the same figures.

pub(crate) mod bars;
pub(crate) mod forest;
pub(crate) mod gauge;
pub(crate) mod heat;
pub(crate) mod interval;
pub(crate) mod trend;

/// A coordinate to one decimal: enough for a screen, and short.
fn at(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

/// A text as it may stand in markup.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
