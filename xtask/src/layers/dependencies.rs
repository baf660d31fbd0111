//! Who may depend on whom, read from `cargo metadata`. Only what a `Cargo.toml` names: cargo itself sees to the rest.

use anyhow::{Context as _, Result};
use serde_json::Value;

/// What one crate may name.
struct Rule {
    name: &'static str,
    /// Crates of this workspace.
    ours: &'static [&'static str],
    /// Crates from outside; development dependencies are free but for the database's.
    others: Others,
}

enum Others {
    /// Nothing else.
    Only(&'static [&'static str]),
    /// Anything but these families.
    AllBut(&'static [&'static str]),
}

/// Everything that speaks to a database; `store` and `migrations` alone may.
const DATABASE: &[&str] = &["sea-orm", "sea-query", "sqlx", "rusqlite", "tokio-postgres", "diesel"];

const RULES: [Rule; 7] = [
    Rule { name: "domain", ours: &[], others: Others::AllBut(&["axum", "leptos", "tokio", "tower", "hyper"]) },
    Rule { name: "migrations", ours: &[], others: Others::Only(&["sea-orm-migration"]) },
    Rule { name: "store", ours: &["domain", "migrations"], others: Others::AllBut(&["axum", "leptos", "tower", "hyper"]) },
    Rule { name: "app", ours: &["domain"], others: Others::AllBut(&["axum", "leptos_axum", "tokio", "tower", "hyper"]) },
    Rule { name: "frontend", ours: &["app"], others: Others::Only(&["leptos", "wasm-bindgen", "console_error_panic_hook"]) },
    Rule { name: "server", ours: &["domain", "migrations", "store", "app"], others: Others::AllBut(&[]) },
    Rule { name: "xtask", ours: &[], others: Others::AllBut(&[]) },
];

/// Every dependency that breaks a rule.
pub fn breaches(metadata: &Value) -> Result<Vec<String>> {
    let packages = metadata["packages"].as_array().context("`cargo metadata` names no packages")?;
    let members: Vec<_> = packages.iter().filter_map(|package| package["name"].as_str()).collect();
    let mut found = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap_or_default();
        let Some(rule) = RULES.iter().find(|rule| rule.name == name) else {
            found.push(format!("{name}: a crate without a rule; say in the layer rules what it may import"));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let other = dependency["name"].as_str().unwrap_or_default();
            let development = dependency["kind"] == "dev";
            if !rule.allows(other, members.contains(&other), development) {
                found.push(format!("{name}: must not depend on `{other}`"));
            }
        }
        if name == "app" {
            found.extend(store_outside_ssr(package));
        }
    }
    Ok(found)
}

impl Rule {
    fn allows(&self, other: &str, member: bool, development: bool) -> bool {
        if member {
            return self.ours.contains(&other);
        }
        let keeps_the_database = matches!(self.name, "store" | "migrations");
        if !keeps_the_database && in_family(DATABASE, other) {
            return false;
        }
        match self.others {
            _ if development => true,
            Others::Only(names) => names.contains(&other),
            Others::AllBut(families) => !in_family(families, other),
        }
    }
}

/// `axum` and all that extends it, such as `axum-login`.
fn in_family(families: &[&str], name: &str) -> bool {
    families.iter().any(|family| {
        let rest = name.strip_prefix(family);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
    })
}

/// The browser's half of `app` must never reach the database: `store` comes in by the feature `ssr` alone.
fn store_outside_ssr(app: &Value) -> Vec<String> {
    let dependencies = app["dependencies"].as_array().into_iter().flatten();
    let always = dependencies
        .filter(|dependency| dependency["name"] == "store" && dependency["kind"].is_null() && dependency["optional"] != true);
    let mut found: Vec<_> = always.map(|_| "app: `store` must be optional, under `ssr`".to_owned()).collect();
    for (feature, enables) in app["features"].as_object().into_iter().flatten() {
        let reaches = |word: &Value| word.as_str().is_some_and(|word| word == "dep:store" || word.starts_with("store/"));
        if feature != "ssr" && enables.as_array().into_iter().flatten().any(reaches) {
            found.push(format!("app: the feature `{feature}` must not bring in `store`; only `ssr` may"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// What the rules say of a workspace in which one crate has one dependency.
    fn check(name: &str, other: &str, kind: Option<&str>) -> Vec<String> {
        let names = RULES.iter().map(|rule| rule.name).filter(|member| *member != name);
        let mut packages: Vec<_> = names.map(|name| json!({ "name": name, "dependencies": [] })).collect();
        packages.push(json!({ "name": name, "dependencies": [{ "name": other, "kind": kind, "optional": true }] }));
        breaches(&json!({ "packages": packages })).unwrap()
    }

    #[test]
    fn what_the_house_allows_passes() {
        for (name, other) in [
            ("domain", "serde"),
            ("migrations", "sea-orm-migration"),
            ("store", "domain"),
            ("store", "sea-orm"),
            ("app", "store"),
            ("app", "leptos"),
            ("frontend", "app"),
            ("server", "store"),
            ("server", "axum"),
            ("xtask", "tokyo-drift"),
        ] {
            assert_eq!(check(name, other, None), Vec::<String>::new(), "{name} -> {other}");
        }
        assert!(check("app", "tokio", Some("dev")).is_empty());
    }

    #[test]
    fn what_the_house_forbids_is_named() {
        for (name, other) in [
            ("domain", "sea-orm"),
            ("domain", "axum"),
            ("domain", "leptos_meta"),
            ("domain", "tokio"),
            ("domain", "store"),
            ("migrations", "serde"),
            ("migrations", "store"),
            ("store", "axum-login"),
            ("store", "leptos"),
            ("store", "app"),
            ("app", "axum"),
            ("app", "leptos_axum"),
            ("app", "tokio-util"),
            ("app", "sea-orm"),
            ("app", "server"),
            ("frontend", "domain"),
            ("frontend", "serde"),
            ("server", "sea-orm"),
            ("server", "sea-orm-migration"),
            ("server", "sqlx-core"),
            ("server", "frontend"),
            ("xtask", "domain"),
        ] {
            assert_eq!(check(name, other, None), [format!("{name}: must not depend on `{other}`")]);
        }
        assert_eq!(check("server", "sea-orm", Some("dev")).len(), 1);
        assert_eq!(check("domain", "app", Some("dev")).len(), 1);
        assert_eq!(check("newcomer", "serde", None).len(), 1);
    }

    #[test]
    fn store_reaches_app_by_ssr_alone() {
        let check = |optional: bool, feature: &str| {
            let dependencies = json!([{ "name": "store", "kind": null, "optional": optional }]);
            let app = json!({ "name": "app", "dependencies": dependencies, "features": { feature: ["dep:store"] } });
            breaches(&json!({ "packages": [app, { "name": "store" }] })).unwrap()
        };
        assert!(check(true, "ssr").is_empty());
        assert_eq!(check(false, "ssr").len(), 1);
        assert_eq!(check(true, "hydrate").len(), 1);
    }
}
