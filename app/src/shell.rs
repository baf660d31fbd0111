//! The document around every page. It has the head, the header with the organisation's name and the other languages,
//! the main part and the footer. The cookie question, if it must be asked, is between the header and the main part.

pub(crate) mod cookie_question;
mod navigation;

use std::sync::Arc;

use domain::{
    id::Slug,
    locale::Locale,
    organisation::colour::Colour,
    survey::reserved_keys::{AGAIN, AGAIN_IN_LANGUAGE},
};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;

use crate::{messages::Words, page::PageContext};

/// The audience of a page, which selects its style sheet and header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Audience {
    /// Customers.
    Public,
    /// Users with an account.
    Admin,
}

/// A script with its WebAssembly, built from `frontend` with the feature of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bundle {
    /// The islands of the answering page.
    Public,
    /// The check of receipts.
    Verify,
}

/// The data of a document besides its main part.
pub(crate) struct Document<'a> {
    pub(crate) title: String,
    pub(crate) audience: Audience,
    /// The languages offered.
    pub(crate) locales: &'a [Locale],
    /// The bundle with the islands of the main part. `None` without islands.
    pub(crate) bundle: Option<Bundle>,
    /// Whether it is a form with errors.
    pub(crate) failed: bool,
    /// The id of the form whose typed values the language switch and the cookie question send along, so that the page can
    /// be shown again as it was. Its address takes [`AGAIN`] by POST.
    pub(crate) kept_form: Option<&'static str>,
}

/// The id of the form of which the language switch on a page of staff sends what was typed.
pub(crate) const STAFF_FORM: &str = "kept";

impl<'a> Document<'a> {
    pub(crate) fn public(title: String, locales: &'a [Locale]) -> Self {
        Self { title, audience: Audience::Public, locales, bundle: None, failed: false, kept_form: None }
    }

    pub(crate) fn admin(title: String) -> Self {
        Self { title, audience: Audience::Admin, locales: Locale::ALL, bundle: None, failed: false, kept_form: None }
    }

    /// The same with a form of the id [`STAFF_FORM`], whose address takes [`AGAIN`]. Never one with a password.
    pub(crate) fn admin_with_form(title: String, failed: bool) -> Self {
        Self { failed, kept_form: Some(STAFF_FORM), ..Self::admin(title) }
    }
}

/// A document about a survey, for the audience with an account. Two surveys may have the same title, so the name in its
/// address follows it.
pub(crate) fn about_survey(words: &Words, title: String, slug: &Slug) -> Document<'static> {
    let values = [("title", title.into()), ("slug", slug.as_str().into())];
    Document::admin(words.say_with("title-of-survey", &values))
}

/// A plain page for any audience: a heading and the content below it.
pub(crate) fn plain(context: &PageContext, title: String, rest: impl FnOnce(&Words) -> AnyView) -> String {
    let locales = context.organisation.as_ref().map_or(Locale::ALL, |o| o.profile.locales.as_slice());
    let heading = title.clone();
    render(context, Document::public(title, locales), |words| {
        let rest = rest(words);
        view! { <div class="plain"><h1>{heading}</h1>{rest}</div> }.into_any()
    })
}

/// The whole document.
pub(crate) fn render(context: &PageContext, document: Document<'_>, main: impl FnOnce(&Words) -> AnyView) -> String {
    let words = Words::new(context.locale, context.address_form);
    // Islands need an owner that counts their ids. It is dropped when the page is written.
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| {
        let main = main(&words);
        view! {
            <html lang=context.locale.tag()>
                {head(context, &words, &document)}
                <body class=match document.audience {
                    Audience::Public => "public",
                    Audience::Admin => "admin",
                }>
                    <a class="skip" href="#main">{words.say("skip-to-content")}</a>
                    {document.kept_form.map(default_button)}
                    {header(context, &words, &document)}
                    {cookie_question::question(context, document.kept_form)}
                    <main id="main" tabindex="-1">{main}</main>
                    {cookie_question::footer(context, &words)}
                </body>
            </html>
        }
        .to_html()
    });
    drop(owner);
    format!("<!DOCTYPE html>{html}")
}

/// A part of a page that is cached on its own.
pub(crate) fn fragment(context: &PageContext, part: impl FnOnce(&Words) -> AnyView) -> String {
    let words = Words::new(context.locale, context.address_form);
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| part(&words).to_html());
    drop(owner);
    html
}

