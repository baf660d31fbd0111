//! Controlled release of the figures that a reader sees of a survey. A new release replaces the last one only if enough
//! respondents changed it. Subtracting an earlier release from a later one then isolates no respondent.
//!
//! Must not know what the figures are about, which reader asks, or how they are stored. It only knows counts: buckets
//! (scores, choices, states) with the number of respondents in each. The difference between two counts is measured by
//! the smallest number of respondents that can explain it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{calendar::Millis, results::disclosure::counts::Counts};

/// The number of earlier released counts that are remembered for each cell. Each new count differs from every
/// remembered one by 0 or by enough respondents. A count near a forgotten one is only possible after as many later
/// releases.
const REMEMBERED: usize = 8;

/// All figures of a survey that a reader may see, each as it was last released.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// The figures by name.
    pub figures: BTreeMap<String, Figure>,
}

/// The current counts of one figure: in total, and grouped in tables. Each table holds every respondent once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Observation {
    /// The counts over all respondents.
    pub whole: Counts,
    /// The groups of each table, by name of the table.
    pub tables: BTreeMap<String, Groups>,
}

/// The groups of a table. The key `None` is the group whose value is unknown.
pub type Groups = BTreeMap<Option<String>, Counts>;

/// One figure as it is released.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The time of its last release.
    pub at: Millis,
    /// Whether the figure is shown.
    pub state: State,
    whole: ReleaseCell,
    tables: BTreeMap<String, Table>,
}

/// Whether a figure is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The figure is shown, or it has no answers yet.
    Shown,
    /// The figure was never released, because it has too few answers.
    Few,
    /// A response left the figure after the last release, so the released counts must not be shown any more.
    Withdrawn,
}

/// The released counts of one group or of all respondents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct ReleaseCell {
    shown: Counts,
    /// The counts observed at the last release of the figure, if they differ from `shown`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    taken: Option<Counts>,
    /// The counts that were released before, the newest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    earlier: Vec<Counts>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Table {
    /// The cells, ordered by group. A list, because JSON has no object key for `None`.
    cells: Vec<(Option<String>, ReleaseCell)>,
    /// The total minus all cells, after each release. A reader who sees the table can compute it.
    rests: Vec<Counts>,
    /// Whether the table was absent from the last observation. It is then not shown, because responses may have left
    /// it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_gone: bool,
}

/// What a reader may see of one group or of several groups together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// These counts are shown.
    Shown(Counts),
    /// The counts are withheld.
    Withheld,
}

impl Release {
    /// The next release: each observed figure is updated as far as the rules allow. A figure that was not observed is
    /// kept unchanged, because readers remember what they saw.
    #[must_use]
    pub fn advance(mut self, now: BTreeMap<String, Observation>, minimum: u64, at: Millis) -> Self {
        for (name, taken) in now {
            let figure = self.figures.remove(&name).unwrap_or_else(|| Figure::new(at));
            self.figures.insert(name, figure.advance(&taken, minimum, at));
        }
        self
    }

    /// The same release with all shown figures withheld. Used if a response was removed and no new observation exists
    /// yet.
    #[must_use]
    pub fn withheld(mut self) -> Self {
        let shown = |figure: &&mut Figure| figure.state == State::Shown && figure.has_moved();
        for figure in self.figures.values_mut().filter(shown) {
            figure.state = State::Withdrawn;
        }
        self
    }
}

impl Figure {
    fn new(at: Millis) -> Self {
        Self { at, state: State::Shown, whole: ReleaseCell::default(), tables: BTreeMap::new() }
    }

    fn advance(mut self, now: &Observation, minimum: u64, at: Millis) -> Self {
        for (name, table) in &mut self.tables {
            table.is_gone = !now.tables.contains_key(name);
        }
        if let Some(moved) = self.moved(now, minimum, at) {
            return moved;
        }
        // Between releases no single group changes, so a change cannot be linked to a group: if any response left, all
        // is withheld.
        let never = self.whole.shown.is_empty() && !now.whole.is_empty();
        let state = match (never, self.has_lost(now)) {
            (true, _) => State::Few,
            (false, true) => State::Withdrawn,
            (false, false) => State::Shown,
        };
        Self { state, ..self }
    }

