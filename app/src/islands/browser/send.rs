//! Sends the answering form, one attempt at a time. What was sent under the key of the form is one answer: the server
//! never counts it twice, and the last body that this page sends is the one that counts.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{BeforeUnloadEvent, Event, HtmlElement, HtmlFormElement};

use super::{
    body, document, form, keys,
    left_over::LeftOver,
    listen,
    post::{Answer, post},
    unsent::Unsent,
    wait::Wait,
    window,
};
use crate::islands::stage::{Earlier, Stage};

/// The most bytes that the server reads. It refuses more before it knows the key, so that it can give no proper reply.
const LIMIT: usize = 256 * 1024;

struct Guard {
    form: HtmlFormElement,
    action: String,
    unsent: Rc<Unsent>,
    stage: RwSignal<Stage>,
    sending: RefCell<Sending>,
    under_way: Cell<bool>,
    /// Whether leaving the page would lose data.
    typed: Cell<bool>,
    /// Whether the page is about to be left for the receipt.
    leaving: Cell<bool>,
    wait: Wait,
}

/// What this page sends.
struct Sending {
    /// The random number of this page, so that its bodies are not taken for those of another.
    page: u32,
    /// How many bodies it made.
    number: u16,
    /// The fields as they were sent last.
    fields: String,
    /// The body to send, until the server has it: the fields with their number.
    body: Option<String>,
}

impl Sending {
    fn new() -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a random number below 2^32")]
        let page = (js_sys::Math::random() * 4_294_967_296.0) as u32;
        Self { page, number: 0, fields: String::new(), body: None }
    }
}

/// Guards a form. Returns the actions of "try now" and of "remove what was refused".
pub(crate) fn guard(stage: RwSignal<Stage>, earlier: RwSignal<Earlier>) -> (impl Fn() + Copy + Send, impl Fn() + Copy + Send) {
    let guard = StoredValue::new_local(start(stage));
    let left_over = StoredValue::new_local(None::<Rc<LeftOver>>);
    // After hydration, because texts that are set earlier would not be shown.
    Effect::new(move || {
        if let Some(guard) = guard.get_value() {
            let own = Rc::clone(&guard);
            let own = Rc::new(move || own.sending.borrow().body.clone());
            left_over.set_value(Some(LeftOver::start(guard.action.clone(), Rc::clone(&guard.unsent), own, earlier)));
        }
    });
    let retry = move || {
        if let Some(guard) = guard.get_value() {
            guard.attempt();
        }
    };
    let remove = move || {
        if let Some(left_over) = left_over.get_value() {
            left_over.forget_refused();
        }
    };
    (retry, remove)
}

fn start(stage: RwSignal<Stage>) -> Option<Rc<Guard>> {
    let form = form()?;
    keys::on_scales(&form);
    let typed = form.has_attribute("data-typed") || document()?.get_element_by_id("error-summary").is_some();
    let guard = Rc::new(Guard {
        action: form.get_attribute("action")?,
        unsent: Rc::new(Unsent::of(&form.get_attribute("data-slug")?)),
        form,
        stage,
        sending: RefCell::new(Sending::new()),
        under_way: Cell::default(),
        typed: Cell::new(typed),
        leaving: Cell::default(),
        wait: Wait::default(),
    });
    guard.watch()?;
    show_errors();
    Some(guard)
}

impl Guard {
    fn watch(self: &Rc<Self>) -> Option<()> {
        let window = window()?;
        let guard = Rc::clone(self);
        listen(&self.form, "input", move |_| guard.typed.set(!guard.leaving.get()));
        let guard = Rc::clone(self);
        listen(&self.form, "submit", move |event| {
            // The language switch and the cookie question send the form elsewhere than to be stored.
            if is_shown_again(&event) {
                return guard.typed.set(false);
            }
            if guard.leaving.get() || guard.take() {
                event.prevent_default();
                guard.attempt();
            }
        });
        let guard = Rc::clone(self);
        listen(&window, "beforeunload", move |event| {
            if guard.typed.get()
                && let Ok(event) = event.dyn_into::<BeforeUnloadEvent>()
            {
                event.prevent_default();
                event.set_return_value("unsent");
            }
        });
        let guard = Rc::clone(self);
        listen(&window, "online", move |_| guard.attempt());
        let guard = Rc::clone(self);
        // The browser may show this page again as it was left.
        listen(&window, "pageshow", move |_| guard.leaving.set(false));
        Some(())
    }

