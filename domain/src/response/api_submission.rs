//! A response that a program sends, as one JSON document. It is converted to the fields of the form, so that both pass
//! the same checks.

use serde_json::{Map, Value};

use crate::{
    error::{ErrorCode, FieldError, expected::Expected},
    form_fields::FormFields,
    id::Key,
    json_fields::JsonFields,
    survey::{
        Questionnaire,
        attribute::{Attribute, Attributes, Source},
        reserved_keys,
    },
};

/// A response that was submitted by API.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiSubmission {
    /// The fields that a browser would have sent.
    pub fields: FormFields,
    /// The attributes of the response, by name.
    pub attributes: Vec<(String, String)>,
}

const MEMBERS: [&str; 7] = ["idempotency_key", "version", "locale", "answers", "purposes", "contact", "attributes"];

/// The most values in a document, equal to the most fields of a form.
const MAX_VALUES: usize = 500;

fn count(members: &Map<String, Value>) -> usize {
    let of = |value: &Value| match value {
        Value::Array(items) => items.len().max(1),
        Value::Object(members) => count(members).max(1),
        _ => 1,
    };
    members.values().map(of).sum()
}

impl ApiSubmission {
    /// Reads a document.
    ///
    /// # Errors
    /// Each member that has the wrong type or is unknown, by name.
    pub fn read(body: &Value) -> Result<Self, Vec<FieldError>> {
        let Some(body) = body.as_object() else {
            return Err(vec![FieldError::new("body", ErrorCode::Invalid { expected: Expected::JsonObject })]);
        };
        if count(body) > MAX_VALUES {
            return Err(vec![FieldError::new("body", ErrorCode::TooManyChoices { max: MAX_VALUES })]);
        }
        let mut reader = Reader { sent: JsonFields::new(body, &MEMBERS), fields: FormFields::default() };
        for (member, field) in
            [("idempotency_key", reserved_keys::KEY), ("version", reserved_keys::VERSION), ("locale", reserved_keys::LOCALE)]
        {
            if let Some(text) = reader.sent.required(member, Expected::Text, Value::as_str) {
                reader.field(field, text);
            }
        }
        reader.answers();
        reader.purposes();
        reader.contact();
        let attributes = reader.attributes();
        let Reader { sent, fields } = reader;
        if sent.errors.is_empty() { Ok(Self { fields, attributes }) } else { Err(sent.errors) }
    }

    /// The attributes that the survey stores, and the names of the others. An attribute is stored if the survey
    /// declares it and its purpose is in force.
    ///
    /// # Errors
    /// Each value that is not valid for its attribute.
    pub fn attributes_for(
        &self,
        questionnaire: &Questionnaire,
        granted: &[Key],
    ) -> Result<(Attributes, Vec<String>), Vec<FieldError>> {
        let (mut kept, mut dropped, mut errors) = (Attributes::new(), Vec::new(), Vec::new());
        for (name, value) in &self.attributes {
            let is_kept = |a: &&Attribute| a.sources.contains(&Source::Api) && questionnaire.stands(&a.purpose, granted);
            let Some(attribute) = questionnaire.attribute(name).filter(is_kept) else {
                dropped.push(name.clone());
                continue;
            };
            match attribute.parse(value) {
                Ok(value) => kept.extend(value.map(|value| (attribute.key.clone(), value))),
                Err(code) => errors.push(FieldError::new(format!("attributes.{name}"), code)),
            }
        }
        if errors.is_empty() { Ok((kept, dropped)) } else { Err(errors) }
    }

    /// All content as fields. Two submissions with the same fields are the same.
    pub fn all_fields(&self) -> FormFields {
        let attributes = self.attributes.iter().map(|(name, value)| (format!("attributes.{name}"), value.clone()));
        FormFields(self.fields.0.iter().cloned().chain(attributes).collect())
    }
}

/// A number as text. A whole number has no decimals, however the program wrote it: `9.0` is the score 9.
fn number_text(number: &serde_json::Number) -> String {
    let text = number.to_string();
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

struct Reader<'a> {
    sent: JsonFields<'a>,
    fields: FormFields,
}

impl<'a> Reader<'a> {
    fn field(&mut self, name: &str, value: &str) {
        self.fields.0.push((name.to_owned(), value.to_owned()));
    }

