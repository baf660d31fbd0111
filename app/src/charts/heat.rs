//! The picture of a crosstab, with one cell for each score. It can be read without a page around it. The higher a score
//! is on the whole scale, the deeper the tone of its cell. The score is written in the cell.

use std::fmt::Write as _;

use super::{at, escape, words::text};

const LEFT: f64 = 150.0;
const CELL: f64 = 98.0;
const HEAD: f64 = 30.0;
const ROW: f64 = 56.0;

/// The maximum width of a name above a column and beside a row, with space for wider fonts.
const COLUMN: f64 = CELL - 8.0;
const LABEL: f64 = LEFT - 14.0;

/// The lines of a cell from the top: the score, its interval and the number of answers, or why it is not shown.
pub(crate) struct HeatCell {
    pub(crate) lines: Vec<String>,
    /// The tone, 0 to 8. `None` for a total or a withheld cell.
    pub(crate) tone: Option<u8>,
}

/// The width and height of the picture.
#[expect(clippy::cast_precision_loss, reason = "at most forty rows and columns are drawn")]
pub(crate) fn size(columns: usize, rows: usize) -> (f64, f64) {
    (LEFT + columns as f64 * CELL, HEAD + rows as f64 * ROW)
}

/// The picture. Every row has a cell for each column.
pub(crate) fn draw(columns: &[String], rows: &[(String, Vec<HeatCell>)], label: &str) -> String {
    let (width, height) = size(columns.len(), rows.len());
    let mut svg = format!(
        "<svg class=\"chart heat\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">",
        at(width),
        at(height),
        escape(label)
    );
    #[expect(clippy::cast_precision_loss, reason = "at most forty rows and columns are drawn")]
    let left = |column: usize| LEFT + column as f64 * CELL;
    for (index, name) in columns.iter().enumerate() {
        svg.push_str(&text("", (left(index) + CELL / 2.0, HEAD - 10.0), name, COLUMN));
    }
    let mut top = HEAD;
    for (name, cells) in rows {
        svg.push_str(&text("start", (0.0, top + ROW / 2.0 + 4.0), name, LABEL));
        for (index, cell) in cells.iter().enumerate() {
            let class = cell.tone.map_or_else(|| "plain".to_owned(), |tone| format!("heat-{tone}"));
            let _ = write!(
                svg,
                "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                at(left(index) + 1.0),
                at(top + 1.0),
                at(CELL - 2.0),
                at(ROW - 2.0)
            );
            let middle = left(index) + CELL / 2.0;
            if let [only] = cell.lines.as_slice() {
                svg.push_str(&text("", (middle, top + ROW / 2.0 + 4.0), only, f64::INFINITY));
            } else {
                for ((class, below), line) in
                    [("cell-value", 20.0), ("cell-text", 34.0), ("cell-text", 47.0)].into_iter().zip(&cell.lines)
                {
                    svg.push_str(&text(class, (middle, top + below), line, f64::INFINITY));
                }
            }
        }
        top += ROW;
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_says_its_score_and_words_are_inert() {
        let shown = || HeatCell { lines: vec!["50,0".into(), "40 tot 60".into(), "n = 9".into()], tone: Some(6) };
        let withheld = || HeatCell { lines: vec!["<niet>".into()], tone: None };
        let rows = vec![("x".repeat(30), vec![shown(), withheld()]), ("b".into(), vec![withheld(), shown()])];
        let svg = draw(&["<i>".into(), "b".into()], &rows, "\"");
        assert!(svg.contains("viewBox=\"0 0 346 142\"") && svg.matches("class=\"heat-6\"").count() == 2, "{svg}");
        assert_eq!((svg.matches("class=\"plain\"").count(), svg.matches("50,0").count()), (2, 2), "{svg}");
        assert!(!svg.contains("<i>") && !svg.contains("<niet>"), "{svg}");
        assert!(svg.contains(&format!("<title>{}</title>{}…", "x".repeat(30), "x".repeat(18))), "{svg}");
        let wide = draw(&["AMSTERDAM WEST".into()], &[("AMSTERDAM BIJLMER ARENA".into(), vec![shown()])], "");
        assert!(wide.contains("</title>AMSTERDA…</text>") && wide.contains("</title>AMSTERDAM BIJL…</text>"), "{wide}");
    }
}
