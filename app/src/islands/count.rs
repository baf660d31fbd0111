//! The rule for announcing a character count to screen readers.

/// Announces every ten characters near the end, and always beyond it.
pub(crate) const fn is_worth_saying(length: usize, max: usize) -> bool {
    match max.checked_sub(length) {
        Some(left) => left <= 100 && left.is_multiple_of(10),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_spoken_near_the_limit_only() {
        for (length, spoken) in
            [(0, false), (1850, false), (1895, false), (1900, true), (1901, false), (2000, true), (2001, true)]
        {
            assert_eq!(is_worth_saying(length, 2000), spoken, "{length}");
        }
    }
}
