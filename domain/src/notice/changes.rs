//! The differences between two notices, field by field, for an editor who must merge two changes.

use serde_json::Value;

use super::Notice;
use crate::{
    id::Key,
    notice::{
        purpose::Basis,
        website::{StorageKind, Vendor, google::GoogleConsent},
    },
};

/// A field that differs. It is named like the field of a check error: members joined by points, a purpose by its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The field.
    pub field: String,
    /// The old value. `None` if the field did not exist.
    pub was: Option<String>,
    /// The new value. `None` if the field no longer exists.
    pub is: Option<String>,
}

impl Notice {
    /// The differences of a later notice, in the order of the fields.
    ///
    /// # Panics
    /// Never: every part of a notice has a JSON form.
    pub fn changes_to(&self, later: &Self) -> Vec<FieldChange> {
        let value = |notice| serde_json::to_value(notice).expect("a notice has a JSON form");
        let mut changes = Vec::new();
        compare(String::new(), Some(&value(self)), Some(&value(later)), &mut changes);
        changes
    }
}

fn compare(field: String, was: Option<&Value>, is: Option<&Value>, changes: &mut Vec<FieldChange>) {
    if was == is {
        return;
    }
    match (was.map(members), is.map(members)) {
        (Some(Some(before)), Some(Some(after))) => {
            let gone = before.iter().filter(|(name, _)| find(&after, name).is_none());
            for (name, _) in after.iter().chain(gone) {
                let path = if field.is_empty() { name.clone() } else { format!("{field}.{name}") };
                compare(path, find(&before, name), find(&after, name), changes);
            }
            let order =
                |members: &[(String, &Value)]| members.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
            let same_members = before.len() == after.len() && before.iter().all(|(name, _)| find(&after, name).is_some());
            if same_members && order(&before) != order(&after) {
                changes.push(FieldChange { field, was: Some(order(&before)), is: Some(order(&after)) });
            }
        }
        _ => changes.push(FieldChange { field, was: was.map(text), is: is.map(text) }),
    }
}

fn find<'a>(members: &[(String, &'a Value)], name: &str) -> Option<&'a Value> {
    members.iter().find(|(other, _)| other == name).map(|(_, value)| *value)
}

/// The members of an object by name, and those of a list of purposes, items or vendors by their key or name. `None` for
/// a value that is compared as a whole.
fn members(value: &Value) -> Option<Vec<(String, &Value)>> {
    match value {
        Value::Object(members) => Some(members.iter().map(|(name, value)| (name.clone(), value)).collect()),
        Value::Array(items) => {
            let name = |item: &Value| Some(item.get("key").or_else(|| item.get("name"))?.as_str()?.to_owned());
            let named: Vec<_> = items.iter().map(|item| Some((name(item)?, item))).collect::<Option<_>>()?;
            let unique = named.iter().enumerate().all(|(place, (name, _))| named[..place].iter().all(|(other, _)| other != name));
            unique.then_some(named)
        }
        _ => None,
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Whether a visitor who decided under the old notice must be asked again. This is so if a purpose, its basis, its
/// stored items, its vendors or what it tells Google changed. Corrected texts do not ask again.
pub fn asks_again(old: &Notice, new: &Notice) -> bool {
    asked(old) != asked(new)
}

/// The subject of a decision without its texts.
pub(crate) fn asked(notice: &Notice) -> Vec<Asked<'_>> {
    let of = |purpose: &crate::notice::purpose::Purpose| {
        notice.website.as_ref().and_then(|website| website.purpose(&purpose.key)).map_or_else(Default::default, |website| {
            let mut items: Vec<_> = website.items.iter().map(|i| (i.kind, i.name.clone(), i.provider.clone())).collect();
            let mut vendors = website.vendors.clone();
            let mut google = website.google_consent().to_vec();
            items.sort();
            vendors.sort();
            google.sort();
            Stored { items, vendors, google }
        })
    };
    let mut asked: Vec<_> =
        notice.purposes.iter().map(|purpose| Asked { key: &purpose.key, basis: purpose.basis, stored: of(purpose) }).collect();
    asked.sort_by_key(|asked| asked.key);
    asked
}

#[derive(PartialEq, Eq)]
pub(crate) struct Asked<'a> {
    key: &'a Key,
    basis: Basis,
    stored: Stored,
}

/// What a website stores for a purpose, who is involved, and what Google is told.
#[derive(Default, PartialEq, Eq)]
struct Stored {
    items: Vec<(StorageKind, String, String)>,
    vendors: Vec<Vendor>,
    google: Vec<GoogleConsent>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::Slug,
        locale::LocalizedText,
        notice::website::{StorageItem, StorageKind},
        organisation::OrganisationProfile,
    };

    fn draft() -> Notice {
        Notice::draft_for_site(&OrganisationProfile::new("A", "b", "c"), &Slug::parse("a").unwrap(), "a.nl")
    }

    /// The differences after a change, as `field: was → is`.
    fn after(change: impl FnOnce(&mut Notice)) -> Vec<String> {
        let (before, mut later) = (draft(), draft());
        change(&mut later);
        let shown = |text: Option<String>| text.unwrap_or_else(|| "–".into());
        before.changes_to(&later).into_iter().map(|c| format!("{}: {} → {}", c.field, shown(c.was), shown(c.is))).collect()
    }

    #[test]
    fn every_change_is_named_by_its_field() {
        assert!(after(|_| ()).is_empty());
        assert_eq!(after(|n| n.contact = "d".into()), ["contact: b → d"]);
        assert_eq!(after(|n| n.retention_months += 1), ["retention_months: 60 → 61"]);
        let titled = after(|n| n.website.as_mut().unwrap().texts.title = LocalizedText::new("Koek", "Cookies"));
        assert!(titled.iter().all(|line| line.starts_with("website.texts.title.")) && !titled.is_empty(), "{titled:?}");
        let named = after(|n| n.website.as_mut().unwrap().purposes[3].name = LocalizedText::new("Tellen", "Statistics"));
        assert_eq!(named, ["website.purposes.analytics.name.nl: Statistieken → Tellen"]);
    }

    #[test]
    fn what_is_new_gone_or_in_another_order_is_named_too() {
        let gone = after(|n| drop(n.purposes.pop()));
        assert!(gone.len() == 1 && gone[0].starts_with("purposes.marketing: {") && gone[0].ends_with("→ –"), "{gone:?}");
        let item = StorageItem {
            name: "_ga".into(),
            kind: StorageKind::Cookie,
            provider: "B".into(),
            duration: LocalizedText::same("1"),
            text: LocalizedText::same("t"),
        };
        let new = after(|n| n.website.as_mut().unwrap().purposes[3].items.push(item));
        assert!(new.len() == 1 && new[0].starts_with("website.purposes.analytics.items._ga: – → {"), "{new:?}");
        assert_eq!(after(|n| n.purposes.swap(3, 4))[0].split(": ").next(), Some("purposes"));
        assert_eq!(after(|n| n.locales.reverse()), ["locales: [\"nl\",\"en\"] → [\"en\",\"nl\"]"]);
    }
}
