//! The summary of a notice, shown beside the Send button and on the receipt. It says what is stored, why, for how long,
//! and who answers questions.

use domain::{
    locale::LocalizedText,
    notice::{
        Notice,
        purpose::{Basis, Purpose},
    },
    retention::BACKUP_DAYS,
};
use leptos::prelude::*;

use crate::messages::Words;

/// The first layer, directly beneath the button: who uses the answers, what for, for how long, on which legal basis, and
/// how that ends. The rest is in a closed element.
pub(crate) fn first_layer(words: &Words, notice: &Notice) -> AnyView {
    let base = notice.purposes.iter().find(|purpose| purpose.is_base());
    let grounds = base.map(|base| fact(words.say("notice-basis"), words.say(basis_id(base.basis))));
    let interest = base.and_then(|base| interest(words, base));
    let others: Vec<_> = notice
        .purposes
        .iter()
        .filter(|purpose| !purpose.is_base() && purpose.basis != Basis::Consent)
        .map(|purpose| asserted(words, purpose))
        .collect();
    let others = (!others.is_empty()).then(|| view! { <p>{words.say("notice-also")}</p><ul>{others}</ul> });
    let base = base.map(|base| sentences(words, notice, base));
    let rows: Vec<_> = rows(words, notice).into_iter().map(|(name, value)| fact(name, value)).collect();
    view! {
        <section class="notice" id="notice" aria-label=words.say("notice-heading")>
            <p class="base-purpose">{base}</p>
            {others}
            <details>
                <summary>{words.say("notice-more")}</summary>
                {interest}
                <dl class="facts">{grounds}{rows}</dl>
            </details>
        </section>
    }
    .into_any()
}

/// The purpose with its retention period, that answering is voluntary, and how consent or an objection works.
fn sentences(words: &Words, notice: &Notice, purpose: &Purpose) -> String {
    let what = text(words, &purpose.text);
    let months = notice.erased_after().map(|months| words.say_with("months", &[("count", months.into())]));
    let name = notice.controller.as_str();
    let what = match (months, what.strip_suffix('.')) {
        (None, _) => what,
        // The usual text begins with the organisation, which is then also who erases.
        (Some(months), Some(sentence)) if sentence.starts_with(name) => {
            words.say_with("notice-first-erased", &[("sentence", sentence.into()), ("months", months.into())])
        }
        (Some(months), _) => {
            let erased = words.say_with("notice-first-erased-apart", &[("name", name.into()), ("months", months.into())]);
            format!("{what} {erased}")
        }
    };
    let basis = match purpose.basis {
        Basis::Consent => words.say("notice-first-consent"),
        Basis::Contract => words.say_with("notice-first-contract", &[("name", name.into())]),
        Basis::LegitimateInterest | Basis::Exempt => words.say("notice-first-objection"),
    };
    // The first sentence of what the notice says of answering: that it is voluntary.
    let answering = text(words, &notice.answering_required);
    let voluntary = answering.split_inclusive(". ").next().unwrap_or_default().trim_end();
    format!("{what} {voluntary} {basis}")
}

/// Every text of the notice, for the receipt.
pub(crate) fn whole(words: &Words, notice: &Notice) -> AnyView {
    let purposes: Vec<_> =
        notice.purposes.iter().map(|purpose| view! { <p>{text(words, &purpose.text)}</p>{interest(words, purpose)} }).collect();
    let rows: Vec<_> = rows(words, notice).into_iter().map(|(name, value)| fact(name, value)).collect();
    view! {
        <dl class="facts">
            <div><dt>{words.say("notice-purposes")}</dt><dd>{purposes}</dd></div>
            {rows}
        </dl>
    }
    .into_any()
}

/// All facts of a notice except its purposes, each with its name. Every notice has the same names in the same order,
/// except for what an import states.
pub(crate) fn rows(words: &Words, notice: &Notice) -> Vec<(String, String)> {
    let mut rows = vec![
        (words.say("notice-what"), text(words, &notice.data_kinds)),
        (words.say("notice-how-long"), how_long(words, notice)),
        (words.say("notice-who"), text(words, &notice.recipients)),
        (words.say("notice-ask"), ask(words, notice)),
    ];
    rows.extend(rest_rows(words, notice));
    rows.extend(notice.stated.as_ref().map(|stated| {
        let values = [("notice", stated.notice.as_str().into()), ("collector", stated.collected_by.as_str().into())];
        (words.say("notice-stated"), words.say_with("notice-stated-value", &values))
    }));
    rows
}

/// A name with its value, in a list of facts.
pub(crate) fn fact(name: String, value: impl IntoView + 'static) -> AnyView {
    view! { <div><dt>{name}</dt><dd>{value.into_any()}</dd></div> }.into_any()
}

fn asserted(words: &Words, purpose: &Purpose) -> AnyView {
    view! { <li>{text(words, &purpose.text)}{interest(words, purpose)}</li> }.into_any()
}

pub(crate) fn interest(words: &Words, purpose: &Purpose) -> Option<AnyView> {
    let interest = purpose.interest.as_ref().filter(|_| purpose.basis == Basis::LegitimateInterest)?;
    let interest = text(words, interest);
    Some(view! { <p>{words.say_with("notice-interest", &[("interest", interest.into())])}</p> }.into_any())
}

fn rest_rows(words: &Words, notice: &Notice) -> Vec<(String, String)> {
    let mut rows = vec![
        (words.say("notice-controller"), notice.controller.clone()),
        (words.say("notice-rights"), text(words, &notice.rights)),
        (words.say("notice-complaint"), text(words, &notice.complaint)),
        (words.say("notice-voluntary"), text(words, &notice.answering_required)),
        (words.say("notice-storage"), text(words, &notice.storage_place)),
        (words.say("notice-transfers"), text(words, &notice.transfers)),
        (words.say("notice-source"), text(words, &notice.linked_data)),
    ];
    // Answers of light mode are not erased.
    if notice.erased_after().is_some() {
        rows.push((words.say("notice-backups"), words.say_with("notice-backups-value", &[("days", BACKUP_DAYS.into())])));
    }
    rows
}

/// The retention period. In light mode the answers are not personal data and are kept without limit.
fn how_long(words: &Words, notice: &Notice) -> String {
    let Some(months) = notice.erased_after() else { return words.say("notice-how-long-light") };
    let months = words.say_with("months", &[("count", months.into())]);
    let id = match (&notice.website, &notice.stated) {
        // A website stores no answers, only the proof of choices. Its notice states how long that is kept.
        (Some(_), _) => "notice-how-long-website",
        // Imported answers have no receipt.
        (None, Some(_)) => "notice-how-long-import",
        (None, None) => "notice-how-long-value",
    };
    words.say_with(id, &[("months", months.into())])
}

fn ask(words: &Words, notice: &Notice) -> String {
    let officer = words.say_with("notice-privacy-officer", &[("officer", notice.privacy_officer.as_str().into())]);
    format!("{}. {officer}", words.say_with("notice-ask-value", &[("contact", notice.contact.as_str().into())]))
}

fn text(words: &Words, text: &LocalizedText) -> String {
    text.get(words.locale).to_owned()
}

/// The id of the message that names a legal basis.
pub(crate) const fn basis_id(basis: Basis) -> &'static str {
    match basis {
        Basis::Consent => "register-basis-consent",
        Basis::Contract => "register-basis-contract",
        Basis::LegitimateInterest => "register-basis-legitimate-interest",
        Basis::Exempt => "register-basis-exempt",
    }
}
