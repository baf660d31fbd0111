//! The body with which a program revokes a purpose. Must not know any receipt.

use serde_json::{Map, Value};

use crate::{
    error::{ErrorCode, FieldError, expected::Expected},
    id::Key,
    json_fields::JsonFields,
};

const PURPOSE: &str = "purpose";

/// A withdrawal as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithdrawalRequest {
    /// The purpose to revoke.
    pub purpose: Key,
}

impl WithdrawalRequest {
    /// Parses a body: an object with `purpose` only.
    ///
    /// # Errors
    /// Each other field, and `purpose` if it is missing or no key.
    pub fn read(body: &Value) -> Result<Self, Vec<FieldError>> {
        let nothing = Map::new();
        let object = body.as_object().unwrap_or(&nothing);
        let mut fields = JsonFields::new(object, &[PURPOSE]);
        let purpose = fields.optional(PURPOSE, Expected::PurposeKey, |value| Key::parse(value.as_str()?).ok());
        if !object.contains_key(PURPOSE) {
            fields.wrong(PURPOSE, ErrorCode::Invalid { expected: Expected::PurposeKey });
        }
        match purpose {
            Some(purpose) if fields.errors.is_empty() => Ok(Self { purpose }),
            _ => Err(fields.errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_is_told_with_its_field() {
        let read = |body: &str| WithdrawalRequest::read(&serde_json::from_str(body).unwrap());
        let wrong = |body: &str| read(body).unwrap_err().iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(read(r#"{"purpose":"analytics"}"#).unwrap().purpose.as_str(), "analytics");
        let purpose = "purpose: expected the key of a purpose";
        for body in ["{}", "[]", r#"["analytics"]"#, r#""analytics""#, "null", "7"] {
            assert_eq!(wrong(body), [purpose], "{body}");
        }
        for value in ["null", "7", "1e300", "true", "[]", r#"["a"]"#, r#"{"a":null}"#, r#""""#, r#""A""#, r#"" a""#] {
            assert_eq!(wrong(&format!(r#"{{"purpose":{value}}}"#)), [purpose], "{value}");
        }
        assert_eq!(wrong(r#"{"purpose":"analytics","when":null}"#), ["when: unknown field"]);
        assert_eq!(wrong(r#"{"when":1,"Purpose":"a"}"#), ["Purpose: unknown field", "when: unknown field", purpose]);
    }
}
