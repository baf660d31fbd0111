//! The form of the page that checks receipts, and the texts for the result. It accepts a selected or dropped file, or
//! pasted text. The form has no address, so it cannot be sent.

use domain::{
    consent::{ConsentEvent, Control},
    id::Key,
    ledger::VerifierKey,
    locale::{Locale, LocalizedText},
    notice::Notice,
    receipt::document::{CheckCode, Outcome, ReceiptReport, RecordReport, Verdict, verify_receipt},
};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DragEvent, Event, File, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use super::{document, listen};
use crate::islands::receipt_report::{CHECK_FORM, CHECK_WORDS, CheckLine, Record, Report};

/// Shows the form and adds its listeners.
pub(crate) fn start(report: RwSignal<Option<Report>>) {
    let (Some(document), Some(form)) = (document(), element(CHECK_FORM)) else { return };
    if let Some(note) = element("receipt-check-script") {
        note.set_hidden(true);
    }
    form.set_hidden(false);
    listen(&form, "submit", move |event| {
        event.prevent_default();
        report.set(Some(check(&text_of("receipt-text"))));
    });
    if let Some(input) = element("receipt-file") {
        listen(&input, "change", move |event| {
            let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            read(input.and_then(|input| input.files()).and_then(|files| files.get(0)), report);
        });
    }
    // Without this the browser would open a file that is dropped beside the field.
    listen(&document, "dragover", |event: Event| event.prevent_default());
    listen(&document, "drop", move |event| {
        event.prevent_default();
        let event = event.dyn_into::<DragEvent>().ok();
        read(event.and_then(|event| event.data_transfer()?.files()?.get(0)), report);
    });
}

/// Puts the text of a file into the field, and checks it.
fn read(file: Option<File>, report: RwSignal<Option<Report>>) {
    let Some(file) = file else { return };
    spawn_local(async move {
        let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()).unwrap_or_default();
        if let Some(field) = field("receipt-text") {
            field.set_value(&text);
        }
        report.set(Some(check(&text)));
    });
}

fn check(text: &str) -> Report {
    // A line that is no key is ignored, because no signature can match it.
    let keys: Vec<VerifierKey> =
        text_of("receipt-keys").lines().filter_map(|line| VerifierKey::parse(line.trim()).ok()).collect();
    in_words(&verify_receipt(text, &keys))
}

fn in_words(report: &ReceiptReport) -> Report {
    let (kind, verdict) = match report.verdict() {
        Verdict::Proven => ("proven", "verify-proven"),
        Verdict::Incomplete => ("incomplete", "verify-incomplete"),
        Verdict::Broken if report.records.is_empty() => ("broken", "verify-unreadable"),
        Verdict::Broken => ("broken", "verify-broken"),
    };
    Report {
        kind,
        verdict: word(verdict),
        text: word(&format!("{verdict}-text")),
        // Newest first, because that is the current state.
        records: report.records.iter().rev().map(record).collect(),
        checked: word("verify-checked"),
    }
}

fn record(report: &RecordReport) -> Record {
    let checks = report.checks.iter().map(|check| {
        let (kind, outcome) = match check.outcome {
            Outcome::Passed => ("passed", "verify-passed"),
            Outcome::Failed => ("failed", "verify-failed"),
            Outcome::NotChecked => ("not_checked", "verify-not-checked"),
        };
        CheckLine { label: word(label(check.code)), outcome: word(outcome), kind }
    });
    let decisions =
        report.event.iter().flat_map(|event| &event.decisions).map(|decision| {
            (purpose(report.notice.as_ref(), &decision.purpose), word(&format!("state-{}", decision.state.name())))
        });
    Record {
        title: report.event.as_ref().map_or_else(|| word("verify-no-event"), title),
        decisions: decisions.collect(),
        checks: checks.collect(),
    }
}

/// The name of a purpose: from the website's notice, otherwise in our words, otherwise the text of the survey. If the
/// receipt does not hold the notice that was shown, it is the key.
fn purpose(notice: Option<&Notice>, key: &Key) -> String {
    let named = notice.and_then(|notice| Some(&notice.website.as_ref()?.purpose(key)?.name));
    let described = || notice?.purposes.iter().find(|purpose| purpose.key == *key).map(|purpose| &purpose.text);
    let in_language = |text: &LocalizedText| text.get(Locale::of_tag(&language()).unwrap_or(Locale::Nl)).to_owned();
    named
        .map(in_language)
        .or_else(|| known_word(&format!("purpose-{key}")))
        .or_else(|| described().map(in_language))
        .unwrap_or_else(|| key.to_string())
}

/// The action and its time, in the visitor's time zone.
fn title(event: &ConsentEvent) -> String {
    let what = word(match event.control {
        Control::Send => "event-sent",
        Control::Thanks => "event-allowed",
        Control::Import => "event-imported",
        Control::Api => "event-api",
        Control::Withdraw => "event-withdrawn",
        Control::Erasure => "event-erased",
        Control::Expiry => "event-expired",
        Control::AcceptAll => "event-accept-all",
        Control::RefuseAll => "event-refuse-all",
        Control::OwnChoice => "event-own-choice",
        Control::Gpc => "event-gpc",
    });
    let at = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(event.decided_at().0 as f64));
    let at = String::from(at.to_locale_string(&language(), &wasm_bindgen::JsValue::UNDEFINED));
    format!("{what} · {at}")
}

const fn label(code: CheckCode) -> &'static str {
    match code {
        CheckCode::Leaf => "check-leaf",
        CheckCode::Event => "check-event",
        CheckCode::Decisions => "check-decisions",
        CheckCode::Times => "check-times",
        CheckCode::Notice => "check-notice",
        CheckCode::Words => "check-words",
        CheckCode::Subject => "check-subject",
        CheckCode::Log => "check-log",
        CheckCode::Inclusion => "check-inclusion",
        CheckCode::Signature => "check-signature",
    }
}

/// The language of the page.
fn language() -> String {
    let html = document().and_then(|document| document.document_element());
    html.and_then(|html| html.get_attribute("lang")).unwrap_or_default()
}

fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

fn field(id: &str) -> Option<HtmlTextAreaElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

fn text_of(id: &str) -> String {
    field(id).map(|field| field.value()).unwrap_or_default()
}

fn word(id: &str) -> String {
    known_word(id).unwrap_or_default()
}

/// A text from the hidden list. An id needs no escaping in a selector, because purposes are keys.
fn known_word(id: &str) -> Option<String> {
    element(CHECK_WORDS)?.query_selector(&format!("[data-id=\"{id}\"]")).ok()??.text_content()
}
