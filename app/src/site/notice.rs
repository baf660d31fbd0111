//! `/admin/sites/{key}/notice`: the notice of a website. The page shows the published version, a preview, and every
//! version. It has a form to check and publish another version.

use domain::{
    error::FieldError,
    notice::FieldChange,
    site::{SiteNotice, published::PublishedSite},
};
use leptos::prelude::*;

use crate::{
    error_text,
    escape::Textarea,
    form::error::{described_by, error_line},
    format,
    messages::Words,
    notice::{summary, website},
    page::PageContext,
    shell::{self, Document},
    site::preview,
};

/// The result of a submitted notice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// No notice was submitted.
    #[default]
    None,
    /// It cannot be parsed. The reason is in the words of the JSON parser, with line and column.
    Unreadable(String),
    /// It may not be published: every missing part and every breach of a rule.
    Wrong(Vec<FieldError>),
    /// It may be published.
    Right {
        /// Whether visitors who decided before are asked again.
        asks_again: bool,
        /// What is unusual in it.
        unusual: Vec<FieldError>,
    },
    /// It equals the current version.
    Same,
    /// It was published just now.
    Published,
    /// Another version was published after the edited one: its number and its differences, if they are known.
    Conflict(Option<(u32, Vec<FieldChange>)>),
}

/// The content of the form and its result.
#[derive(Clone, Copy, Debug)]
pub struct NoticeForm<'a> {
    /// The notice as JSON.
    pub text: &'a str,
    /// The version that was edited.
    pub base: u32,
    /// The result.
    pub verdict: &'a Verdict,
}

/// The data of the page.
#[derive(Clone, Copy, Debug)]
pub struct SiteNoticePage<'a> {
    /// The website with its current notice.
    pub published: &'a PublishedSite,
    /// Every version, oldest first.
    pub versions: &'a [SiteNotice],
    /// The form.
    pub form: NoticeForm<'a>,
}

/// The page.
pub fn render(context: &PageContext, page: &SiteNoticePage<'_>) -> String {
    let name = page.published.site.settings.name.as_str();
    let title = Words::new(context.locale, context.address_form).say_with("site-notice-title", &[("site", name.into())]);
    let failed = matches!(page.form.verdict, Verdict::Unreadable(_) | Verdict::Wrong(_) | Verdict::Conflict(_));
    let document = Document { failed, ..Document::admin(title.clone()) };
    shell::render(context, document, |words| {
        let content = &page.published.notice.published.notice;
        view! {
            {head(words, page.published, title)}
            {verdict(words, page)}
            {undeclared(words, page.published)}
            {unusual(words, page)}
            <h2>{words.say("preview-heading")}</h2>
            {preview::layers(words, content, page.published.site.settings.colours, &context.nonce)}
            <h2>{words.say("site-notice-content")}</h2>
            {website::section(words, content)}
            <section class="card">{summary::whole(words, content)}</section>
            <h2>{words.say("site-notice-versions")}</h2>
            {versions(words, page)}
            {form(words, page)}
        }
        .into_any()
    })
}

fn head(words: &Words, published: &PublishedSite, title: String) -> AnyView {
    let key = published.site.key.as_str();
    let number = published.notice.published.number.to_string();
    view! {
        <p class="back"><a href=format!("/admin/sites/{key}?lang={}", words.locale)>{words.say("site-notice-back")}</a></p>
        <div class="page-head">
            <div>
                <h1>{title}</h1>
                <p>
                    <span class="chip">{words.say_with("site-version", &[("number", number.into())])}</span>
                    " "
                    <a href=format!("/privacy/{key}?lang={}", words.locale)>{format!("/privacy/{key}")}</a>
                </p>
            </div>
            <p class="exports">
                <a class="button quiet-button" href=format!("/admin/sites/{key}/notice.json") download="">
                    {words.say("site-notice-download")}
                </a>
            </p>
        </div>
    }
    .into_any()
}

