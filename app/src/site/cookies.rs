//! The preference centre, `/cookies`: the current choice, the stored items, a choice per purpose, and withdrawal. It
//! works without a script.

use domain::{
    consent::Control,
    id::{EventId, Key},
    locale::Locale,
    notice::{
        purpose::{Basis, Purpose},
        website::{LayerTexts, WebsiteNotice},
    },
    receipt::decision::DecisionReceipt,
    site::{
        choice_cookie::{ChoiceCookie, ChoiceStatus},
        decision::{
            SiteDecision,
            form::{CONTROL, RECEIPT},
        },
        own_pages::{DEVICE_COOKIE, DEVICE_COOKIE_TLS, SESSION_COOKIE, SESSION_COOKIE_TLS, UNSENT},
    },
    submission_key::ReceiptCode,
    survey::reserved_keys::PURPOSE,
};
use leptos::prelude::*;

use crate::{
    format,
    messages::Words,
    notice::{summary::fact, website},
    page::{OwnCookies, PageContext},
    receipt::decision,
    shell::{
        self, Document,
        cookie_question::{both_answers, hidden, locale},
    },
};

/// The data of the preference centre besides the question itself.
#[derive(Clone, Copy, Debug)]
pub struct CookiesPage<'a> {
    /// The choice that the browser keeps, even if it is not valid.
    pub choice: Option<&'a ChoiceCookie>,
    /// The receipt that belongs to the browser's cookie.
    pub receipt: Option<(&'a ReceiptCode, &'a DecisionReceipt)>,
    /// The names of the cookies that the browser sent.
    pub present: &'a [String],
    /// The last action.
    pub done: Option<Done>,
    /// The page from which the visitor came.
    pub back: Option<&'a str>,
}

/// The last action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// A choice was saved.
    Saved,
    /// Consent was withdrawn.
    Withdrawn,
}

/// The page.
pub fn render(context: &PageContext, page: &CookiesPage<'_>) -> String {
    let title = Words::new(context.locale, context.address_form).say("cookies-title");
    let Some(own) = &context.cookies else { return only_necessary(context, title) };
    // The page itself asks, so the question above it is not shown.
    let context = &PageContext { cookies: Some(OwnCookies { may_ask: false, ..own.clone() }), ..context.clone() };
    let notice = &own.site.notice.published.notice;
    let heading = title.clone();
    shell::render(context, Document::public(title, &notice.locales), |words| {
        let website = notice.website.as_ref();
        let texts = website.map(|website| &website.texts);
        let done = page.done.zip(texts).map(|(done, texts)| {
            let text = if done == Done::Saved { &texts.saved } else { &texts.withdrawn };
            view! { <p class="done" role="status">{text.get(words.locale).to_owned()}</p> }
        });
        let back = page.back.map(str::to_owned).map(|address| {
            view! { <p class="actions"><a href=address>{words.say("cookies-back")}</a></p> }
        });
        view! {
            <div class="receipt cookies">
                <h1>{heading}</h1>
                {done}
                {texts.map(|texts| now(context, words, own, texts, page))}
                {website.map(|website| choose(context, words, own, website, page))}
                {back}
            </div>
        }
        .into_any()
    })
}

/// The current choice with its time, end and version, the stored items, and withdrawal.
fn now(context: &PageContext, words: &Words, own: &OwnCookies, texts: &LayerTexts, page: &CookiesPage<'_>) -> AnyView {
    let locale = locale(context, own);
    let said = match (&own.standing, page.choice) {
        (ChoiceStatus::Granted(_), Some(choice)) => {
            let at = choice.grant().map(|grant| format::date(words, grant.until)).unwrap_or_default();
            filled(texts.stored_grant.get(locale), choice, &at)
        }
        (
            ChoiceStatus::Refused,
            Some(ChoiceCookie { answer: domain::site::choice_cookie::Decision::Refused { month }, version, .. }),
        ) => {
            let at = format::bucket(words, *month, domain::calendar::Period::Month);
            texts.stored_refusal.get(locale).replace("{version}", &version.to_string()).replace("{at}", &at)
        }
        (ChoiceStatus::Signal, _) => texts.gpc.get(locale).to_owned(),
        (_, Some(_)) => words.say("cookies-asked-again"),
        (_, None) => words.say("cookies-open"),
    };
    let outranked = (own.gpc && matches!(own.standing, ChoiceStatus::Granted(_)))
        .then(|| view! { <p>{words.say("cookies-gpc-outranked")}</p> });
    let record = page.receipt.map(|(code, receipt)| {
        let zone = format::zone(&receipt.organisation.profile.time_zone);
        let at = words.say_with("cookies-chosen-at", &[("date", format::date_time(words, receipt.decided_at, &zone).into())]);
        let address = format!("/r/{code}?lang={}", context.locale);
        view! {
            <p>{at}" "<a href=address>{words.say("cookies-receipt")}</a>". "{words.say("cookies-receipt-keep")}</p>
            {decision::history(words, receipt, &zone)}
        }
    });
    let refusal = (own.standing == ChoiceStatus::Refused && page.receipt.is_none()).then(|| refusal_receipt(context, words, own));
    view! {
        <section id="stored" class="card">
            <h2>{words.say("cookies-now")}</h2>
            <p>{said}</p>
            {outranked}
            {granted(context, words, own, texts)}
            {record}
            {refusal}
            {present(words, own, page.present)}
        </section>
    }
    .into_any()
}

