//! A form of our own pages, shown again as it was typed: in another language, or after a cookie decision.
//! What was typed is in the body of the request, and goes nowhere else.

use std::sync::Arc;

use app::page::OwnCookies;
use axum::{Extension, response::Response};
use domain::{
    form_fields::FormFields,
    locale::Locale,
    site::{
        choice_cookie::{ChoiceCookie, ChoiceStatus},
        decision::form::{CONTROL, KEY, LANG, VERSION},
    },
    submission_key::ReceiptCode,
    survey::reserved_keys::{AGAIN, AGAIN_IN_LANGUAGE},
};

use super::{
    cookies::{Taken, take},
    visit::Visit,
};
use crate::{
    http::{reply::error::Error, request::context::Context},
    site,
};

/// How the form is shown again.
pub(crate) enum Again {
    /// As it was typed.
    Form {
        /// The context of the page, with the decision that was taken.
        context: Context,
        /// What the response has the browser keep.
        kept: Kept,
    },
    /// The page of a withdrawal that could not be recorded comes first.
    Other(Response),
}

/// What the browser is to keep after the form was shown again.
#[derive(Default)]
pub(crate) struct Kept {
    visit: Option<Arc<Visit>>,
    choice: Option<(ChoiceCookie, Option<ReceiptCode>)>,
    language: Option<Locale>,
}

impl Kept {
    /// Sets the cookies.
    pub(crate) fn set(self, response: &mut Response) {
        let Some(visit) = self.visit else { return };
        if let Some((choice, code)) = self.choice {
            visit.keep(&choice, code, response);
        }
        if let Some(locale) = self.language {
            visit.keep_language(locale, response);
        }
    }
}

/// The fields of the form without the button.
pub(crate) fn typed(fields: FormFields) -> FormFields {
    FormFields(fields.0.into_iter().filter(|(name, _)| name != AGAIN).collect())
}

/// Does what the button [`AGAIN`] says. `None` if another button sent the form.
pub(crate) async fn take_button(
    site: &Arc<site::State>,
    context: &Context,
    visit: Option<Extension<Arc<Visit>>>,
    fields: &FormFields,
) -> Result<Option<Again>, Error> {
    let Some(button) = fields.first(AGAIN) else { return Ok(None) };
    let visit = visit.map(|Extension(visit)| visit);
    if button == AGAIN_IN_LANGUAGE {
        let kept = Kept { visit: visit.clone(), language: context.lang(), choice: None };
        return Ok(Some(Again::Form { context: asking(context, visit.as_deref(), None), kept }));
    }
    let decision = decision(button, context.locale(&[])).ok_or(Error::unreadable_form())?;
    let visit = visit.ok_or(Error::not_found())?;
    Ok(Some(match take(site, context, &visit, &decision).await? {
        Taken::Kept { choice, code, .. } => {
            let standing = choice.grant().map_or(ChoiceStatus::Refused, |grant| ChoiceStatus::Granted(grant.purposes.clone()));
            let context = asking(context, Some(&visit), Some(standing));
            // The cookie with the earlier code is not sent here. It stays: its receipt covers this decision too, and the receipt of this
            // decision covers nothing else.
            let code = code.filter(|_| visit.event().is_none());
            Again::Form { context, kept: Kept { visit: Some(visit), choice: Some((choice, code)), language: None } }
        }
        // The question is still there, and can be answered again.
        Taken::NotGranted(_) => Again::Form { context: asking(context, Some(&visit), None), kept: Kept::default() },
        Taken::NotRecorded(response) => Again::Other(response),
    }))
}

/// The decision that the value of the button holds: the control, the version of the notice, and the key.
fn decision(button: &str, locale: Locale) -> Option<FormFields> {
    let mut parts = button.split(' ');
    let (control, version, key) = (parts.next()?, parts.next()?, parts.next()?);
    let fields = [(CONTROL, control), (VERSION, version), (KEY, key), (LANG, locale.tag())];
    Some(FormFields(fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec()))
}

/// The context of a page that may ask although it answers a form: what was typed is not lost here.
fn asking(context: &Context, visit: Option<&Visit>, standing: Option<ChoiceStatus>) -> Context {
    let Some(visit) = visit else { return context.clone() };
    let own = visit.for_page();
    let standing = standing.unwrap_or_else(|| own.standing.clone());
    context.with_cookies(OwnCookies { standing, may_ask: true, ..own }, visit.language())
}
