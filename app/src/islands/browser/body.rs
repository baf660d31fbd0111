//! The body of a form as the browser itself would send it.

use wasm_bindgen::JsCast as _;
use web_sys::{FormData, HtmlFormElement, HtmlInputElement, UrlSearchParams};

use super::document;

/// The fields as a body. Line breaks are encoded as by a browser, so that both ways of sending give the same content.
pub(super) fn of(form: &HtmlFormElement) -> Option<String> {
    let data = FormData::new_with_form(form).ok()?;
    let fields = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    Some(String::from(fields.to_string()).replace("%0A", "%0D%0A"))
}

/// Sends a body as the browser itself would, so that the page of the server is shown.
pub(super) fn send_natively(action: &str, body: &str) -> Option<()> {
    let document = document()?;
    let form = document.create_element("form").ok()?.dyn_into::<HtmlFormElement>().ok()?;
    form.set_method("post");
    form.set_action(action);
    form.set_hidden(true);
    for pair in body.split('&') {
        let fields = UrlSearchParams::new_with_str(pair).ok()?;
        let (name, _) = pair.split_once('=')?;
        let field = document.create_element("input").ok()?.dyn_into::<HtmlInputElement>().ok()?;
        field.set_type("hidden");
        let name = decoded(name)?;
        field.set_value(&fields.get(&name)?);
        field.set_name(&name);
        form.append_child(&field).ok()?;
    }
    document.body()?.append_child(&form).ok()?;
    form.submit().ok()
}

fn decoded(name: &str) -> Option<String> {
    // A name alone is parsed as a value with the empty name.
    UrlSearchParams::new_with_str(&format!("n={name}")).ok()?.get("n")
}
