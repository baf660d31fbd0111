//! Counts from which figures are made: by day, score, group and pair of groups.

use crate::{calendar::Day, consent::State};

/// How many of one group gave one score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupCount {
    /// The code, value or score that the group has in common, `na` where it was not applicable; none where nothing is known.
    pub group: Option<String>,
    /// The score; none for "don't know / not applicable".
    pub score: Option<u8>,
    /// How many.
    pub count: u64,
}

/// How many of one row and column gave one score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossCount {
    /// What the row has in common, as [`GroupCount`] has it.
    pub row: Option<String>,
    /// What the column has in common.
    pub column: Option<String>,
    /// The score; none for "don't know / not applicable".
    pub score: Option<u8>,
    /// How many.
    pub count: u64,
}

/// How many gave a score to one question and a score to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JointCount {
    /// The score given to the question.
    pub score: u8,
    /// That given to the other one, or to a statement of it.
    pub other: u8,
    /// How many.
    pub count: u64,
}

/// How many gave one score on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScoreCount {
    /// The day in the organisation's time zone.
    pub day: Day,
    /// The score; none for "don't know / not applicable".
    pub score: Option<u8>,
    /// How many.
    pub count: u64,
}

/// How many had one sum over the three loyalty items on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoyaltyCount {
    /// The day in the organisation's time zone.
    pub day: Day,
    /// The sum of the three items, 3 to 30; none where an item was not answered.
    pub sum: Option<u8>,
    /// How many.
    pub count: u64,
}

/// How many responses there are, and how many do not count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResponseCounts {
    /// Those whose base purpose stands.
    pub standing: u64,
    /// Those whose base purpose does not, by its state.
    pub withheld: Vec<(State, u64)>,
}
