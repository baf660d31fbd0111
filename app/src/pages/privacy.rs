//! `/privacy`: what happens with personal data on this installation, made from the published notices of every open survey and website.
//! What all notices of one controller say alike is said once.

use domain::{
    id::Slug,
    locale::Locale,
    notice::Notice,
    purpose::{Basis, Purpose},
};
use leptos::prelude::*;
use store::{PublishedSite, PublishedSurvey};

use crate::{
    components::notice::{self, fact},
    messages::Words,
    page::PageContext,
    shell::{self, Document},
};

/// What the page is made from.
#[derive(Clone, Copy, Debug)]
pub struct PrivacyPage<'a> {
    /// The surveys that take answers.
    pub surveys: &'a [PublishedSurvey],
    /// The websites.
    pub sites: &'a [PublishedSite],
}

/// One notice.
struct Entry<'a> {
    title: &'a str,
    /// The key of the website; none for a survey.
    site: Option<&'a Slug>,
    number: u32,
    notice: &'a Notice,
}

/// The page.
pub fn render(cx: &PageContext, page: &PrivacyPage<'_>) -> String {
    let title = Words::new(cx.locale, cx.address_form).say("privacy-title");
    let heading = title.clone();
    shell::render(cx, Document::public(title, &Locale::ALL), |words| {
        let groups: Vec<_> = groups(entries(page, words.locale)).iter().map(|entries| group(words, entries)).collect();
        let none = groups.is_empty().then(|| view! { <p>{words.say("privacy-none")}</p> });
        view! {
            <div class="receipt">
                <h1>{heading}</h1>
                <p class="lead">{words.say("privacy-lead")}</p>
                {none}
                {groups}
            </div>
        }
        .into_any()
    })
}

fn entries<'a>(page: &PrivacyPage<'a>, locale: Locale) -> Vec<Entry<'a>> {
    let surveys = page.surveys.iter().map(|published| {
        let notice = &published.version.notice;
        let title = published.version.questionnaire.title.get(locale);
        Entry { title, site: None, number: notice.number, notice: &notice.notice }
    });
    let sites = page.sites.iter().map(|published| {
        let notice = &published.notice.published;
        let title = published.site.settings.name.as_str();
        Entry { title, site: Some(&published.site.key), number: notice.number, notice: &notice.notice }
    });
    let mut entries: Vec<_> = surveys.chain(sites).collect();
    // Those with the very same notice stand together.
    entries.sort_by_key(|entry| (entry.site.is_some(), entry.notice.content_hash()));
    entries
}

/// By controller, in the order in which they come.
fn groups(entries: Vec<Entry<'_>>) -> Vec<Vec<Entry<'_>>> {
    let mut groups: Vec<Vec<Entry<'_>>> = Vec::new();
    for entry in entries {
        match groups.iter_mut().find(|group| group[0].notice.controller == entry.notice.controller) {
            Some(group) => group.push(entry),
            None => groups.push(vec![entry]),
        }
    }
    groups
}

fn group(words: &Words, entries: &[Entry<'_>]) -> AnyView {
    let rows: Vec<_> = entries.iter().map(|entry| notice::rows(words, entry.notice)).collect();
    let is_common = |row: &(String, String)| rows.iter().all(|other| other.contains(row));
    let facts = |rows: &[(String, String)], common: bool| -> Vec<_> {
        let rows = rows.iter().filter(|row| is_common(row) == common);
        rows.map(|(name, value)| fact(name.clone(), value.clone())).collect()
    };
    let cards: Vec<_> = entries
        .chunk_by(|a, b| a.notice == b.notice)
        .map(|alike| {
            let rows = notice::rows(words, alike[0].notice);
            card(words, alike, facts(&rows, false))
        })
        .collect();
    view! {
        <section>
            <h2>{entries[0].notice.controller.clone()}</h2>
            <dl class="facts">{facts(&rows[0], true)}</dl>
            {cards}
        </section>
    }
    .into_any()
}

/// What one notice says that the others of its controller do not; under the titles of all that have this very notice.
fn card(words: &Words, alike: &[Entry<'_>], own: Vec<AnyView>) -> AnyView {
    let titles: Vec<_> = alike
        .iter()
        .map(|entry| {
            let kind = words.say(if entry.site.is_some() { "privacy-site" } else { "privacy-survey" });
            let version = words.say_with("privacy-version", &[("number", entry.number.to_string().into())]);
            view! { <h3>{entry.title.to_owned()}" "<small class="hint">{format!("{kind}, {version}")}</small></h3> }
        })
        .collect();
    let purposes: Vec<_> = alike[0].notice.purposes.iter().map(|purpose| line(words, purpose)).collect();
    let items = alike.iter().filter_map(|entry| entry.site).map(|key| {
        let address = format!("/privacy/{key}?lang={}", words.locale);
        view! { <p><a href=address>{words.say("privacy-items")}</a></p> }
    });
    view! {
        <section class="card">
            {titles}
            {(!purposes.is_empty()).then(|| view! { <ul>{purposes}</ul> })}
            <dl class="facts">{own}</dl>
            {items.collect::<Vec<_>>()}
        </section>
    }
    .into_any()
}

fn line(words: &Words, purpose: &Purpose) -> AnyView {
    let basis = words.say(match purpose.basis {
        Basis::Consent => "basis-consent",
        Basis::Contract => "basis-contract",
        Basis::LegitimateInterest => "basis-legitimate-interest",
        Basis::Exempt => "basis-exempt",
    });
    let values = [("text", purpose.text.get(words.locale).into()), ("basis", basis.into())];
    view! { <li>{words.say_with("privacy-purpose", &values)}{notice::interest(words, purpose)}</li> }.into_any()
}
