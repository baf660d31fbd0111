//! The answers behind one score in a table of two dimensions. Each cell has its score, and there are totals.
//! Small cells are withheld, and with them as many others as needed so that no subtraction reveals them. Pure; must not
//! know the database.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{
    breakdown::put_in_order,
    figures::{FigureData, figure_of},
    headline::Headline,
    measure::{Measure, MeasureName},
    series::Figure,
};
use crate::{
    id::Key,
    results::{
        counts::CrossCount,
        disclosure::{crosstab::withhold_cross, suppression::is_too_small},
        scoring::Distribution,
    },
};

/// The most rows, and the most columns, of a crosstab.
pub const MOST_LINES: usize = 40;

/// A table of scores by two dimensions.
#[derive(Clone, Debug, PartialEq)]
pub struct Crosstab {
    /// What the scores measure.
    pub measure: Measure,
    /// The value of each column, in the order of a breakdown.
    pub columns: Vec<Option<String>>,
    /// The rows, in the order of a breakdown.
    pub rows: Vec<Row>,
    /// The total of each column.
    pub totals: Vec<Figure>,
    /// The grand total.
    pub whole: Figure,
}

/// One row of a crosstab.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The value of the row.
    pub value: Option<String>,
    /// One figure for each column.
    pub cells: Vec<Figure>,
    /// The total of the row.
    pub total: Figure,
}

impl Crosstab {
    /// The crosstab of a score. `None` if there are more rows or columns than [`MOST_LINES`].
    pub fn of(measure: Measure, counts: &[CrossCount], minimum: u64) -> Option<Self> {
        let (min, max) = measure.scores();
        let empty = || Distribution::new(min, max);
        let mut cells: BTreeMap<(Option<&str>, Option<&str>), Distribution> = BTreeMap::new();
        for count in counts {
            let Some(score) = count.score.filter(|_| count.count > 0) else { continue };
            let place = (count.row.as_deref(), count.column.as_deref());
            // A score outside the scale is in no figure. The store never returns one.
            let added = cells.entry(place).or_insert_with(empty).add(score, count.count);
            debug_assert!(added.is_ok(), "the store gives scores of the scale only");
        }
        let sum = |is_in: &dyn Fn(Option<&str>, Option<&str>) -> bool| {
            let mut sum = empty();
            for (_, scores) in cells.iter().filter(|((row, column), _)| is_in(*row, *column)) {
                let merged = sum.merge(scores);
                debug_assert!(merged.is_ok(), "both have the same scale");
            }
            sum
        };
        let rows: BTreeSet<_> = cells.keys().map(|(row, _)| *row).collect();
        let columns: BTreeSet<_> = cells.keys().map(|(_, column)| *column).collect();
        if rows.len() > MOST_LINES || columns.len() > MOST_LINES {
            return None;
        }
        let mut rows: Vec<_> = rows.into_iter().map(|one| (one, sum(&|row, _| row == one))).collect();
        let mut columns: Vec<_> = columns.into_iter().map(|one| (one, sum(&|_, column| column == one))).collect();
        put_in_order(&mut rows);
        put_in_order(&mut columns);
        let size = |row, column| cells.get(&(row, column)).map_or(0, Distribution::n);
        let sizes: Vec<Vec<u64>> =
            rows.iter().map(|(row, _)| columns.iter().map(|(column, _)| size(*row, *column)).collect()).collect();
        let withheld = withhold_cross(&sizes, minimum);
        let whole = sum(&|_, _| true);
        let all_withheld = is_too_small(whole.n(), minimum);
        let figure = |scores: &Distribution, withheld: bool| match scores.n() > 0 && (withheld || all_withheld) {
            true => Figure::TooFew,
            false => measure.estimate(scores).map_or(Figure::Nobody, Figure::Score),
        };
        let row = |(at, (row, total)): (usize, &(Option<&str>, Distribution))| {
            let of_column = |(column, withheld): (&(Option<&str>, Distribution), &bool)| {
                cells.get(&(*row, column.0)).map_or(Figure::Nobody, |scores| figure(scores, *withheld))
            };
            Row {
                value: row.map(str::to_owned),
                cells: columns.iter().zip(&withheld.cells[at]).map(of_column).collect(),
                total: figure(total, withheld.rows[at]),
            }
        };
        Some(Self {
            measure,
            rows: rows.iter().enumerate().map(row).collect(),
            totals: columns.iter().zip(&withheld.columns).map(|((_, total), withheld)| figure(total, *withheld)).collect(),
            whole: figure(&whole, false),
            columns: columns.iter().map(|(column, _)| column.map(str::to_owned)).collect(),
        })
    }

    /// Whether a cell or total is withheld.
    pub fn withholds(&self) -> bool {
        let cells = self.rows.iter().flat_map(|row| row.cells.iter().chain([&row.total]));
        cells.chain(&self.totals).any(|figure| *figure == Figure::TooFew)
    }
}

