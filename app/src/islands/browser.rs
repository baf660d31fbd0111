//! What the islands ask of the browser: listening, counting, keeping and sending. Where the browser refuses something, the
//! plain form goes on working.

mod count;
mod form;
mod kept;
mod keys;
mod send;

pub(super) use count::{count_answers, count_characters};
pub(super) use send::guard;

use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{Document, Event, EventTarget, Window};

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

/// Listens for as long as the page lives.
fn listen(target: &EventTarget, event: &str, listener: impl FnMut(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(listener).into_js_value();
    // A listener that cannot be added leaves the page as it is without JavaScript.
    let _ = target.add_event_listener_with_callback(event, closure.unchecked_ref());
}
