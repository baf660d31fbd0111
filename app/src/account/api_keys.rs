//! The API keys, `/admin/keys`: the list, the form for a new key, and the page that shows its secret once.

use domain::{
    account::api_key::{ApiKey, MAX_NAME, Scope},
    calendar::Millis,
    error::FieldError,
    form_fields::FormFields,
    organisation::Organisation,
};
use jiff::tz::TimeZone;
use leptos::prelude::*;

use crate::{
    error_text,
    form::{
        error::{described_by, error_line},
        error_summary,
    },
    format,
    messages::Words,
    page::PageContext,
    shell::{self, Document, STAFF_FORM},
};

/// The choices for the number of days after which a key expires.
pub const DAYS: [u32; 3] = [30, 90, 365];

/// The choice for a key without expiry, in the form.
pub const NEVER: &str = "never";

/// The data of the list.
pub struct ApiKeysPage<'a> {
    /// The organisation of the keys.
    pub organisation: &'a Organisation,
    /// The keys, newest first.
    pub keys: &'a [ApiKey],
    /// The current time.
    pub now: Millis,
    /// The submitted fields of the form. Empty at first.
    pub typed: &'a FormFields,
    /// The errors of the form.
    pub errors: &'a [FieldError],
}

/// The list with the form.
pub fn render(context: &PageContext, page: &ApiKeysPage<'_>) -> String {
    let title = Words::new(context.locale, context.address_form).say("keys-title");
    let document = Document::admin_with_form(title.clone(), !page.errors.is_empty());
    shell::render(context, document, |words| {
        let zone = format::zone(&page.organisation.profile.time_zone);
        let list = match page.keys.is_empty() {
            true => view! { <p>{words.say("keys-empty")}</p> }.into_any(),
            false => {
                let keys: Vec<_> = page.keys.iter().map(|key| one(words, key, page.now, &zone)).collect();
                view! { <ul class="prepared">{keys}</ul> }.into_any()
            }
        };
        let label = |name: &str| {
            let (_, id) = FIELDS.iter().find(|(field, _)| *field == name)?;
            Some(format!("{}:", words.say(id)))
        };
        view! {
            <p class="back"><a href=format!("/admin?lang={}", words.locale)>{words.say("results-back")}</a></p>
            <h1>{title.clone()}</h1>
            {error_summary::errors(words, page.errors, label)}
            <p>{words.say("keys-lead")}" "<a href=format!("/api/docs?lang={}", words.locale)>{words.say("api-title")}</a></p>
            <section class="card" aria-label=title.clone()>{list}</section>
            {form(words, page)}
        }
        .into_any()
    })
}

/// The page with the secret of a new key and an example command. The secret is shown only once.
pub fn made(context: &PageContext, name: &str, secret: &str, command: &str) -> String {
    let title = Words::new(context.locale, context.address_form).say("keys-made");
    shell::render(context, Document::admin(title.clone()), |words| {
        view! {
            <p class="back"><a href=format!("/admin/keys?lang={}", words.locale)>{words.say("keys-back")}</a></p>
            <h1>{title.clone()}</h1>
            <section class="card">
                <h2>{name.to_owned()}</h2>
                <p role="status"><strong>{words.say("keys-once")}</strong></p>
                <pre class="secret" tabindex="0" aria-label=words.say("keys-secret")><code>{secret.to_owned()}</code></pre>
                <p class="hint">{words.say("keys-copy")}</p>
                <h3>{words.say("api-try")}</h3>
                <pre class="secret" tabindex="0" aria-label=words.say("api-try")><code>{command.to_owned()}</code></pre>
            </section>
        }
        .into_any()
    })
}

const FIELDS: [(&str, &str); 3] = [("name", "keys-name"), ("scope", "keys-scopes"), ("expires", "keys-expires")];

