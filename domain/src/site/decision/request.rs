//! The body of a decision, field by field. Must not know any notice.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::{
    consent::Control,
    error::{ErrorCode, FieldError, expected::Expected},
    id::EventId,
    json_fields::JsonFields,
    submission_key::{ReceiptCode, SubmissionKey},
};

pub(super) const IDEMPOTENCY_KEY: &str = "idempotency_key";
pub(super) const NOTICE_VERSION: &str = "notice_version";
pub(super) const LOCALE: &str = "locale";
pub(super) const CONTROL: &str = "control";
pub(super) const GPC: &str = "gpc";
pub(super) const PURPOSES: &str = "purposes";
pub(super) const SUBJECT: &str = "subject";
pub(super) const RECEIPT: &str = "receipt";
pub(super) const SUBJECT_RECEIPT: &str = "subject_receipt";

/// All fields that a body may have.
const FIELDS: [&str; 9] = [IDEMPOTENCY_KEY, NOTICE_VERSION, LOCALE, CONTROL, GPC, PURPOSES, SUBJECT, RECEIPT, SUBJECT_RECEIPT];
/// A limit above the number of purposes of any notice.
const MOST_PURPOSES: usize = 100;
/// The longest language tag that is accepted (BCP 47, section 4.4.1).
const LONGEST_TAG: usize = 35;

/// A decision as it was sent, with the errors of its form.
#[derive(Clone, Debug)]
pub struct DecisionRequest {
    pub(super) key: Option<SubmissionKey>,
    pub(super) notice_version: Option<u32>,
    pub(super) locale: String,
    pub(super) control: Option<Control>,
    pub(super) gpc: bool,
    pub(super) purposes: BTreeMap<String, bool>,
    pub(super) subject: Option<EventId>,
    pub(super) receipt: bool,
    pub(super) subject_receipt: Option<ReceiptCode>,
    pub(super) errors: Vec<FieldError>,
}

impl DecisionRequest {
    /// Reads a body. Errors are kept, so that they can be reported together with later ones.
    pub fn read(body: &Value) -> Self {
        let (object, nothing) = (body.as_object(), Map::new());
        let mut fields = JsonFields::new(object.unwrap_or(&nothing), &FIELDS);
        let key = fields.required(IDEMPOTENCY_KEY, Expected::HexDigits32, |v| SubmissionKey::parse(v.as_str()?).ok());
        let notice_version =
            fields.required(NOTICE_VERSION, Expected::VersionNumber, |v| u32::try_from(v.as_u64()?).ok().filter(|n| *n > 0));
        let is_tag = |tag: &&str| tag.len() <= LONGEST_TAG && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let locale = fields.required(LOCALE, Expected::LanguageTag, |v| v.as_str().filter(is_tag).map(str::to_owned));
        let control = fields.required(CONTROL, Expected::Control, |v| {
            let name = v.as_str()?;
            Control::OF_WEBSITES.into_iter().find(|control| control.name() == name)
        });
        let gpc = fields.required(GPC, Expected::Boolean, Value::as_bool);
        let purposes = purposes(&mut fields);
        let subject = fields.optional(SUBJECT, Expected::EventId, |v| v.as_str()?.parse().ok());
        let receipt = fields.optional(RECEIPT, Expected::Boolean, Value::as_bool);
        let subject_receipt = fields.optional(SUBJECT_RECEIPT, Expected::Base64Url43, |v| ReceiptCode::parse(v.as_str()?).ok());
        Self {
            key,
            notice_version,
            locale: locale.unwrap_or_default(),
            control,
            gpc: gpc.unwrap_or_default(),
            purposes,
            subject,
            receipt: receipt.unwrap_or_default(),
            subject_receipt,
            errors: match object {
                Some(_) => fields.errors,
                None => vec![FieldError::new("", ErrorCode::Invalid { expected: Expected::Object })],
            },
        }
    }

    /// The version number of the notice that the decision names.
    pub const fn notice_version(&self) -> Option<u32> {
        self.notice_version
    }
}

