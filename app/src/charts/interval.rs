//! A score with its interval as a dot on a line, for a table with the numbers beside it.

use super::at;

/// The picture over the whole range of the score, so that no difference looks larger than it is.
pub(crate) fn draw(value: f64, interval: Option<(f64, f64)>, (low, high): (f64, f64)) -> String {
    let span = if high > low { high - low } else { 1.0 };
    let x = |value: f64| at((value.clamp(low, high) - low) / span * 100.0);
    let line = interval.map(|(from, to)| {
        format!(
            "<line class=\"interval\" x1=\"{}\" x2=\"{}\" y1=\"4\" y2=\"4\" vector-effect=\"non-scaling-stroke\"/>",
            x(from),
            x(to)
        )
    });
    format!(
        "<svg class=\"lying\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <line class=\"gridline\" x1=\"0\" x2=\"100\" y1=\"4\" y2=\"4\" vector-effect=\"non-scaling-stroke\"/>{}\
         <line class=\"mark\" x1=\"{here}\" x2=\"{here}\" y1=\"0\" y2=\"8\" vector-effect=\"non-scaling-stroke\"/></svg>",
        line.unwrap_or_default(),
        here = x(value)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_stands_where_the_value_is() {
        let svg = draw(0.0, Some((-50.0, 50.0)), (-100.0, 100.0));
        assert!(svg.contains("class=\"mark\" x1=\"50\" x2=\"50\"") && svg.contains("x1=\"25\" x2=\"75\""), "{svg}");
        assert!(draw(200.0, None, (0.0, 100.0)).contains("class=\"mark\" x1=\"100\""));
    }
}
