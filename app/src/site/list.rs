//! The list of websites, `/admin/sites`, with the tag for their pages, and the form to add one.

use domain::{account::role::Role, error::FieldError, form_fields::FormFields, site::WebOrigin};
use leptos::prelude::*;

use crate::{
    error_text,
    escape::Textarea,
    form::{
        error::{described_by, error_line},
        error_summary,
    },
    format,
    messages::Words,
    page::PageContext,
    shell::{self, Document, STAFF_FORM},
    site::SiteSummary,
};

/// The fields of the form, with their labels.
const FIELDS: [(&str, &str); 3] = [("name", "sites-name"), ("site_key", "sites-key"), ("origins", "sites-origins")];

/// The data of the page.
#[derive(Clone, Copy, Debug)]
pub struct SiteListPage<'a> {
    /// The websites, oldest first.
    pub sites: &'a [SiteSummary],
    /// The address of the script for their pages.
    pub script: &'a str,
    /// The submitted fields of the form. Empty at first.
    pub typed: &'a FormFields,
    /// The errors of the form.
    pub errors: &'a [FieldError],
}

/// The page.
pub fn render(context: &PageContext, page: &SiteListPage<'_>) -> String {
    let title = Words::new(context.locale, context.address_form).say("sites-title");
    let failed = !page.errors.is_empty();
    let document = match context.role >= Role::Editor {
        true => Document::admin_with_form(title.clone(), failed),
        false => Document { failed, ..Document::admin(title.clone()) },
    };
    shell::render(context, document, |words| {
        let edits = context.role >= Role::Editor;
        let own = context.cookies.as_ref().map(|cookies| &cookies.site.site.key);
        let cards: Vec<_> = page
            .sites
            .iter()
            .map(|site| {
                let script = (Some(&site.published.site.key) != own).then_some(page.script);
                card(words, site, script, edits)
            })
            .collect();
        let body = match cards.is_empty() {
            true => view! { <p>{words.say("sites-empty")}</p> }.into_any(),
            false => view! { <ul class="surveys">{cards}</ul> }.into_any(),
        };
        let label = |name: &str| {
            let (_, id) = FIELDS.iter().find(|(field, _)| *field == name)?;
            Some(format!("{}:", words.say(id)))
        };
        view! {
            <p class="back"><a href=format!("/admin?lang={}", words.locale)>{words.say("results-back")}</a></p>
            <h1>{title}</h1>
            {error_summary::errors(words, page.errors, label)}
            {body}
            {edits.then(|| create(words, page))}
        }
        .into_any()
    })
}

/// The card of a website, with the tag for its pages. Our own pages need no tag.
fn card(words: &Words, summary: &SiteSummary, script: Option<&str>, edits: bool) -> AnyView {
    let site = &summary.published.site;
    let key = site.key.as_str();
    let notice = &summary.published.notice;
    let origins: Vec<_> = site.settings.origins.iter().map(WebOrigin::to_string).collect();
    let zone = format::zone(&summary.published.organisation.profile.time_zone);
    let published = words.say_with(
        "sites-published",
        &[
            ("number", notice.published.number.to_string().into()),
            ("date", format::date_time(words, notice.published_at, &zone).into()),
        ],
    );
    let decisions = summary.tally.decisions();
    let values = [("count", decisions.into()), ("n", format::count(decisions, words.locale).into())];
    let tag = match script {
        None => view! { <p>{words.say("sites-own")}</p> }.into_any(),
        Some(script) => {
            let tag = format!("<script src=\"{script}\" data-site=\"{key}\"></script>");
            view! { <p class="tag-lead">{words.say("sites-tag")}</p><pre tabindex="0"><code>{tag}</code></pre> }.into_any()
        }
    };
    let address = format!("/admin/sites/{key}?lang={}", words.locale);
    view! {
        <li class="card site">
            <h2><a href=address>{site.settings.name.clone()}</a></h2>
            <p><span class="chip">{key.to_owned()}</span>" "{origins.join(", ")}</p>
            <p class="hint">
                {published}" "<a href=format!("/privacy/{key}?lang={}", words.locale)>{format!("/privacy/{key}")}</a>
            </p>
            <p>
                {words.say_with("sites-decisions", &values)}
                ". "
                {edits.then(|| view! { <a href=format!("/admin/sites/{key}/notice?lang={}", words.locale)>{words.say("site-notice")}</a> })}
            </p>
            {tag}
        </li>
    }
    .into_any()
}

fn create(words: &Words, page: &SiteListPage<'_>) -> AnyView {
    let error = |name: &str| page.errors.iter().find(|error| error.field == name).map(|e| error_text::text(words, e));
    let value = |name: &str| page.typed.first(name).unwrap_or_default().to_owned();
    let line = |name: &'static str, label: &str, hint: &str| {
        let error = error(name);
        let failed = error.is_some();
        view! {
            <div class="line" class:failed=failed>
                <label for=format!("f-{name}")>{words.say(label)}</label>
                <p class="hint" id=format!("h-{name}")>{words.say(hint)}</p>
                {error_line(words, name, error)}
                <input
                    type="text"
                    id=format!("f-{name}")
                    name=name
                    value=value(name)
                    autocomplete="off"
                    aria-describedby=described_by(name, failed, true)
                    aria-invalid=failed.then_some("true")
                />
            </div>
        }
        .into_any()
    };
    let wrong = error("origins");
    let failed = wrong.is_some();
    let origins = Textarea {
        id: "f-origins".to_owned(),
        name: "origins".to_owned(),
        text: value("origins"),
        described_by: described_by("origins", failed, true),
        labelled_by: "l-origins".to_owned(),
        invalid: failed,
        rows: 3,
        max: None,
    };
    view! {
        <section class="card">
            <h2>{words.say("sites-create")}</h2>
            <p>{words.say("sites-create-text")}</p>
            <form id=STAFF_FORM class="make" method="post" action=format!("/admin/sites?lang={}", words.locale)>
                {line("name", "sites-name", "sites-name-hint")}
                {line("site_key", "sites-key", "sites-key-hint")}
                <div class="line" class:failed=failed>
                    <label for="f-origins" id="l-origins">{words.say("sites-origins")}</label>
                    <p class="hint" id="h-origins">{words.say("sites-origins-hint")}</p>
                    {error_line(words, "origins", wrong)}
                    {origins.view()}
                </div>
                <button class="primary">{words.say("sites-create-button")}</button>
            </form>
        </section>
    }
    .into_any()
}
