//! The receipt of a response, `/r/{code}`: the stored data, the notice, and withdrawal. With `thanks=1` it begins with
//! thanks.

use domain::{
    calendar::{Day, Millis},
    consent::{ConsentEvent, Control},
    error::FieldError,
    form_fields::FormFields,
    receipt::response::Receipt,
    retention::BACKUP_DAYS,
    submission_key::ReceiptCode,
};
use jiff::tz::TimeZone;
use leptos::prelude::*;

use crate::{
    format,
    messages::Words,
    notice::summary::{self, fact},
    page::PageContext,
    receipt::{
        erase_all,
        permission::{self, Asking},
        proof::{self, Proof},
        standing, withdrawn,
    },
    response::answers,
    shell::{self, Document},
};

/// The data of the receipt page.
#[derive(Clone, Copy, Debug)]
pub struct ReceiptPage<'a> {
    /// All that is stored.
    pub receipt: &'a Receipt,
    /// The code of the address.
    pub code: &'a ReceiptCode,
    /// Whether it is shown directly after sending: thanks, with links to the receipt and to withdrawal.
    pub thanks: bool,
    /// The errors of the form that was sent: the one that erases everything, or the one that allows more.
    pub errors: &'a [FieldError],
    /// The submitted values of the form that allows more, on a page with its errors.
    pub fields: &'a FormFields,
    /// Whether something was allowed just now.
    pub allowed: bool,
    /// Whether traces of what was erased are still in the files of the server.
    pub being_erased: bool,
}

/// The page.
pub fn render(context: &PageContext, page: &ReceiptPage<'_>) -> String {
    let id = if page.thanks { "thanks-heading" } else { "receipt-title" };
    let title = Words::new(context.locale, context.address_form).say(id);
    let locales = &page.receipt.version.questionnaire.locales;
    let document = Document { failed: !page.errors.is_empty(), ..Document::public(title.clone(), locales) };
    shell::render(context, document, |words| match page.thanks {
        true => thanks(words, page, title),
        false => receipt(words, page, title),
    })
}

fn asking<'a>(page: &ReceiptPage<'a>) -> Asking<'a> {
    let ReceiptPage { receipt, code, thanks, fields, errors, .. } = *page;
    Asking { receipt, code, thanks, fields, errors }
}

fn thanks(words: &Words, page: &ReceiptPage<'_>, title: String) -> AnyView {
    let address = format!("/r/{}?lang={}", page.code, words.locale);
    let withdraw = format!("{address}#withdraw");
    let text = words.say_with("thanks-text", &[("name", page.receipt.organisation.profile.name.as_str().into())]);
    let revoke = page.receipt.standing.iter().find(|standing| standing.state.stands()).map(|standing| {
        let label = match standing.basis {
            domain::notice::purpose::Basis::Consent => words.say("thanks-withdraw"),
            _ => words.say("thanks-object"),
        };
        view! { <a href=withdraw>{label}</a> }
    });
    view! {
        <div class="plain thanks">
            <h1>{title}</h1>
            {permission::summary(words, &asking(page))}
            <p class="lead">{text}</p>
            {permission::done(words, page.allowed)}
            {permission::form(words, &asking(page))}
            <h2>{words.say("thanks-receipt")}</h2>
            <p>{words.say("thanks-receipt-text")}</p>
            <p class="actions"><a class="button" href=address>{words.say("thanks-open-receipt")}</a>" "{revoke}</p>
            <p class="hint">{words.say("thanks-save")}</p>
        </div>
    }
    .into_any()
}

fn receipt(words: &Words, page: &ReceiptPage<'_>, title: String) -> AnyView {
    let receipt = page.receipt;
    let zone = format::zone(&receipt.organisation.profile.time_zone);
    let name = receipt.organisation.profile.name.as_str();
    let address = format!("/r/{}", page.code);
    let intro = match receipt.erased_at {
        None => words.say_with("receipt-intro", &[("name", name.into())]),
        Some(at) => words.say_with("receipt-erased", &[("date", format::date_time(words, at, &zone).into())]),
    };
    let backups = receipt.erased_at.map(|at| {
        let gone = [("date", format::date(words, backups_gone(at, &zone)).into())];
        view! { <p>{words.say_with("receipt-backups", &gone)}</p> }
    });
    view! {
        <div class="receipt">
            <h1>{title}</h1>
            {permission::summary(words, &asking(page))}
            {permission::done(words, page.allowed)}
            {withdrawn::of_response(words, receipt, &zone)}
            <p class="lead">{intro}</p>
            {backups}
            {page.being_erased.then(|| view! { <p class="notice-line">{words.say("being-erased")}</p> })}
            {facts(words, receipt, &zone)}
            {restricted(words, receipt, &zone)}
            {standing::section(words, receipt, &address, &zone, true)}
            {permission::form(words, &asking(page))}
            {answers::section(words, receipt, true)}
            {correct(words, page)}
            {erase(words, page)}
            {history(words, receipt, &zone)}
            {proof::section(words, &Proof { code: page.code, organisation: name, sealed: receipt.sealed, what: "receipt-proof-text" })}
            {whole_notice(words, receipt)}
        </div>
    }
    .into_any()
}

