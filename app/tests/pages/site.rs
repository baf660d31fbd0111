//! Tests of the page with the full notice of a website.

use app::site::privacy;
use domain::locale::Locale;

use crate::{check, sample};

#[test]
fn the_privacy_page_names_what_is_stored_and_by_whom() {
    for (locale, said) in [
        (Locale::Nl, "Telt. Geplaatst door Meten BV, bewaartijd: 1 jaar."),
        (Locale::En, "Counts. Stored by Meten BV, kept for: 1 year."),
    ] {
        let html = privacy::render(&sample::context(locale), &sample::website());
        check(&html, locale);
        for said in [said, "klankbord_winkel", "_a&lt;b&gt;", "Meten BV ("] {
            assert!(html.contains(said), "{said}: {html}");
        }
    }
}
