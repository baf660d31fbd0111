//! The copy of a person's own data as a document to read and print (GDPR art. 12(1), 15). It is one file without any
//! other, so that it can be handed out. The same data as JSON is made by `server`.

use domain::{
    calendar::Millis,
    consent::standing::PurposeState,
    notice::Notice,
    organisation::Organisation,
    receipt::{decision::DecisionReceipt, response::Receipt},
};
use jiff::tz::TimeZone;
use leptos::prelude::*;

use crate::{
    format,
    messages::Words,
    notice::{
        summary::{self, basis_id, fact},
        website,
    },
    page::PageContext,
    receipt::{decision, response, standing},
    response::answers,
};

/// The look, in the file itself. It has its own colours, because it is opened and printed anywhere.
const STYLE: &str = "body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif;color:#1c1f26}\
h1{font-size:1.75rem}h2{margin-top:2.5rem;border-top:2px solid #1c1f26;padding-top:.5rem}h3{font-size:1.125rem}\
dl>div{margin-block:.5rem;break-inside:avoid}dt{font-weight:600}dd{margin:0}dd p{margin:0;white-space:pre-wrap}\
.hint{color:#4a505c}pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.8125rem}\
code{overflow-wrap:anywhere}@page{margin:2cm}@media print{body{margin:0;max-width:none}}";

/// The data of the document. Each item has its receipt in JSON, as proof.
#[derive(Clone, Copy, Debug)]
pub struct Copy<'a> {
    /// The controller.
    pub organisation: &'a Organisation,
    /// When it was made.
    pub made_at: Millis,
    /// The responses.
    pub responses: &'a [(&'a Receipt, String)],
    /// The visitors of websites.
    pub visitors: &'a [(&'a DecisionReceipt, String)],
}

/// The whole document.
pub fn render(context: &PageContext, copy: &Copy<'_>) -> String {
    let words = Words::new(context.locale, copy.organisation.profile.address_form);
    let zone = format::zone(&copy.organisation.profile.time_zone);
    let profile = &copy.organisation.profile;
    let title = words.say_with("copy-title", &[("name", profile.name.as_str().into())]);
    let responses: Vec<_> = copy.responses.iter().map(|(receipt, proof)| of_response(&words, receipt, proof, &zone)).collect();
    let visitors: Vec<_> = copy.visitors.iter().map(|(receipt, proof)| of_visitor(&words, receipt, proof, &zone)).collect();
    let owner = Owner::new();
    let html = owner.with(|| {
        view! {
            <html lang=context.locale.tag()>
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <meta name="robots" content="noindex" />
                    <title>{title.clone()}</title>
                    <style>{STYLE}</style>
                </head>
                <body>
                    <main>
                        <h1>{title}</h1>
                        <p>{words.say("copy-lead")}</p>
                        <dl>
                            {fact(words.say("notice-controller"), profile.name.clone())}
                            {fact(words.say("notice-ask"), profile.contact.clone())}
                            {fact(words.say("register-privacy-officer"), profile.privacy_officer.clone())}
                            {fact(words.say("copy-made"), format::date_time(&words, copy.made_at, &zone))}
                        </dl>
                        {responses}
                        {visitors}
                    </main>
                </body>
            </html>
        }
        .to_html()
    });
    drop(owner);
    format!("<!DOCTYPE html>{html}")
}

fn of_response(words: &Words, receipt: &Receipt, proof: &str, zone: &TimeZone) -> AnyView {
    let title = receipt.version.questionnaire.title.get(words.locale).to_owned();
    let number = receipt.external_id.clone().map(|id| fact(words.say("rights-number"), id));
    let erased = receipt.erased_at.map(|at| fact(words.say("state-erased"), format::date_time(words, at, zone)));
    let tags: Vec<_> = receipt.tags.iter().map(|(_, name)| name.clone()).collect();
    let tags = (!tags.is_empty()).then(|| view! { <dl>{fact(words.say("copy-tags"), tags.join(", "))}</dl> });
    let purposes = receipt.standing.iter().map(|stood| {
        let name = standing::name(words, &receipt.version.questionnaire, &stood.purpose);
        purpose(words, stood, name, zone)
    });
    view! {
        <section>
            <h2>{title}</h2>
            {response::facts(words, receipt, zone)}
            <dl>{fact(words.say("copy-id"), receipt.response.to_string())}{number}{erased}</dl>
            {response::restricted(words, receipt, zone)}
            {answers::section(words, receipt, true)}
            {tags}
            <h3>{words.say("receipt-purposes")}</h3>
            <dl>{purposes.collect::<Vec<_>>()}</dl>
            {response::history(words, receipt, zone)}
            {notice(words, &receipt.notice.notice, &receipt.notice.hash.to_string())}
            {evidence(words, proof)}
        </section>
    }
    .into_any()
}

fn of_visitor(words: &Words, receipt: &DecisionReceipt, proof: &str, zone: &TimeZone) -> AnyView {
    let shown = &receipt.notice.published;
    let purposes = receipt.standing.iter().map(|stood| {
        let name = website::name(words, &shown.notice, &stood.purpose);
        purpose(words, stood, name, zone)
    });
    view! {
        <section>
            <h2>{receipt.site.settings.name.clone()}</h2>
            {decision::facts(words, receipt, zone)}
            <dl>{fact(words.say("copy-id"), receipt.event.to_string())}</dl>
            <h3>{words.say("site-receipt-purposes")}</h3>
            <dl>{purposes.collect::<Vec<_>>()}</dl>
            {decision::history(words, receipt, zone)}
            {notice(words, &shown.notice, &shown.hash.to_string())}
            {evidence(words, proof)}
        </section>
    }
    .into_any()
}

/// A purpose with its basis, its state, and since when.
fn purpose(words: &Words, stood: &PurposeState, name: String, zone: &TimeZone) -> AnyView {
    let values =
        [("state", standing::state(words, stood.state).into()), ("date", format::date_time(words, stood.since, zone).into())];
    let since = words.say_with("receipt-since", &values);
    fact(name, format!("{}. {since}.", words.say(basis_id(stood.basis))))
}

fn notice(words: &Words, notice: &Notice, hash: &str) -> AnyView {
    view! {
        <h3>{words.say("receipt-full-notice")}</h3>
        {website::section(words, notice)}
        {summary::whole(words, notice)}
        <dl>{fact(words.say("receipt-full-hash"), hash.to_owned())}</dl>
    }
    .into_any()
}

/// The proof, for programs. Closed, it is not printed.
fn evidence(words: &Words, proof: &str) -> AnyView {
    view! { <details><summary>{words.say("copy-proof")}</summary><pre>{proof.to_owned()}</pre></details> }.into_any()
}
