//! Sends the answering form, one attempt at a time. The body stays the same until the server has answered. The server
//! never counts it twice, because the body holds the key of the form.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortSignal, BeforeUnloadEvent, HtmlFormElement, RequestInit, Response};

use super::{body, document, form, kept::Kept, keys, listen, window};
use crate::islands::stage::Stage;

/// The timeout of an attempt in milliseconds. A later attempt sends the same body.
const PATIENCE: u32 = 20_000;
/// The first delay between attempts in milliseconds. Each next delay is twice as long.
const FIRST_WAIT: i32 = 2_000;
const LONGEST_WAIT: i32 = 60_000;

struct Guard {
    form: HtmlFormElement,
    action: String,
    kept: Kept,
    stage: RwSignal<Stage>,
    /// The body to send, until the server has it.
    unsent: RefCell<Option<String>>,
    under_way: Cell<bool>,
    /// Whether leaving the page would lose data.
    typed: Cell<bool>,
    wait: Cell<i32>,
    timer: Cell<i32>,
}

/// The response of the server.
enum Answer {
    /// The server has the answers; open this address.
    Done(String),
    /// The server is not available; try again later.
    Later,
    /// The server has a page with errors or another message.
    Page,
}

/// Guards a form. Returns the action of "try now".
pub(crate) fn guard(stage: RwSignal<Stage>) -> impl Fn() + Copy + Send {
    let guard = StoredValue::new_local(start(stage));
    move || {
        if let Some(guard) = guard.get_value() {
            guard.attempt();
        }
    }
}

fn start(stage: RwSignal<Stage>) -> Option<Rc<Guard>> {
    let form = form()?;
    keys::on_scales(&form);
    let guard = Rc::new(Guard {
        action: form.get_attribute("action")?,
        kept: Kept::of(&form.get_attribute("data-slug")?),
        form,
        stage,
        unsent: RefCell::default(),
        under_way: Cell::default(),
        typed: Cell::new(document()?.get_element_by_id("error-summary").is_some()),
        wait: Cell::new(FIRST_WAIT),
        timer: Cell::default(),
    });
    guard.watch()?;
    let resent = Rc::clone(&guard);
    // After hydration, because texts that are set earlier would not be shown.
    Effect::new(move || {
        if let Some(body) = resent.kept.get() {
            stage.set(Stage::LeftOver);
            resent.unsent.replace(Some(body));
            resent.attempt();
        }
    });
    Some(guard)
}

impl Guard {
    fn watch(self: &Rc<Self>) -> Option<()> {
        let window = window()?;
        let guard = Rc::clone(self);
        listen(&self.form, "input", move |_| guard.typed.set(true));
        let guard = Rc::clone(self);
        listen(&self.form, "submit", move |event| {
            if guard.unsent.borrow().is_some() {
                event.prevent_default();
                return guard.attempt();
            }
            if let Some(body) = body::of(&guard.form) {
                event.prevent_default();
                guard.stage.set(Stage::Sending);
                guard.kept.put(&body);
                guard.unsent.replace(Some(body));
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
        Some(())
    }

    /// Sends the unsent body, unless an attempt is running.
    fn attempt(self: &Rc<Self>) {
        let Some(body) = self.unsent.borrow().clone() else { return };
        if self.under_way.replace(true) {
            return;
        }
        if let Some(window) = window() {
            window.clear_timeout_with_handle(self.timer.get());
        }
        let guard = Rc::clone(self);
        spawn_local(async move {
            let answer = post(&guard.action, &body).await.unwrap_or(Answer::Later);
            guard.under_way.set(false);
            match answer {
                Answer::Later => guard.wait(&body),
                Answer::Done(location) => {
                    guard.finish();
                    let went = window().map(|window| window.location().assign(&location));
                    debug_assert!(went.is_some(), "a page has a window");
                }
                Answer::Page => {
                    guard.finish();
                    let _ = body::send_natively(&guard.action, &body);
                }
            }
        });
    }

    /// Ends sending: the server has the answers, or will show its own page.
    fn finish(&self) {
        self.kept.clear();
        self.unsent.take();
        self.typed.set(false);
        self.stage.set(Stage::Idle);
    }

    fn wait(self: &Rc<Self>, body: &str) {
        let kept = self.kept.put(body);
        self.stage.set(if kept { Stage::Kept } else { Stage::InMemory });
        // Stored answers are not lost if the page is left.
        self.typed.set(!kept);
        let wait = self.wait.get();
        self.wait.set((wait * 2).min(LONGEST_WAIT));
        let guard = Rc::clone(self);
        let again = Closure::once_into_js(move || guard.attempt());
        let timer =
            window().and_then(|w| w.set_timeout_with_callback_and_timeout_and_arguments_0(again.unchecked_ref(), wait).ok());
        self.timer.set(timer.unwrap_or_default());
    }
}

/// One attempt. `None` if there was no response.
async fn post(action: &str, body: &str) -> Option<Answer> {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(&JsValue::from_str(body));
    init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    let request = web_sys::Request::new_with_str_and_init(action, &init).ok()?;
    let headers = request.headers();
    headers.set("Accept", "application/json").ok()?;
    headers.set("Content-Type", "application/x-www-form-urlencoded").ok()?;
    let response = JsFuture::from(window()?.fetch_with_request(&request)).await.ok()?.dyn_into::<Response>().ok()?;
    Some(match response.status() {
        200 => {
            let json = JsFuture::from(response.json().ok()?).await.ok()?;
            Answer::Done(js_sys::Reflect::get(&json, &JsValue::from_str("location")).ok()?.as_string()?)
        }
        429 | 500..=599 => Answer::Later,
        _ => Answer::Page,
    })
}
