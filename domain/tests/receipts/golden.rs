//! The receipts in end2end/verify/golden: our current files must match the ones that other programs already read.

use std::path::{Path, PathBuf};

use domain::{
    consent::State,
    notice::purpose::Basis,
    receipt::document::{CheckCode, verify_receipt},
};
use serde_json::Value;

use crate::sample;

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../end2end/verify")
}

/// Compares with the stored file. Writes the file if `UPDATE_GOLDEN` is set.
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

/// Other developers copy the context and the example from this page.
#[test]
fn the_published_page_says_so_too() {
    let page = std::fs::read_to_string(folder().join("../../docs/ledger.md")).unwrap();
    let receipt: Value = serde_json::from_str(&sample::site().to_json()).unwrap();
    let context = page.split_once("```json\n").and_then(|(_, rest)| rest.split_once("```")).unwrap().0;
    assert_eq!(serde_json::from_str::<Value>(context).unwrap(), receipt["@context"]);
    assert!(page.contains(receipt["checkpoint"].as_str().unwrap()), "the example is of another log");
    for name in State::ALL.iter().map(|state| state.name()).chain(Basis::ALL.iter().map(|basis| basis.name())) {
        assert!(page.contains(&format!("`{name}`")), "{name}");
    }
    for &code in CheckCode::ALL {
        let name = serde_json::to_value(code).unwrap();
        assert!(page.contains(&format!("| `{}` |", name.as_str().unwrap())), "{name}");
    }
}

/// The shown purposes come only from the notice that the leaf names.
#[test]
fn a_report_tells_the_notice_that_was_shown() {
    let receipt = sample::site().to_json();
    let report = verify_receipt(&receipt, &[]);
    assert_eq!(report.records.len(), 2);
    for record in &report.records {
        assert_eq!(record.notice.as_ref(), Some(&sample::site_notice().notice));
    }
    let other = receipt.replace("Reclame tonen.", "Niets doen.");
    assert_ne!(other, receipt);
    assert!(verify_receipt(&other, &[]).records.iter().all(|record| record.event.is_some() && record.notice.is_none()));
}
