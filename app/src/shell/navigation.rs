//! The places of those who work with an account, on each of their pages.

use domain::account::role::Role;
use leptos::prelude::*;

use crate::{messages::Words, page::PageContext};

/// A place of the navigation.
struct Place {
    /// The lowest role that may open it.
    role: Role,
    path: &'static str,
    /// The id of its name.
    name: &'static str,
    /// How the addresses of its pages begin. The first place with such a beginning is the current one.
    pages: &'static [&'static str],
}

const PLACES: [Place; 4] = [
    Place { role: Role::Reader, path: "/admin/sites", name: "place-sites", pages: &["/admin/sites"] },
    Place {
        role: Role::Analyst,
        path: "/admin/privacy",
        name: "place-privacy",
        pages: &["/admin/privacy", "/admin/register", "/admin/rights", "/admin/works-council"],
    },
    Place {
        role: Role::Owner,
        path: "/admin/settings",
        name: "place-settings",
        pages: &["/admin/settings", "/admin/keys", "/admin/access", "/admin/audit"],
    },
    Place { role: Role::Reader, path: "/admin/surveys", name: "place-surveys", pages: &["/admin"] },
];

/// The order in which they are shown.
const SHOWN: [&str; 4] = ["/admin/surveys", "/admin/sites", "/admin/privacy", "/admin/settings"];

/// The navigation, for an account that is signed in.
pub(super) fn places(context: &PageContext, words: &Words) -> Option<AnyView> {
    context.user_email.as_ref()?;
    let here = context.path.split(['?', '#']).next().unwrap_or_default();
    let is_below = |start: &str| here.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let current = PLACES.iter().find(|place| place.pages.iter().any(|start| is_below(start))).map(|place| place.path);
    let links: Vec<_> = SHOWN
        .iter()
        .filter_map(|path| PLACES.iter().find(|place| place.path == *path && context.role >= place.role))
        .map(|place| {
            let address = format!("{}?lang={}", place.path, words.locale);
            let now = (current == Some(place.path)).then_some(if here == place.path { "page" } else { "true" });
            view! { <li><a href=address aria-current=now>{words.say(place.name)}</a></li> }
        })
        .collect();
    Some(view! { <nav class="places" aria-label=words.say("places-label")><ul>{links}</ul></nav> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_shown_once() {
        for place in &PLACES {
            assert_eq!(SHOWN.iter().filter(|path| **path == place.path).count(), 1, "{}", place.path);
        }
    }
}