fn one(words: &Words, key: &ApiKey, now: Millis, zone: &TimeZone) -> AnyView {
    let at = |at: Millis| format::date_time(words, at, zone);
    let (state, works) = match (key.revoked_at, key.expires_at) {
        (Some(revoked), _) => {
            let who = key.revoked_by.clone().unwrap_or_default();
            (words.say_with("keys-revoked", &[("time", at(revoked).into()), ("who", who.into())]), false)
        }
        (None, Some(end)) if !key.works_at(now) => (words.say_with("keys-expired", &[("time", at(end).into())]), false),
        (None, Some(end)) => (words.say_with("keys-until", &[("time", at(end).into())]), true),
        (None, None) => (words.say("keys-works"), true),
    };
    let used = match key.last_used_at {
        Some(used) => words.say_with("keys-used", &[("time", at(used).into())]),
        None => words.say("keys-unused"),
    };
    let made = [("time", at(key.created_at).into()), ("who", key.made_by.as_str().into())];
    let scopes: Vec<_> = key.scopes.iter().map(|scope| view! { <code>{scope.name()}</code>" " }).collect();
    let revoke = works.then(|| {
        let action = format!("/admin/keys/{}/revoke?lang={}", key.id, words.locale);
        view! {
            <details>
                <summary>{words.say("keys-revoke")}<span class="hidden">": "{key.name.clone()}</span></summary>
                <p>{words.say("keys-revoke-text")}</p>
                <form method="post" action=action><button class="quiet-button">{words.say("keys-revoke-sure")}</button></form>
            </details>
        }
    });
    view! {
        <li>
            <h2>{key.name.clone()}</h2>
            <p>{scopes}</p>
            <p>{state}". "{used}"."</p>
            <p class="hint">{words.say_with("keys-made-by", &made)}</p>
            {revoke}
        </li>
    }
    .into_any()
}

fn form(words: &Words, page: &ApiKeysPage<'_>) -> AnyView {
    let error = |name: &str| page.errors.iter().find(|error| error.field == name).map(|e| error_text::text(words, e));
    let scopes: Vec<_> = Scope::ALL
        .iter()
        .map(|scope| {
            let checked = page.typed.has("scope", scope.name());
            view! {
                <label class="choice">
                    <input type="checkbox" name="scope" value=scope.name() checked=checked />
                    <span><code>{scope.name()}</code>" "{words.say(scope_id(*scope))}</span>
                </label>
            }
        })
        .collect();
    let chosen = page.typed.first("expires").unwrap_or("365").to_owned();
    let days: Vec<_> = DAYS
        .iter()
        .map(|days| {
            let (value, text) = (days.to_string(), words.say_with("keys-days", &[("count", u64::from(*days).into())]));
            view! { <option value=value.clone() selected=chosen == value>{text}</option> }
        })
        .collect();
    let (name, scope, expires) = (error("name"), error("scope"), error("expires"));
    let (name_failed, scope_failed, expires_failed) = (name.is_some(), scope.is_some(), expires.is_some());
    view! {
        <section class="card">
            <h2>{words.say("keys-make")}</h2>
            <form id=STAFF_FORM class="make" method="post" action=format!("/admin/keys?lang={}", words.locale)>
                <div class="line" class:failed=name_failed>
                    <label for="f-name">{words.say("keys-name")}</label>
                    <p class="hint" id="h-name">{words.say("keys-name-hint")}</p>
                    {error_line(words, "name", name)}
                    <input
                        type="text"
                        id="f-name"
                        name="name"
                        value=page.typed.first("name").unwrap_or_default().to_owned()
                        maxlength=MAX_NAME
                        autocomplete="off"
                        aria-describedby=described_by("name", name_failed, true)
                        aria-invalid=name_failed.then_some("true")
                    />
                </div>
                <fieldset
                    class="question"
                    class:failed=scope_failed
                    id="f-scope"
                    tabindex="-1"
                    aria-describedby=described_by("scope", scope_failed, false)
                >
                    <legend>{words.say("keys-scopes")}</legend>
                    {error_line(words, "scope", scope)}
                    <div class="choices">{scopes}</div>
                </fieldset>
                <div class="line" class:failed=expires_failed>
                    <label for="f-expires">{words.say("keys-expires")}</label>
                    {error_line(words, "expires", expires)}
                    <select
                        id="f-expires"
                        name="expires"
                        aria-describedby=described_by("expires", expires_failed, false)
                        aria-invalid=expires_failed.then_some("true")
                    >
                        {days}
                        <option value=NEVER selected=chosen == NEVER>{words.say("keys-never")}</option>
                    </select>
                </div>
                <button class="primary">{words.say("keys-make-button")}</button>
            </form>
        </section>
    }
    .into_any()
}

const fn scope_id(scope: Scope) -> &'static str {
    match scope {
        Scope::Surveys => "keys-scope-surveys",
        Scope::Results => "keys-scope-results",
        Scope::Responses => "keys-scope-responses",
        Scope::Submit => "keys-scope-submit",
    }
}
