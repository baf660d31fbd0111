//! The preview of a website's notice: both layers as the website's visitors see them. It is a picture of them in HTML,
//! without working buttons. The script in `embed/` draws the real ones.

use domain::{
    locale::Locale,
    notice::{
        Notice,
        purpose::{Basis, Purpose},
        website::{WebsiteNotice, WebsitePurpose},
    },
    site::Colours,
};
use leptos::prelude::*;

use crate::messages::Words;

/// Both layers in every language of the notice, in the colours of the website. `None` if the notice is not that of a
/// website.
pub(crate) fn layers(words: &Words, notice: &Notice, colours: Colours, nonce: &str) -> Option<AnyView> {
    let website = notice.website.as_ref()?;
    let css = format!(".preview{{--site-accent:{};--on-site-accent:{}}}", colours.accent, colours.on_accent);
    let nonce = nonce.to_owned();
    let languages: Vec<_> = notice.locales.iter().map(|locale| language(words, notice, website, *locale)).collect();
    Some(view! { <style nonce=nonce>{css}</style><div class="grid">{languages}</div> }.into_any())
}

fn language(words: &Words, notice: &Notice, website: &WebsiteNotice, locale: Locale) -> AnyView {
    view! {
        <section class="card">
            <h3>{locale.own_name()}</h3>
            <p class="hint">{words.say("preview-first")}</p>
            {first(notice, website, locale)}
            <details>
                <summary>{words.say("preview-second")}</summary>
                {second(notice, website, locale)}
            </details>
        </section>
    }
    .into_any()
}

fn first(notice: &Notice, website: &WebsiteNotice, locale: Locale) -> AnyView {
    let texts = &website.texts;
    let names: Vec<_> = asked(notice, website).map(|(_, purpose)| purpose.name.get(locale).to_owned()).collect();
    view! {
        <div class="preview" lang=locale.tag()>
            <p class="preview-title">{texts.title.get(locale).to_owned()}</p>
            <p>{texts.body.get(locale).to_owned()}</p>
            <p><b>{notice.controller.clone()}</b>": "{names.join(", ")}</p>
            <p>{texts.withdraw_hint.get(locale).to_owned()}" "<u>{texts.privacy.get(locale).to_owned()}</u></p>
            <p class="preview-buttons">
                <span class="preview-choice">{texts.refuse.get(locale).to_owned()}</span>
                <span class="preview-choice">{texts.accept.get(locale).to_owned()}</span>
                <span>{texts.choose.get(locale).to_owned()}</span>
            </p>
        </div>
    }
    .into_any()
}

fn second(notice: &Notice, website: &WebsiteNotice, locale: Locale) -> AnyView {
    let texts = &website.texts;
    let purposes: Vec<_> = asked(notice, website)
        .map(|(purpose, stored)| {
            let name = stored.name.get(locale);
            let title = match purpose.basis {
                Basis::Exempt => format!("{name}: {}", texts.necessary.get(locale)),
                _ => format!("☐ {name}"),
            };
            let items: Vec<_> = stored.items.iter().map(|item| view! { <code>{item.name.clone()}</code>" " }).collect();
            view! { <p class="preview-purpose">{title}</p><p>{purpose.text.get(locale).to_owned()}" "{items}</p> }
        })
        .collect();
    view! {
        <div class="preview" lang=locale.tag()>
            <p class="preview-title">{texts.reopen.get(locale).to_owned()}</p>
            {purposes}
            <p class="preview-buttons">
                <span class="preview-choice">{texts.refuse.get(locale).to_owned()}</span>
                <span class="preview-choice">{texts.accept.get(locale).to_owned()}</span>
                <span class="preview-choice">{texts.save.get(locale).to_owned()}</span>
                <span>{texts.back.get(locale).to_owned()}</span>
            </p>
        </div>
    }
    .into_any()
}

/// The purposes with details of the website, in the order of the notice.
fn asked<'a>(notice: &'a Notice, website: &'a WebsiteNotice) -> impl Iterator<Item = (&'a Purpose, &'a WebsitePurpose)> {
    notice.purposes.iter().filter_map(|purpose| Some((purpose, website.purpose(&purpose.key)?)))
}
