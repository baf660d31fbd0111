//! One attempt to send a body. Only a reply of a server that read it says what became of it.

use js_sys::Reflect;
use sha2::{Digest as _, Sha256};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Request, RequestInit, Response};

use super::{unsent::key_of, window};

/// The timeout of an attempt in milliseconds. A later attempt sends the same body.
const PATIENCE: u32 = 20_000;

/// What became of a body.
pub(super) enum Answer {
    /// The server has the answers; open this address.
    Done(String),
    /// The server does not take the answers as they are, and has a page that says why.
    Page,
    /// Not known: no reply, or that of a proxy. Try again later.
    Later,
}

/// Sends a body.
pub(super) async fn post(action: &str, body: &str) -> Answer {
    attempt(action, body).await.unwrap_or(Answer::Later)
}

async fn attempt(action: &str, body: &str) -> Option<Answer> {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(&JsValue::from_str(body));
    init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    let request = Request::new_with_str_and_init(action, &init).ok()?;
    let headers = request.headers();
    headers.set("Accept", "application/json").ok()?;
    headers.set("Content-Type", "application/x-www-form-urlencoded").ok()?;
    let response = JsFuture::from(window()?.fetch_with_request(&request)).await.ok()?.dyn_into::<Response>().ok()?;
    let json = JsFuture::from(response.json().ok()?).await.ok()?;
    let member = |name: &str| Reflect::get(&json, &JsValue::from_str(name)).ok()?.as_string();
    let echo = bytes(&member("key_hash")?)?;
    member("outcome")?;
    if echo != Sha256::digest(bytes(&key_of(body)?)?).as_slice() {
        return None;
    }
    Some(member("location").map_or(Answer::Page, Answer::Done))
}

/// The bytes of hexadecimal digits.
fn bytes(digits: &str) -> Option<Vec<u8>> {
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()).collect()
}
