//! The one description of the programming interface. It is given as OpenAPI 3.1 for programs and as a page for people. Both are
//! made from what is written beside the handlers.

mod flatten;
mod operations;

use std::sync::LazyLock;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::export::{Format, Shape};
use utoipa::{
    Modify, OpenApi,
    openapi::{
        Components,
        security::{Http, HttpAuthScheme, SecurityScheme},
    },
};

use self::flatten::Flatten;
use crate::{
    export::{self, responses_api},
    http::{reply, request::context::Context},
    ledger,
    receipt::{self, decision},
    response,
    results::{
        self,
        api::{comparison, crosstab},
    },
    site, survey,
};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Klankbord",
        description = "Surveys, figures and responses for programs with a key; notices and decisions of websites, receipts, and the consent log. Errors are problem documents (RFC 9457), in English unless `Accept-Language` asks for Dutch. A JSON body in which an object has two members of one name is refused. Requests are limited per key, without a key per client; 429 says with `Retry-After` when to come back.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    tags(
        (name = "surveys", description = "For programs with a key: what is asked"),
        (name = "results", description = "For programs with a key: figures, with intervals and small groups withheld"),
        (name = "responses", description = "For programs with a key: the responses themselves"),
        (name = "websites", description = "For the script on the pages of a website"),
        (name = "receipts", description = "For whoever has the secret code of a receipt"),
        (name = "log", description = "For whoever checks the consent log"),
    ),
    paths(
        survey::api::list, survey::api::show, results::api::scores, results::api::trend, results::api::breakdown, comparison::show, crosstab::show, responses_api::list, response::api::submit,
        export::api::create, export::api::show, export::api::file, export::api::cancel,
        site::api::notice, site::api::decide, site::api::shown, site::standing::show, receipt::page::download, decision::withdraw, ledger::api::inclusion,
        ledger::api::consistency, ledger::api::checkpoint, ledger::api::verifier_keys,
    ),
    components(schemas(Format, export::api::FileLabels, Shape)),
    modifiers(&Flatten, &Keys),
)]
struct Description;

/// How a key is sent.
struct Keys;

impl Modify for Keys {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let bearer = Http::builder().scheme(HttpAuthScheme::Bearer).bearer_format("klankbord_…");
        let bearer = bearer.description(Some("A key of the organisation; `klankbord api-key create` makes one.")).build();
        let components = openapi.components.get_or_insert_with(Components::default);
        components.add_security_scheme("key", SecurityScheme::Http(bearer));
    }
}

static JSON: LazyLock<String> =
    LazyLock::new(|| Description::openapi().to_pretty_json().expect("the description has a JSON form"));

/// `GET /api/openapi.json`.
pub(crate) async fn document() -> Response {
    let mut response = JSON.as_str().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

/// `GET /api/docs`: the same, to be read.
pub(crate) async fn page(context: Context) -> Response {
    let description = serde_json::from_str(&JSON).expect("what was written as JSON can be read as JSON");
    let operations = operations::list(&description, &context.origin());
    reply::page::page(StatusCode::OK, app::api_docs::render(&context.page(), &operations))
}
