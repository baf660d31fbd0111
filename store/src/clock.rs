//! Now, and identifiers made from a time.

use std::time::{SystemTime, UNIX_EPOCH};

use domain::calendar::Millis;
use uuid::{NoContext, Timestamp, Uuid};

/// The time of this server.
pub(crate) fn now() -> Millis {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Millis(i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX))
}

/// A time-ordered identifier for something that happened at this time. Before 1970 it is as random, but not in order.
pub(crate) fn id_at(at: Millis) -> Uuid {
    let millis = u64::try_from(at.0).unwrap_or(0);
    let nanos = u32::try_from(millis % 1000).unwrap_or(0) * 1_000_000;
    Uuid::new_v7(Timestamp::from_unix(NoContext, millis / 1000, nanos))
}
