//! The codes of missing values in files for SPSS.

use domain::survey::reserved_keys;

use crate::export::table::Kind;

/// What a score is where the question does not apply: no scale goes so far.
const NO_SCORE: &str = "99";

/// What a number is where the question does not apply. Any number that is likely as a code may be somebody's answer; this one cannot be, for
/// it takes 301 digits to type and an answer has at most 100 ([`domain::response::answer::LONGEST_NUMBER`]). With its point, like all of its column.
const NO_NUMBER: &str = "1.0E+300";

/// What stands in a column of this kind where the question does not apply.
pub const fn not_applicable(kind: Kind) -> &'static str {
    match kind {
        Kind::Whole => NO_SCORE,
        Kind::Number => NO_NUMBER,
        Kind::Text | Kind::Time | Kind::Flag => reserved_keys::NOT_APPLICABLE,
    }
}
