//! Tests of the pages as documents: complete, escaped, in the reader's language, and complete without a script.
#![cfg(feature = "ssr")]

mod comment;
mod privacy;
mod receipt;
mod response;
mod results;
mod sample;
mod site;

use app::{
    account::{setup, sign_in},
    home, message,
    receipt::erased,
    response::thanks,
    survey::state,
};
use domain::{locale::Locale, notice::purpose::Basis, survey::template::Template};

/// Checks the requirements of every document.
fn check(html: &str, locale: Locale) {
    assert!(html.starts_with("<!DOCTYPE html><html lang=\""), "{html}");
    assert!(html.contains(&format!("<html lang=\"{locale}\">")), "{html}");
    assert_eq!(html.matches("<h1").count(), 1, "{html}");
    assert!(html.contains("<main id=\"main\""), "{html}");
    assert!(html.contains("<style nonce=\"abc123\">:root{--brand:#1f4f8f;"), "{html}");
    assert!(!html.contains(" style=\""), "the policy allows no inline style: {html}");
    assert!(html.contains("Bakkerij &lt;De&gt; Korenaar") && !html.contains("<De>"), "{html}");
    assert!(!html.contains("/s/nps?from=a\"b"), "a quote in an address: {html}");
}

#[test]
fn plain_pages_in_both_languages_without_a_script() {
    for &locale in Locale::ALL {
        let context = sample::context(locale);
        let nps = sample::template(Template::Nps, Basis::Consent);
        let mut pages = vec![
            thanks::render(&context, &nps),
            state::closed(&context, &nps),
            state::not_open(&context, &nps),
            state::unknown(&context),
            erased::render(&context, true),
            home::render(&context),
            setup::expired(&context),
            setup::render(&context, &setup::SetupPage { token: "t", email: "<b>", errors: &[] }),
            sign_in::render(
                &context,
                &sign_in::SignInPage { email: "\"><b>", next: "/admin\"><b>", notice: sign_in::SignInNotice::Failed },
            ),
        ];
        pages.extend(message::Message::ALL.map(|message| message::render(&context, message)));
        for html in pages {
            check(&html, locale);
            assert!(!html.contains("<script") && !html.contains("<b>"), "{html}");
        }
    }
}

#[test]
fn the_other_language_is_one_link_away() {
    let html = state::unknown(&sample::context(Locale::Nl));
    assert!(html.contains("href=\"/s/nps?from=a&quot;b&amp;lang=en\""), "{html}");
    assert!(!html.contains("hreflang=\"nl\""), "no link to the language it is in: {html}");
}
