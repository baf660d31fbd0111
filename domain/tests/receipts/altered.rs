//! Changed receipts, each given to both verifiers: ours, and the one in end2end/verify.

use std::process::Command;

use domain::receipt::document::{ReceiptDocument, Verdict, verify_receipt};
use serde_json::{Value, json};

use crate::{golden, sample};

/// The values that can be changed without detection: the time of the file and the address of the page. No leaf holds
/// them, and docs/ledger.md says so.
const FREE: [&str; 2] = ["/dct:created", "/dpv:isExercisedAt"];

/// A receipt proves what it holds, not that it holds every decision: the oldest can be removed, and its notice with it.
const SHORTENED: &str = "/dpv:hasRecordOfActivity";

/// Every receipt with one changed value, and the name of the change.
fn altered(receipt: &str) -> Vec<(String, Value)> {
    let whole: Value = serde_json::from_str(receipt).unwrap();
    let mut all = Vec::new();
    for path in paths(&whole, String::new()) {
        let parent = path.rsplit_once('/').unwrap().0;
        let value = whole.pointer(&path).unwrap();
        let replacements = match value {
            Value::Null => vec![json!("x"), json!(0)],
            Value::Bool(so) => vec![json!(!so), Value::Null],
            Value::Number(number) => vec![json!(number.as_u64().unwrap() + 1), json!("1"), json!(1.5), Value::Null],
            Value::String(text) => vec![json!(flipped(text)), json!(format!("{text} ")), json!(""), Value::Null],
            Value::Array(items) => {
                let mut reversed = items.clone();
                reversed.reverse();
                let (shorter, longer) = (&items[1..], [items.as_slice(), &items[..1]].concat());
                let mut replacements = vec![json!(shorter), json!(longer)];
                if reversed != *items {
                    replacements.push(json!(reversed));
                }
                replacements
            }
            Value::Object(members) => {
                let mut more = members.clone();
                more.insert("more".into(), json!("dpv:ConsentGiven"));
                vec![Value::Object(more)]
            }
        };
        for replacement in replacements {
            let mut copy = whole.clone();
            *copy.pointer_mut(&path).unwrap() = replacement;
            all.push((path.clone(), copy));
        }
        if let Some(Value::Object(_)) = whole.pointer(parent) {
            let mut copy = whole.clone();
            let name = path.rsplit_once('/').unwrap().1.replace("~1", "/");
            copy.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(&name);
            all.push((format!("{path} removed"), copy));
        }
    }
    all
}

fn paths(value: &Value, path: String) -> Vec<String> {
    let children: Vec<(String, &Value)> = match value {
        Value::Array(items) => items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect(),
        Value::Object(members) => members.iter().map(|(name, member)| (name.replace('/', "~1"), member)).collect(),
        _ => vec![],
    };
    let below = children.into_iter().flat_map(|(name, child)| paths(child, format!("{path}/{name}")));
    let own = (!path.is_empty()).then(|| path.clone());
    own.into_iter().chain(below).collect()
}

/// The text with one character in its middle replaced by another of its kind.
fn flipped(text: &str) -> String {
    let middle = text.chars().count() / 2;
    let other = |c: char| match c {
        '0'..='8' => char::from(c as u8 + 1),
        '9' => '0',
        'a' => 'b',
        _ => 'a',
    };
    text.chars().enumerate().map(|(place, c)| if place == middle { other(c) } else { c }).collect()
}

#[test]
fn nothing_can_be_altered_unseen() {
    let keys = [sample::key().verifier()];
    let mut count = 0;
    for receipt in [sample::survey().to_json(), sample::site().to_json()] {
        for (path, value) in altered(&receipt) {
            let shortened = path == SHORTENED && value[&path[1..]].as_array().is_some_and(|records| records.len() == 1);
            let free =
                shortened || FREE.iter().any(|free| path.ends_with(free)) && value.pointer(&path).is_some_and(Value::is_string);
            let verdict = verify_receipt(&value.to_string(), &keys).verdict();
            // A checkpoint with an unknown key name is not signed by a trusted key. That is no proof and no error.
            let unsigned = verdict == Verdict::Incomplete && path.ends_with("/checkpoint");
            let expected = if free { Verdict::Proven } else { Verdict::Broken };
            assert!(unsigned || verdict == expected, "{path}: {verdict:?}");
            count += 1;
        }
    }
    assert!(count > 800, "only {count} alterations were tried");
}

fn unsealed() -> ReceiptDocument {
    let stored: Vec<_> = sample::survey_events().iter().map(|event| sample::stored(event, None)).collect();
    ReceiptDocument::new(sample::CREATED, None, &[sample::survey_notice()], &stored).unwrap()
}

/// Without Python this test is skipped with a message. The verdicts above are checked anyway.
#[test]
fn a_verifier_in_another_language_comes_to_the_same_verdict() {
    let folder = golden::folder();
    let scratch = tempfile::tempdir().unwrap();
    let mut expected = Vec::new();
    let mut arguments = Vec::new();
    let mut add = |text: &str| {
        let path = scratch.path().join(format!("{}.json", arguments.len()));
        std::fs::write(&path, text).unwrap();
        arguments.push(path);
        let verdict = verify_receipt(text, &[sample::key().verifier()]).verdict();
        expected.push(serde_json::to_value(verdict).unwrap().as_str().unwrap().to_owned());
    };
    for receipt in [sample::survey().to_json(), sample::site().to_json()] {
        add(&receipt);
        altered(&receipt).iter().for_each(|(_, value)| add(&value.to_string()));
    }
    add(&unsealed().to_json());
    for verdict in ["proven", "incomplete", "broken"] {
        assert!(expected.iter().any(|expected| expected == verdict), "{verdict}");
    }
    let mut python = Command::new("python3");
    python.arg(folder.join("verify_receipt.py")).arg("--key").arg(folder.join("golden/trusted.vkey"));
    let output = match python.args(&arguments).output() {
        Ok(output) => output,
        Err(error) => return eprintln!("skipped: python3 cannot be run: {error}"),
    };
    let printed = String::from_utf8(output.stdout).unwrap();
    let found: Vec<_> =
        printed.lines().filter(|line| !line.starts_with(' ')).map(|line| line.rsplit_once(' ').unwrap().1).collect();
    assert_eq!(found.len(), expected.len(), "{}", String::from_utf8_lossy(&output.stderr));
    for ((path, found), expected) in arguments.iter().zip(found).zip(expected) {
        assert_eq!(found, expected, "{}", std::fs::read_to_string(path).unwrap());
    }
}
