//! The numbers of a website, `/admin/sites/{key}`: the decisions of visitors, and notices without a choice.

use domain::{
    account::role::Role,
    site::{Counted, Tally},
};
use leptos::prelude::*;

use crate::{
    filter, format,
    messages::Words,
    page::PageContext,
    shell::{self, Document},
    site::{SiteNumbersData, charts},
};

/// The page.
pub fn render(context: &PageContext, data: &SiteNumbersData) -> String {
    let title = data.published.site.settings.name.clone();
    let document = Document { failed: !data.query.errors.is_empty(), ..Document::admin(title.clone()) };
    shell::render(context, document, |words| {
        let total = &data.numbers.total;
        let body = match *total == Tally::default() {
            true => nothing(words),
            false => figures(words, data),
        };
        view! {
            {head(words, data, title, context.role >= Role::Editor)}
            {period(words, data)}
            {body}
            <p class="hint">{words.say("numbers-no-identifier")}</p>
        }
        .into_any()
    })
}

fn head(words: &Words, data: &SiteNumbersData, title: String, edits: bool) -> AnyView {
    let key = data.published.site.key.as_str();
    let number = data.published.notice.published.number.to_string();
    let export = format!("/admin/sites/{key}/numbers.csv?{}", data.query.address());
    view! {
        <p class="back"><a href=format!("/admin/sites?lang={}", words.locale)>{words.say("sites-back")}</a></p>
        <div class="page-head">
            <div>
                <h1>{title}</h1>
                <p><span class="chip">{words.say_with("site-version", &[("number", number.into())])}</span></p>
            </div>
            <p class="exports">
                {edits.then(|| view! {
                    <a class="button quiet-button" href=format!("/admin/sites/{key}/notice?lang={}", words.locale)>
                        {words.say("site-notice")}
                    </a>
                    " "
                })}
                <a class="button quiet-button" href=export download="">{words.say("numbers-export")}</a>
            </p>
        </div>
    }
    .into_any()
}

fn period(words: &Words, data: &SiteNumbersData) -> AnyView {
    let query = &data.query;
    let date = |name, label| filter::fields::date(words, &query.errors, name, label, query.value(name));
    view! {
        <form
            class="filter"
            method="get"
            action=format!("/admin/sites/{}", data.published.site.key)
            aria-label=words.say("numbers-period")
        >
            <input type="hidden" name="lang" value=words.locale.tag() />
            {date("from", "filter-from")}
            {date("to", "filter-to")}
            <div class="filter-buttons"><button class="secondary">{words.say("filter-apply")}</button></div>
        </form>
    }
    .into_any()
}

fn nothing(words: &Words) -> AnyView {
    view! {
        <section class="card">
            <h2>{words.say("numbers-empty-title")}</h2>
            <p>{words.say("numbers-empty-text")}</p>
        </section>
    }
    .into_any()
}

fn figures(words: &Words, data: &SiteNumbersData) -> AnyView {
    let numbers = &data.numbers;
    let total = &numbers.total;
    let versions: Vec<_> = numbers
        .versions
        .iter()
        .rev()
        .map(|(number, tally)| {
            let name = words.say_with("site-version", &[("number", number.to_string().into())]);
            charts::row(words, name, tally)
        })
        .collect();
    let locales: Vec<_> =
        numbers.locales.iter().map(|(locale, tally)| charts::row(words, locale.own_name().to_owned(), tally)).collect();
    let withdrawn = format::count(total.of(Counted::Withdraw), words.locale);
    view! {
        <div class="grid">
            <section class="card">
                <h2>{words.say("numbers-decisions")}</h2>
                {charts::kinds(words, total)}
            </section>
            <section class="card small-score">
                <h2>{words.say("numbers-without-choice")}</h2>
                {charts::share(
                    words,
                    total.without_choice_share(),
                    total.without_choice(),
                    "numbers-without-choice-of",
                    "numbers-without-choice-text",
                )}
            </section>
            <section class="card small-score">
                <h2>{words.say("counted-gpc")}</h2>
                {charts::share(words, total.gpc_share(), total.of(Counted::Gpc), "numbers-gpc-of", "numbers-gpc-text")}
            </section>
            <section class="card small-score">
                <h2>{words.say("counted-withdraw")}</h2>
                <p class="figure">{withdrawn}</p>
                <p class="caveat">{words.say("numbers-withdrawn-text")}</p>
            </section>
            <section class="card wide">
                <h2>{words.say("numbers-opt-in-heading")}</h2>
                {charts::opt_ins(words, &data.published, &numbers.purposes)}
            </section>
            <section class="card wide">
                <h2>{words.say("numbers-over-time")}</h2>
                {charts::over_time(words, numbers, data.query.days)}
            </section>
            <section class="card wide">
                <h2>{words.say("numbers-by-version")}</h2>
                {charts::table(words, words.say("numbers-version"), versions)}
            </section>
            <section class="card wide">
                <h2>{words.say("numbers-by-locale")}</h2>
                {charts::table(words, words.say("filter-locale"), locales)}
            </section>
        </div>
    }
    .into_any()
}
