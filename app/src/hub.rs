//! Pages that lead on: what there is for privacy, and what can be set. Each link has a sentence that says what is there.

use domain::account::role::Role;
use leptos::prelude::*;

use crate::{
    messages::Words,
    page::PageContext,
    shell::{self, Document},
};

/// A link with its sentence.
struct Way {
    /// The lowest role that may open it.
    role: Role,
    path: &'static str,
    /// The id of its name.
    name: &'static str,
    /// The id of what is there.
    what: &'static str,
}

const fn way(role: Role, path: &'static str, name: &'static str, what: &'static str) -> Way {
    Way { role, path, name, what }
}

/// `/admin/privacy`.
pub fn privacy(context: &PageContext) -> String {
    const WAYS: [Way; 4] = [
        way(Role::Owner, "/admin/rights", "rights-title", "hub-rights"),
        way(Role::Analyst, "/admin/register", "register-title", "hub-register"),
        way(Role::Owner, "/admin/works-council", "council-title", "hub-council"),
        way(Role::Analyst, "/verify", "verify-title", "hub-verify"),
    ];
    page(context, "place-privacy", &WAYS)
}

/// `/admin/settings`.
pub fn settings(context: &PageContext) -> String {
    const WAYS: [Way; 3] = [
        way(Role::Owner, "/admin/keys", "keys-title", "hub-keys"),
        way(Role::Owner, "/admin/audit", "audit-title", "hub-audit"),
        way(Role::Owner, "/admin/access", "access-title", "hub-access"),
    ];
    page(context, "place-settings", &WAYS)
}

fn page(context: &PageContext, title: &str, ways: &[Way]) -> String {
    let title = Words::new(context.locale, context.address_form).say(title);
    shell::render(context, Document::admin(title.clone()), |words| {
        let ways: Vec<_> = ways
            .iter()
            .filter(|way| context.role >= way.role)
            .map(|way| {
                let address = format!("{}?lang={}", way.path, words.locale);
                view! { <li class="card"><h2><a href=address>{words.say(way.name)}</a></h2><p>{words.say(way.what)}</p></li> }
            })
            .collect();
        view! { <h1>{title}</h1><ul class="ways">{ways}</ul> }.into_any()
    })
}
