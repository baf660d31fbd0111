//! Today in the time zone of a test's organisation.

use domain::calendar::{Day, Millis};
use jiff::tz::TimeZone;

/// Today in Amsterdam, the time zone of the organisation.
pub(crate) fn today() -> Day {
    Day::of(Millis(jiff::Timestamp::now().as_millisecond()), &TimeZone::get("Europe/Amsterdam").unwrap())
}

/// A result with its day, requested again if midnight passed.
pub(crate) async fn on_one_day<T>(get: impl AsyncFn(Day) -> T) -> (Day, T) {
    loop {
        let day = today();
        let got = get(day).await;
        if today() == day {
            return (day, got);
        }
    }
}
