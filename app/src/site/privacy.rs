//! `/privacy/{key}`: the full published notice of a website.

use domain::{calendar::Millis, site::published::PublishedSite};
use leptos::prelude::*;

use crate::{
    format,
    messages::Words,
    notice::{summary, website},
    page::PageContext,
    shell::{self, Document},
};

/// The page.
pub fn render(context: &PageContext, published: &PublishedSite) -> String {
    let version = &published.notice.published;
    let content = &version.notice;
    let site = content.website.as_ref().map_or(published.site.settings.name.as_str(), |website| website.site_name.as_str());
    let title = Words::new(context.locale, context.address_form).say_with("site-privacy-title", &[("site", site.into())]);
    let heading = title.clone();
    shell::render(context, Document::public(title, &content.locales), |words| {
        let zone = format::zone(&published.organisation.profile.time_zone);
        let at: Millis = published.notice.published_at;
        let values = [("number", version.number.to_string().into()), ("date", format::date_time(words, at, &zone).into())];
        view! {
            <div class="receipt">
                <h1>{heading}</h1>
                {website::section(words, content)}
                {summary::whole(words, content)}
                <p class="hint">{words.say_with("site-privacy-version", &values)}</p>
            </div>
        }
        .into_any()
    })
}