    /// The figure after a new release, or `None` if none is allowed. The total is checked first, because a group that
    /// is released without it can be computed by subtraction.
    fn moved(&self, now: &Observation, minimum: u64, at: Millis) -> Option<Self> {
        if !self.whole.may_show(&now.whole, minimum) {
            return None;
        }
        let mut tables = self.tables.clone();
        for (name, groups) in &now.tables {
            // Before a table exists, all respondents are in its rest.
            let table =
                tables.remove(name).unwrap_or_else(|| Table { rests: vec![self.whole.shown.clone()], ..Table::default() });
            tables.insert(name.clone(), table.moved(&now.whole, groups, minimum)?);
        }
        let mut whole = self.whole.clone();
        whole.show(now.whole.clone());
        Some(Self { at, state: State::Shown, whole, tables })
    }

    /// Whether any response left the figure after the last release, even if another response replaced it.
    fn has_lost(&self, now: &Observation) -> bool {
        let lost = |table: &Table, groups: &Groups| {
            let none = Counts::default();
            table.cells.iter().any(|(group, cell)| groups.get(group).unwrap_or(&none).has_lost(cell.taken()))
        };
        let tables = now.tables.iter().filter_map(|(name, groups)| Some((self.tables.get(name)?, groups)));
        now.whole.has_lost(self.whole.taken()) || tables.into_iter().any(|(table, groups)| lost(table, groups))
    }

    /// Whether any counts of the figure were ever released.
    pub fn has_moved(&self) -> bool {
        self.whole != ReleaseCell::default()
    }

    /// The counts over all respondents.
    pub fn whole(&self) -> Visibility {
        match self.state {
            State::Shown => Visibility::Shown(self.whole.shown.clone()),
            State::Few | State::Withdrawn => Visibility::Withheld,
        }
    }

    /// The visibility of each group of a table. `None` if the table was not observed, or if the figure is not shown.
    pub fn table(&self, name: &str) -> Option<Vec<(Option<&str>, Visibility)>> {
        if self.state != State::Shown {
            return None;
        }
        let table = self.tables.get(name).filter(|table| !table.is_gone)?;
        let is_hidden = table.hidden();
        let visibility =
            |cell: &ReleaseCell| if is_hidden(cell) { Visibility::Withheld } else { Visibility::Shown(cell.shown.clone()) };
        Some(table.cells.iter().map(|(group, cell)| (group.as_deref(), visibility(cell))).collect())
    }

    /// The visibility of several groups of a table together. If some of them are withheld, the result is the total
    /// minus the other groups, provided that all of those are as observed. A reader can compute that difference anyway.
    pub fn together(&self, name: &str, is_one: impl Fn(Option<&str>) -> bool) -> Visibility {
        let table = self.tables.get(name).filter(|table| self.state == State::Shown && !table.is_gone);
        let Some(table) = table else { return Visibility::Withheld };
        let is_hidden = table.hidden();
        let (ours, others): (Vec<_>, Vec<_>) = table.cells.iter().partition(|(group, _)| is_one(group.as_deref()));
        if !ours.iter().any(|(_, cell)| is_hidden(cell)) {
            return Visibility::Shown(ours.iter().fold(Counts::default(), |sum, (_, cell)| sum.plus(&cell.shown)));
        }
        match others.iter().all(|(_, cell)| cell.taken.is_none()) {
            true => Visibility::Shown(others.iter().fold(self.whole.shown.clone(), |left, (_, cell)| left.minus(&cell.shown))),
            false => Visibility::Withheld,
        }
    }
}

