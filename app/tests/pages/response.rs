//! The answering page.

use app::response::{
    form::{self, AnswerPage},
    key_reused::{self, KeyReusedPage},
};
use domain::{
    error::{ErrorCode, FieldError},
    form_fields::FormFields,
    locale::Locale,
    notice::purpose::Basis,
    submission_key::SubmissionKey,
    survey::{published::PublishedSurvey, template::Template},
};

use crate::{check, sample};

const KEY: SubmissionKey = SubmissionKey([7; 16]);

fn render(locale: Locale, published: &PublishedSurvey, fields: &FormFields, errors: &[FieldError]) -> String {
    let html = form::render(
        &sample::context(locale),
        &AnswerPage { published, key: KEY, signature: "00ff", fields, errors, linked: &[], brought: &Vec::new() },
    );
    check(&html, locale);
    html
}

fn empty(published: &PublishedSurvey) -> String {
    render(Locale::Nl, published, &FormFields::default(), &[])
}

#[test]
fn one_form_holds_every_control_and_nothing_is_ticked() {
    for &template in Template::ALL {
        let html = empty(&sample::template(template, Basis::Consent));
        let (before, rest) = html.split_once("<form id=\"answer-form\" method=\"post\"").unwrap();
        let (form, after) = rest.split_once("</form>").unwrap();
        for outside in [before, after] {
            // The language switch sends the form along.
            let of_the_form = outside.matches("form=\"answer-form\"").count();
            assert!(!outside.contains("<input") && outside.matches("<button").count() == of_the_form, "{outside}");
        }
        // Enter presses the first button of the form.
        assert!(
            before
                .split("<button")
                .nth(1)
                .unwrap()
                .starts_with(" form=\"answer-form\" tabindex=\"-1\" aria-hidden=\"true\" class=\"hidden\">"),
            "{before}"
        );
        assert!(form.contains(&format!("action=\"/s/{}?form_body\"", template.name())), "{form}");
        assert!(form.contains("name=\"key\" value=\"07070707070707070707070707070707\""), "{form}");
        assert!(!form.contains(" checked"), "{form}");
    }
}

#[test]
fn nps_has_eleven_radio_buttons_and_named_ends() {
    let html = empty(&sample::template(Template::Nps, Basis::Consent));
    assert_eq!(html.matches("type=\"radio\" name=\"recommend\"").count(), 11);
    assert!(html.contains("Helemaal niet waarschijnlijk") && html.contains("Uiterst waarschijnlijk"), "{html}");
    assert!(html.contains("Schrijf geen namen, BSN of informatie over gezondheid op."), "{html}");
}

#[test]
fn pressing_send_says_what_it_means() {
    let html = empty(&sample::template(Template::Nps, Basis::Consent));
    let (before, beneath) = html.split_once("id=\"send\"").unwrap();
    let first = beneath.split("<details>").next().unwrap();
    let said = " en wist ze na 24 maanden. Meedoen is vrijwillig. Met Versturen geeft u toestemming. U kunt uw toestemming altijd \
                intrekken.";
    assert!(first.contains(said), "{first}");
    assert!(beneath.contains("klantenservice@dekorenaar.example"), "the rest is folded: {beneath}");
    // The question comes first, and what is asked before it is sent is one box.
    assert!(before.contains("<legend><h1>Hoe waarschijnlijk") && html.matches("<h1>").count() == 1, "{before}");
    assert_eq!(html.matches("type=\"checkbox\" name=\"purpose\"").count(), 1);
    assert!(before.contains("value=\"connect\"") && !html.contains("contact_email"), "{before}");

    let html = empty(&sample::template(Template::Nps, Basis::LegitimateInterest));
    assert!(html.contains("Meedoen is vrijwillig. U kunt altijd bezwaar maken.") && html.contains("Het belang: "), "{html}");
    assert!(!html.contains("Met Versturen geeft u"), "{html}");
}

#[test]
fn light_mode_sends_with_one_click_and_loads_no_script() {
    let light = sample::template(Template::Helpful, Basis::Consent);
    let html = empty(&light);
    assert!(!form::has_islands(&light) && !html.contains("<script") && !html.contains("leptos-island"), "{html}");
    for value in ["0", "1"] {
        assert!(html.contains(&format!("name=\"helpful\" value=\"{value}\"")), "{html}");
    }
    assert!(!html.contains("type=\"radio\"") && !html.contains("id=\"send\"") && !html.contains("purpose"), "{html}");
}