    /// Takes the fields of the form as the body to send. Returns whether this page can send them.
    fn take(&self) -> bool {
        let Some(fields) = body::of(&self.form).filter(|fields| fields.len() < LIMIT) else { return false };
        let mut sending = self.sending.borrow_mut();
        if sending.body.is_some() && sending.fields == fields {
            return true;
        }
        sending.number = sending.number.saturating_add(1);
        let body = format!("{fields}&form_body={:08x}.{}", sending.page, sending.number);
        self.stage.set(Stage::Sending);
        self.unsent.put(&body);
        sending.fields = fields;
        sending.body = Some(body);
        true
    }

    /// Sends the unsent body, unless an attempt is running.
    fn attempt(self: &Rc<Self>) {
        let Some(body) = self.sending.borrow().body.clone() else { return };
        if self.under_way.replace(true) {
            return;
        }
        self.wait.end();
        let guard = Rc::clone(self);
        spawn_local(async move {
            let answer = post(&guard.action, &body).await;
            guard.under_way.set(false);
            if guard.sending.borrow().body.as_ref() != Some(&body) {
                // Another one was sent in the meantime, which counts instead.
                return guard.attempt();
            }
            match answer {
                Answer::Later => guard.keep(&body),
                Answer::Done(location) => {
                    guard.finish(&body);
                    guard.leave(&location);
                }
                Answer::Page => {
                    guard.finish(&body);
                    let _ = body::send_natively(&guard.action, &body);
                }
            }
        });
    }

    /// Ends sending: the server has the answers, or will show its own page.
    fn finish(&self, body: &str) {
        self.unsent.end(body);
        // What this page sends from here on is not known to be by the same person.
        self.sending.replace(Sending::new());
        self.typed.set(false);
        self.stage.set(Stage::Idle);
    }

    /// Goes to the receipt. Who comes back to this page finds it empty.
    fn leave(&self, location: &str) {
        self.leaving.set(true);
        self.form.reset();
        let emptied = |target: &web_sys::EventTarget| Event::new("input").and_then(|event| target.dispatch_event(&event));
        // If the counts cannot be told, they are wrong on a page that is being left.
        let _ = emptied(&self.form);
        if let Ok(texts) = self.form.query_selector_all("textarea") {
            let texts = (0..texts.length()).filter_map(|index| texts.item(index));
            texts.for_each(|text| drop(emptied(&text)));
        }
        let went = window().map(|window| window.location().assign(location));
        debug_assert!(went.is_some(), "a page has a window");
    }

    fn keep(self: &Rc<Self>, body: &str) {
        let kept = self.unsent.put(body);
        self.stage.set(if kept { Stage::Kept } else { Stage::InMemory });
        // Stored answers are not lost if the page is left.
        self.typed.set(!kept);
        let guard = Rc::clone(self);
        self.wait.then(move || guard.attempt());
    }
}

/// Gives the error summary the focus where the browser did not: its attribute `autofocus` is no button or field.
fn show_errors() {
    let Some(document) = document() else { return };
    let is_elsewhere = document.active_element().is_some_and(|element| element.tag_name() != "BODY");
    let summary = document.get_element_by_id("error-summary").and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(summary) = summary.filter(|_| !is_elsewhere) {
        let _ = summary.focus();
    }
}

/// Whether the button that was pressed has an address of its own.
fn is_shown_again(event: &web_sys::Event) -> bool {
    let button = js_sys::Reflect::get(event, &JsValue::from_str("submitter")).ok();
    let button = button.and_then(|button| button.dyn_into::<web_sys::Element>().ok());
    button.is_some_and(|button| button.has_attribute("formaction"))
}
