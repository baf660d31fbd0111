//! JSON documents of programs: read so that no member is passed over, and places in them (RFC 6901).
//!
//! A parser that keeps the last of two members of one name would store what the sender did not mean.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// The most repeated members that are named. A document may have as many as it has bytes.
const MAX_NAMED: usize = 20;

/// Why a document is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentError {
    /// It is not JSON.
    Syntax {
        /// The line of the error, from 1.
        line: usize,
        /// The column of the error, from 1.
        column: usize,
    },
    /// Members have the name of an earlier one in the same object. Never empty.
    Repeated(Vec<RepeatedMember>),
}

/// A member with the name of an earlier one in the same object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatedMember {
    /// The name.
    pub name: String,
    /// Its place, as a JSON Pointer.
    pub pointer: String,
}

/// Reads a document.
///
/// # Errors
/// [`DocumentError`].
pub fn read(bytes: &[u8]) -> Result<Value, DocumentError> {
    let mut repeated = Vec::new();
    let mut parser = serde_json::Deserializer::from_slice(bytes);
    let read = Reader { place: None, repeated: &mut repeated }.deserialize(&mut parser);
    let document = read.and_then(|document| parser.end().map(|()| document));
    match document {
        Err(error) => Err(DocumentError::Syntax { line: error.line(), column: error.column() }),
        Ok(_) if !repeated.is_empty() => Err(DocumentError::Repeated(repeated)),
        Ok(document) => Ok(document),
    }
}

/// The place of a field in a document, as a JSON Pointer. A field is named by the members on the way to it, joined by
/// dots, such as `answers.recommend`. One that is missing has the place where it belongs.
pub fn pointer_to(document: &Value, field: &str) -> String {
    let mut pointer = String::new();
    let (mut at, mut rest) = (Some(document), field);
    while !rest.is_empty() {
        let members = at.and_then(Value::as_object);
        let is_member = |name: &str| members.is_some_and(|members| members.contains_key(name));
        // A name may have dots itself, so the members decide where it ends.
        let ends = std::iter::once(rest.len()).chain(rest.match_indices('.').map(|(end, _)| end));
        let end = ends.into_iter().find(|end| is_member(&rest[..*end])).or_else(|| rest.find('.')).unwrap_or(rest.len());
        push(&mut pointer, &rest[..end]);
        at = members.and_then(|members| members.get(&rest[..end]));
        rest = rest[end..].trim_start_matches('.');
    }
    pointer
}

fn push(pointer: &mut String, name: &str) {
    pointer.push('/');
    pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
}

/// A place in the document. It refers to the place that it is in, because few places are ever written down.
struct Place<'a> {
    within: Option<&'a Place<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Member(&'a str),
    Item(usize),
}

impl Place<'_> {
    fn write(&self, pointer: &mut String) {
        if let Some(within) = self.within {
            within.write(pointer);
        }
        match self.step {
            Step::Member(name) => push(pointer, name),
            Step::Item(index) => push(pointer, &index.to_string()),
        }
    }
}

/// Reads one value, and notes each repeated member in it.
struct Reader<'a> {
    place: Option<&'a Place<'a>>,
    repeated: &'a mut Vec<RepeatedMember>,
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, parser: D) -> Result<Value, D::Error> {
        parser.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut read = Vec::new();
        loop {
            let place = Place { within: self.place, step: Step::Item(read.len()) };
            match items.next_element_seed(Reader { place: Some(&place), repeated: &mut *self.repeated })? {
                Some(item) => read.push(item),
                None => return Ok(Value::Array(read)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut read = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let place = Place { within: self.place, step: Step::Member(&name) };
            if read.contains_key(&name) && self.repeated.len() < MAX_NAMED {
                let mut pointer = String::new();
                place.write(&mut pointer);
                self.repeated.push(RepeatedMember { name: name.clone(), pointer });
            }
            let value = members.next_value_seed(Reader { place: Some(&place), repeated: &mut *self.repeated })?;
            read.insert(name, value);
        }
        Ok(Value::Object(read))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_document_is_read_as_any_parser_reads_it() {
        let text = r#" {"a":[1,-2,0.5,1e300,18446744073709551615,18446744073709551616,true,null,"é\n"],"b":{"":{}},"c":[]} "#;
        assert_eq!(read(text.as_bytes()), Ok(serde_json::from_str(text).unwrap()));
    }

    #[test]
    fn a_repeated_member_is_named_with_its_place() {
        let text = r#"{"locale":"nl","answers":{"a":1,"views":[{"x":1,"x":2}],"a":[]},"locale":"en","a/b~":1,"a/b~":2}"#;
        let repeated = |name: &str, pointer: &str| RepeatedMember { name: name.into(), pointer: pointer.into() };
        let expected = vec![
            repeated("x", "/answers/views/0/x"),
            repeated("a", "/answers/a"),
            repeated("locale", "/locale"),
            repeated("a/b~", "/a~1b~0"),
        ];
        assert_eq!(read(text.as_bytes()), Err(DocumentError::Repeated(expected)));
        let many = format!("{{{}\"b\":1}}", "\"a\":1,".repeat(1000));
        assert!(matches!(read(many.as_bytes()), Err(DocumentError::Repeated(named)) if named.len() == MAX_NAMED));
    }

    #[test]
    fn what_is_no_json_is_refused_where_it_ends_to_be() {
        let place = |bytes: &[u8]| match read(bytes) {
            Err(DocumentError::Syntax { line, column }) => (line, column),
            other => panic!("{other:?}"),
        };
        assert_eq!(place(b"{\n  \"a\": 1,\n}"), (3, 1));
        assert_eq!(place(b"{} {}"), (1, 4));
        for bad in [&b""[..], b"nothing", b"[1", b"\"\xff\"", b"{\"a\":1,\"a\":}", "[".repeat(10_000).as_bytes()] {
            place(bad);
        }
    }

    #[test]
    fn a_field_has_a_place() {
        let document = json!({ "answers": { "a.b": 1, "views": { "fast": 9 }, "x/y": 1 }, "purposes": ["a"], "a.b": 1 });
        for (field, pointer) in [
            ("", ""),
            ("locale", "/locale"),
            ("answers.a.b", "/answers/a.b"),
            ("answers.views.fast", "/answers/views/fast"),
            ("answers.views.slow", "/answers/views/slow"),
            ("answers.x/y", "/answers/x~1y"),
            ("a.b", "/a.b"),
            ("purposes", "/purposes"),
            ("contact.email", "/contact/email"),
        ] {
            assert_eq!(pointer_to(&document, field), pointer, "{field}");
            let found = document.pointer(pointer).is_some();
            assert_eq!(found, !["locale", "contact.email", "answers.views.slow"].contains(&field), "{field}");
        }
        assert_eq!(pointer_to(&json!([]), "answers.recommend"), "/answers/recommend");
    }
}
