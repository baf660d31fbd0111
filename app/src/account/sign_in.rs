//! The sign-in page, `/sign-in`. It never reveals whether an address has an account.

use leptos::prelude::*;

use crate::{
    messages::Words,
    page::PageContext,
    shell::{self, Document},
};

/// The notice above the sign-in form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SignInNotice {
    /// No notice.
    #[default]
    None,
    /// The address and password do not match an account.
    Failed,
    /// Too many attempts; the user must wait so many seconds.
    Throttled(u64),
    /// Signed out in this browser.
    SignedOut,
    /// Signed out everywhere.
    SignedOutEverywhere,
}

/// The data of the sign-in page.
#[derive(Clone, Copy, Debug)]
pub struct SignInPage<'a> {
    /// The submitted e-mail address. Empty at first.
    pub email: &'a str,
    /// The address to open after signing in. Empty for the overview.
    pub next: &'a str,
    /// The notice above the form.
    pub notice: SignInNotice,
}

/// The page.
pub fn render(context: &PageContext, page: &SignInPage<'_>) -> String {
    let title = Words::new(context.locale, context.address_form).say("sign-in-title");
    let failed = matches!(page.notice, SignInNotice::Failed | SignInNotice::Throttled(_));
    let document = Document { failed, ..Document::admin(title.clone()) };
    shell::render(context, document, |words| {
        let (email, next) = (page.email.to_owned(), page.next.to_owned());
        let next = (!next.is_empty()).then(|| view! { <input type="hidden" name="next" value=next /> });
        let command = words.say_with("sign-in-no-account", &[("command", "klankbord user".into())]);
        view! {
            <div class="narrow card">
                <h1>{title}</h1>
                {notice(words, page.notice)}
                <form method="post" action="/sign-in">
                    {next}
                    <div class="line">
                        <label for="f-email">{words.say("sign-in-email")}</label>
                        <input type="email" id="f-email" name="email" autocomplete="username" required=true value=email />
                    </div>
                    <div class="line">
                        <label for="f-password">{words.say("sign-in-password")}</label>
                        <input type="password" id="f-password" name="password" autocomplete="current-password" required=true />
                    </div>
                    <button class="primary">{words.say("sign-in-button")}</button>
                </form>
                <p class="hint">{command}</p>
            </div>
        }
        .into_any()
    })
}

fn notice(words: &Words, notice: SignInNotice) -> Option<AnyView> {
    let (id, failed) = match notice {
        SignInNotice::None => return None,
        SignInNotice::Failed => ("sign-in-failed", true),
        SignInNotice::Throttled(_) => ("sign-in-throttled", true),
        SignInNotice::SignedOut => ("sign-in-signed-out", false),
        SignInNotice::SignedOutEverywhere => ("sign-in-signed-out-everywhere", false),
    };
    let text = match notice {
        SignInNotice::Throttled(seconds) => {
            let (unit, count) = if seconds <= 90 { ("seconds", seconds) } else { ("minutes", seconds.div_ceil(60)) };
            words.say_with(id, &[("unit", unit.into()), ("count", count.into())])
        }
        _ => words.say(id),
    };
    Some(match failed {
        true => {
            view! { <div id="error-summary" class="error-summary" role="alert" tabindex="-1" autofocus=true><p>{text}</p></div> }
                .into_any()
        }
        false => view! { <p class="done" role="status">{text}</p> }.into_any(),
    })
}
