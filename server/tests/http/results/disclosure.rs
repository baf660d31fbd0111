//! Attacks on the figures: they must find no group below the minimum.

pub(super) mod attack;
mod attack_kept;
mod attack_over_time;