fn head(context: &PageContext, words: &Words, document: &Document<'_>) -> AnyView {
    let title = match document.failed {
        true => words.say_with("title-with-error", &[("title", document.title.as_str().into())]),
        false => document.title.clone(),
    };
    let title = match name(context) {
        name if name == title => title,
        name => words.say_with("title-of", &[("page", title.into()), ("name", name.into())]),
    };
    let sheet = match document.audience {
        Audience::Public => "public.css",
        Audience::Admin => "admin.css",
    };
    let colour = context.organisation.as_ref().map(|organisation| {
        let colour = organisation.profile.colour;
        let css = format!(":root{{--brand:{colour};--brand-on-dark:{}}}", on_dark(colour));
        view! { <style nonce=context.nonce.clone()>{css}</style> }
    });
    let script = document.bundle.and_then(|bundle| script(context, bundle));
    view! {
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="light dark" />
            <meta name="robots" content="noindex" />
            <title>{title}</title>
            <link rel="stylesheet" href=context.assets.url(sheet) />
            {colour}
            {script}
        </head>
    }
    .into_any()
}

/// The loader with the addresses of its files. `None` if the bundle was not built.
fn script(context: &PageContext, bundle: Bundle) -> Option<AnyView> {
    let [js, wasm] = match bundle {
        Bundle::Public => ["public.js", "public_bg.wasm"],
        Bundle::Verify => ["verify.js", "verify_bg.wasm"],
    };
    let [loader, js, wasm] = ["loader.js", js, wasm].map(|name| context.assets.find(name));
    let (loader, js, wasm) = (loader?, js?, wasm?);
    Some(view! { <script type="module" nonce=context.nonce.clone() src=loader data-js=js data-wasm=wasm></script> }.into_any())
}

fn header(context: &PageContext, words: &Words, document: &Document<'_>) -> AnyView {
    let name = name(context);
    let brand = match document.audience {
        Audience::Public => view! { <p class="brand">{name}</p> }.into_any(),
        Audience::Admin => view! { <p class="brand"><a href="/admin">{name}</a></p> }.into_any(),
    };
    let account = (document.audience == Audience::Admin).then(|| context.user_email.clone()).flatten().map(|email| {
        view! {
            <details class="account">
                <summary>{email}</summary>
                <div class="account-menu">
                    <form method="post" action="/sign-out"><button class="quiet">{words.say("sign-out")}</button></form>
                    <form method="post" action="/sign-out-everywhere">
                        <button class="quiet">{words.say("sign-out-everywhere")}</button>
                    </form>
                </div>
            </details>
        }
    });
    let places = (document.audience == Audience::Admin).then(|| navigation::places(context, words)).flatten();
    view! { <header class="top">{brand}{languages(context, words, document)}{account}</header>{places} }.into_any()
}

fn languages(context: &PageContext, words: &Words, document: &Document<'_>) -> Option<AnyView> {
    let others = document.locales.iter().copied().filter(|locale| *locale != context.locale);
    let ways: Vec<_> = others
        .map(|locale| match document.kept_form {
            Some(form) => view! {
                <button
                    class="link"
                    form=form
                    formaction=context.here_in(locale)
                    formnovalidate=true
                    name=AGAIN
                    value=AGAIN_IN_LANGUAGE
                    lang=locale.tag()
                >
                    {locale.own_name()}
                </button>
            }
            .into_any(),
            None => view! { <a href=context.address_in(locale) lang=locale.tag() hreflang=locale.tag()>{locale.own_name()}</a> }
                .into_any(),
        })
        .collect();
    let label = words.say("language-switch");
    (!ways.is_empty()).then(|| view! { <nav class="languages" aria-label=label>{ways}</nav> }.into_any())
}

/// The first button of the form. The Enter key presses it; without it, it would press the language switch.
fn default_button(form: &'static str) -> AnyView {
    view! { <button class="hidden" form=form tabindex="-1" aria-hidden="true"></button> }.into_any()
}

fn name(context: &PageContext) -> String {
    context.organisation.as_ref().map_or_else(|| "Klankbord".to_owned(), |o| o.profile.name.clone())
}

/// The organisation's colour mixed with white until it is readable (4.5 : 1) on the dark background of the style sheet.
fn on_dark(colour: Colour) -> Colour {
    const DARK: Colour = Colour { red: 0x1c, green: 0x1f, blue: 0x26 };
    let mixed = |white: u16| {
        let mix = |channel: u8| {
            let value = (u16::from(channel) * (20 - white) + 255 * white) / 20;
            u8::try_from(value).unwrap_or(u8::MAX)
        };
        Colour { red: mix(colour.red), green: mix(colour.green), blue: mix(colour.blue) }
    };
    let readable = |light: &Colour| DARK.contrast_with_white() / light.contrast_with_white() >= 5.0;
    (0..=20).map(mixed).find(readable).unwrap_or(Colour { red: 255, green: 255, blue: 255 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_can_be_read_on_dark() {
        let dark = Colour { red: 0x1c, green: 0x1f, blue: 0x26 };
        for text in ["#000000", "#1f4f8f", "#7a0000", "#006644", "#5b2a86"] {
            let light = on_dark(Colour::parse(text).unwrap());
            assert!(dark.contrast_with_white() / light.contrast_with_white() >= 4.5, "{text} gives {light}");
        }
    }
}
