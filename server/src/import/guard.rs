//! The guard of cells that a spreadsheet would calculate: a `'` before them, which can be taken off again.

use std::borrow::Cow;

/// The characters at which spreadsheets take a text for a formula (OWASP, CSV injection).
const FORMULA: &[u8] = b"=+-@\t\r";

/// A cell with a `'` before what a spreadsheet would calculate, and before what looks as if it had one.
pub fn guarded(cell: &[u8]) -> Cow<'_, [u8]> {
    if is_formula(cell) { Cow::Owned([b"'", cell].concat()) } else { Cow::Borrowed(cell) }
}

/// The cell before [`guarded`].
pub fn unguarded(cell: &[u8]) -> &[u8] {
    cell.strip_prefix(b"'").filter(|inner| is_formula(inner)).unwrap_or(cell)
}

/// Whether a formula begins here, perhaps after guards.
fn is_formula(cell: &[u8]) -> bool {
    cell.iter().find(|byte| **byte != b'\'').is_some_and(|first| FORMULA.contains(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guard_comes_off_as_it_was_put_on() {
        for text in ["=1+1", "-5", "'=1", "''@x", "'s ochtends", "plain", "", "\tx", "'", "'-"] {
            let cell = guarded(text.as_bytes());
            assert!(!cell.first().is_some_and(|first| FORMULA.contains(first)), "{text}");
            assert_eq!(unguarded(&cell), text.as_bytes());
        }
        assert_eq!(&*guarded(b"=1"), b"'=1");
    }
}
