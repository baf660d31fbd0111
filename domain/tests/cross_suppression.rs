//! Tests that small cells of a table of two dimensions stay withheld, and that no combination of totals reveals them.
//!
//! Must not repeat the tested rule: the test reader adds lines in every combination, and solves their equations.

use domain::results::disclosure::crosstab::{Crossed, withhold_cross};
use proptest::prelude::*;

const MINIMUM: u64 = 5;

/// `x` is shown, `-` is withheld. The last of a row is its total, the last row has the totals of the columns.
fn drawn(crossed: &Crossed) -> Vec<String> {
    let mark = |hidden: &bool| if *hidden { '-' } else { 'x' };
    let rows = crossed.cells.iter().zip(&crossed.rows);
    let rows = rows.map(|(cells, total)| cells.iter().chain([total]).map(mark).collect::<String>());
    rows.chain([crossed.columns.iter().map(mark).collect()]).collect()
}

fn check(cells: &[&[u64]], expected: &[&str]) {
    let cells: Vec<Vec<u64>> = cells.iter().map(|row| row.to_vec()).collect();
    assert_eq!(drawn(&withhold_cross(&cells, MINIMUM)), expected, "{cells:?}");
}

#[test]
fn withheld_cells() {
    check(&[], &[""]);
    check(&[&[5, 9], &[0, 40]], &["xxx", "xxx", "xx"]);
    // A small cell needs another withheld cell in its row and in its column, and these need the cell where their lines
    // cross.
    check(&[&[3, 40, 20], &[30, 12, 50], &[60, 70, 80]], &["-x-x", "-x-x", "xxxx", "xxx"]);
    // Each row and column has two withheld cells that hold enough. But the first row minus the first column and the
    // second row is 1 + 2, without 12 and 8, so 26 is withheld too.
    check(&[&[12, 26, 1], &[8, 2, 27], &[24, 16, 9]], &["---x", "--xx", "x--x", "xxx"]);
    // A row with a small total is withheld whole, and another row with it.
    check(&[&[1, 1], &[30, 12], &[8, 9]], &["---", "xxx", "---", "xx"]);
    // The grand total is too small.
    check(&[&[1, 1], &[0, 2]], &["---", "x--", "--"]);
}

#[test]
fn a_minimum_of_one_withholds_nothing() {
    for minimum in [0, 1] {
        assert_eq!(drawn(&withhold_cross(&[vec![1, 0], vec![2, 30]], minimum)), ["xxx", "xxx", "xx"]);
    }
}

/// A withheld value, as the reader knows it: its lines with their signs, and its real size.
struct Unknown {
    lines: [(usize, i64); 2],
    size: u64,
}

/// The unknowns of a table. Its lines are the rows, the totals of the columns, the columns, the totals of the rows. The
/// sum of each line is known. A cell is added in its row and subtracted in its column, so that each unknown has both
/// signs.
fn unknowns(cells: &[Vec<u64>], crossed: &Crossed) -> Vec<Unknown> {
    let (height, width) = (cells.len(), crossed.columns.len());
    let column = |at: usize| height + 1 + at;
    let mut unknowns = Vec::new();
    for (row, line) in cells.iter().enumerate() {
        for (at, size) in line.iter().enumerate().filter(|(at, _)| crossed.cells[row][*at]) {
            unknowns.push(Unknown { lines: [(row, 1), (column(at), -1)], size: *size });
        }
        if crossed.rows[row] {
            unknowns.push(Unknown { lines: [(column(width), 1), (row, -1)], size: line.iter().sum() });
        }
    }
    for at in (0..width).filter(|at| crossed.columns[*at]) {
        unknowns.push(Unknown { lines: [(column(at), 1), (height, -1)], size: cells.iter().map(|row| row[at]).sum() });
    }
    unknowns
}

/// The sums of unknowns, without subtracted ones, that adding some of the lines gives.
fn known_sums(unknowns: &[Unknown], lines: usize) -> Vec<u64> {
    let mut sums = Vec::new();
    for chosen in 0_u32..1 << lines {
        let sign = |unknown: &Unknown| -> i64 {
            unknown.lines.iter().filter(|(line, _)| chosen >> line & 1 == 1).map(|(_, sign)| sign).sum()
        };
        let signs: Vec<i64> = unknowns.iter().map(sign).collect();
        if signs.iter().any(|sign| *sign != 0) && signs.iter().all(|sign| *sign >= 0) {
            sums.push(unknowns.iter().zip(&signs).filter(|(_, sign)| **sign > 0).map(|(unknown, _)| unknown.size).sum());
        }
    }
    sums
}

