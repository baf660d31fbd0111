//! The fields of a JSON object that a program sent, read one by one. Must not know what the fields mean.
//!
//! Each error is kept with its field, so that a program is told all of them at once. A structure of `serde` stops at the first
//! (decision 0017).

use serde_json::{Map, Value};

use crate::error::{ErrorCode, FieldError, expected::Expected};

/// The fields of an object while they are read.
#[derive(Debug)]
pub(crate) struct JsonFields<'a> {
    object: &'a Map<String, Value>,
    /// What is wrong so far.
    pub(crate) errors: Vec<FieldError>,
}

impl<'a> JsonFields<'a> {
    /// The fields of an object. Each field with another name than the known ones is an error.
    pub(crate) fn new(object: &'a Map<String, Value>, known: &[&str]) -> Self {
        let others = object.keys().filter(|name| !known.contains(&name.as_str()));
        let errors = others.map(|name| FieldError::new(name, ErrorCode::UnknownField)).collect();
        Self { object, errors }
    }

    /// A field that must be there. Adds an error and returns none when it is missing or `read` returns none.
    pub(crate) fn required<T>(&mut self, name: &str, expected: Expected, read: impl FnOnce(&'a Value) -> Option<T>) -> Option<T> {
        if !self.object.contains_key(name) {
            self.wrong(name, ErrorCode::Required);
        }
        self.optional(name, expected, read)
    }

    /// A field that may be missing, which is not the same as `null`. Adds an error and returns none when `read` returns none.
    pub(crate) fn optional<T>(&mut self, name: &str, expected: Expected, read: impl FnOnce(&'a Value) -> Option<T>) -> Option<T> {
        let found = read(self.object.get(name)?);
        if found.is_none() {
            self.wrong(name, ErrorCode::Invalid { expected });
        }
        found
    }

    /// Adds an error.
    pub(crate) fn wrong(&mut self, name: impl Into<String>, code: ErrorCode) {
        self.errors.push(FieldError::new(name, code));
    }
}
