//! Which cells of a table of two dimensions are withheld, and which totals with them.
//!
//! Each cell stands in a row and in a column, and the totals of rows and of columns add up to the whole: whoever subtracts may combine all
//! of them. Must not know what rows and columns are. It guards one table: a total that is withheld here may be known from another.

use super::suppression::{allows_differencing, is_too_small};

/// What is withheld in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossed {
    /// Each cell, row by row.
    pub cells: Vec<Vec<bool>>,
    /// The total of each row.
    pub rows: Vec<bool>,
    /// The total of each column.
    pub columns: Vec<bool>,
}

/// What is withheld of a table whose cells have these sizes, its whole shown beside it. All rows must be as long.
///
/// - Of the totals of the rows, and of those of the columns, those that [`super::suppression::withhold`] hides; where a total is, all of its line is.
/// - Of the cells, those with 0 < n < `minimum`, and smallest first as many others of their row or column as it takes until the withheld
///   ones do not follow from their sum; where none is left, the total.
/// - No sum of withheld cells and totals that follows from what is shown, over any rows and columns, is of fewer than `minimum`.
///
/// An empty cell is shown as empty. A whole below `minimum` is itself too small to show, and then so is all of it.
///
/// # Panics
/// When the rows have different lengths.
pub fn withhold_cross(cells: &[Vec<u64>], minimum: u64) -> Crossed {
    let mut table = Table::new(cells, minimum);
    loop {
        table.settle();
        let Some(place) = table.find_known() else { break };
        if !table.hide_beside(place) {
            break;
        }
    }
    let (height, width) = (table.height(), table.width());
    Crossed {
        cells: table.hidden[..height].iter().map(|row| row[..width].to_vec()).collect(),
        rows: table.hidden[..height].iter().map(|row| row[width]).collect(),
        columns: table.hidden[height][..width].to_vec(),
    }
}

/// A row and a column.
type Place = (usize, usize);

/// A table with its totals as one more column and row. The corner, which is the whole, is never hidden here.
struct Table {
    sizes: Vec<Vec<u64>>,
    hidden: Vec<Vec<bool>>,
    minimum: u64,
}

impl Table {
    fn new(cells: &[Vec<u64>], minimum: u64) -> Self {
        let width = cells.first().map_or(0, Vec::len);
        assert!(cells.iter().all(|row| row.len() == width), "the rows of a table are as long");
        let mut sizes: Vec<Vec<u64>> = cells.to_vec();
        for row in &mut sizes {
            row.push(row.iter().sum());
        }
        sizes.push((0..=width).map(|column| sizes.iter().map(|row| row[column]).sum()).collect());
        let mut hidden: Vec<Vec<bool>> =
            sizes.iter().map(|row| row.iter().map(|n| is_too_small(*n, minimum)).collect()).collect();
        hidden[cells.len()][width] = false;
        Self { sizes, hidden, minimum }
    }

    fn height(&self) -> usize {
        self.sizes.len() - 1
    }

    fn width(&self) -> usize {
        self.sizes[0].len() - 1
    }

    fn size(&self, (row, column): Place) -> u64 {
        self.sizes[row][column]
    }

    fn is_hidden(&self, (row, column): Place) -> bool {
        self.hidden[row][column]
    }

    fn hide(&mut self, (row, column): Place) {
        self.hidden[row][column] = true;
    }

    /// The places of a row, without its total.
    fn row(&self, row: usize) -> Vec<Place> {
        (0..self.width()).map(|column| (row, column)).collect()
    }

    /// The places of a column, without its total.
    fn column(&self, column: usize) -> Vec<Place> {
        (0..self.height()).map(|row| (row, column)).collect()
    }

    /// Withholds until no row and no column tells by itself.
    fn settle(&mut self) {
        let (height, width) = (self.height(), self.width());
        loop {
            let before = self.hidden.clone();
            // The totals are partitions of the whole, which is shown.
            self.complete(&self.row(height));
            self.complete(&self.column(width));
            for row in 0..height {
                self.settle_line(&self.row(row), (row, width));
            }
            for column in 0..width {
                self.settle_line(&self.column(column), (height, column));
            }
            if self.hidden == before {
                return;
            }
        }
    }

    fn settle_line(&mut self, line: &[Place], total: Place) {
        if !self.is_hidden(total) && !self.complete(line) {
            self.hide(total);
        }
        if self.is_hidden(total) {
            for place in line.iter().filter(|place| self.sizes[place.0][place.1] > 0) {
                self.hidden[place.0][place.1] = true;
            }
        }
    }