    /// The members of a member that is an object. Empty if the member is missing. An error if it has another type.
    fn object(&mut self, name: &str) -> impl Iterator<Item = (&'a String, &'a Value)> + use<'a> {
        self.sent.optional(name, Expected::Object, Value::as_object).into_iter().flatten()
    }

    fn answers(&mut self) {
        for (name, value) in self.object("answers") {
            // Otherwise an answer could be read as a purpose or a contact detail.
            if reserved_keys::RESERVED.contains(&name.as_str()) {
                self.sent.wrong(format!("answers.{name}"), ErrorCode::UnknownField);
                continue;
            }
            match value {
                Value::Array(items) => items.iter().for_each(|item| self.answer(name, item)),
                Value::Object(rows) => rows.iter().for_each(|(row, score)| self.answer(&format!("{name}.{row}"), score)),
                one => self.answer(name, one),
            }
        }
    }

    fn answer(&mut self, name: &str, value: &Value) {
        match value {
            Value::Null => {}
            Value::String(text) => self.field(name, text),
            Value::Number(number) => self.field(name, &number_text(number)),
            _ => {
                let expected = Expected::AnswerValue;
                self.sent.wrong(format!("answers.{name}"), ErrorCode::Invalid { expected });
            }
        }
    }

    fn purposes(&mut self) {
        let expected = Expected::PurposeKeys;
        for item in self.sent.optional("purposes", expected, Value::as_array).into_iter().flatten() {
            match item.as_str() {
                Some(key) => self.field(reserved_keys::PURPOSE, key),
                None => self.sent.wrong("purposes", ErrorCode::Invalid { expected }),
            }
        }
    }

    fn contact(&mut self) {
        for (name, value) in self.object("contact") {
            let field = match name.as_str() {
                "email" => reserved_keys::CONTACT_EMAIL,
                "phone" => reserved_keys::CONTACT_PHONE,
                _ => {
                    self.sent.wrong(format!("contact.{name}"), ErrorCode::UnknownField);
                    continue;
                }
            };
            match value.as_str() {
                Some(text) => self.field(field, text),
                None => self.sent.wrong(format!("contact.{name}"), ErrorCode::Invalid { expected: Expected::Text }),
            }
        }
    }

    fn attributes(&mut self) -> Vec<(String, String)> {
        let mut read = Vec::new();
        for (name, value) in self.object("attributes") {
            match value {
                Value::Null => {}
                Value::String(text) => read.push((name.clone(), text.clone())),
                Value::Number(number) => read.push((name.clone(), number.to_string())),
                _ => {
                    let expected = Expected::TextOrNumber;
                    self.sent.wrong(format!("attributes.{name}"), ErrorCode::Invalid { expected });
                }
            }
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{
        id::key, locale::LocalizedText, notice::purpose::Basis, organisation::OrganisationProfile, survey::template::Template,
    };

    fn envelope() -> Value {
        json!({ "idempotency_key": "00", "version": "v", "locale": "nl" })
    }

    fn with(name: &str, value: Value) -> Value {
        let mut body = envelope();
        body[name] = value;
        body
    }

    #[test]
    fn a_document_becomes_the_fields_of_the_form() {
        let mut body =
            with("answers", json!({ "recommend": 9, "why": ["a", "b"], "views": { "fast": 4 }, "empty": null, "city": "Ede" }));
        body["purposes"] = json!(["contact"]);
        body["contact"] = json!({ "email": "a@b.nl" });
        body["attributes"] = json!({ "state": "SP", "floor": 3, "gone": null });
        let read = ApiSubmission::read(&body).unwrap();
        for (name, value) in [
            ("recommend", "9"),
            ("why", "b"),
            ("views.fast", "4"),
            ("purpose", "contact"),
            ("contact_email", "a@b.nl"),
            ("key", "00"),
        ] {
            assert!(read.fields.has(name, value), "{name}: {:?}", read.fields);
        }
        assert_eq!(read.fields.first("empty"), None);
        assert_eq!(read.attributes, [("floor".to_owned(), "3".to_owned()), ("state".to_owned(), "SP".to_owned())]);
        let other = ApiSubmission { attributes: vec![], ..read.clone() };
        assert_ne!(read.all_fields(), other.all_fields());
    }

    #[test]
    fn what_is_wrong_is_named() {
        let wrong = |body: Value| ApiSubmission::read(&body).unwrap_err().into_iter().map(|e| e.field).collect::<Vec<_>>();
        assert_eq!(wrong(json!([])), ["body"]);
        assert_eq!(wrong(json!({})), ["idempotency_key", "version", "locale"]);
        assert_eq!(wrong(with("mood", json!(1))), ["mood"]);
        assert_eq!(wrong(with("locale", json!(1))), ["locale"]);
        assert_eq!(wrong(with("answers", json!([]))), ["answers"]);
        assert_eq!(wrong(with("answers", json!({ "a": true, "b": [{}] }))), ["answers.a", "answers.b"]);
        assert_eq!(wrong(with("purposes", json!("contact"))), ["purposes"]);
        assert_eq!(wrong(with("contact", json!({ "fax": "1", "email": 2 }))), ["contact.email", "contact.fax"]);
        assert_eq!(wrong(with("attributes", json!({ "a": [] }))), ["attributes.a"]);
    }

    #[test]
    fn rude_documents_are_told_every_error_in_order() {
        let wrong = |members: &str| {
            let text = format!(r#"{{"idempotency_key":"00","version":"v","locale":"nl",{members}}}"#);
            let read = ApiSubmission::read(&serde_json::from_str(&text).unwrap());
            read.unwrap_err().iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        for value in ["null", "7", "true", r#""x""#, "[[]]", "1e300"] {
            assert_eq!(
                wrong(&format!(r#""contact":{value},"attributes":{value},"answers":{value},"purposes":{{}},"version":{{}}"#)),
                [
                    "version: expected a text",
                    "answers: expected an object",
                    "purposes: expected a list of keys of purposes",
                    "contact: expected an object",
                    "attributes: expected an object"
                ],
                "{value}"
            );
        }
        assert_eq!(
            wrong(r#""idempotency_key":null,"locale":["nl"],"time":1,"Version":"v""#),
            ["Version: unknown field", "time: unknown field", "idempotency_key: expected a text", "locale: expected a text"]
        );
        let answer = "expected a number, a text, codes or scores";
        assert_eq!(
            wrong(r#""answers":{"a":[[1]],"b":{"row":[1]},"c":{"row":{"row":1}},"d":[true,null,{}],"key":1}"#),
            [
                format!("answers.a: {answer}"),
                format!("answers.b.row: {answer}"),
                format!("answers.c.row: {answer}"),
                format!("answers.d: {answer}"),
                format!("answers.d: {answer}"),
                "answers.key: unknown field".to_owned(),
            ]
        );
        assert_eq!(
            wrong(r#""purposes":["contact",null,["contact"]],"contact":{"email":null,"phone":["1"],"Email":"a@b.nl"}"#),
            [
                "purposes: expected a list of keys of purposes",
                "purposes: expected a list of keys of purposes",
                "contact.Email: unknown field",
                "contact.email: expected a text",
                "contact.phone: expected a text"
            ]
        );
        assert_eq!(
            wrong(r#""attributes":{"a":true,"b":{}}"#),
            ["attributes.a: expected a text or a number", "attributes.b: expected a text or a number"]
        );
    }

    #[test]
    fn numbers_keep_their_digits() {
        let text = r#"{"idempotency_key":"00","version":"v","locale":"nl","answers":{"a":2,"b":-0.50,"c":1e300,"f":9.0,"d":18446744073709551615,"e":18446744073709551616}}"#;
        let read = ApiSubmission::read(&serde_json::from_str(text).unwrap()).unwrap();
        let values = ["a", "b", "c", "d", "e", "f"].map(|name| read.fields.first(name).unwrap());
        assert_eq!(values, ["2", "-0.5", "1e+300", "18446744073709551615", "1.8446744073709552e+19", "9"]);
    }

    #[test]
    fn a_document_has_an_end() {
        let many = |n: usize| ApiSubmission::read(&with("purposes", json!(vec![1; n]))).unwrap_err();
        assert_eq!((many(400).len(), many(400)[0].field.as_str()), (400, "purposes"));
        let empty: Map<String, Value> = (0..1000).map(|number| (format!("a{number}"), json!([]))).collect();
        assert_eq!(ApiSubmission::read(&with("attributes", Value::Object(empty))).unwrap_err().len(), 1);
        assert_eq!((many(100_000).len(), many(100_000)[0].field.as_str()), (1, "body"));
    }

    #[test]
    fn an_answer_cannot_pass_for_a_purpose() {
        for name in reserved_keys::RESERVED {
            let errors = ApiSubmission::read(&with("answers", json!({ name: "contact" }))).unwrap_err();
            assert_eq!(errors[0].field, format!("answers.{name}"));
        }
    }

    #[test]
    fn only_declared_attributes_are_kept_and_only_for_what_was_allowed() {
        let profile = OrganisationProfile::new("De Korenaar", "a", "b");
        let mut questionnaire = Template::Nps.questionnaire(&profile, Basis::Consent);
        questionnaire.attributes.push(Attribute::new(key("state"), LocalizedText::same("State"), vec!["SP".to_owned()]));
        let optional = questionnaire.optional_purposes().next().unwrap().key.clone();
        let plan = Attribute { purpose: optional.clone(), ..Attribute::new(key("plan"), LocalizedText::same("Plan"), vec![]) };
        questionnaire.attributes.push(plan);
        let submission = |state: &str| ApiSubmission {
            attributes: [("state", state), ("plan", "gold"), ("colour", "red")].map(|(a, b)| (a.to_owned(), b.to_owned())).into(),
            ..ApiSubmission::default()
        };
        let state = (key("state"), "SP".to_owned());
        assert_eq!(
            submission("SP").attributes_for(&questionnaire, &[]),
            Ok((vec![state.clone()], vec!["plan".to_owned(), "colour".to_owned()]))
        );
        let (kept, dropped) = submission("SP").attributes_for(&questionnaire, &[optional]).unwrap();
        assert_eq!((kept, dropped), (vec![state, (key("plan"), "gold".to_owned())], vec!["colour".to_owned()]));
        questionnaire.attributes[0].sources = vec![Source::Import, Source::SignedLink];
        assert_eq!(
            submission("SP").attributes_for(&questionnaire, &[]).unwrap().1,
            ["state", "plan", "colour"],
            "not by a program"
        );
        questionnaire.attributes[0].sources = Source::usual();
        for purpose in &mut questionnaire.purposes {
            purpose.basis = Basis::Contract;
        }
        assert_eq!(submission("SP").attributes_for(&questionnaire, &[]).unwrap().1, ["colour"], "what needs no consent stands");
        assert_eq!(submission("RJ").attributes_for(&questionnaire, &[]).unwrap_err()[0].field, "attributes.state");
    }
}
