//! Says which folder of assets is embedded. It must not know how assets are made.

use std::{env, fs, path::PathBuf};

fn main() {
    println!("cargo::rerun-if-env-changed=KLANKBORD_SITE_DIR");
    let named = env::var_os("KLANKBORD_SITE_DIR").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| {
        let flavour = if env::var("PROFILE").is_ok_and(|profile| profile == "release") { "release" } else { "dev" };
        let root = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
        root.join("../target/site").join(flavour)
    });
    // The folder may come later: cargo looks at it again even where there is none yet.
    println!("cargo::rerun-if-changed={}", folder.display());
    let folder = if folder.join("manifest.json").is_file() { folder } else { empty_folder() };
    println!("cargo::rustc-env=KLANKBORD_SITE_DIR={}", folder.display());
}

/// A server without assets still answers every page: for a first `cargo check` and for tests.
fn empty_folder() -> PathBuf {
    let folder = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default().join("no-site");
    if let Err(error) = fs::create_dir_all(&folder) {
        println!("cargo::error={} cannot be made: {error}", folder.display());
    }
    folder
}
