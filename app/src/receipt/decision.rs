//! The receipt of a decision on a website, `/r/{code}`: the decision, its notice, and withdrawal.

use domain::{
    consent::{ConsentEvent, Control, standing::PurposeState},
    error::FieldError,
    receipt::decision::DecisionReceipt,
    submission_key::ReceiptCode,
};
use jiff::tz::TimeZone;
use leptos::prelude::*;

use crate::{
    format,
    messages::Words,
    notice::{
        summary::{self, fact},
        website,
    },
    page::PageContext,
    receipt::{
        erase_all,
        proof::{self, Proof},
        standing, withdrawn,
    },
    shell::{self, Document},
};

/// The page. `errors` are those of the form that erases everything.
pub fn render(context: &PageContext, receipt: &DecisionReceipt, code: &ReceiptCode, errors: &[FieldError]) -> String {
    let title = Words::new(context.locale, context.address_form).say("receipt-title");
    let heading = title.clone();
    let locales = &receipt.notice.published.notice.locales;
    let document = Document { failed: !errors.is_empty(), ..Document::public(title, locales) };
    shell::render(context, document, |words| {
        let zone = format::zone(&receipt.organisation.profile.time_zone);
        let name = receipt.organisation.profile.name.as_str();
        let values = [("name", name.into()), ("site", receipt.site.settings.name.as_str().into())];
        view! {
            <div class="receipt">
                <h1>{heading}</h1>
                {erase_all::summary(words, errors)}
                {withdrawn::of_decision(words, receipt, &zone)}
                <p class="lead">{words.say_with("site-receipt-intro", &values)}</p>
                {receipt.covers_one.then(|| view! { <p>{words.say_with("site-receipt-one", &values[1..])}</p> })}
                {facts(words, receipt, &zone)}
                {purposes(words, receipt, &format!("/r/{code}"), &zone, true)}
                {erase(words, code, errors)}
                {history(words, receipt, &zone)}
                {proof::section(words, &Proof { code, organisation: name, sealed: receipt.sealed, what: "site-receipt-proof-text" })}
                {whole_notice(words, receipt)}
            </div>
        }
        .into_any()
    })
}

/// The decision with its website and time.
pub(crate) fn facts(words: &Words, receipt: &DecisionReceipt, zone: &TimeZone) -> AnyView {
    let notice = &receipt.notice.published;
    let values = [("number", notice.number.to_string().into()), ("hash", format::short_hash(&notice.hash).into())];
    let language = words.say(match receipt.locale {
        domain::locale::Locale::Nl => "locale-nl",
        domain::locale::Locale::En => "locale-en",
    });
    view! {
        <dl class="facts card">
            {fact(words.say("site-receipt-site"), receipt.site.settings.name.clone())}
            {fact(words.say("site-receipt-decided"), format::date_time(words, receipt.decided_at, zone))}
            {fact(words.say("site-receipt-until"), format::date_time(words, receipt.valid_until, zone))}
            {fact(words.say("receipt-locale"), language)}
            {fact(words.say("receipt-notice"), words.say_with("receipt-notice-value", &values))}
        </dl>
    }
    .into_any()
}

/// The current state of the purposes. A withdrawal is sent to `/withdraw` under `address`. The consequences are only
/// explained if `to_person` is true.
pub(crate) fn purposes(words: &Words, receipt: &DecisionReceipt, address: &str, zone: &TimeZone, to_person: bool) -> AnyView {
    let one = |standing: &PurposeState| purpose(words, receipt, address, zone, standing, to_person);
    let list: Vec<_> = receipt.standing.iter().map(one).collect();
    let list = if list.is_empty() {
        view! { <p>{words.say("site-receipt-none")}</p> }.into_any()
    } else {
        view! { <ul class="standing">{list}</ul> }.into_any()
    };
    view! {
        <section id="withdraw" tabindex="-1">
            <h2>{words.say("site-receipt-purposes")}</h2>
            {list}
        </section>
    }
    .into_any()
}