impl ReleaseCell {
    /// The counts observed at the last release of the figure.
    fn taken(&self) -> &Counts {
        self.taken.as_ref().unwrap_or(&self.shown)
    }

    /// Whether the counts may be released beside all counts released before. The counts must be of 0 or of enough
    /// respondents, and differ from each earlier count by 0 or by enough respondents. Counts equal to those shown are
    /// no new release.
    fn may_show(&self, now: &Counts, minimum: u64) -> bool {
        let is_apart = |before: &Counts| now.minus(before).is_of_nobody_or(minimum);
        *now != self.shown && now.scored_people_or_nobody(minimum) && is_apart(&self.shown) && self.earlier.iter().all(is_apart)
    }

    fn show(&mut self, now: Counts) {
        self.taken = None;
        if now != self.shown {
            remember(&mut self.earlier, std::mem::replace(&mut self.shown, now));
        }
    }
}

impl Table {
    /// The table after a new release of the figure. Cells that may not change keep their released counts. More cells
    /// are kept back, those that changed least first, until the rest of the table also changes by 0 or by enough
    /// respondents. `None` if that is impossible.
    fn moved(mut self, whole: &Counts, now: &Groups, minimum: u64) -> Option<Self> {
        for group in now.keys() {
            if let Err(at) = self.cells.binary_search_by(|(one, _)| one.cmp(group)) {
                self.cells.insert(at, (group.clone(), ReleaseCell::default()));
            }
        }
        let none = Counts::default();
        let there_is = |group: &Option<String>| now.get(group).unwrap_or(&none);
        let mut moves: Vec<bool> = self.cells.iter().map(|(group, cell)| cell.may_show(there_is(group), minimum)).collect();
        let mut rest = whole.clone();
        for ((group, cell), moves) in self.cells.iter().zip(&moves) {
            rest = rest.minus(if *moves { there_is(group) } else { &cell.shown });
        }
        let mut least_first: Vec<usize> = (0..moves.len()).filter(|at| moves[*at]).collect();
        let change = |(group, cell): &(Option<String>, ReleaseCell)| there_is(group).minus(&cell.shown);
        least_first.sort_by_key(|at| change(&self.cells[*at]).people());
        let mut least_first = least_first.into_iter();
        while !self.may_leave(&rest, minimum) {
            let kept_back = least_first.next()?;
            moves[kept_back] = false;
            rest = rest.plus(&change(&self.cells[kept_back]));
        }
        for ((group, cell), moves) in self.cells.iter_mut().zip(moves) {
            let there_is = there_is(group);
            match moves {
                true => cell.show(there_is.clone()),
                false => cell.taken = (*there_is != cell.shown).then(|| there_is.clone()),
            }
        }
        // A group that was never released and is now empty need not be remembered.
        self.cells.retain(|(_, cell)| *cell != ReleaseCell::default());
        remember(&mut self.rests, rest);
        Some(self)
    }

    fn may_leave(&self, rest: &Counts, minimum: u64) -> bool {
        let is_apart = |before: &Counts| rest.minus(before).is_of_nobody_or(minimum);
        rest.is_of_nobody_or(minimum) && self.rests.iter().all(is_apart)
    }

    /// Decides which cells are withheld. Of the cells that were kept back, those that were never released are withheld.
    /// If a response left any of them, all of them are withheld, so that the affected cell cannot be identified.
    fn hidden(&self) -> impl Fn(&ReleaseCell) -> bool {
        let somebody_left = self.cells.iter().any(|(_, cell)| cell.taken.as_ref().is_some_and(|now| now.has_lost(&cell.shown)));
        move |cell| cell.taken.is_some() && (somebody_left || cell.shown.is_empty())
    }
}

fn remember(earlier: &mut Vec<Counts>, counts: Counts) {
    if earlier.last() != Some(&counts) {
        earlier.push(counts);
    }
    if earlier.len() > REMEMBERED {
        earlier.remove(0);
    }
}
