//! Counting characters and answers.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};

use super::{document, listen};

/// Keeps the length of a text field: characters, a line break as one, which is how the field itself holds it.
pub(in super::super) fn count_characters(field: &str, length: RwSignal<usize>) {
    let Some(field) = document().and_then(|d| d.get_element_by_id(field)?.dyn_into::<HtmlTextAreaElement>().ok()) else {
        return;
    };
    let count = move |field: &HtmlTextAreaElement| length.set(field.value().chars().count());
    count(&field);
    let watched = field.clone();
    listen(&field, "input", move |_| count(&watched));
}

/// Keeps the number of required questions that are answered.
pub(in super::super) fn count_answers(form: &str, done: RwSignal<usize>) {
    let Some(form) = document().and_then(|d| d.get_element_by_id(form)) else { return };
    let count = move |form: &Element| done.set(select(form, "[data-required]").iter().filter(|q| is_answered(q)).count());
    count(&form);
    let watched = form.clone();
    listen(&form, "input", move |_| count(&watched));
}

/// Whether each name in a question has a value.
fn is_answered(question: &Element) -> bool {
    let mut names: Vec<(String, bool)> = Vec::new();
    for field in select(question, "input,textarea") {
        let (name, given) = match field.dyn_into::<HtmlInputElement>() {
            Ok(input) => {
                let choice = matches!(input.type_().as_str(), "radio" | "checkbox");
                (input.name(), if choice { input.checked() } else { !input.value().is_empty() })
            }
            Err(field) => match field.dyn_into::<HtmlTextAreaElement>() {
                Ok(text) => (text.name(), !text.value().is_empty()),
                Err(_) => continue,
            },
        };
        match names.iter_mut().find(|(known, _)| *known == name) {
            Some((_, any)) => *any |= given,
            None => names.push((name, given)),
        }
    }
    names.iter().all(|(_, given)| *given)
}

fn select(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = root.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.item(index)?.dyn_into().ok()).collect()
}
