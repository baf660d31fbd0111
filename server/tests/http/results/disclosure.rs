//! Attacks on the figures: no group of fewer people than the minimum may be found.

pub(super) mod attack;
mod attack_kept;
mod attack_over_time;
