//! The browser functions of the islands: events, counting, storage and sending. If the browser refuses one, the plain
//! form still works.

mod body;
#[cfg(feature = "verify")]
pub(super) mod check;
mod count;
mod keys;
mod left_over;
mod post;
mod send;
mod unsent;
mod wait;

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

/// The form that the islands use.
fn form() -> Option<HtmlFormElement> {
    document()?.get_element_by_id(super::FORM)?.dyn_into().ok()
}

/// A text from an attribute of the form.
pub(super) fn word(attribute: &str) -> String {
    form().and_then(|form| form.get_attribute(attribute)).unwrap_or_default()
}

/// Adds a listener for the lifetime of the page.
fn listen(target: &EventTarget, event: &str, listener: impl FnMut(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(listener).into_js_value();
    // If a listener cannot be added, the page works as without JavaScript.
    let _ = target.add_event_listener_with_callback(event, closure.unchecked_ref());
}
