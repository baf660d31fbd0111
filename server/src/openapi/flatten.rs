//! Types with flattened members, described as one object. `utoipa` describes each as a sum (`allOf`) of objects.

use utoipa::{
    Modify,
    openapi::{
        OpenApi, RefOr,
        schema::{AdditionalProperties, AllOf, Object, Schema},
    },
};

/// Makes one object of each sum, as it is sent. The flattened members are described in place (`inline`).
pub(super) struct Flatten;

impl Modify for Flatten {
    fn modify(&self, openapi: &mut OpenApi) {
        let schemas = openapi.components.iter_mut().flat_map(|components| components.schemas.values_mut());
        for schema in schemas {
            if let RefOr::T(Schema::AllOf(sum)) = schema
                && let Some(object) = one_object(sum)
            {
                *schema = RefOr::T(Schema::Object(object));
            }
        }
        let schemas = openapi.components.iter_mut().flat_map(|components| &mut components.schemas);
        for (name, schema) in schemas.filter(|(name, _)| CLOSED.contains(&name.as_str())) {
            if let RefOr::T(Schema::Object(object)) = schema {
                object.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(false)));
            } else {
                debug_assert!(false, "{name} is described as an object");
            }
        }
    }
}

/// Types that are also read from the database, where an unknown member is passed over. What is sent of them has no other member.
const CLOSED: [&str; 3] = ["Attribute", "Interval", "Question"];

/// An object with the members of all parts and no others; none where a part is described elsewhere.
fn one_object(sum: &AllOf) -> Option<Object> {
    let mut object = Object::new();
    for part in &sum.items {
        let part = match part {
            RefOr::T(Schema::Object(part)) => part.clone(),
            // What is described in place and has a text of its own.
            RefOr::T(Schema::AllOf(part)) => one_object(part)?,
            _ => return None,
        };
        object.properties.extend(part.properties);
        object.required.extend(part.required);
    }
    object.description.clone_from(&sum.description);
    object.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(false)));
    Some(object)
}
