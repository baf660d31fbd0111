//! From the OpenAPI document to what a person reads of each operation, with a command to try it.

use app::api_docs::{Operation, Parameter, Reply};
use serde_json::{Map, Value};

/// Every operation, in the order of its tag and address.
pub(super) fn list(description: &Value, host: &str) -> Vec<Operation> {
    let schemas = &description["components"]["schemas"];
    let tags = description["tags"].as_array().into_iter().flatten().map(|tag| text(&tag["name"]));
    let mut operations = Vec::new();
    for tag in tags {
        for (path, methods) in description["paths"].as_object().into_iter().flatten() {
            let of_tag = |(_, operation): &(&String, &Value)| operation["tags"][0] == tag.as_str();
            for (method, operation) in methods.as_object().into_iter().flatten().filter(of_tag) {
                operations.push(read(method, path, operation, schemas, host));
            }
        }
    }
    operations
}

fn read(method: &str, path: &str, operation: &Value, schemas: &Value, host: &str) -> Operation {
    let parameters: Vec<&Value> = operation["parameters"].as_array().into_iter().flatten().collect();
    let body = &operation["requestBody"]["content"]["application/json"]["schema"];
    let example = resolve(body, schemas)["example"].as_object();
    Operation {
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&operation["summary"]),
        description: text(&operation["description"]),
        parameters: parameters.iter().map(|parameter| parameter_of(parameter)).collect(),
        fields: fields(resolve(body, schemas)),
        replies: operation["responses"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(status, reply)| reply_of(status, reply, schemas))
            .collect(),
        command: command(method, path, &parameters, example, host, operation["security"].is_array()),
    }
}

fn parameter_of(parameter: &Value) -> Parameter {
    Parameter {
        name: text(&parameter["name"]),
        place: text(&parameter["in"]),
        required: parameter["required"] == true,
        description: text(&parameter["description"]),
    }
}

fn reply_of(status: &str, reply: &Value, schemas: &Value) -> Reply {
    let content = reply["content"].as_object().and_then(|content| content.iter().next());
    Reply {
        status: status.to_owned(),
        description: text(&reply["description"]),
        media_type: content.map(|(media_type, _)| media_type.clone()),
        // What problems hold is said once, at the top.
        fields: match content {
            Some((media_type, content)) if media_type == "application/json" => fields(resolve(&content["schema"], schemas)),
            _ => Vec::new(),
        },
    }
}

/// The members of an object, by name.
fn fields(schema: &Value) -> Vec<Parameter> {
    let is_required = |name: &str| schema["required"].as_array().is_some_and(|required| required.iter().any(|one| one == name));
    let members = schema["properties"].as_object().into_iter().flatten();
    members
        .map(|(name, member)| Parameter {
            name: name.clone(),
            place: kind(member),
            required: is_required(name),
            description: text(&member["description"]),
        })
        .collect()
}

/// The type of a member in a word or two.
fn kind(member: &Value) -> String {
    let name = |value: &Value| value["$ref"].as_str().and_then(|name| name.rsplit('/').next()).map(str::to_owned);
    if let Some(name) = name(member).or_else(|| member["oneOf"].as_array()?.iter().find_map(name)) {
        return name;
    }
    let of = match &member["type"] {
        Value::Array(types) => types.iter().map(text).collect::<Vec<_>>().join(" or "),
        one => text(one),
    };
    match (of.as_str(), name(&member["items"])) {
        ("array", Some(item)) => format!("array of {item}"),
        ("array", None) => format!("array of {}", text(&member["items"]["type"])),
        _ => of,
    }
}

/// A command that makes the request.
fn command(
    method: &str,
    path: &str,
    parameters: &[&Value],
    body: Option<&Map<String, Value>>,
    host: &str,
    needs_key: bool,
) -> String {
    let mut address = path.to_owned();
    let mut query = Vec::new();
    let mut headers: Vec<String> =
        needs_key.then(|| " -H \"Authorization: Bearer $KLANKBORD_KEY\"".to_owned()).into_iter().collect();
    for parameter in parameters {
        let name = text(&parameter["name"]);
        let example = match &parameter["example"] {
            Value::Null if parameter["in"] == "path" => sample(&name),
            Value::Null => continue,
            Value::String(example) => example.clone(),
            other => other.to_string(),
        };
        match parameter["in"].as_str() {
            Some("path") => address = address.replace(&format!("{{{name}}}"), &example),
            Some("query") => query.push(format!("{name}={example}")),
            _ => headers.push(format!(" -H '{name}: {example}'")),
        }
    }
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    let method = if method == "get" { String::new() } else { format!(" -X {}", method.to_uppercase()) };
    let body = body.map(|body| format!(" -H 'Content-Type: application/json' -d '{}'", Value::Object(body.clone())));
    format!("curl{method} '{host}{address}{query}'{}{}", headers.concat(), body.unwrap_or_default())
}

/// What stands in an address for a parameter without an example.
fn sample(name: &str) -> String {
    if name == "id" { "0190a6f0-3c1e-7b52-9d4e-5f8a2b6c7d10" } else { "1" }.to_owned()
}

fn resolve<'a>(schema: &'a Value, schemas: &'a Value) -> &'a Value {
    match schema["$ref"].as_str().and_then(|name| name.rsplit('/').next()) {
        Some(name) => &schemas[name],
        None => schema,
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_command_has_its_method_and_a_whole_address() {
        let (slug, id) = (json!({"name": "slug", "in": "path", "example": "nps"}), json!({"name": "id", "in": "path"}));
        let command = |method| command(method, "/s/{slug}/{id}", &[&slug, &id], None, "http://x", false);
        assert_eq!(command("delete"), "curl -X DELETE 'http://x/s/nps/0190a6f0-3c1e-7b52-9d4e-5f8a2b6c7d10'");
        assert!(command("post").starts_with("curl -X POST 'http") && command("get").starts_with("curl 'http"));
    }
}
