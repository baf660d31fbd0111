//! The delays of answers by the phase in which they were planned.

use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::bench::steady::{self, Sample};

/// A phase of the load: what else ran between two times.
pub struct Phase {
    /// `quiet`, `busy` or `undo`.
    pub kind: &'static str,
    /// The round, from 1.
    pub round: u64,
    /// Its start, from that of the load.
    pub from: Duration,
    /// Its end.
    pub to: Duration,
}

impl Phase {
    fn holds(&self, sample: &Sample) -> bool {
        (self.from..self.to).contains(&sample.planned)
    }
}

/// Delays in milliseconds, sorted.
#[derive(Debug, PartialEq)]
pub struct Delays(Vec<f64>);

impl Delays {
    fn sorted(mut delays: Vec<f64>) -> Self {
        delays.sort_by(f64::total_cmp);
        Self(delays)
    }

    /// The delay that this share of the answers did not exceed (nearest rank). Not a number without any.
    pub fn at(&self, share: f64) -> f64 {
        let rank = (self.0.len() as f64 * share).ceil() as usize;
        self.0.get(rank.saturating_sub(1)).copied().unwrap_or(f64::NAN)
    }

    /// The figures of a record.
    pub fn told(&self) -> Value {
        json!({"answers": self.0.len(), "p50_ms": self.at(0.5), "p99_ms": self.at(0.99), "max_ms": self.at(1.0)})
    }
}

/// The delays of all phases of a kind. An answer that got no redirect counts with the time that it took.
pub fn of(samples: &[Sample], phases: &[Phase], kind: &str) -> Delays {
    let wanted = |sample: &&Sample| phases.iter().any(|phase| phase.kind == kind && phase.holds(sample));
    Delays::sorted(samples.iter().filter(wanted).map(|sample| steady::milliseconds(sample.delay)).collect())
}

/// The figures of each phase.
pub fn by_phase(samples: &[Sample], phases: &[Phase]) -> Value {
    let told = phases.iter().map(|phase| {
        let held = samples.iter().filter(|sample| phase.holds(sample));
        let delays = Delays::sorted(held.map(|sample| steady::milliseconds(sample.delay)).collect());
        (format!("{} {}", phase.kind, phase.round), delays.told())
    });
    Value::Object(told.collect::<Map<_, _>>())
}

/// The name of the phase in which an answer was planned, empty between phases.
pub fn phase_of(sample: &Sample, phases: &[Phase]) -> String {
    let phase = phases.iter().find(|phase| phase.holds(sample));
    phase.map(|phase| format!("{} {}", phase.kind, phase.round)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(planned: u64, delay: u64) -> Sample {
        Sample { planned: Duration::from_millis(planned), delay: Duration::from_millis(delay), status: 303 }
    }

    fn phase(kind: &'static str, round: u64, from: u64, to: u64) -> Phase {
        Phase { kind, round, from: Duration::from_millis(from), to: Duration::from_millis(to) }
    }

    #[test]
    fn percentiles_are_of_the_nearest_rank() {
        let delays = Delays::sorted((1..=200).rev().map(f64::from).collect());
        assert_eq!([delays.at(0.5), delays.at(0.99), delays.at(1.0)], [100.0, 198.0, 200.0]);
        assert!(Delays::sorted(Vec::new()).at(0.99).is_nan());
    }

    #[test]
    fn an_answer_belongs_to_the_phase_in_which_it_was_planned() {
        let phases = [phase("quiet", 1, 0, 100), phase("busy", 1, 150, 300), phase("quiet", 2, 300, 400)];
        let samples = [sample(50, 1), sample(100, 2), sample(299, 500), sample(300, 3)];
        assert_eq!(of(&samples, &phases, "quiet").0, [1.0, 3.0]);
        assert_eq!(of(&samples, &phases, "busy").0, [500.0], "though it ended in the next phase");
        assert_eq!(samples.map(|sample| phase_of(&sample, &phases)), ["quiet 1", "", "busy 1", "quiet 2"]);
        assert_eq!(by_phase(&samples, &phases)["busy 1"]["answers"], 1);
    }
}
