//! Counts from which figures are made: by day, score, group and pair of groups.

use crate::{calendar::Day, consent::State};

/// The number of answers with one score in one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupCount {
    /// The code, value or score of the group, `na` for "not applicable". `None` if it is unknown.
    pub group: Option<String>,
    /// The score, or the sum of the three loyalty items. `None` for "don't know / not applicable".
    pub score: Option<u8>,
    /// The number of answers.
    pub count: u64,
}

/// The number of answers with one score in one row and column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossCount {
    /// The value of the row, in the form of [`GroupCount::group`].
    pub row: Option<String>,
    /// The value of the column, in the same form.
    pub column: Option<String>,
    /// The score, or the sum of the three loyalty items. `None` for "don't know / not applicable".
    pub score: Option<u8>,
    /// The number of answers.
    pub count: u64,
}

/// The number of responses with one score for a question and one score for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JointCount {
    /// The score of the question.
    pub score: u8,
    /// The score of the other question, or of one of its statements.
    pub other: u8,
    /// The number of responses.
    pub count: u64,
}

/// The number of answers with one score on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScoreCount {
    /// The day in the organisation's time zone.
    pub day: Day,
    /// The score. `None` for "don't know / not applicable".
    pub score: Option<u8>,
    /// The number of answers.
    pub count: u64,
}

/// The number of responses with one sum over the three loyalty items on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoyaltyCount {
    /// The day in the organisation's time zone.
    pub day: Day,
    /// The sum of the three items, 3 to 30. `None` if an item was not answered.
    pub sum: Option<u8>,
    /// The number of responses.
    pub count: u64,
}

/// The numbers of responses that are included in results and that are not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResponseCounts {
    /// Responses whose base purpose is in force.
    pub standing: u64,
    /// Responses whose base purpose is not in force, by state.
    pub withheld: Vec<(State, u64)>,
}
