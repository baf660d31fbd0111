//! Numbers derived from a seed: the same on every machine.

/// The number at an index of the sequence of a seed (SplitMix64, Steele and others 2014).
pub fn number(seed: u64, place: u64) -> u64 {
    let mut mixed = seed.wrapping_add(place.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn published_values() {
        // The first three of seed 1234567, as in the reference implementation.
        let first = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!([0, 1, 2].map(|place| number(1_234_567, place)), first);
    }

    #[test]
    fn places_and_seeds_differ() {
        let numbers: BTreeSet<_> = (0..100).flat_map(|seed| (0..100).map(move |place| number(seed, place))).collect();
        assert_eq!(numbers.len(), 10_000);
    }
}