#[test]
fn a_page_with_islands_loads_one_script_with_the_nonce() {
    let html = empty(&sample::template(Template::Nps, Basis::Consent));
    assert_eq!(html.matches("<script").count(), 1);
    for part in [
        "nonce=\"abc123\"",
        "src=\"/assets/loader.1.js\"",
        "data-js=\"/assets/public.1.js\"",
        "data-wasm=\"/assets/public_bg.1.wasm\"",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(html.contains("<leptos-island"), "{html}");
}

#[test]
fn what_was_typed_comes_back_inert() {
    let typed = sample::fields(&[
        ("recommend_10", "9"),
        ("reason", "</textarea><script>alert(1)</script>"),
        ("bought", "na"),
        ("liked", "staff"),
        ("agree.kind", "4"),
        ("visits", "\"><script>"),
        ("missed", "<b>&amp;"),
        ("purpose", "connect"),
        ("<script>x", "1"),
    ]);
    let errors = [
        FieldError::new("visits", ErrorCode::NotANumber),
        FieldError::new("agree.fast", ErrorCode::Required),
        FieldError::new("<script>x", ErrorCode::UnknownField),
        FieldError::new("version", ErrorCode::Required),
    ];
    let html = render(Locale::Nl, &sample::everything(), &typed, &errors);
    assert_eq!(html.matches("<script").count(), 1, "only our own: {html}");
    for inert in [
        "\n&lt;/textarea>&lt;script>alert(1)&lt;/script></textarea>",
        "name=\"visits\" value=\"&quot;&gt;&lt;script&gt;\"",
        "name=\"missed\" value=\"&lt;b&gt;&amp;amp;\"",
        "“&lt;script&gt;x”",
    ] {
        assert!(html.contains(inert), "{inert}: {html}");
    }
    for again in [
        "name=\"recommend_10\" value=\"9\" checked",
        "name=\"bought\" value=\"na\" checked",
        "name=\"liked\" value=\"staff\" checked",
        "name=\"agree.kind\" value=\"4\" checked",
        "name=\"purpose\" value=\"connect\" checked",
    ] {
        assert!(html.contains(again), "{again}: {html}");
    }
    assert_eq!(html.matches(" checked").count(), 5, "{html}");
}

#[test]
fn errors_are_summed_up_and_linked_to_their_fields() {
    let errors = [
        FieldError::new("recommend_10", ErrorCode::Required),
        FieldError::new("agree.fast", ErrorCode::Required),
        FieldError::new("visits", ErrorCode::OutOfRange { min: "0".into(), max: "31".into() }),
        FieldError::new("purpose", ErrorCode::UnknownPurpose),
    ];
    let html = render(Locale::En, &sample::everything(), &FormFields::default(), &errors);
    assert!(html.contains("<title>Error: "), "{html}");
    assert!(html.contains("id=\"error-summary\""), "{html}");
    for error in &errors {
        let field = &error.field;
        assert!(html.contains(&format!("href=\"#f-{field}\"")), "{field} is linked");
        assert_eq!(html.matches(&format!("id=\"f-{field}\"")).count(), 1, "{field} is there once");
        assert_eq!(html.matches(&format!("id=\"e-{field}\"")).count(), 1, "{field} has its text");
        let described = html
            .split("aria-describedby=\"")
            .skip(1)
            .any(|rest| rest.split('"').next().is_some_and(|ids| ids.split(' ').any(|id| id == format!("e-{field}"))));
        assert!(described, "{field} is described by its error");
    }
    assert!(!html.contains("id=\"e-reason\""), "{html}");
}

#[test]
fn ids_are_unique() {
    let html = empty(&sample::everything());
    let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn a_key_used_twice_asks_who_sends_and_takes_along_what_was_sent() {
    let fields = FormFields(vec![("recommend".into(), "3".into()), ("reason".into(), "<b>\n\"Koud\"".into())]);
    let page = |improvable, another| {
        let page = KeyReusedPage { action: "/s/nps", fields: &fields, improvable, another };
        [Locale::Nl, Locale::En].map(|locale| {
            let html = key_reused::render(&sample::context(locale), &page);
            check(&html, locale);
            html
        })
    };
    let [html, english] = page(Some(("0a", "0b")), Some(("0c", "0d")));
    assert_eq!((html.matches("class=\"card reused\"").count(), html.matches("name=\"reason\"").count()), (2, 2), "{html}");
    assert!(html.contains(">Verbeteren</button>") && html.contains(">Iemand anders</button>"), "{html}");
    assert!(english.contains(">Improve</button>") && english.contains(">Another person</button>"), "{english}");
    let (improve, another) = html.split_once("id=\"improve\"").unwrap();
    assert!(improve.contains("value=\"0a\"") && improve.contains("name=\"form_choice\" value=\"improve\""), "{html}");
    assert!(another.contains("value=\"0c\"") && !another.contains("form_choice"), "{html}");
    assert!(!html.contains("<b>") && !html.contains("/r/"), "{html}");
    let [html, _] = page(None, Some(("0c", "0d")));
    assert!(!html.contains("id=\"improve\"") && html.contains("verandert daardoor niet"), "{html}");
}