/// A crosstab: at most 40 rows and 40 columns, the largest first, scores in their order, those of whom nothing is known last.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Crosstab))]
pub struct CrosstabData {
    /// The question of which this is the score; null for the loyalty index.
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, required))]
    pub question: Option<Key>,
    /// What is measured.
    pub measure: MeasureName,
    /// What each column has in common; null where nothing is known.
    pub columns: Vec<Option<String>>,
    /// The rows.
    pub rows: Vec<CrosstabRow>,
    /// The total of each column.
    pub totals: Vec<FigureData>,
    /// All of them together.
    pub whole: FigureData,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CrosstabRow {
    /// What it has in common; null where nothing is known.
    #[cfg_attr(feature = "schema", schema(required))]
    pub group: Option<String>,
    /// One figure for each column.
    pub cells: Vec<FigureData>,
    /// The total of the row.
    pub total: FigureData,
}

/// The headline, grouped by two dimensions. `None` if there are more rows or columns than [`MOST_LINES`].
pub fn crosstab(headline: &Headline<'_>, counts: &[CrossCount], minimum: u64) -> Option<CrosstabData> {
    let crosstab = Crosstab::of(headline.measure, counts, minimum)?;
    let all = |figures: &[Figure]| figures.iter().copied().map(figure_of).collect();
    let row = |row: &Row| CrosstabRow { group: row.value.clone(), cells: all(&row.cells), total: figure_of(row.total) };
    Some(CrosstabData {
        question: headline.question().map(|question| question.key.clone()),
        measure: crosstab.measure.code(),
        rows: crosstab.rows.iter().map(row).collect(),
        totals: all(&crosstab.totals),
        whole: figure_of(crosstab.whole),
        columns: crosstab.columns,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(cells: &[(Option<&str>, Option<&str>, u8, u64)]) -> Option<Crosstab> {
        let owned = |text: &Option<&str>| text.map(str::to_owned);
        let count = |(row, column, score, count): &(Option<&str>, Option<&str>, u8, u64)| CrossCount {
            row: owned(row),
            column: owned(column),
            score: Some(*score),
            count: *count,
        };
        Crosstab::of(Measure::Nps, &cells.iter().map(count).collect::<Vec<_>>(), 5)
    }

    fn value(figure: &Figure) -> Option<(f64, u64)> {
        match figure {
            Figure::Score(estimate) => Some((estimate.value, estimate.n)),
            Figure::Nobody | Figure::TooFew | Figure::Withdrawn => None,
        }
    }

    #[test]
    fn each_cell_has_its_score_and_each_line_its_total() {
        let crosstab = table(&[
            (Some("SP"), Some("late"), 0, 10),
            (Some("SP"), Some("on time"), 10, 30),
            (Some("RJ"), Some("on time"), 10, 20),
            (None, Some("late"), 0, 5),
        ])
        .unwrap();
        assert_eq!(crosstab.columns, [Some("on time".to_owned()), Some("late".to_owned())]);
        let rows: Vec<_> = crosstab.rows.iter().map(|row| row.value.as_deref()).collect();
        assert_eq!(rows, [Some("SP"), Some("RJ"), None], "the largest first, the unknown last");
        let sp: Vec<_> = crosstab.rows[0].cells.iter().map(value).collect();
        assert_eq!(sp, [Some((100.0, 30)), Some((-100.0, 10))]);
        assert_eq!(value(&crosstab.rows[0].total), Some((50.0, 40)));
        assert_eq!(crosstab.rows[1].cells[1], Figure::Nobody);
        assert_eq!(crosstab.totals.iter().map(value).map(|total| total.unwrap().1).collect::<Vec<_>>(), [50, 15]);
        assert!(value(&crosstab.whole).unwrap().1 == 65 && !crosstab.withholds());
    }

    #[test]
    fn small_cells_are_withheld_with_others() {
        let mut cells = vec![(Some("SP"), Some("late"), 0, 2)];
        for row in ["SP", "RJ", "MG"] {
            cells.extend(["on time", "lost"].map(|column| (Some(row), Some(column), 9, 20)));
        }
        cells.push((Some("RJ"), Some("late"), 5, 30));
        let crosstab = table(&cells).unwrap();
        let withheld = crosstab.rows.iter().flat_map(|row| &row.cells).filter(|cell| **cell == Figure::TooFew).count();
        assert!(withheld == 4 && crosstab.withholds(), "{crosstab:?}");
        let few = table(&[(Some("a"), Some("b"), 9, 4)]).unwrap();
        assert!(few.whole == Figure::TooFew && few.rows[0].total == Figure::TooFew && few.totals[0] == Figure::TooFew);
        assert!(table(&[]).unwrap().rows.is_empty());
    }

    #[test]
    fn too_many_lines_are_no_table() {
        let names: Vec<String> = (0..=MOST_LINES).map(|number| number.to_string()).collect();
        let cells: Vec<_> = names.iter().map(|name| (Some(name.as_str()), Some("b"), 9, 6)).collect();
        assert!(table(&cells).is_none() && table(&cells[1..]).is_some());
    }
}
