//! Counting characters and answers.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};

use super::{form, listen, word};
use crate::islands::count::is_worth_saying;

/// Shows under each text field how many characters are left. Announcements for screen readers go to `spoken`.
pub(crate) fn count_characters(spoken: RwSignal<String>) {
    for field in form().map(|form| select(&form, "textarea[data-max]")).unwrap_or_default() {
        let Ok(field) = field.dyn_into::<HtmlTextAreaElement>() else { continue };
        write_count(&field);
        let watched = field.clone();
        listen(&field, "input", move |_| {
            if let Some(words) = write_count(&watched) {
                spoken.set(words);
            }
        });
    }
}

/// Returns the announcement, if there is one. A line break is one character, as in the field itself.
fn write_count(field: &HtmlTextAreaElement) -> Option<String> {
    let max = field.get_attribute("data-max")?.parse::<usize>().ok()?;
    let length = field.value().chars().count();
    let words = match max.checked_sub(length) {
        _ if length == 0 => String::new(),
        Some(left) => word("data-left").replace("{n}", &left.to_string()),
        None => word("data-over").replace("{n}", &(length - max).to_string()),
    };
    let shown = field.next_element_sibling()?;
    shown.set_text_content(Some(&words));
    shown.set_class_name(if length > max { "count over" } else { "count" });
    is_worth_saying(length, max).then_some(words)
}

/// Updates the number of answered required questions, and their total.
pub(crate) fn count_answers(progress: RwSignal<(usize, usize)>) {
    let Some(form) = form() else { return };
    let count = move |form: &Element| {
        let required = select(form, "[data-required]");
        progress.set((required.iter().filter(|question| is_answered(question)).count(), required.len()));
    };
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
