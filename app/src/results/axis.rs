//! The axis of a trend: the part of the scale with its values, and round numbers at its ends.

use domain::results::measure::Measure;

/// The ends of an axis, and the values with a grid line.
#[derive(Debug, PartialEq)]
pub(crate) struct Axis {
    pub(crate) range: (f64, f64),
    pub(crate) lines: Vec<f64>,
}

/// The most steps of an axis.
const MAX_STEPS: f64 = 4.0;

/// The axis on which these values have room. It spans at least four small steps, so that a change by chance does not
/// look steep, and never leaves the scale of the measure.
pub(crate) fn fitted(measure: Measure, values: impl Iterator<Item = f64>) -> Option<Axis> {
    let (least, most) = measure.range();
    let mut values = values.map(|value| value.clamp(least, most)).peekable();
    values.peek()?;
    let (low, high) = values.fold((most, least), |(low, high), value| (low.min(value), high.max(value)));
    let steps: &[f64] = if most - least > 10.0 { &[5.0, 10.0, 20.0, 25.0, 50.0] } else { &[0.5, 1.0, 2.0, 3.0] };
    for &step in steps {
        let (mut from, mut to) = ((low / step).floor() * step, (high / step).ceil() * step);
        // Room is added where there is some, first below.
        while to - from < MAX_STEPS * step && (from > least || to < most) {
            if to < most && (from <= least || to - high <= low - from) {
                to += step;
            } else {
                from -= step;
            }
        }
        if to - from <= MAX_STEPS * step {
            let range = (from.max(least), to.min(most));
            let inner = (1..4_u8).map(|number| from + f64::from(number) * step);
            // A line close to an end of the scale would have its label over that of the end.
            let is_apart = |value: &f64| *value - range.0 > step * 0.6 && range.1 - *value > step * 0.6;
            let lines = std::iter::once(range.0).chain(inner.filter(is_apart)).chain([range.1]).collect();
            return Some(Axis { range, lines });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(measure: Measure, values: &[f64]) -> (f64, f64, Vec<f64>) {
        let found = fitted(measure, values.iter().copied()).unwrap();
        (found.range.0, found.range.1, found.lines)
    }

    #[test]
    fn an_axis_fits_its_values() {
        assert_eq!(axis(Measure::Yes, &[81.0, 93.5]), (75.0, 95.0, vec![75.0, 80.0, 85.0, 90.0, 95.0]));
        assert_eq!(axis(Measure::Nps, &[-12.0, 55.0]), (-20.0, 60.0, vec![-20.0, 0.0, 20.0, 40.0, 60.0]));
        assert_eq!(axis(Measure::ReportMark, &[7.1, 7.9]), (6.5, 8.5, vec![6.5, 7.0, 7.5, 8.0, 8.5]));
    }

    #[test]
    fn an_axis_keeps_to_the_scale() {
        assert_eq!(axis(Measure::Yes, &[99.0, 100.0]), (80.0, 100.0, vec![80.0, 85.0, 90.0, 95.0, 100.0]));
        assert_eq!(axis(Measure::Yes, &[0.0]), (0.0, 20.0, vec![0.0, 5.0, 10.0, 15.0, 20.0]));
        let (low, high, lines) = axis(Measure::ReportMark, &[1.0, 10.0]);
        assert_eq!((low, high), (1.0, 10.0));
        assert!(lines.windows(2).all(|pair| pair[1] > pair[0]), "{lines:?}");
        assert_eq!(axis(Measure::Nps, &[-100.0, 100.0]), (-100.0, 100.0, vec![-100.0, -50.0, 0.0, 50.0, 100.0]));
        assert_eq!(fitted(Measure::Nps, std::iter::empty()), None);
    }

    #[test]
    fn every_pair_of_values_has_an_axis() {
        for measure in [Measure::Nps, Measure::Yes, Measure::ReportMark, Measure::Effort, Measure::Loyalty] {
            let (least, most) = measure.range();
            let at = |part: u8| least + (most - least) * f64::from(part) / 40.0;
            for low in 0..=40 {
                for high in low..=40 {
                    let (from, to, lines) = axis(measure, &[at(low), at(high)]);
                    assert!(least <= from && from <= at(low) && at(high) <= to && to <= most, "{measure:?} {low} {high}");
                    assert!((2..=5).contains(&lines.len()), "{lines:?}");
                }
            }
        }
    }
}
