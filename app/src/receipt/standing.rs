//! The current state of each purpose, with one button to withdraw or object.

use domain::{
    consent::{State, standing::PurposeState},
    id::Key,
    notice::purpose::{ANALYSIS, Basis, CONNECT, CONTACT, PUBLISH},
    receipt::response::Receipt,
    retention,
    survey::Questionnaire,
};
use jiff::tz::TimeZone;
use leptos::prelude::*;

use crate::{format, messages::Words};

/// Every purpose, the base purpose first. A withdrawal is sent to `/withdraw` under `address`. The consequences are
/// only explained if `to_person` is true.
pub(crate) fn section(words: &Words, receipt: &Receipt, address: &str, zone: &TimeZone, to_person: bool) -> AnyView {
    let one = |standing: &PurposeState| purpose(words, receipt, address, zone, standing, to_person);
    let purposes: Vec<_> = receipt.standing.iter().map(one).collect();
    let heading = words.say(if to_person { "receipt-purposes" } else { "rights-purposes" });
    view! {
        <section id="withdraw" tabindex="-1">
            <h2>{heading}</h2>
            <ul class="standing">{purposes}</ul>
        </section>
    }
    .into_any()
}

/// The short name of a purpose: in our words for well-known purposes, otherwise its text.
pub(crate) fn name(words: &Words, questionnaire: &Questionnaire, key: &Key) -> String {
    match key.as_str() {
        ANALYSIS => words.say("purpose-analysis"),
        CONTACT => words.say("purpose-contact"),
        PUBLISH => words.say("purpose-publish"),
        CONNECT => words.say("purpose-connect"),
        other => questionnaire.purpose(other).map_or_else(|| other.to_owned(), |p| p.text.get(words.locale).to_owned()),
    }
}

/// The words for a state.
pub(crate) fn state(words: &Words, state: State) -> String {
    words.say(match state {
        State::Given => "state-given",
        State::Refused => "state-refused",
        State::Withdrawn => "state-withdrawn",
        State::Renewed => "state-renewed",
        State::Asserted => "state-asserted",
        State::Objected => "state-objected",
        State::Expired => "state-expired",
        State::Erased => "state-erased",
    })
}

/// What no longer happens since a purpose was withdrawn or objected to, and by when its data are erased. `None` for a
/// purpose of any other state.
pub(crate) fn effect(words: &Words, receipt: &Receipt, stood: &PurposeState, zone: &TimeZone) -> Option<String> {
    if !is_revoked(stood) {
        return None;
    }
    let until = format::day(words, retention::erased_by(stood.since), zone);
    Some(match stood.purpose.as_str() {
        // An erasure is an event of its own, and the receipt begins with it.
        ANALYSIS if receipt.erased_at.is_some() => return None,
        ANALYSIS if receipt.restricted_at.is_some() => words.say("withdrawn-effect-restricted"),
        ANALYSIS => words.say_with("withdrawn-effect-analysis", &[("date", until.into())]),
        CONTACT => words.say("withdrawn-effect-contact"),
        PUBLISH => words.say("withdrawn-effect-publish"),
        CONNECT => words.say("withdrawn-effect-connect"),
        _ => words.say("withdrawn-effect-other"),
    })
}

/// Whether a purpose was withdrawn or objected to.
pub(crate) fn is_revoked(stood: &PurposeState) -> bool {
    matches!(stood.state, State::Withdrawn | State::Objected)
}

fn purpose(
    words: &Words,
    receipt: &Receipt,
    address: &str,
    zone: &TimeZone,
    standing: &PurposeState,
    to_person: bool,
) -> AnyView {
    let questionnaire = &receipt.version.questionnaire;
    let name = name(words, questionnaire, &standing.purpose);
    let text = questionnaire.purpose(standing.purpose.as_str()).map(|p| p.text.get(words.locale).to_owned());
    let values =
        [("state", state(words, standing.state).into()), ("date", format::date_time(words, standing.since, zone).into())];
    let since = words.say_with("receipt-since", &values);
    let stands = standing.state.stands();
    let button = stands.then(|| revoke(words, receipt, address, standing, &name, to_person));
    let effect = effect(words, receipt, standing, zone).filter(|_| to_person).map(|text| view! { <p>{text}</p> });
    view! {
        <li class="card" class:stands=stands>
            <h3>{name}</h3>
            <p>{text}</p>
            <p class="state">{since}</p>
            {effect}
            {button}
        </li>
    }
    .into_any()
}

/// The address of a withdrawal. The receipt reads its language from the form. Pages behind sign-in read it from the
/// address.
pub(crate) fn take_back_at(words: &Words, address: &str, to_person: bool) -> String {
    if to_person { format!("{address}/withdraw") } else { format!("{address}/withdraw?lang={}", words.locale) }
}

/// One button without a question, because withdrawal must be as easy as consent.
fn revoke(words: &Words, receipt: &Receipt, address: &str, standing: &PurposeState, name: &str, to_person: bool) -> AnyView {
    let label = match standing.basis {
        Basis::Consent => words.say("receipt-withdraw"),
        _ => words.say("receipt-object"),
    };
    let effect = match standing.purpose.as_str() {
        ANALYSIS if receipt.restricted_at.is_some() => Some(words.say("receipt-effect-restricted")),
        ANALYSIS => Some(words.say("receipt-effect-analysis")),
        CONTACT => Some(words.say("receipt-effect-contact")),
        PUBLISH => Some(words.say("receipt-effect-publish")),
        CONNECT => Some(words.say("receipt-effect-connect")),
        _ => None,
    };
    let effect = effect.filter(|_| to_person).map(|text| view! { <p class="hint">{text}</p> });
    let hidden = format!(": {name}");
    view! {
        <form method="post" action=take_back_at(words, address, to_person)>
            <input type="hidden" name="purpose" value=standing.purpose.to_string() />
            <input type="hidden" name="lang" value=words.locale.tag() />
            <button class="secondary">{label}<span class="hidden">{hidden}</span></button>
            {effect}
        </form>
    }
    .into_any()
}
