//! The fields of a JSON object from a program, parsed one by one. Must not know the meaning of the fields.
//!
//! Each error is kept with its field, so that a program receives all errors at once. A structure of `serde` stops at
//! the first (decision 0017).

use serde_json::{Map, Value};

use crate::error::{ErrorCode, FieldError, expected::Expected};

/// A parser of the fields of an object.
#[derive(Debug)]
pub(crate) struct JsonFields<'a> {
    object: &'a Map<String, Value>,
    /// The errors so far.
    pub(crate) errors: Vec<FieldError>,
}

impl<'a> JsonFields<'a> {
    /// A parser of an object. Each field with an unknown name is an error.
    pub(crate) fn new(object: &'a Map<String, Value>, known: &[&str]) -> Self {
        let others = object.keys().filter(|name| !known.contains(&name.as_str()));
        let errors = others.map(|name| FieldError::new(name, ErrorCode::UnknownField)).collect();
        Self { object, errors }
    }

    /// A required field. Adds an error and returns `None` if it is missing or `read` returns `None`.
    pub(crate) fn required<T>(&mut self, name: &str, expected: Expected, read: impl FnOnce(&'a Value) -> Option<T>) -> Option<T> {
        if !self.object.contains_key(name) {
            self.wrong(name, ErrorCode::Required);
        }
        self.optional(name, expected, read)
    }

    /// An optional field. `null` is not the same as missing. Adds an error and returns `None` if `read` returns `None`.
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
