//! What the islands ask of the browser: listening, counting, keeping and sending. Where the browser refuses something, the
//! plain form goes on working.

mod body;
#[cfg(feature = "verify")]
pub(super) mod check;
mod count;
mod kept;
mod keys;
mod send;

pub(super) use count::{count_answers, count_characters};
pub(super) use send::guard;

use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{Document, Event, EventTarget, HtmlFormElement, Window};

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

/// The form that the islands serve.
fn form() -> Option<HtmlFormElement> {
    document()?.get_element_by_id(super::FORM)?.dyn_into().ok()
}

/// Words that stand on the form.
pub(super) fn word(attribute: &str) -> String {
    form().and_then(|form| form.get_attribute(attribute)).unwrap_or_default()
}

/// Listens for as long as the page lives.
fn listen(target: &EventTarget, event: &str, listener: impl FnMut(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(listener).into_js_value();
    // A listener that cannot be added leaves the page as it is without JavaScript.
    let _ = target.add_event_listener_with_callback(event, closure.unchecked_ref());
}
