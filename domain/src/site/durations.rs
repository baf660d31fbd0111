//! Reads how long something is kept from a text in Dutch or English.

/// Minutes in each unit. A month is a twelfth of a year, so that 24 months are two years.
const UNITS: [(&[&str], u64); 6] = [
    (&["minu"], 1),
    (&["uur", "uren", "hour"], 60),
    (&["dag", "day"], 24 * 60),
    (&["week", "weken"], 7 * 24 * 60),
    (&["maand", "month"], 30 * 24 * 60 + 10 * 60),
    (&["jaar", "jaren", "year"], 365 * 24 * 60),
];

const NUMBERS: [(&[&str], u64); 6] = [
    (&["een", "één", "one", "a", "an"], 1),
    (&["twee", "two"], 2),
    (&["drie", "three"], 3),
    (&["vier", "four"], 4),
    (&["vijf", "five"], 5),
    (&["zes", "six"], 6),
];

/// The minutes in a number of months.
pub(super) const fn months(number: u64) -> u64 {
    number * (30 * 24 * 60 + 10 * 60)
}

/// The longest period that a text names, in minutes. 0 for as long as a visit or tab; `None` if it names none.
pub(super) fn longest(text: &str) -> Option<u64> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let pairs = words.windows(2).filter_map(|pair| {
        let number = pair[0]
            .parse::<u64>()
            .ok()
            .or_else(|| NUMBERS.iter().find(|(words, _)| words.contains(&pair[0])).map(|(_, number)| *number))?;
        let unit = UNITS.iter().find(|(starts, _)| starts.iter().any(|start| pair[1].starts_with(start)))?.1;
        number.checked_mul(unit)
    });
    let is_visit = ["sessie", "session", "tabblad", "tab"].iter().any(|word| words.contains(word));
    pairs.max().or(is_visit.then_some(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_in_both_languages() {
        assert_eq!(longest("24 maanden"), longest("2 years"));
        assert_eq!(longest("een jaar"), longest("365 days"));
        assert_eq!(longest("30 minuten of 24 uur"), Some(24 * 60));
        assert_eq!(longest("tot het einde van de sessie"), Some(0));
        assert_eq!(longest("tot u het wist"), None);
        assert_eq!(longest("13 months"), Some(months(13)));
        assert_eq!(longest("99999999999999999999 jaar"), None);
    }
}
