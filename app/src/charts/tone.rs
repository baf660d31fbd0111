//! The tone of a cell in a heat map.

use domain::results::{measure::Measure, scoring::Estimate};

/// The tone of an estimate: 0 for the lowest part of the scale. Tones cover the whole scale, so that no difference
/// looks larger than it is.
pub(crate) fn tone(measure: Measure, estimate: &Estimate) -> u8 {
    let (low, high) = measure.range();
    let place = ((estimate.value - low) / (high - low) * TONES).floor().clamp(0.0, TONES - 1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies between 0 and the number of tones")]
    let tone = place as u8;
    tone
}

/// The number of tones.
pub(crate) const TONES: f64 = 9.0;
