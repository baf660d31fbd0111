//! `/privacy`: the privacy statement of this installation. It is made from every current notice, and from every notice
//! under which data are still stored. Facts that all notices of one controller share are shown once.

use domain::{
    calendar::Day,
    id::Slug,
    locale::Locale,
    notice::{
        Notice,
        purpose::{Basis, Purpose},
    },
    privacy::{NoticeInUse, NoticeSubject},
};
use leptos::prelude::*;

use crate::{
    format,
    messages::Words,
    notice::summary::{self, fact},
    page::PageContext,
    shell::{self, Document},
};

/// The page.
pub fn render(context: &PageContext, notices: &[NoticeInUse]) -> String {
    let title = Words::new(context.locale, context.address_form).say("privacy-title");
    let heading = title.clone();
    shell::render(context, Document::public(title, Locale::ALL), |words| {
        let groups: Vec<_> = groups(notices).iter().map(|notices| group(words, notices)).collect();
        let none = groups.is_empty().then(|| view! { <p>{words.say("privacy-none")}</p> });
        view! {
            <div class="receipt">
                <h1>{heading}</h1>
                <p class="lead">{words.say("privacy-lead")}</p>
                {none}
                {groups}
                <p class="hint">{words.say("privacy-proof")}</p>
            </div>
        }
        .into_any()
    })
}

/// The notices by controller, in their given order.
fn groups(notices: &[NoticeInUse]) -> Vec<Vec<&NoticeInUse>> {
    let mut groups: Vec<Vec<&NoticeInUse>> = Vec::new();
    for notice in notices {
        match groups.iter_mut().find(|group| content(group[0]).controller == content(notice).controller) {
            Some(group) => group.push(notice),
            None => groups.push(vec![notice]),
        }
    }
    groups
}

fn group(words: &Words, notices: &[&NoticeInUse]) -> AnyView {
    let rows = |notice: &NoticeInUse| summary::rows(words, content(notice));
    // Notices of light mode contain no personal data, so they do not decide which facts are shared.
    let about_people: Vec<_> = notices.iter().filter(|notice| !content(notice).is_light()).map(|notice| rows(notice)).collect();
    let alike = if about_people.is_empty() { notices.iter().map(|notice| rows(notice)).collect() } else { about_people };
    let common: Vec<_> = alike[0].iter().filter(|row| alike.iter().all(|other| other.contains(row))).cloned().collect();
    let card = |alike: &[&NoticeInUse]| {
        let own = rows(alike[0]).into_iter().filter(|row| !common.contains(row)).collect();
        card(words, alike, own)
    };

    let (mut current, mut earlier): (Vec<_>, Vec<_>) = notices.iter().copied().partition(|notice| notice.current);
    // Sites after surveys, and equal notices beside each other.
    current.sort_by_key(|notice| (matches!(notice.of, NoticeSubject::Site { .. }), notice.notice.hash));
    let current: Vec<_> = current.chunk_by(|a, b| a.notice.hash == b.notice.hash).map(card).collect();
    earlier.sort_by_key(|notice| std::cmp::Reverse(notice.published_at));
    let count = words.say_with("privacy-earlier", &[("count", earlier.len().into())]);
    let earlier: Vec<_> = earlier.chunks(1).map(card).collect();
    let earlier = (!earlier.is_empty()).then(|| {
        view! {
            <details>
                <summary>{count}</summary>
                <p>{words.say("privacy-earlier-text")}</p>
                {earlier}
            </details>
        }
    });
    let facts: Vec<_> = common.iter().map(|(name, value)| fact(name.clone(), value.clone())).collect();
    view! {
        <section>
            <h2>{content(notices[0]).controller.clone()}</h2>
            <dl class="facts">{facts}</dl>
            {current}
            {earlier}
        </section>
    }
    .into_any()
}

/// The facts of one notice that the others of its controller do not have. Its titles are those of all surveys and
/// websites with an equal notice. Purposes, data and period are visible, the rest is in a closed element.
fn card(words: &Words, alike: &[&NoticeInUse], own: Vec<(String, String)>) -> AnyView {
    let titles: Vec<_> = alike.iter().map(|notice| title(words, notice)).collect();
    let purposes: Vec<_> = content(alike[0]).purposes.iter().map(|purpose| line(words, purpose)).collect();
    let items = alike.iter().filter_map(|notice| shown_site(notice)).map(|key| {
        let address = format!("/privacy/{key}?lang={}", words.locale);
        view! { <p><a href=address>{words.say("privacy-items")}</a></p> }
    });
    let in_sight = [words.say("notice-what"), words.say("notice-how-long")];
    let (first, rest): (Vec<_>, Vec<_>) = own.into_iter().partition(|(name, _)| in_sight.contains(name));
    let facts = |rows: Vec<(String, String)>| rows.into_iter().map(|(name, value)| fact(name, value)).collect::<Vec<_>>();
    let rest = (!rest.is_empty()).then(|| {
        view! { <details><summary>{words.say("notice-more")}</summary><dl class="facts">{facts(rest)}</dl></details> }
    });
    view! {
        <section class="card">
            {titles}
            {(!purposes.is_empty()).then(|| view! { <ul>{purposes}</ul> })}
            <dl class="facts">{facts(first)}</dl>
            {rest}
            {items.collect::<Vec<_>>()}
        </section>
    }
    .into_any()
}

/// The survey or website, the version and the time of publication.
fn title(words: &Words, notice: &NoticeInUse) -> AnyView {
    let imported = content(notice).stated.is_some();
    let (title, kind) = match &notice.of {
        NoticeSubject::Survey { title, .. } if imported => (title.get(words.locale), "privacy-import"),
        NoticeSubject::Survey { title, open: true } => (title.get(words.locale), "privacy-survey"),
        NoticeSubject::Survey { title, open: false } => (title.get(words.locale), "privacy-closed-survey"),
        NoticeSubject::Site { name, .. } => (name.as_str(), "privacy-site"),
    };
    let title = title.to_owned();
    let zone = format::zone(&notice.organisation.profile.time_zone);
    let version = words.say_with(
        "privacy-version",
        &[
            ("kind", words.say(kind).into()),
            ("number", notice.notice.number.to_string().into()),
            ("date", format::date(words, Day::of(notice.published_at, &zone)).into()),
        ],
    );
    view! { <h3>{title}" "<small class="hint">{version}</small></h3> }.into_any()
}

/// The key of the website whose current notice this is.
fn shown_site(notice: &NoticeInUse) -> Option<&Slug> {
    match &notice.of {
        NoticeSubject::Site { key, .. } if notice.current => Some(key),
        _ => None,
    }
}

fn content(notice: &NoticeInUse) -> &Notice {
    &notice.notice.notice
}

fn line(words: &Words, purpose: &Purpose) -> AnyView {
    let basis = words.say(match purpose.basis {
        Basis::Consent => "basis-consent",
        Basis::Contract => "basis-contract",
        Basis::LegitimateInterest => "basis-legitimate-interest",
        Basis::Exempt => "basis-exempt",
    });
    let values = [("text", purpose.text.get(words.locale).into()), ("basis", basis.into())];
    view! { <li>{words.say_with("privacy-purpose", &values)}{summary::interest(words, purpose)}</li> }.into_any()
}
