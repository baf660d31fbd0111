//! The current time, and identifiers made from a time.

use std::time::{SystemTime, UNIX_EPOCH};

use domain::calendar::Millis;
use uuid::{NoContext, Timestamp, Uuid};

/// The time of this server.
pub(crate) fn now() -> Millis {
    millis_of(SystemTime::now())
}

/// 0 before 1970.
fn millis_of(time: SystemTime) -> Millis {
    let elapsed = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    Millis(i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX))
}

/// A new time-ordered identifier. While the clock stands before 1970 it is as random, but not in order.
pub(crate) fn new_id() -> Uuid {
    new_id_by(SystemTime::now())
}

fn new_id_by(clock: SystemTime) -> Uuid {
    // Such a clock is no reason to end the task that asks, and `now_v7` would.
    if clock < UNIX_EPOCH { id_at(Millis(0)) } else { Uuid::now_v7() }
}

/// A time-ordered identifier of this time. Before 1970 it is as random, but not in order.
pub(crate) fn id_at(at: Millis) -> Uuid {
    let millis = u64::try_from(at.0).unwrap_or(0);
    let nanos = u32::try_from(millis % 1000).unwrap_or(0) * 1_000_000;
    Uuid::new_v7(Timestamp::from_unix(NoContext, millis / 1000, nanos))
}

/// The smallest identifier of this time. Identifiers of earlier times are smaller.
pub(crate) fn first_id_at(at: Millis) -> Uuid {
    // 48 bits hold the time until the year 10889.
    let millis = u128::try_from(at.0).unwrap_or(0).min((1 << 48) - 1);
    Uuid::from_u128(millis << 80)
}

/// The time in a time-ordered identifier. 1970 if the identifier has no time.
pub(crate) fn time_of(id: Uuid) -> Millis {
    let (seconds, nanos) = id.get_timestamp().map_or((0, 0), |timestamp| timestamp.to_unix());
    Millis(i64::try_from(seconds).unwrap_or(i64::MAX / 1000).saturating_mul(1000) + i64::from(nanos / 1_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_before_1970_ends_nothing() {
        let before = UNIX_EPOCH - std::time::Duration::from_secs(86_400);
        assert_eq!(millis_of(before), Millis(0));
        let (one, other) = (new_id_by(before), new_id_by(before));
        assert_ne!(one, other);
        assert_eq!((time_of(one), time_of(id_at(Millis(-1))), first_id_at(Millis(-1))), (Millis(0), Millis(0), Uuid::nil()));
    }

    #[test]
    fn an_identifier_lies_between_the_first_of_its_time_and_of_the_next() {
        for at in [Millis(0), Millis(1), Millis(1_763_800_000_123)] {
            let id = id_at(at);
            assert_eq!(time_of(id), at);
            assert!(first_id_at(at) <= id && id < first_id_at(Millis(at.0 + 1)), "{id}");
        }
    }
}
