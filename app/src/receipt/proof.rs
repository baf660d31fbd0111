//! The proof of a decision: whether it is in the log, and the file that proves it.

use domain::submission_key::ReceiptCode;
use leptos::prelude::*;

use crate::messages::Words;

/// The data of the proof.
pub(crate) struct Proof<'a> {
    /// The code of the receipt.
    pub(crate) code: &'a ReceiptCode,
    /// The name of the organisation that keeps the log.
    pub(crate) organisation: &'a str,
    /// Whether the newest event is in the log.
    pub(crate) sealed: bool,
    /// The id of the message that explains the use of the file.
    pub(crate) what: &'static str,
}

/// The section of a receipt.
pub(crate) fn section(words: &Words, proof: &Proof<'_>) -> AnyView {
    let state = if proof.sealed { "receipt-proof-sealed" } else { "receipt-proof-waiting" };
    view! {
        <section id="proof">
            <h2>{words.say("receipt-proof")}</h2>
            <p>{words.say_with(state, &[("name", proof.organisation.into())])}</p>
            <p>{words.say(proof.what)}</p>
            <p class="actions">
                <a class="button" href=format!("/r/{}/receipt.json", proof.code) download="">
                    {words.say("receipt-proof-download")}
                </a>
                " "
                <a href=format!("/verify?lang={}", words.locale)>{words.say("receipt-proof-verify")}</a>
            </p>
            <p class="hint">{words.say("receipt-proof-print")}</p>
        </section>
    }
    .into_any()
}
