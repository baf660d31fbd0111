//! A form with or without a file (`multipart/form-data`). It is read whole, up to a limit, before it is parsed.

use axum::{
    body::Body,
    extract::{FromRequest, Multipart, Request},
};
use bytes::Bytes;
use domain::form_fields::FormFields;

use super::body::{Form, is_of_type, read_in_time};
use crate::http::{reply::error::Error, request::form_fields::FIELDS};

/// The most bytes of fields and file together: about twenty times the drafted notice.
const LIMIT: usize = 1024 * 1024;

/// The submitted fields, and the file if one was chosen.
pub(crate) struct Upload {
    pub(crate) fields: FormFields,
    pub(crate) file: Option<Bytes>,
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        if !is_of_type(request.headers(), "multipart/form-data") {
            let Form(fields) = Form::from_request(request, state).await?;
            return Ok(Self { fields, file: None });
        }
        let (parts, body) = request.into_parts();
        let bytes = read_in_time(&parts.headers, body, LIMIT).await?;
        let whole = Request::from_parts(parts, Body::from(bytes));
        let mut multipart = Multipart::from_request(whole, state).await.map_err(|_| Error::bad_request())?;
        let mut upload = Self { fields: FormFields::default(), file: None };
        while let Some(field) = multipart.next_field().await.map_err(|_| Error::bad_request())? {
            let name = field.name().ok_or(Error::unreadable_form())?.to_owned();
            let is_file = field.file_name().is_some();
            let content = field.bytes().await.map_err(|_| Error::bad_request())?;
            if is_file {
                // A browser sends an empty file if none was chosen.
                upload.file = upload.file.or((!content.is_empty()).then_some(content));
                continue;
            }
            if upload.fields.0.len() == FIELDS {
                return Err(Error::unreadable_form());
            }
            let text = String::from_utf8(content.into()).map_err(|_| Error::unreadable_form())?;
            upload.fields.0.push((name, text));
        }
        Ok(upload)
    }
}