/// The unknowns that follow from any combination of the equations: Gauss–Jordan elimination over the rational numbers,
/// which needs no fractions for this kind of matrix.
fn solved(unknowns: &[Unknown], lines: usize) -> Vec<u64> {
    let mut rows = vec![vec![0_i64; unknowns.len()]; lines];
    for (at, unknown) in unknowns.iter().enumerate() {
        for (line, sign) in unknown.lines {
            rows[line][at] = sign;
        }
    }
    let mut done = 0;
    for at in 0..unknowns.len() {
        let Some(pivot) = (done..lines).find(|row| rows[*row][at] != 0) else { continue };
        rows.swap(done, pivot);
        let pivot: Vec<i64> = rows[done].iter().map(|entry| entry * rows[done][at]).collect();
        for (row, entries) in rows.iter_mut().enumerate() {
            let times = entries[at];
            if row != done && times != 0 {
                entries.iter_mut().zip(&pivot).for_each(|(entry, other)| *entry -= times * other);
            }
        }
        rows[done] = pivot;
        done += 1;
    }
    let alone = rows.iter().filter(|row| row.iter().filter(|entry| **entry != 0).count() == 1);
    alone.filter_map(|row| Some(unknowns[row.iter().position(|entry| *entry != 0)?].size)).collect()
}

fn tables() -> impl Strategy<Value = Vec<Vec<u64>>> {
    let size = prop_oneof![1 => Just(0_u64), 2 => 1..MINIMUM, 3 => MINIMUM..30];
    (1_usize..5, 1_usize..5)
        .prop_flat_map(move |(height, width)| proptest::collection::vec(proptest::collection::vec(size.clone(), width), height))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_combination_of_totals_tells_about_few(cells in tables()) {
        let whole: u64 = cells.iter().flatten().sum();
        prop_assume!(whole >= MINIMUM);
        let crossed = withhold_cross(&cells, MINIMUM);
        let unknowns = unknowns(&cells, &crossed);
        let lines = cells.len() + cells[0].len() + 2;
        for sum in known_sums(&unknowns, lines) {
            prop_assert!(sum >= MINIMUM, "{} people are known: {:?}", sum, drawn(&crossed));
        }
        for size in solved(&unknowns, lines) {
            prop_assert!(size >= MINIMUM, "a cell of {} is known: {:?}", size, drawn(&crossed));
        }
    }

    #[test]
    fn a_line_has_none_withheld_or_several(cells in tables()) {
        let whole: u64 = cells.iter().flatten().sum();
        prop_assume!(whole >= MINIMUM);
        let crossed = withhold_cross(&cells, MINIMUM);
        let rows = (0..cells.len()).map(|row| {
            let line: Vec<_> = cells[row].iter().copied().zip(crossed.cells[row].iter().copied()).collect();
            (line, crossed.rows[row])
        });
        let columns = (0..cells[0].len()).map(|at| {
            let line: Vec<_> = cells.iter().zip(&crossed.cells).map(|(sizes, hidden)| (sizes[at], hidden[at])).collect();
            (line, crossed.columns[at])
        });
        for (line, total_is_hidden) in rows.chain(columns) {
            let hidden: Vec<u64> = line.iter().filter(|(_, hidden)| *hidden).map(|(size, _)| *size).collect();
            prop_assert!(line.iter().all(|(size, hidden)| *hidden || *size == 0 || *size >= MINIMUM), "a small cell is shown");
            prop_assert!(!hidden.contains(&0), "an empty cell is shown as empty");
            if total_is_hidden {
                prop_assert_eq!(hidden.len(), line.iter().filter(|(size, _)| *size > 0).count());
            } else if !hidden.is_empty() {
                prop_assert!(hidden.len() > 1 && hidden.iter().sum::<u64>() >= MINIMUM, "{:?}", drawn(&crossed));
            }
        }
    }

    #[test]
    fn large_cells_are_all_shown(cells in tables()) {
        let cells: Vec<Vec<u64>> = cells.into_iter().map(|row| row.into_iter().map(|n| n * MINIMUM).collect()).collect();
        let crossed = withhold_cross(&cells, MINIMUM);
        prop_assert!(!crossed.cells.iter().flatten().chain(&crossed.rows).chain(&crossed.columns).any(|hidden| *hidden));
    }
}