    /// Withholds the smallest others until those that are withheld do not follow from their sum. False where there are not enough.
    fn complete(&mut self, line: &[Place]) -> bool {
        let sizes: Vec<u64> = line.iter().map(|place| self.size(*place)).collect();
        let mut hidden: Vec<bool> = line.iter().map(|place| self.is_hidden(*place)).collect();
        if !hidden.contains(&true) {
            return true;
        }
        let mut others: Vec<usize> = (0..line.len()).filter(|at| sizes[*at] > 0 && !hidden[*at]).collect();
        others.sort_by_key(|at| sizes[*at]);
        for at in others {
            if !allows_differencing(&sizes, &hidden, self.minimum) {
                return true;
            }
            hidden[at] = true;
            self.hide(line[at]);
        }
        !allows_differencing(&sizes, &hidden, self.minimum)
    }

    /// A withheld place that is part of a sum of fewer than the minimum which follows from what is shown.
    ///
    /// Rows and columns are the nodes of a network in which what is withheld flows: from the line of the rows' totals into the rows, through
    /// the cells into the columns, and into the line of the columns' totals. What leaves a set of nodes that nothing withheld enters is
    /// known, for what its lines sum up to is shown. The smallest such flow through a place is a minimum cut between its two lines; by
    /// Ford and Fulkerson (1956) as large as the largest flow that can be sent, here with arcs back that hold any amount.
    fn find_known(&self) -> Option<Place> {
        let (height, width) = (self.height(), self.width());
        let places = (0..=height).flat_map(|row| (0..=width).map(move |column| (row, column)));
        let hidden: Vec<Place> = places.filter(|place| self.is_hidden(*place)).collect();
        let nodes = height + width + 2;
        let mut capacity = vec![vec![0_u64; nodes]; nodes];
        for place in &hidden {
            let (from, to) = self.ends(*place);
            capacity[from][to] = self.size(*place);
            capacity[to][from] = u64::MAX / 4;
        }
        let is_known = |place: &Place| {
            let (from, to) = self.ends(*place);
            self.size(*place) < self.minimum && largest_flow(capacity.clone(), from, to, self.minimum) < self.minimum
        };
        hidden.into_iter().find(is_known)
    }

    /// Where a place comes from and where it goes, as nodes: the rows, that of the columns' totals last, then the columns.
    fn ends(&self, (row, column): Place) -> (usize, usize) {
        let (row_node, column_node) = (row, self.height() + 1 + column);
        match column == self.width() {
            true => (column_node, row_node),
            false if row == self.height() => (column_node, row_node),
            false => (row_node, column_node),
        }
    }

    /// Withholds one more: the smallest cell of the same row or column, else one of their totals, else any other. False where none is left.
    fn hide_beside(&mut self, (row, column): Place) -> bool {
        let (height, width) = (self.height(), self.width());
        let places = (0..=height).flat_map(|row| (0..=width).map(move |column| (row, column)));
        let shown = places.filter(|place| *place != (height, width) && self.size(*place) > 0 && !self.is_hidden(*place));
        let next = shown.min_by_key(|place| {
            let is_beside = place.0 == row || place.1 == column;
            (!is_beside, place.0 == height || place.1 == width, self.size(*place))
        });
        next.is_some_and(|place| {
            self.hide(place);
            true
        })
    }
}

/// How much can be sent from one node to another, up to a limit beyond which nobody asks.
fn largest_flow(mut capacity: Vec<Vec<u64>>, from: usize, to: usize, limit: u64) -> u64 {
    let mut sent = 0;
    while sent < limit {
        let Some(path) = path(&capacity, from, to) else { break };
        let arcs = || path.windows(2).map(|arc| (arc[0], arc[1]));
        let room = arcs().map(|(a, b)| capacity[a][b]).min().unwrap_or(0).min(limit - sent);
        for (a, b) in arcs().collect::<Vec<_>>() {
            capacity[a][b] -= room;
            capacity[b][a] += room;
        }
        sent += room;
    }
    sent
}

/// A shortest path over arcs with room, its ends included.
fn path(capacity: &[Vec<u64>], from: usize, to: usize) -> Option<Vec<usize>> {
    let mut before = vec![None; capacity.len()];
    let mut found = vec![from];
    let mut at = 0;
    while let Some(node) = found.get(at).copied() {
        at += 1;
        for next in 0..capacity.len() {
            if capacity[node][next] > 0 && before[next].is_none() && next != from {
                before[next] = Some(node);
                found.push(next);
            }
        }
    }
    let mut path = vec![to];
    while let Some(node) = before[*path.last()?] {
        path.push(node);
    }
    path.reverse();
    (path[0] == from).then_some(path)
}