fn verdict(words: &Words, page: &SiteNoticePage<'_>) -> Option<AnyView> {
    let said = |id: &str| {
        let text = words.say(id);
        view! { <p class="done" role="status">{text}</p> }.into_any()
    };
    match page.form.verdict {
        Verdict::None => None,
        Verdict::Right { asks_again: true, .. } => Some(said("site-notice-right-asks")),
        Verdict::Right { asks_again: false, .. } => Some(said("site-notice-right")),
        Verdict::Same => Some(said("site-notice-same")),
        Verdict::Published => Some(said("site-notice-published")),
        Verdict::Unreadable(_) | Verdict::Wrong(_) => Some(wrong(words, page.form.verdict)),
        Verdict::Conflict(changes) => Some(conflict(words, page.published, changes.as_ref())),
    }
}

/// Every error, each with its field in the JSON.
fn wrong(words: &Words, verdict: &Verdict) -> AnyView {
    let (count, items) = match verdict {
        Verdict::Wrong(errors) => (errors.len(), errors.iter().map(|error| line(words, error)).collect::<Vec<_>>()),
        _ => (1, vec![view! { <li><a href="#f-notice">{words.say("site-notice-unreadable")}</a></li> }.into_any()]),
    };
    view! {
        <div id="error-summary" class="error-summary" role="alert" tabindex="-1">
            <h2>{words.say_with("errors-heading", &[("count", count.into())])}</h2>
            <ul>{items}</ul>
        </div>
    }
    .into_any()
}

fn line(words: &Words, error: &FieldError) -> AnyView {
    let text = error_text::text(words, error);
    view! { <li><code>{error.field.clone()}</code>": "{text}</li> }.into_any()
}

/// What is unusual in the notice that was checked, otherwise in the published one. It may be published all the same.
fn unusual(words: &Words, page: &SiteNoticePage<'_>) -> Option<AnyView> {
    let found = match page.form.verdict {
        Verdict::Right { unusual, .. } => unusual.clone(),
        _ => page.published.notice.published.notice.unusual(),
    };
    let lines: Vec<_> = found.iter().map(|error| line(words, error)).collect();
    let text = words.say("site-notice-unusual");
    (!lines.is_empty()).then(|| view! { <section class="card"><p>{text}</p><ul>{lines}</ul></section> }.into_any())
}

