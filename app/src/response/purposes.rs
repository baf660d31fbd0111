//! Optional purposes: one unticked checkbox each, and the contact fields of the purpose "contact".

use domain::{
    notice::purpose::{CONTACT, Purpose},
    survey::reserved_keys,
};
use leptos::prelude::*;

use super::field::Form;
use crate::form::error::{described_by, error_line};

/// The checkboxes. `None` without purposes. `hint` is the id of the message below their heading.
pub(crate) fn boxes<'a>(form: &Form<'_>, purposes: impl Iterator<Item = &'a Purpose>, hint: &'static str) -> Option<AnyView> {
    let purposes: Vec<_> = purposes.collect();
    if purposes.is_empty() {
        return None;
    }
    // One box needs no words above it.
    let alone = purposes.len() == 1;
    let boxes: Vec<_> = purposes.into_iter().map(|purpose| choice(form, purpose, alone)).collect();
    let error = form.error(reserved_keys::PURPOSE);
    let failed = error.is_some();
    Some(
        view! {
            <fieldset
                class="question purposes"
                class:failed=failed
                id="f-purpose"
                tabindex="-1"
                aria-describedby=described_by(reserved_keys::PURPOSE, failed, true)
            >
                <legend class:hidden=alone>{form.words.say("purposes-heading")}</legend>
                <p class="hint" class:hidden=alone id="h-purpose">{form.words.say(hint)}</p>
                {error_line(form.words, reserved_keys::PURPOSE, error)}
                <div class="choices">{boxes}</div>
            </fieldset>
        }
        .into_any(),
    )
}

fn choice(form: &Form<'_>, purpose: &Purpose, alone: bool) -> AnyView {
    let key = purpose.key.to_string();
    let checked = form.fields.has(reserved_keys::PURPOSE, &key);
    let text = purpose.text.get(form.words.locale).to_owned();
    let contact = (key == CONTACT).then(|| address(form));
    let optional = alone.then(|| view! { <span class="optional">" ("{form.words.say("optional")}")"</span> });
    let class = if contact.is_some() { "purpose with-contact" } else { "purpose" };
    view! {
        <div class=class>
            <label class="choice"><input type="checkbox" name=reserved_keys::PURPOSE value=key checked=checked /><span>{text}{optional}</span></label>
            {contact}
        </div>
    }
    .into_any()
}

/// The contact fields. The style sheet shows them when the checkbox above is ticked. They are always visible in a
/// browser without support for that.
pub(crate) fn address(form: &Form<'_>) -> AnyView {
    view! {
        <div class="contact">
            <p class="hint" id="h-contact">{form.words.say("contact-hint")}</p>
            {line(form, reserved_keys::CONTACT_EMAIL, "email", "email", form.words.say("contact-email"))}
            {line(form, reserved_keys::CONTACT_PHONE, "tel", "tel", form.words.say("contact-phone"))}
        </div>
    }
    .into_any()
}

/// A field of type text, without a check by the browser. An address that is not valid must come back as it was typed.
fn line(form: &Form<'_>, name: &'static str, mode: &'static str, complete: &'static str, label: String) -> AnyView {
    let error = form.error(name);
    let failed = error.is_some();
    let described = match failed {
        true => format!("h-contact e-{name}"),
        false => "h-contact".to_owned(),
    };
    view! {
        <div class="line" class:failed=failed>
            <label for=format!("f-{name}")>{label}</label>
            {error_line(form.words, name, error)}
            <input
                type="text"
                inputmode=mode
                autocomplete=complete
                id=format!("f-{name}")
                name=name
                value=form.value(name)
                aria-describedby=described
                aria-invalid=failed.then_some("true")
            />
        </div>
    }
    .into_any()
}
