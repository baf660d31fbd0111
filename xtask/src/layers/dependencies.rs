//! The allowed dependencies, checked with `cargo metadata`. It reads direct dependencies of each `Cargo.toml` only.

use anyhow::{Context as _, Result};
use serde_json::Value;

/// The allowed dependencies of one crate.
struct Rule {
    name: &'static str,
    /// The allowed crates of this workspace.
    ours: &'static [&'static str],
    /// The allowed external crates. Development dependencies are free, except those of the database.
    others: Others,
}

enum Others {
    /// Only these crates.
    Only(&'static [&'static str]),
    /// All crates except these families.
    AllBut(&'static [&'static str]),
}

/// Crates that connect to a database. Only `store` and `migrations` may use them.
const DATABASE: &[&str] = &["sea-orm", "sea-query", "sqlx", "rusqlite", "tokio-postgres", "diesel"];

const RULES: [Rule; 7] = [
    Rule { name: "domain", ours: &[], others: Others::AllBut(&["axum", "leptos", "tokio", "tower", "hyper"]) },
    Rule { name: "migrations", ours: &[], others: Others::Only(&["sea-orm-migration", "sha2"]) },
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

/// Whether a crate is in a family: `axum`, or a crate that extends it, such as `axum-login`.
fn in_family(families: &[&str], name: &str) -> bool {
    families.iter().any(|family| {
        let rest = name.strip_prefix(family);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The breaches of a workspace in which one crate has one dependency.
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
            ("app", "domain"),
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
            ("app", "store"),
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
        assert_eq!(check("app", "store", Some("dev")).len(), 1);
        assert_eq!(check("store", "app", Some("dev")).len(), 1);
        assert_eq!(check("newcomer", "serde", None).len(), 1);
    }
}