/// The version that was published in between, and its changes, so that they are not overwritten by mistake.
fn conflict(words: &Words, published: &PublishedSite, changes: Option<&(u32, Vec<FieldChange>)>) -> AnyView {
    let zone = format::zone(&published.organisation.profile.time_zone);
    let number = published.notice.published.number.to_string();
    let values =
        [("number", number.as_str().into()), ("date", format::date_time(words, published.notice.published_at, &zone).into())];
    let file = |number: &str| format!("/admin/sites/{}/notice.json?version={number}", published.site.key);
    let changes = changes.map(|(base, changes)| {
        let cell = |value: &Option<String>| value.as_deref().map_or_else(|| "–".to_owned(), short);
        let rows: Vec<_> = changes
            .iter()
            .map(|change| {
                let field = change.field.clone();
                view! { <tr><th scope="row"><code>{field}</code></th><td>{cell(&change.was)}</td><td>{cell(&change.is)}</td></tr> }
            })
            .collect();
        let version = |number: &str| words.say_with("site-version", &[("number", number.into())]);
        let base = base.to_string();
        view! {
            <div class="scroll" tabindex="0">
                <table class="changes">
                    <thead>
                        <tr>
                            <th scope="col">{words.say("site-notice-field")}</th>
                            <th scope="col"><a href=file(&base) download="">{version(&base)}</a></th>
                            <th scope="col"><a href=file(&number) download="">{version(&number)}</a></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    view! {
        <div id="error-summary" class="error-summary" role="alert" tabindex="-1">
            <h2>{words.say("site-notice-conflict-title")}</h2>
            <p>{words.say_with("site-notice-conflict", &values)}</p>
            {changes}
            <p><a href="#f-notice">{words.say("site-notice-conflict-form")}</a></p>
        </div>
    }
    .into_any()
}

/// A text shortened for a table. The full text is in the files.
fn short(text: &str) -> String {
    const MAX_SHOWN: usize = 160;
    match text.char_indices().nth(MAX_SHOWN) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

/// A note for purposes without declared items, which only the owner of the website can add.
fn undeclared(words: &Words, published: &PublishedSite) -> Option<AnyView> {
    let notice = &published.notice.published.notice;
    let names: Vec<_> = notice.website.as_ref()?.undeclared().map(|key| website::name(words, notice, key)).collect();
    let text = words.say_with("site-notice-undeclared", &[("purposes", names.join(", ").into())]);
    (!names.is_empty()).then(|| view! { <p class="card">{text}</p> }.into_any())
}

fn versions(words: &Words, page: &SiteNoticePage<'_>) -> AnyView {
    let zone = format::zone(&page.published.organisation.profile.time_zone);
    let key = page.published.site.key.as_str();
    let mut before = 0;
    let mut rows = Vec::with_capacity(page.versions.len());
    for version in page.versions {
        let number = version.published.number;
        let asks = words.say(if version.ask > before { "site-notice-asks" } else { "site-notice-asks-not" });
        before = version.ask;
        rows.push(view! {
            <tr>
                <th scope="row">
                    <a href=format!("/admin/sites/{key}/notice.json?version={number}") download="">
                        {words.say_with("site-version", &[("number", number.to_string().into())])}
                    </a>
                </th>
                <td>{format::date_time(words, version.published_at, &zone)}</td>
                <td>{asks}</td>
                <td><code>{format::short_hash(&version.published.hash)}</code></td>
            </tr>
        });
    }
    rows.reverse();
    view! {
        <div class="card">
            <div class="scroll" tabindex="0">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{words.say("site-notice-number")}</th>
                            <th scope="col">{words.say("site-notice-when")}</th>
                            <th scope="col">{words.say("site-notice-again")}</th>
                            <th scope="col">{words.say("site-notice-hash")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </div>
    }
    .into_any()
}

fn form(words: &Words, page: &SiteNoticePage<'_>) -> AnyView {
    let error = match page.form.verdict {
        Verdict::Unreadable(why) => Some(words.say_with("site-notice-unreadable-why", &[("why", why.as_str().into())])),
        Verdict::Wrong(_) => Some(words.say("site-notice-wrong")),
        _ => None,
    };
    let failed = error.is_some();
    let field = Textarea {
        id: "f-notice".to_owned(),
        name: "notice".to_owned(),
        text: page.form.text.to_owned(),
        described_by: described_by("notice", failed, true),
        labelled_by: "l-notice".to_owned(),
        invalid: failed,
        rows: 20,
        max: None,
    };
    let action = format!("/admin/sites/{}/notice?lang={}", page.published.site.key, words.locale);
    view! {
        <section class="card">
            <h2>{words.say("site-notice-change")}</h2>
            <form class="notice-json" method="post" action=action enctype="multipart/form-data">
                <input type="hidden" name="base" value=page.form.base.to_string() />
                <div class="line" class:failed=failed>
                    <label for="f-notice" id="l-notice">{words.say("site-notice-json")}</label>
                    <p class="hint" id="h-notice">{words.say("site-notice-json-hint")}</p>
                    {error_line(words, "notice", error)}
                    {field.view()}
                </div>
                <div class="line">
                    <label for="f-file">{words.say("site-notice-file")}</label>
                    <p class="hint" id="h-file">{words.say("site-notice-file-hint")}</p>
                    <input id="f-file" type="file" name="file" accept=".json,application/json" aria-describedby="h-file" />
                </div>
                <p class="exports">
                    <button class="secondary" name="do" value="check">{words.say("site-notice-check")}</button>
                    " "
                    <button class="primary" name="do" value="publish">{words.say("site-notice-publish")}</button>
                </p>
            </form>
        </section>
    }
    .into_any()
}
