//! The body of a request, a form or JSON: read up to a limit and parsed strictly. A body that is not UTF-8 is refused
//! and never repaired, because a repaired answer differs from the sent one.

use std::{
    pin::pin,
    sync::{Arc, OnceLock},
    time::Duration,
};

use axum::{
    body::Body,
    extract::{FromRequest, Request},
    http::{HeaderMap, header},
};
use bytes::Bytes;
use domain::{
    form_fields::FormFields,
    json_document,
    survey::reserved_keys::{AGAIN, AGAIN_IN_LANGUAGE},
};
use http_body_util::BodyExt as _;

use crate::http::{
    reply::{api_error::Refusal, error::Error},
    request::form_fields,
};

/// The most bytes of a form. Five texts of 10,000 percent-encoded characters fit.
pub(crate) const LIMIT: usize = 256 * 1024;
/// The most bytes of a too large body that are read and dropped, so that the sender sees the answer instead of a broken
/// connection.
const DRAINED: usize = 32 * 1024 * 1024;
/// How long a body may take.
const BODY_TIMEOUT: Duration = Duration::from_secs(20);

/// The fields of a submitted form.
pub(crate) struct Form(pub(crate) FormFields);

/// Whether the language switch of a page of staff sent a form: the page is then shown as it was typed, in the language of its address.
pub(crate) fn is_in_other_language(fields: &FormFields) -> bool {
    fields.first(AGAIN) == Some(AGAIN_IN_LANGUAGE)
}

/// The body of a form that was read, as an extension of its request: the error page can then keep what was typed. It holds no more than
/// a form may.
#[derive(Clone, Default)]
pub(crate) struct ReadForm(Arc<OnceLock<Bytes>>);

impl ReadForm {
    /// The fields, if the form was read.
    pub(crate) fn fields(&self) -> Option<FormFields> {
        form_fields::parse(self.0.get()?)
    }
}

impl<S: Sync> FromRequest<S> for Form {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        let (parts, body) = request.into_parts();
        if !is_of_type(&parts.headers, "application/x-www-form-urlencoded") {
            return Err(Error::unsupported_media());
        }
        let bytes = read_in_time(&parts.headers, body, LIMIT).await?;
        if let Some(read) = parts.extensions.get::<ReadForm>() {
            let _ = read.0.set(bytes.clone());
        }
        form_fields::parse(&bytes).map(Self).ok_or_else(Error::unreadable_form)
    }
}

/// The most bytes of a JSON document. A decision about a hundred purposes fits.
const JSON_LIMIT: usize = 16 * 1024;

/// A submitted JSON document, in which no object has two members of one name.
pub(crate) struct Json<const LIMIT_BYTES: usize = JSON_LIMIT>(pub(crate) serde_json::Value);

impl<S: Sync, const LIMIT_BYTES: usize> FromRequest<S> for Json<LIMIT_BYTES> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        let (parts, body) = request.into_parts();
        if !is_of_type(&parts.headers, "application/json") {
            return Err(Error::unsupported_media().into());
        }
        let bytes = read_in_time(&parts.headers, body, LIMIT_BYTES).await?;
        json_document::read(&bytes).map(Self).map_err(Refusal::Document)
    }
}

pub(crate) fn is_of_type(headers: &HeaderMap, expected: &str) -> bool {
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case(expected)
}

/// The whole body. Returns an error if it is too large or takes too long.
pub(crate) async fn read_in_time(headers: &HeaderMap, body: Body, limit: usize) -> Result<Bytes, Error> {
    tokio::time::timeout(BODY_TIMEOUT, read(headers, body, limit)).await.map_err(|_| Error::timeout())?
}

async fn read(headers: &HeaderMap, body: Body, limit: usize) -> Result<Bytes, Error> {
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    let announced = announced.unwrap_or_default();
    // A client that sends `Expect`, or announces an absurd length, need not send the body.
    if announced > DRAINED || (announced > limit && headers.contains_key(header::EXPECT)) {
        return Err(Error::too_large());
    }
    let mut body = pin!(body);
    let mut kept = Vec::with_capacity(announced.min(limit));
    let mut seen = 0;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| Error::bad_request())?.into_data() else { continue };
        seen += data.len();
        if seen > DRAINED {
            break;
        }
        if seen <= limit {
            kept.extend_from_slice(&data);
        } else {
            kept = Vec::new();
        }
    }
    if seen > limit { Err(Error::too_large()) } else { Ok(kept.into()) }
}
