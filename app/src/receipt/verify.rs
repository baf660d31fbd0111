//! `/verify`: the page that checks a receipt in the visitor's browser. It says in plain words what the check proves and
//! what it does not prove.

use leptos::prelude::*;

use crate::{
    islands::{CHECK_FORM, CHECK_WORDS, ReceiptCheck},
    messages::Words,
    page::PageContext,
    shell::{self, Bundle, Document},
};

/// The texts of the island, by id.
const WORDS: [&str; 45] = [
    "verify-proven",
    "verify-proven-text",
    "verify-incomplete",
    "verify-incomplete-text",
    "verify-broken",
    "verify-broken-text",
    "verify-unreadable",
    "verify-unreadable-text",
    "verify-checked",
    "verify-passed",
    "verify-failed",
    "verify-not-checked",
    "verify-no-event",
    "check-leaf",
    "check-event",
    "check-decisions",
    "check-times",
    "check-notice",
    "check-words",
    "check-subject",
    "check-log",
    "check-inclusion",
    "check-signature",
    "event-sent",
    "event-imported",
    "event-withdrawn",
    "event-erased",
    "event-expired",
    "event-other",
    "event-accept-all",
    "event-refuse-all",
    "event-own-choice",
    "event-gpc",
    "purpose-analysis",
    "purpose-contact",
    "purpose-publish",
    "purpose-connect",
    "state-given",
    "state-refused",
    "state-withdrawn",
    "state-renewed",
    "state-asserted",
    "state-objected",
    "state-expired",
    "state-erased",
];

/// The limits of the check, which the reader should know.
const NOT_SHOWN: [&str; 4] = ["verify-limit-key", "verify-limit-later", "verify-limit-fork", "verify-limit-person"];

/// The page. `keys` are the verifier keys of this installation, one per line.
pub fn render(context: &PageContext, keys: &str) -> String {
    let title = Words::new(context.locale, context.address_form).say("verify-title");
    let locales = context.organisation.as_ref().map_or(domain::locale::Locale::ALL, |o| o.profile.locales.as_slice());
    let document = Document { bundle: Some(Bundle::Verify), ..Document::public(title.clone(), locales) };
    shell::render(context, document, |words| {
        let island: Vec<_> = WORDS.into_iter().map(|id| view! { <span data-id=id>{words.say(id)}</span> }).collect();
        let limits: Vec<_> = NOT_SHOWN.into_iter().map(|id| view! { <li>{words.say(id)}</li> }).collect();
        view! {
            <div class="receipt">
                <h1>{title}</h1>
                <p class="lead">{words.say("verify-lead")}</p>
                <p id="receipt-check-script" class="card">{words.say("verify-needs-script")}</p>
                {form(words, keys)}
                <div id=CHECK_WORDS hidden=true>{island}</div>
                <ReceiptCheck />
                <section>
                    <h2>{words.say("verify-limits")}</h2>
                    <ul>{limits}</ul>
                </section>
            </div>
        }
        .into_any()
    })
}

/// The form. It has no address, so it cannot be sent. The island shows it.
fn form(words: &Words, keys: &str) -> AnyView {
    view! {
        <form id=CHECK_FORM class="card" hidden=true>
            <p>
                <label for="receipt-file">{words.say("verify-file")}</label>
                <input id="receipt-file" type="file" accept=".json,application/ld+json,application/json" />
            </p>
            <p class="hint">{words.say("verify-drop")}</p>
            <p>
                <label for="receipt-text">{words.say("verify-text")}</label>
                <textarea id="receipt-text" rows="4" spellcheck="false" autocomplete="off"></textarea>
            </p>
            <details>
                <summary>{words.say("verify-keys")}</summary>
                <p id="receipt-keys-hint" class="hint">{words.say("verify-keys-hint")}</p>
                <label for="receipt-keys">{words.say("verify-keys-label")}</label>
                <textarea
                    id="receipt-keys"
                    rows="3"
                    spellcheck="false"
                    autocomplete="off"
                    aria-describedby="receipt-keys-hint"
                >{keys.to_owned()}</textarea>
            </details>
            <p class="actions"><button>{words.say("verify-button")}</button></p>
        </form>
    }
    .into_any()
}
