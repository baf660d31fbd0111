//! The body with which a page asks what of a visitor's consent still stands. Must not know any record.

use serde_json::Value;

use crate::{
    error::{ErrorCode, FieldError, expected::Expected},
    id::EventId,
    json_fields::JsonFields,
};

const EVENT_ID: &str = "event_id";

/// The question as it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StandingRequest {
    /// The record that the browser keeps.
    pub event: EventId,
}

impl StandingRequest {
    /// Parses a body: an object with `event_id` only.
    ///
    /// # Errors
    /// Each other field, and `event_id` if it is missing or no id.
    pub fn read(body: &Value) -> Result<Self, Vec<FieldError>> {
        let Some(object) = body.as_object() else {
            return Err(vec![FieldError::new("", ErrorCode::Invalid { expected: Expected::Object })]);
        };
        let mut fields = JsonFields::new(object, &[EVENT_ID]);
        let event = fields.required(EVENT_ID, Expected::EventId, |value| value.as_str()?.parse().ok());
        match event {
            Some(event) if fields.errors.is_empty() => Ok(Self { event }),
            _ => Err(fields.errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_is_told_with_its_field() {
        let read = |body: &str| StandingRequest::read(&serde_json::from_str(body).unwrap());
        let wrong = |body: &str| read(body).unwrap_err().iter().map(ToString::to_string).collect::<Vec<_>>();
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        assert_eq!(read(&format!(r#"{{"event_id":"{id}"}}"#)).unwrap().event.to_string(), id);
        assert_eq!(wrong("{}"), ["event_id: a value is required"]);
        for body in ["[]", "null", "7", &format!(r#""{id}""#)] {
            assert_eq!(wrong(body), [": expected an object"], "{body}");
        }
        for value in ["null", "7", "true", "[]", r#""""#, r#""x""#, r#"{"a":null}"#] {
            let errors = wrong(&format!(r#"{{"event_id":{value}}}"#));
            assert_eq!(errors, ["event_id: expected the event_id of an earlier record"], "{value}");
        }
        assert_eq!(wrong(&format!(r#"{{"event_id":"{id}","page":"/"}}"#)), ["page: unknown field"]);
    }
}
