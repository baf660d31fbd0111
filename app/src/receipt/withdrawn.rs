//! What a withdrawal or objection did, and until when the rest of it takes. It is read off the receipt, so that it is
//! still there when its owner comes back later.

use domain::{
    consent::{Control, State, standing::PurposeState},
    id::Key,
    receipt::{decision::DecisionReceipt, response::Receipt},
};
use jiff::tz::TimeZone;
use leptos::prelude::*;

use crate::{format, messages::Words, notice::website, receipt::standing};

/// The words above the receipt of a response whose last event was a withdrawal. `None` if it was anything else.
pub(crate) fn of_response(words: &Words, receipt: &Receipt, zone: &TimeZone) -> Option<AnyView> {
    let newest = receipt.history.last().filter(|event| event.control == Control::Withdraw)?;
    let revoked: Vec<_> = newest
        .decisions
        .iter()
        .filter_map(|decision| receipt.standing.iter().find(|stood| stood.purpose == decision.purpose))
        .filter_map(|stood| {
            let name = standing::name(words, &receipt.version.questionnaire, &stood.purpose);
            Some(line(words, stood, name, zone, standing::effect(words, receipt, stood, zone)?))
        })
        .collect();
    status(revoked)
}

/// The words above the receipt of a decision on a website whose last event was a withdrawal.
pub(crate) fn of_decision(words: &Words, receipt: &DecisionReceipt, zone: &TimeZone) -> Option<AnyView> {
    let newest = receipt.history.last().filter(|event| event.control == Control::Withdraw)?;
    let notice = &receipt.notice.published.notice;
    let named = |key: &Key| website::name(words, notice, key);
    let effect = words.say_with(
        "withdrawn-effect-website",
        &[("name", receipt.organisation.profile.name.as_str().into()), ("site", receipt.site.settings.name.as_str().into())],
    );
    let revoked: Vec<_> = newest
        .decisions
        .iter()
        .filter_map(|decision| receipt.standing.iter().find(|stood| stood.purpose == decision.purpose))
        .filter(|stood| standing::is_revoked(stood))
        .map(|stood| line(words, stood, named(&stood.purpose), zone, effect.clone()))
        .collect();
    status(revoked)
}

fn line(words: &Words, stood: &PurposeState, name: String, zone: &TimeZone, effect: String) -> AnyView {
    let id = if stood.state == State::Objected { "withdrawn-objected" } else { "withdrawn-consent" };
    let values = [("purpose", name.into()), ("date", format::date_time(words, stood.since, zone).into())];
    view! { <p><strong>{words.say_with(id, &values)}</strong>" "{effect}</p> }.into_any()
}

fn status(lines: Vec<AnyView>) -> Option<AnyView> {
    (!lines.is_empty()).then(|| view! { <div class="done" role="status">{lines}</div> }.into_any())
}
