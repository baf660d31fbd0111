//! The delay between attempts, which grows.

use std::cell::Cell;

use wasm_bindgen::{JsCast as _, closure::Closure};

use super::window;

/// The first delay between attempts in milliseconds. Each next delay is twice as long.
const FIRST_WAIT: i32 = 2_000;
const LONGEST_WAIT: i32 = 60_000;

/// The delay before the next attempt.
pub(super) struct Wait {
    delay: Cell<i32>,
    timer: Cell<i32>,
}

impl Default for Wait {
    fn default() -> Self {
        Self { delay: Cell::new(FIRST_WAIT), timer: Cell::default() }
    }
}

impl Wait {
    /// Calls the function after the delay, unless the wait is ended before.
    pub(super) fn then(&self, again: impl FnOnce() + 'static) {
        self.end();
        let delay = self.delay.get();
        self.delay.set((delay * 2).min(LONGEST_WAIT));
        let again = Closure::once_into_js(again);
        let timer =
            window().and_then(|w| w.set_timeout_with_callback_and_timeout_and_arguments_0(again.unchecked_ref(), delay).ok());
        self.timer.set(timer.unwrap_or_default());
    }

    /// Ends the wait.
    pub(super) fn end(&self) {
        if let Some(window) = window() {
            window.clear_timeout_with_handle(self.timer.get());
        }
    }
}
