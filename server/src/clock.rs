//! Now.

use domain::calendar::Millis;
use jiff::Timestamp;

/// The time of this machine.
pub fn now() -> Millis {
    Millis(Timestamp::now().as_millisecond())
}
