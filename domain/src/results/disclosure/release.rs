//! The steps in which the figures that a reader sees of a survey change. What a reader sees is kept, and changes only when enough
//! people changed it. Then what was seen before, subtracted from what is seen now, does not reveal any person.
//!
//! Must not know what the figures are of, who looks, or how they are stored. It knows counts: buckets (scores, choices, states)
//! with how many people are in each. The difference between two counts is measured by the fewest people who can have made it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{calendar::Millis, results::disclosure::counts::Counts};

/// How many states that were shown before are remembered, of which each later one differs by nobody or enough people. To come back near
/// one that is forgotten, as many steps have to be undone.
const REMEMBERED: usize = 8;

/// All figures of a survey that a reader may see, each as it was at its last step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// By name.
    pub figures: BTreeMap<String, Figure>,
}

/// What there is now of one figure: over everybody, and told apart in tables. Each table holds everybody once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Observation {
    /// Everybody.
    pub whole: Counts,
    /// By name of the table, by group.
    pub tables: BTreeMap<String, Groups>,
}

/// The groups of a table; none is of whom nothing is known.
pub type Groups = BTreeMap<Option<String>, Counts>;

/// One figure as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// When it moved last.
    pub at: Millis,
    /// Whether it is shown.
    pub state: State,
    whole: ReleaseCell,
    tables: BTreeMap<String, Table>,
}

/// Whether a figure is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is, or nobody ever answered.
    Shown,
    /// It never was yet: too few answered.
    Few,
    /// Somebody left since its last step, and must not be seen any more.
    Withdrawn,
}

/// One group as it is shown, or everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct ReleaseCell {
    shown: Counts,
    /// What there was when the whole moved last, where that is something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    taken: Option<Counts>,
    /// What was shown before, the newest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    earlier: Vec<Counts>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Table {
    /// In the order of the groups: JSON has no names for nobody.
    cells: Vec<(Option<String>, ReleaseCell)>,
    /// The whole less all cells, as these followed each other: whoever sees the table can work it out.
    rests: Vec<Counts>,
    /// Whether it was not taken at the last look: then nobody knows whether anybody left it, and it is not shown.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_gone: bool,
}

/// What a reader may see of one group or of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// These counts.
    Shown(Counts),
    /// It is withheld.
    Withheld,
}

impl Release {
    /// The next state: what there is now of each figure, as far as it may move. What is not asked about any more is kept as it was, for who
    /// saw it remembers it.
    #[must_use]
    pub fn advance(mut self, now: BTreeMap<String, Observation>, minimum: u64, at: Millis) -> Self {
        for (name, taken) in now {
            let figure = self.figures.remove(&name).unwrap_or_else(|| Figure::new(at));
            self.figures.insert(name, figure.advance(&taken, minimum, at));
        }
        self
    }

    /// The same with all of it withheld: somebody left, and it was not looked at yet who is still there.
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
        // Between steps nothing about a part changes, so that it does not tell of whom it is: where anybody left, all is withheld.
        let never = self.whole.shown.is_empty() && !now.whole.is_empty();
        let state = match (never, self.has_lost(now)) {
            (true, _) => State::Few,
            (false, true) => State::Withdrawn,
            (false, false) => State::Shown,
        };
        Self { state, ..self }
    }

    /// After a step, where there may be one. The whole moves first: parts that moved alone would be told by subtraction from it.
    fn moved(&self, now: &Observation, minimum: u64, at: Millis) -> Option<Self> {
        if !self.whole.may_show(&now.whole, minimum) {
            return None;
        }
        let mut tables = self.tables.clone();
        for (name, groups) in &now.tables {
            // Of a table that is new all was in its rest.
            let table =
                tables.remove(name).unwrap_or_else(|| Table { rests: vec![self.whole.shown.clone()], ..Table::default() });
            tables.insert(name.clone(), table.moved(&now.whole, groups, minimum)?);
        }
        let mut whole = self.whole.clone();
        whole.show(now.whole.clone());
        Some(Self { at, state: State::Shown, whole, tables })
    }

    /// Whether anybody left since the last step, be it that somebody else came in their place.
    fn has_lost(&self, now: &Observation) -> bool {
        let lost = |table: &Table, groups: &Groups| {
            let none = Counts::default();
            table.cells.iter().any(|(group, cell)| groups.get(group).unwrap_or(&none).has_lost(cell.taken()))
        };
        let tables = now.tables.iter().filter_map(|(name, groups)| Some((self.tables.get(name)?, groups)));
        now.whole.has_lost(self.whole.taken()) || tables.into_iter().any(|(table, groups)| lost(table, groups))
    }

    /// Whether anything of it was shown yet.
    pub fn has_moved(&self) -> bool {
        self.whole != ReleaseCell::default()
    }

    /// Everybody.
    pub fn whole(&self) -> Visibility {
        match self.state {
            State::Shown => Visibility::Shown(self.whole.shown.clone()),
            State::Few | State::Withdrawn => Visibility::Withheld,
        }
    }

    /// Each group of a table; a withheld one has no counts. None where the table was not taken, or nothing is shown.
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

    /// Several groups of a table together. Where some of them are withheld, it is the whole less the others, if these are all as they were
    /// taken: so much can be worked out anyway.
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
    /// What there was at the last step of the whole.
    fn taken(&self) -> &Counts {
        self.taken.as_ref().unwrap_or(&self.shown)
    }

    /// Whether it can be shown instead of, and beside all that was shown before: it is of nobody or of enough people, and differs by nobody
    /// or by enough. Something that does not differ is no step.
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
    /// After a step of the whole. Cells that may not move stay what they were, and with them as many others, those that changed least first,
    /// as it takes until the whole less all cells changes by nobody or enough people, too. None where even that does not do.
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
        // A group that nobody was ever shown, and of which nobody is left, need not be remembered.
        self.cells.retain(|(_, cell)| *cell != ReleaseCell::default());
        remember(&mut self.rests, rest);
        Some(self)
    }

    fn may_leave(&self, rest: &Counts, minimum: u64) -> bool {
        let is_apart = |before: &Counts| rest.minus(before).is_of_nobody_or(minimum);
        rest.is_of_nobody_or(minimum) && self.rests.iter().all(is_apart)
    }

    /// Which cells are withheld: of those that wait the ones that nobody saw yet; and all that wait, where somebody left one of them, so that
    /// it is not told which.
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
