//! The day that it is for the organisation of a test.

use domain::calendar::{Day, Millis};
use jiff::tz::TimeZone;

/// The day it is in Amsterdam, where the organisation of these tests is.
pub(crate) fn today() -> Day {
    Day::of(Millis(jiff::Timestamp::now().as_millisecond()), &TimeZone::get("Europe/Amsterdam").unwrap())
}

/// What is got on one day, with that day: once more where midnight came meanwhile.
pub(crate) async fn on_one_day<T>(get: impl AsyncFn(Day) -> T) -> (Day, T) {
    loop {
        let day = today();
        let got = get(day).await;
        if today() == day {
            return (day, got);
        }
    }
}
