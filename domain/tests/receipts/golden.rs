//! The receipts in end2end/verify/golden: what we write today must be what others already read.

use std::path::{Path, PathBuf};

use crate::sample;

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../end2end/verify")
}

/// Compares with the stored file, or writes it where `UPDATE_GOLDEN` is set.
fn check(name: &str, text: &str) {
    let path = folder().join("golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap();
    assert_eq!(stored, text, "{name} is no longer what it was; receipts that people hold are of that form");
}

#[test]
fn receipts_are_as_they_were() {
    check("survey.json", &format!("{}\n", sample::survey().to_json()));
    check("site.json", &format!("{}\n", sample::site().to_json()));
    check("trusted.vkey", &format!("{}\n", sample::key().verifier()));
}
