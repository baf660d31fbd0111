//! Keys of a scale. They act only while the focus is in that scale; arrow keys are handled by the browser.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlFormElement, HtmlInputElement, KeyboardEvent};

use super::listen;

/// 0 to 9 select that score, Home the lowest and End the highest.
pub(super) fn on_scales(form: &HtmlFormElement) {
    listen(form, "keydown", |event| {
        let _ = act(&event);
    });
}

fn act(event: &Event) -> Option<()> {
    let key = event.dyn_ref::<KeyboardEvent>()?;
    if key.ctrl_key() || key.alt_key() || key.meta_key() {
        return None;
    }
    let scale = event.target()?.dyn_into::<Element>().ok()?.closest("[data-scale]").ok()??;
    let inputs = scale.query_selector_all("input").ok()?;
    let input = |index: u32| inputs.item(index)?.dyn_into::<HtmlInputElement>().ok();
    let all = || (0..inputs.length()).filter_map(input);
    let value = |input: &HtmlInputElement| input.value().parse::<u32>().ok();
    let pressed = key.key();
    let chosen = match pressed.as_str() {
        "Home" => all().min_by_key(value),
        "End" => all().max_by_key(value),
        digit => all().find(|input| input.value() == digit),
    }?;
    event.prevent_default();
    let _ = chosen.focus();
    chosen.click();
    Some(())
}