/// The day on which what was erased is in no nightly backup any more. The last one with it was made on the same day.
fn backups_gone(erased_at: Millis, zone: &TimeZone) -> Day {
    Day(Day::of(erased_at, zone).0 + i32::from(BACKUP_DAYS))
}

/// A note if the answers are stored but not used.
pub(crate) fn restricted(words: &Words, receipt: &Receipt, zone: &TimeZone) -> Option<AnyView> {
    let since = [("date", format::date_time(words, receipt.restricted_at?, zone).into())];
    Some(view! { <p class="notice-line">{words.say_with("receipt-restricted", &since)}</p> }.into_any())
}

fn correct(words: &Words, page: &ReceiptPage<'_>) -> Option<AnyView> {
    let address = format!("/r/{}/correct?lang={}", page.code, words.locale);
    let link = view! { <p class="actions"><a class="button" href=address>{words.say("correct-link")}</a></p> };
    page.receipt.erased_at.is_none().then(|| link.into_any())
}

/// The time, language, version and notice of the response.
pub(crate) fn facts(words: &Words, receipt: &Receipt, zone: &TimeZone) -> AnyView {
    let notice = &receipt.notice;
    let values = [("number", notice.number.to_string().into()), ("hash", format::short_hash(&notice.hash).into())];
    let language = words.say(match receipt.locale {
        domain::locale::Locale::Nl => "locale-nl",
        domain::locale::Locale::En => "locale-en",
    });
    let corrected = receipt.corrected_at.map(|at| fact(words.say("receipt-corrected"), format::date_time(words, at, zone)));
    view! {
        <dl class="facts card">
            {fact(words.say("receipt-survey"), receipt.version.questionnaire.title.get(words.locale).to_owned())}
            {fact(words.say("receipt-sent"), format::date_time(words, receipt.submitted_at, zone))}
            {fact(words.say("receipt-locale"), language)}
            {fact(words.say("receipt-notice"), words.say_with("receipt-notice-value", &values))}
            {corrected}
        </dl>
    }
    .into_any()
}

/// Two forms: erase the answers, or everything. After an erasure of the answers only the second is shown.
fn erase(words: &Words, page: &ReceiptPage<'_>) -> AnyView {
    let answers = page.receipt.erased_at.is_none().then(|| {
        view! {
            <form class="choice-form" method="post" action=format!("/r/{}/erase", page.code)>
                <input type="hidden" name="scope" value="answers" />
                <input type="hidden" name="lang" value=words.locale.tag() />
                <p>{words.say("receipt-erase-answers-text")}</p>
                <button class="secondary">{words.say("receipt-erase-answers")}</button>
            </form>
        }
    });
    view! {
        <section id="erase">
            <h2>{words.say("receipt-erase")}</h2>
            <p>{words.say("receipt-erase-intro")}</p>
            {answers}
            {erase_all::form(words, page.code, "receipt-erase-everything-text", page.errors)}
        </section>
    }
    .into_any()
}

/// Every event of the response.
pub(crate) fn history(words: &Words, receipt: &Receipt, zone: &TimeZone) -> AnyView {
    let events: Vec<_> = receipt.history.iter().map(|event| line(words, receipt, event, zone)).collect();
    view! { <section><h2>{words.say("receipt-history")}</h2><ol class="history">{events}</ol></section> }.into_any()
}

fn line(words: &Words, receipt: &Receipt, event: &ConsentEvent, zone: &TimeZone) -> AnyView {
    let what = words.say(match event.control {
        Control::Send => "event-sent",
        Control::Thanks => "event-allowed",
        Control::Import => "event-imported",
        Control::Api => "event-api",
        Control::Withdraw => "event-withdrawn",
        Control::Erasure => "event-erased",
        Control::Expiry => "event-expired",
        _ => "event-other",
    });
    let decisions: Vec<_> = event
        .decisions
        .iter()
        .map(|decision| {
            let purpose = standing::name(words, &receipt.version.questionnaire, &decision.purpose);
            let state = standing::state(words, decision.state);
            let values = [("purpose", purpose.into()), ("state", state.into())];
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

fn whole_notice(words: &Words, receipt: &Receipt) -> AnyView {
    let published = &receipt.notice;
    let hash = published.hash.to_string();
    view! {
        <details class="card">
            <summary>{words.say("receipt-full-notice")}</summary>
            {summary::whole(words, &published.notice)}
            <dl class="facts">{fact(words.say("receipt-full-hash"), view! { <code>{hash}</code> })}</dl>
        </details>
    }
    .into_any()
}
