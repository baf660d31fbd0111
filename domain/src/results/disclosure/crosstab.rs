//! Decides which cells and totals of a two-dimensional table are withheld.
//!
//! Each cell is in one row and one column, and the totals of rows and of columns both add up to the grand total. A
//! reader can combine all of them by subtraction. Must not know what rows and columns are. It protects one table: a
//! total that is withheld here may be known from another table.

use super::suppression::{allows_differencing, is_too_small};

/// The withheld cells and totals of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossed {
    /// Whether each cell is withheld, row by row.
    pub cells: Vec<Vec<bool>>,
    /// Whether the total of each row is withheld.
    pub rows: Vec<bool>,
    /// Whether the total of each column is withheld.
    pub columns: Vec<bool>,
}

/// Decides what is withheld in a table with these cell sizes. The grand total is shown beside the table. All rows must
/// have the same length.
///
/// - Totals of rows, and totals of columns: those that [`super::suppression::withhold`] withholds. If a total is
///   withheld, its whole row or column is withheld.
/// - Cells: those with 0 < n < `minimum`. Then, smallest first, other cells of the same row or column, until the
///   withheld cells cannot be derived from their sum. If no cell is left to add, the total is withheld.
/// - No sum of withheld cells and totals that can be derived from shown ones, over any rows and columns, is over fewer
///   than `minimum` respondents.
///
/// An empty cell is shown as empty. A grand total below `minimum` is too small to show, and then the whole table is
/// withheld.
///
/// # Panics
/// If the rows have different lengths.
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

/// The row and the column of a cell or total.
type Place = (usize, usize);

/// A table with its totals as one more column and one more row. The corner is the grand total, which is never withheld
/// here.
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

    /// Withholds cells until no single row or column allows differencing.
    fn settle(&mut self) {
        let (height, width) = (self.height(), self.width());
        loop {
            let before = self.hidden.clone();
            // The totals are partitions of the grand total, which is shown.
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

    /// Withholds the smallest other places of the line until the withheld ones cannot be derived from their sum.
    /// Returns false if the line has too few other places.
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

    /// Finds a withheld place that is part of a sum of fewer than `minimum` respondents, where the sum can be derived
    /// from what is shown.
    ///
    /// The lines of the table are the nodes of a flow network, and withheld places are its arcs. Flow goes from the
    /// line of row totals into the rows, through the cells into the columns, and into the line of column totals. For a
    /// set of nodes with no withheld arc into it, the sum of the arcs out of it is known, because the sum of each line
    /// is known. The smallest known sum that contains a place is therefore a minimum cut between the two lines of that
    /// place. By Ford and Fulkerson (1956) it equals the maximum flow. Reverse arcs get unlimited capacity.
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

    /// The start and end node of a place. Nodes are numbered by row, with the line of column totals last, and then by
    /// column.
    fn ends(&self, (row, column): Place) -> (usize, usize) {
        let (row_node, column_node) = (row, self.height() + 1 + column);
        match column == self.width() {
            true => (column_node, row_node),
            false if row == self.height() => (column_node, row_node),
            false => (row_node, column_node),
        }
    }

    /// Withholds one more place: the smallest cell of the same row or column, otherwise one of their totals, otherwise
    /// any other place. Returns false if no place is left.
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

/// The maximum flow from one node to another, computed up to `limit`.
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

/// A shortest path over arcs with remaining capacity, both ends included.
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
