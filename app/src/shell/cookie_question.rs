//! The first layer of the question about our own cookies, and the permanent control in the footer. Both are plain
//! forms.
//!
//! The question is in the page flow, before the main part. It covers nothing, moves nothing and takes no focus. It
//! comes before any input, because answering it would lose input.

use domain::{
    locale::Locale,
    site::{
        choice_cookie::ChoiceStatus,
        decision::form::{CONTROL, KEY, LANG, VERSION},
    },
};
use leptos::prelude::*;

use crate::{
    messages::Words,
    notice::website,
    page::{OwnCookies, PageContext},
};

/// The first layer, if the visitor must be asked and is not signed in.
pub(crate) fn question(context: &PageContext) -> Option<AnyView> {
    let own = context.cookies.as_ref().filter(|own| own.asks() && context.user_email.is_none())?;
    let notice = &own.site.notice.published.notice;
    let website = notice.website.as_ref()?;
    let locale = locale(context, own);
    let words = Words::new(locale, context.address_form);
    let texts = &website.texts;
    let text = |text: &domain::locale::LocalizedText| text.get(locale).to_owned();
    let purposes: Vec<_> = notice.purposes.iter().map(|purpose| website::name(&words, notice, &purpose.key)).collect();
    let purposes = format!(": {}. ", purposes.join(", "));
    let privacy = format!("/privacy/{}?lang={locale}", own.site.site.key);
    let choose = format!("/cookies?lang={locale}&return={}#choose", context.encoded_path());
    Some(
        view! {
            <section class="consent" aria-labelledby="consent-title" lang=locale.tag()>
                <h2 id="consent-title">{text(&texts.title)}</h2>
                <p>{text(&texts.body)}</p>
                <p>
                    <strong>{notice.controller.clone()}</strong>
                    {purposes}
                    {text(&texts.withdraw_hint)}
                    " "
                    <a href=privacy>{text(&texts.privacy)}</a>
                </p>
                <form class="deciding" method="post" action="/cookies">
                    {hidden(context, own)}
                    <input type="hidden" name="return" value=context.path.clone() />
                    {both_answers(own, locale)}
                    <a class="button secondary" href=choose>{text(&texts.choose)}</a>
                </form>
            </section>
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