fn filled(text: &str, choice: &ChoiceCookie, at: &str) -> String {
    text.replace("{version}", &choice.version.to_string()).replace("{at}", at)
}

/// Each granted purpose with one button to withdraw it, and one button for all of them.
fn granted(context: &PageContext, words: &Words, own: &OwnCookies, texts: &LayerTexts) -> Option<AnyView> {
    let keys = own.standing.granted();
    let notice = &own.site.notice.published.notice;
    let revoke = |purpose: Option<&Key>, label: String, name: Option<String>| {
        let purpose = purpose.map(|key| view! { <input type="hidden" name=PURPOSE value=key.to_string() /> });
        let name = name.map(|name| view! { <span class="hidden">{format!(": {name}")}</span> });
        view! {
            <form method="post" action="/cookies">
                {hidden(context, own)}
                {purpose}
                <button class="secondary" name=CONTROL value="withdraw">{label}{name}</button>
            </form>
        }
    };
    let withdraw = texts.withdraw.get(locale(context, own));
    let line = |key: &Key| {
        let name = website::name(words, notice, key);
        view! { <li><strong>{name.clone()}</strong>{revoke(Some(key), withdraw.to_owned(), Some(name))}</li> }
    };
    let lines: Vec<_> = keys.iter().map(line).collect();
    let all = (keys.len() > 1).then(|| revoke(None, words.say("cookies-withdraw-all"), None));
    (!keys.is_empty()).then(|| view! { <h3>{words.say("cookies-granted")}</h3><ul class="granted">{lines}</ul>{all} }.into_any())
}

fn refusal_receipt(context: &PageContext, words: &Words, own: &OwnCookies) -> AnyView {
    view! {
        <form class="choice-form" method="post" action="/cookies">
            {hidden(context, own)}
            <input type="hidden" name=RECEIPT value="1" />
            <p>{words.say("cookies-refusal-receipt-text")}</p>
            <button class="secondary" name=CONTROL value="refuse_all">{words.say("cookies-refusal-receipt")}</button>
        </form>
    }
    .into_any()
}

/// The declared cookies that the browser has now, each with its purpose.
fn present(words: &Words, own: &OwnCookies, names: &[String]) -> Option<AnyView> {
    let notice = &own.site.notice.published.notice;
    let website = notice.website.as_ref()?;
    let purpose_of = |name: &str| website.purposes.iter().find(|p| p.items.iter().any(|item| item.is_cookie(name)));
    let known: Vec<_> = names
        .iter()
        .filter_map(|name| {
            let purpose = format!(" ({})", purpose_of(name)?.name.get(words.locale));
            Some(view! { <li><code>{name.clone()}</code>{purpose}</li> })
        })
        .collect();
    let list = match known.is_empty() {
        true => view! { <p>{words.say("cookies-here-none")}</p> }.into_any(),
        false => view! { <ul>{known}</ul> }.into_any(),
    };
    Some(
        view! {
            <h3>{words.say("cookies-here")}</h3>
            {list}
            <p class="hint">{words.say("cookies-here-local")}</p>
        }
        .into_any(),
    )
}

/// The second layer. Enter in a checkbox presses the first button, so that must be the one that saves the selection.
fn choose(context: &PageContext, words: &Words, own: &OwnCookies, website: &WebsiteNotice, page: &CookiesPage<'_>) -> AnyView {
    let locale = locale(context, own);
    let notice = &own.site.notice.published.notice;
    let purposes: Vec<_> = notice.purposes.iter().map(|purpose| block(words, own, website, purpose, locale)).collect();
    let from = page.back.map(str::to_owned).map(|path| view! { <input type="hidden" name="from" value=path /> });
    let months = words.say_with("months", &[("count", website.validity_months.into())]);
    view! {
        <section id="choose" tabindex="-1">
            <h2>{words.say("cookies-choose")}</h2>
            <p>{website.texts.body.get(locale).to_owned()}</p>
            <form method="post" action="/cookies">
                {hidden(context, own)}
                {from}
                {purposes}
                <div class="deciding">
                    <button class="primary" name=CONTROL value="own_choice">{website.texts.save.get(locale).to_owned()}</button>
                    {both_answers(own, locale)}
                </div>
            </form>
            <p>{website.texts.withdraw_hint.get(locale).to_owned()}</p>
            <dl class="facts">
                {fact(words.say("site-roles"), website.roles.get(locale).to_owned())}
                {fact(words.say("site-validity"), months)}
            </dl>
            <p><a href=format!("/privacy/{}?lang={}", own.site.site.key, context.locale)>{words.say("cookies-more")}</a></p>
        </section>
    }
    .into_any()
}