fn purposes(fields: &mut JsonFields<'_>) -> BTreeMap<String, bool> {
    let sent = fields
        .required(PURPOSES, Expected::PurposeChoices, |v| v.as_object().filter(|map| (1..=MOST_PURPOSES).contains(&map.len())));
    let mut purposes = BTreeMap::new();
    for (name, value) in sent.into_iter().flatten() {
        match value.as_bool() {
            Some(granted) => {
                purposes.insert(name.clone(), granted);
            }
            None => fields.wrong(format!("{PURPOSES}.{name}"), ErrorCode::Invalid { expected: Expected::Boolean }),
        }
    }
    purposes
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#""idempotency_key":"000102030405060708090a0b0c0d0e0f","notice_version":3,"locale":"nl","control":"gpc","gpc":true,"purposes":{"a":false}"#;

    /// The errors of a body, in the order in which they are reported.
    fn wrong(body: &str) -> Vec<String> {
        let request = DecisionRequest::read(&serde_json::from_str(body).unwrap());
        request.errors.iter().map(ToString::to_string).collect()
    }

    /// The errors if these fields replace or extend the valid ones. Of two fields with one name the last is used.
    fn wrong_with(fields: &str) -> Vec<String> {
        wrong(&format!("{{{GOOD},{fields}}}"))
    }

    #[test]
    fn what_is_no_object_has_no_fields() {
        for body in ["null", "true", "7", r#""x""#, "[]", r#"["000102030405060708090a0b0c0d0e0f",3,"nl","gpc",true,{"a":false}]"#]
        {
            assert_eq!(wrong(body), [": expected an object"], "{body}");
        }
    }

    #[test]
    fn every_field_is_named_whatever_it_holds() {
        let required = ["idempotency_key", "notice_version", "locale", "control", "gpc", "purposes"];
        assert_eq!(wrong("{}"), required.map(|name| format!("{name}: a value is required")));
        let expected = [
            "idempotency_key: expected 32 hexadecimal digits",
            "notice_version: expected the number of a version",
            "locale: expected a language tag such as nl",
            "control: expected accept_all, refuse_all, own_choice, withdraw or gpc",
            "gpc: expected true or false",
            "purposes: expected an object of purposes with true or false",
            "subject: expected the event_id of an earlier record",
            "receipt: expected true or false",
            "subject_receipt: expected 43 characters of base64url",
        ];
        for value in ["null", "[]", "[[[[]]]]", r#"{"a":{"a":{}}}"#, "-1", "0.5", "1e300", "18446744073709551616", r#""\u0000""#]
        {
            let all = FIELDS.map(|name| format!(r#""{name}":{value}"#)).join(",");
            let mut expected = expected.map(str::to_owned);
            if value.starts_with(r#"{"a""#) {
                expected[5] = "purposes.a: expected true or false".to_owned();
            }
            assert_eq!(wrong(&format!("{{{all}}}")), expected, "{value}");
        }
    }

    #[test]
    fn nothing_passes_for_something_else() {
        assert_eq!(wrong(&format!("{{{GOOD}}}")), [""; 0]);
        let version = "notice_version: expected the number of a version";
        for number in ["0", "-3", "3.0", "3e0", "4294967296", r#""3""#, "true"] {
            assert_eq!(wrong_with(&format!(r#""notice_version":{number}"#)), [version], "{number}");
        }
        let control = "control: expected accept_all, refuse_all, own_choice, withdraw or gpc";
        for value in [r#"{"gpc":null}"#, r#"["gpc"]"#, r#""Gpc""#, r#""send""#, "4"] {
            assert_eq!(wrong_with(&format!(r#""control":{value}"#)), [control], "{value}");
        }
        for value in ["0", "1", r#""true""#, "[true]"] {
            let receipt = wrong_with(&format!(r#""receipt":{value}"#));
            assert_eq!(receipt, ["receipt: expected true or false"], "{value}");
        }
        let bytes = "[1,137,10,93,172,150,119,75,188,206,179,2,9,154,128,87]";
        assert_eq!(wrong_with(&format!(r#""subject":{bytes}"#)), ["subject: expected the event_id of an earlier record"]);
        let key = r#""idempotency_key":[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15]"#;
        assert_eq!(wrong_with(key), ["idempotency_key: expected 32 hexadecimal digits"]);
        assert_eq!(wrong_with(r#""purposes":[["a",false]]"#), ["purposes: expected an object of purposes with true or false"]);
        let long = format!(r#""locale":"{}""#, "n".repeat(36));
        assert_eq!(wrong_with(&long), ["locale: expected a language tag such as nl"]);
    }

    #[test]
    fn purposes_are_one_to_a_hundred_and_each_is_named() {
        let many = |n: usize| (0..n).map(|i| format!(r#""p{i}":true"#)).collect::<Vec<_>>().join(",");
        let expected = "purposes: expected an object of purposes with true or false";
        assert_eq!(wrong_with(r#""purposes":{}"#), [expected]);
        assert_eq!(wrong_with(&format!(r#""purposes":{{{}}}"#, many(100))), [""; 0]);
        assert_eq!(wrong_with(&format!(r#""purposes":{{{}}}"#, many(101))), [expected]);
        let purposes = r#""purposes":{"c":null,"a":true,"b":{"a":true}}"#;
        assert_eq!(wrong_with(purposes), ["purposes.b: expected true or false", "purposes.c: expected true or false"]);
    }

    #[test]
    fn other_fields_are_named_first() {
        assert_eq!(
            wrong_with(r#""time":null,"":1,"GPC":true,"gpc":1"#),
            [": unknown field", "GPC: unknown field", "time: unknown field", "gpc: expected true or false"]
        );
    }
}
