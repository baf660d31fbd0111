//! What a website stores in browsers, per purpose, and the other parties involved.

use domain::notice::{
    Notice,
    purpose::{Basis, Purpose},
    website::{Role, StorageItem, StorageKind, Vendor, WebsiteNotice, WebsitePurpose},
};
use leptos::prelude::*;

use super::summary::fact;
use crate::messages::Words;

/// Every purpose with its stored items. `None` if the notice is not that of a website.
pub(crate) fn section(words: &Words, notice: &Notice) -> Option<AnyView> {
    let website = notice.website.as_ref()?;
    let purposes: Vec<_> = notice.purposes.iter().map(|purpose| block(words, website, purpose)).collect();
    let months = words.say_with("months", &[("count", website.validity_months.into())]);
    Some(
        view! {
            <h2>{words.say("site-items")}</h2>
            {purposes}
            <section class="card">
                <dl class="facts">
                    {fact(words.say("site-roles"), website.roles.get(words.locale).to_owned())}
                    {fact(words.say("site-validity"), months)}
                </dl>
            </section>
        }
        .into_any(),
    )
}

/// The name of a purpose, or its key if this version does not have it.
pub(crate) fn name(words: &Words, notice: &Notice, key: &domain::id::Key) -> String {
    let purpose = notice.website.as_ref().and_then(|website| website.purpose(key));
    purpose.map_or_else(|| key.to_string(), |purpose| purpose.name.get(words.locale).to_owned())
}

fn block(words: &Words, website: &WebsiteNotice, purpose: &Purpose) -> AnyView {
    let declared = website.purpose(&purpose.key);
    let title = declared.map_or_else(|| purpose.key.to_string(), |p| p.name.get(words.locale).to_owned());
    let basis = words.say(if purpose.basis == Basis::Exempt { "site-exempt" } else { "site-asked" });
    view! {
        <section class="card">
            <h3>{title}</h3>
            <p>{purpose.text.get(words.locale).to_owned()}</p>
            <p class="state">{basis}</p>
            {declared.map(|purpose| stored(words, purpose))}
        </section>
    }
    .into_any()
}

/// The stored items of a purpose, and the other parties involved.
pub(crate) fn stored(words: &Words, purpose: &WebsitePurpose) -> AnyView {
    let items: Vec<_> = purpose.items.iter().map(|item| line(words, item)).collect();
    let items = if items.is_empty() {
        view! { <p class="hint">{words.say("site-no-items")}</p> }.into_any()
    } else {
        view! { <ul>{items}</ul> }.into_any()
    };
    let vendors: Vec<_> = purpose.vendors.iter().map(|vendor| party(words, vendor)).collect();
    let vendors = (!vendors.is_empty()).then(|| format!("{}: {}.", words.say("site-vendors"), vendors.join(", ")));
    view! { {items}{vendors.map(|text| view! { <p>{text}</p> })} }.into_any()
}

fn line(words: &Words, item: &StorageItem) -> AnyView {
    let kind = words.say(match item.kind {
        StorageKind::Cookie => "kind-cookie",
        StorageKind::Local => "kind-local",
        StorageKind::Session => "kind-session",
        StorageKind::IndexedDb => "kind-indexed-db",
        StorageKind::CacheStorage => "kind-cache-storage",
    });
    let values = [
        ("text", item.text.get(words.locale).into()),
        ("provider", item.provider.as_str().into()),
        ("duration", item.duration.get(words.locale).into()),
    ];
    let rest = format!(" ({kind}): {}", words.say_with("site-item", &values));
    view! { <li><code>{item.name.clone()}</code>{rest}</li> }.into_any()
}

/// A party with its role.
pub(crate) fn party(words: &Words, vendor: &Vendor) -> String {
    let role = words.say(match vendor.role {
        Role::Controller => "role-controller",
        Role::JointController => "role-joint",
        Role::Processor => "role-processor",
    });
    format!("{} ({role})", vendor.name)
}