fn block(words: &Words, own: &OwnCookies, website: &WebsiteNotice, purpose: &Purpose, locale: Locale) -> AnyView {
    let declared = website.purpose(&purpose.key);
    let name = declared.map_or_else(|| purpose.key.to_string(), |p| p.name.get(locale).to_owned());
    let id = format!("p-{}", purpose.key);
    let head = if purpose.basis == Basis::Consent {
        let checked = own.standing.granted().contains(&purpose.key);
        let value = purpose.key.to_string();
        view! {
            <label class="choice">
                <input type="checkbox" name=PURPOSE value=value checked=checked aria-describedby=id.clone() />
                <strong>{name}</strong>
            </label>
        }
        .into_any()
    } else {
        let values = [("name", name.into()), ("always", website.texts.necessary.get(locale).into())];
        view! { <h3>{words.say_with("cookies-always", &values)}</h3> }.into_any()
    };
    view! {
        <div class="card">
            {head}
            <p id=id>{purpose.text.get(locale).to_owned()}</p>
            {declared.map(|purpose| website::stored(words, purpose))}
        </div>
    }
    .into_any()
}

/// The page if there is no question: it lists the items that our pages need to work.
fn only_necessary(context: &PageContext, title: String) -> String {
    shell::plain(context, title, |words| {
        view! {
            <p class="lead">{words.say("cookies-only-necessary")}</p>
            <dl>
                <dt><code>{SESSION_COOKIE}</code>", "<code>{SESSION_COOKIE_TLS}</code></dt>
                <dd>{words.say("cookies-static-session")}</dd>
                <dt><code>{DEVICE_COOKIE}</code>", "<code>{DEVICE_COOKIE_TLS}</code></dt>
                <dd>{words.say("cookies-static-device")}</dd>
                <dt><code>{UNSENT}</code></dt>
                <dd>{words.say("cookies-static-unsent")}</dd>
            </dl>
        }
        .into_any()
    })
}

/// The page that says that a grant could not be recorded and is not valid. Revocations in the same decision are valid.
/// If these must still be recorded, a button tries that again.
pub fn not_granted(context: &PageContext, revoked: &[Key], event: Option<EventId>) -> String {
    let title = Words::new(context.locale, context.address_form).say("cookies-not-granted-title");
    shell::plain(context, title, |words| {
        let address = format!("/cookies?lang={}", context.locale);
        let record = (!revoked.is_empty()).then(|| {
            let form = record_again(context, words, Control::Withdraw, revoked.iter(), event, false);
            view! { <h2>{words.say("cookies-not-recorded-title")}</h2><p>{words.say("cookies-not-recorded-text")}</p>{form} }
        });
        view! {
            <p class="lead">{words.say("cookies-not-granted-text")}</p>
            <p class="actions"><a class="button" href=address>{words.say("footer-cookies")}</a></p>
            {record}
        }
        .into_any()
    })
}

/// The page that says that a withdrawal is valid, but is not in the log yet. Its button tries that again. `event` is
/// the record of the withdrawn grant, which the browser no longer keeps.
pub fn not_recorded(context: &PageContext, decision: &SiteDecision, event: Option<EventId>) -> String {
    let title = Words::new(context.locale, context.address_form).say("cookies-not-recorded-title");
    shell::plain(context, title, |words| {
        let purposes = decision.chosen().map(|chosen| &chosen.purpose);
        let form = record_again(context, words, decision.control, purposes, event, decision.receipt);
        view! { <p class="lead">{words.say("cookies-not-recorded-text")}</p>{form} }.into_any()
    })
}

/// The form that sends the unrecorded decision again.
fn record_again<'a>(
    context: &PageContext,
    words: &Words,
    control: Control,
    purposes: impl Iterator<Item = &'a Key>,
    event: Option<EventId>,
    receipt: bool,
) -> Option<AnyView> {
    let own = context.cookies.as_ref()?;
    let event = event.map(|event| view! { <input type="hidden" name="event" value=event.to_string() /> });
    let purposes: Vec<_> = purposes.map(|key| view! { <input type="hidden" name=PURPOSE value=key.to_string() /> }).collect();
    let receipt = receipt.then(|| view! { <input type="hidden" name=RECEIPT value="1" /> });
    Some(
        view! {
            <form method="post" action="/cookies">
                {hidden(context, own)}
                {event}
                {purposes}
                {receipt}
                <button class="primary" name=CONTROL value=control.name()>{words.say("cookies-record-again")}</button>
            </form>
        }
        .into_any(),
    )
}
