//! The codes of missing values in files for SPSS.

use domain::survey::reserved_keys;

use crate::export::table::Kind;

/// The code of a score for "not applicable". No scale has this score.
const NO_SCORE: &str = "99";

/// The code of a number for "not applicable". A usual code may be a real answer. This number cannot be one, because it
/// needs 301 digits, and an answer has at most 100 ([`domain::response::number::LONGEST_NUMBER`]). It has a decimal
/// point, like all numbers of its column.
const NO_NUMBER: &str = "1.0E+300";

/// The code for "not applicable" in a column of this kind.
pub const fn not_applicable(kind: Kind) -> &'static str {
    match kind {
        Kind::Whole => NO_SCORE,
        Kind::Number => NO_NUMBER,
        Kind::Text | Kind::Time | Kind::Flag => reserved_keys::NOT_APPLICABLE,
    }
}
