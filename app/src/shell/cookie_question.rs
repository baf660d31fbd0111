//! The first layer of the question about our own cookies, and the permanent control in the footer. Both are plain
//! forms.
//!
//! The question is in the page flow, before the main part. It covers nothing, moves nothing and takes no focus. On a page
//! with a form to fill in, answering it sends what was typed along, and the page is shown again as it was.

use domain::{
    consent::Control,
    locale::{Locale, LocalizedText},
    site::{
        choice_cookie::ChoiceStatus,
        decision::form::{CONTROL, KEY, LANG, VERSION},
    },
    survey::reserved_keys::AGAIN,
};
use leptos::prelude::*;

use crate::{
    messages::Words,
    notice::website,
    page::{OwnCookies, PageContext},
};

/// The first layer, if the visitor must be asked and is not signed in. On a page with a form to fill in, its buttons send
/// the values of that form along.
pub(crate) fn question(context: &PageContext, kept_form: Option<&'static str>) -> Option<AnyView> {
    let own = context.cookies.as_ref().filter(|own| own.asks() && context.user_email.is_none())?;
    let notice = &own.site.notice.published.notice;
    let website = notice.website.as_ref()?;
    let locale = locale(context, own);
    let words = Words::new(locale, context.address_form);
    let texts = &website.texts;
    let text = |text: &LocalizedText| text.get(locale).to_owned();
    let purposes: Vec<_> = notice.purposes.iter().map(|purpose| website::name(&words, notice, &purpose.key)).collect();
    let purposes = format!(": {}. ", purposes.join(", "));
    let privacy = format!("/privacy/{}?lang={locale}", own.site.site.key);
    let choose = format!("/cookies?lang={locale}&return={}#choose", context.encoded_path());
    let choose = view! { <a class="button secondary" href=choose>{text(&texts.choose)}</a> };
    let answer = match kept_form {
        Some(form) => view! { <div class="deciding">{both_answers_with(context, own, form)}{choose}</div> }.into_any(),
        None => view! {
            <form class="deciding" method="post" action="/cookies">
                {hidden(context, own)}
                <input type="hidden" name="return" value=context.path.clone() />
                {both_answers(own, locale)}
                {choose}
            </form>
        }
        .into_any(),
    };
    Some(
        view! {
            // Open and not modal: programs that refuse for people look for a dialog.
            <dialog open=true class="consent" aria-labelledby="consent-title" lang=locale.tag()>
                <h2 id="consent-title">{text(&texts.title)}</h2>
                <p>{text(&texts.body)}</p>
                <p>
                    <strong>{notice.controller.clone()}</strong>
                    {purposes}
                    {text(&texts.withdraw_hint)}
                    " "
                    <a href=privacy>{text(&texts.privacy)}</a>
                </p>
                {answer}
            </dialog>
        }
        .into_any(),
    )
}

/// The buttons to refuse and to accept, which differ only in their text.
pub(crate) fn both_answers(own: &OwnCookies, locale: Locale) -> Option<AnyView> {
    let texts = &own.site.notice.published.notice.website.as_ref()?.texts;
    Some(
        view! {
            <button class="primary" name=CONTROL value="refuse_all">{texts.refuse.get(locale).to_owned()}</button>
            <button class="primary" name=CONTROL value="accept_all">{texts.accept.get(locale).to_owned()}</button>
        }
        .into_any(),
    )
}

/// The same buttons as part of another form. What the hidden fields of a decision hold is in their value.
fn both_answers_with(context: &PageContext, own: &OwnCookies, form: &'static str) -> Option<AnyView> {
    let locale = locale(context, own);
    let texts = &own.site.notice.published.notice.website.as_ref()?.texts;
    let button = |control: Control, text: &LocalizedText| {
        let value = format!("{} {} {}", control.name(), own.site.notice.published.number, own.key);
        let text = text.get(locale).to_owned();
        view! {
            <button class="primary" form=form formaction=context.here_in(context.locale) formnovalidate=true name=AGAIN value=value>
                {text}
            </button>
        }
    };
    Some(view! { {button(Control::RefuseAll, &texts.refuse)}{button(Control::AcceptAll, &texts.accept)} }.into_any())
}

/// The hidden fields of every decision form.
pub(crate) fn hidden(context: &PageContext, own: &OwnCookies) -> AnyView {
    view! {
        <input type="hidden" name=KEY value=own.key.to_string() />
        <input type="hidden" name=VERSION value=own.site.notice.published.number.to_string() />
        <input type="hidden" name=LANG value=context.locale.tag() />
    }
    .into_any()
}

/// The language of the page, if the notice has it.
pub(crate) fn locale(context: &PageContext, own: &OwnCookies) -> Locale {
    own.site.notice.locale_for(context.locale.tag())
}

/// The permanent control on every page: what is stored, and withdrawal with one click.
pub(crate) fn footer(context: &PageContext, words: &Words) -> AnyView {
    let (cookies, privacy) = (format!("/cookies?lang={}", context.locale), format!("/privacy?lang={}", context.locale));
    let own = context.cookies.as_ref();
    let signal = own.filter(|own| own.gpc && !matches!(own.standing, ChoiceStatus::Granted(_))).and_then(|own| {
        let text = own.site.notice.published.notice.website.as_ref()?.texts.gpc.get(locale(context, own)).to_owned();
        Some(view! { <p class="hint">{text}</p> })
    });
    let withdraw = own.filter(|own| !own.standing.granted().is_empty()).map(|own| {
        view! {
            <form method="post" action="/cookies">
                {hidden(context, own)}
                <input type="hidden" name="from" value=context.path.clone() />
                <button class="link" name=CONTROL value="withdraw">{words.say("footer-withdraw")}</button>
            </form>
        }
    });
    view! {
        <footer class="foot">
            {signal}
            <a href=cookies>{words.say("footer-cookies")}</a>
            <a href=privacy>{words.say("footer-privacy")}</a>
            {withdraw}
        </footer>
    }
    .into_any()
}