fn purpose(
    words: &Words,
    receipt: &DecisionReceipt,
    address: &str,
    zone: &TimeZone,
    standing: &PurposeState,
    to_person: bool,
) -> AnyView {
    let notice = &receipt.notice.published.notice;
    let name = website::name(words, notice, &standing.purpose);
    let text = notice.purposes.iter().find(|p| p.key == standing.purpose).map(|p| p.text.get(words.locale).to_owned());
    let values = [
        ("state", standing::state(words, standing.state).into()),
        ("date", format::date_time(words, standing.since, zone).into()),
    ];
    let since = words.say_with("receipt-since", &values);
    let stands = standing.state.stands();
    let button = stands.then(|| revoke(words, receipt, address, standing, &name, to_person));
    view! {
        <li class="card" class:stands=stands>
            <h3>{name}</h3>
            <p>{text}</p>
            <p class="state">{since}</p>
            {button}
        </li>
    }
    .into_any()
}

/// One button without a question, because withdrawal must be as easy as consent.
fn revoke(words: &Words, receipt: &DecisionReceipt, address: &str, stood: &PurposeState, name: &str, to_person: bool) -> AnyView {
    let hidden = format!(": {name}");
    let organisation = receipt.organisation.profile.name.as_str();
    let effect = to_person.then(|| {
        view! { <p class="hint">{words.say_with("site-receipt-effect", &[("name", organisation.into())])}</p> }
    });
    view! {
        <form method="post" action=standing::take_back_at(words, address, to_person)>
            <input type="hidden" name="purpose" value=stood.purpose.to_string() />
            <input type="hidden" name="lang" value=words.locale.tag() />
            <button class="secondary">{words.say("receipt-withdraw")}<span class="hidden">{hidden}</span></button>
            {effect}
        </form>
    }
    .into_any()
}

fn erase(words: &Words, code: &ReceiptCode, errors: &[FieldError]) -> AnyView {
    view! {
        <section id="erase">
            <h2>{words.say("receipt-erase")}</h2>
            {erase_all::form(words, code, "site-receipt-erase-text", errors)}
        </section>
    }
    .into_any()
}

/// Every event of this visitor.
pub(crate) fn history(words: &Words, receipt: &DecisionReceipt, zone: &TimeZone) -> AnyView {
    let events: Vec<_> = receipt.history.iter().map(|event| line(words, receipt, event, zone)).collect();
    view! { <section><h2>{words.say("receipt-history")}</h2><ol class="history">{events}</ol></section> }.into_any()
}

fn line(words: &Words, receipt: &DecisionReceipt, event: &ConsentEvent, zone: &TimeZone) -> AnyView {
    let what = words.say(match event.control {
        Control::AcceptAll => "event-accept-all",
        Control::RefuseAll => "event-refuse-all",
        Control::OwnChoice => "event-own-choice",
        Control::Gpc => "event-gpc",
        Control::Withdraw => "event-withdrawn",
        Control::Erasure => "event-erased",
        Control::Expiry => "event-expired",
        Control::Send | Control::Thanks | Control::Import | Control::Api => "event-other",
    });
    let decisions: Vec<_> = event
        .decisions
        .iter()
        .map(|decision| {
            let purpose = website::name(words, &receipt.notice.published.notice, &decision.purpose);
            let values = [("purpose", purpose.into()), ("state", standing::state(words, decision.state).into())];
            view! { <li>{words.say_with("receipt-event-decision", &values)}</li> }
        })
        .collect();
    view! {
        <li>
            <p><strong>{what}</strong>" · "<span class="hint">{format::date_time(words, event.decided_at(), zone)}</span></p>
            <ul>{decisions}</ul>
        </li>
    }
    .into_any()
}

fn whole_notice(words: &Words, receipt: &DecisionReceipt) -> AnyView {
    let published = &receipt.notice.published;
    let hash = published.hash.to_string();
    view! {
        <details class="card">
            <summary>{words.say("receipt-full-notice")}</summary>
            {website::section(words, &published.notice)}
            {summary::whole(words, &published.notice)}
            <dl class="facts">{fact(words.say("receipt-full-hash"), view! { <code>{hash}</code> })}</dl>
        </details>
    }
    .into_any()
}
