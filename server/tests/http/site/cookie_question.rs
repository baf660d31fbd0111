//! Tests of the cookie question on our own pages: when it is asked, and its content. They follow the numbered rules of
//! consent, as `cookies.rs` does.

use domain::id::Slug;
use server::serve::args::ServeArgs;

use crate::support::{
    app::{Fields, arguments, spawn_app, spawn_with},
    browser::{Browser, CHOICE, GPC, LANGUAGE, own, publish, set_cookies, with_analytics},
};

/// The start of the question on a page.
pub(super) const QUESTION: &str = "aria-labelledby=\"consent-title\"";

#[tokio::test]
async fn rule_1_before_a_choice_no_page_sets_a_cookie() {
    let app = spawn_app().await;
    for path in ["/", "/s/nps", "/s/helpful", "/cookies", "/privacy", "/sign-in", "/nothing", "/language/en?return=/", "/erased"]
    {
        let reply = app.get_with(path, &[("accept-language", "nl")]).await;
        assert!(set_cookies(&reply).is_empty(), "{path}: {:?}", set_cookies(&reply));
    }
}

#[tokio::test]
async fn rules_2_3_9_and_13_the_question_on_every_page() {
    let app = spawn_app().await;
    let code = app.form("nps").await.with("recommend", "9");
    let thanks = app.post("/s/nps", &code).await.location().to_owned();
    for path in ["/", "/s/nps", "/s/none", "/sign-in", "/nothing", "/erased", thanks.as_str()] {
        for (lang, said) in [
            (
                "nl",
                [
                    "Bakkerij Van Dam",
                    "Noodzakelijk, Voorkeuren",
                    ">Weigeren</button>",
                    ">Accepteren</button>",
                    ">Zelf kiezen</a>",
                    "intrekken, onder aan elke pagina",
                ],
            ),
            (
                "en",
                [
                    "Bakkerij Van Dam",
                    "Necessary, Preferences",
                    ">Refuse</button>",
                    ">Accept</button>",
                    ">Let me choose</a>",
                    "at the bottom of every page",
                ],
            ),
        ] {
            let joint = if path.contains('?') { '&' } else { '?' };
            let path = if path.contains("lang=") {
                path.replace("lang=nl", &format!("lang={lang}"))
            } else {
                format!("{path}{joint}lang={lang}")
            };
            let page = app.get(&path).await;
            let question = page.body.split(QUESTION).nth(1).unwrap_or_else(|| panic!("{path}: {}", page.body));
            let question = question.split("</dialog>").next().unwrap();
            for said in said {
                assert!(question.contains(said), "{path}: {said} in {question}");
            }
            assert!(
                page.body.contains(&format!("<html lang=\"{lang}\"")) && question.contains(&format!("lang=\"{lang}\"")),
                "19: {path}"
            );
            // 4: the same element with the same class in the same form.
            for control in ["refuse_all", "accept_all"] {
                let button = question.split("<button").find(|button| button.contains(&format!("value=\"{control}"))).unwrap();
                let of_form = button.contains("form=\"answer-form\"") && button.contains("name=\"show-again\"");
                assert_eq!(of_form, path.starts_with("/s/nps"), "what is typed goes along: {button}");
                assert!(of_form || button.contains("name=\"control\""), "{button}");
                assert!(button.split('>').next().unwrap().contains("class=\"primary\""), "{button}");
            }
            assert!(!question.contains("checkbox"), "8: {question}");
            assert!(!page.body.contains("<script") || path.starts_with("/s/nps"), "no new script: {path}");
        }
    }
}

#[tokio::test]
async fn a_page_that_answers_a_form_does_not_ask() {
    let app = spawn_app().await;
    let page = app.post("/s/nps", &app.form("nps").await).await;
    assert_eq!(page.status, 422);
    assert!(
        !page.body.contains(QUESTION) && page.body.contains("href=\"/cookies?lang=nl\""),
        "answering would lose what was typed"
    );
}

/// The value of a button of the question on a page with a form.
fn button(page: &str, control: &str) -> String {
    let value = page.split(&format!("value=\"{control} ")).nth(1).unwrap_or_else(|| panic!("{page}"));
    format!("{control} {}", value.split('"').next().unwrap())
}

#[tokio::test]
async fn answering_the_question_keeps_what_was_typed() {
    let app = spawn_app().await;
    for (control, choice) in [("refuse_all", "refused="), ("accept_all", "granted=preferences")] {
        let mut browser = Browser::new(&app);
        let page = browser.get("/s/nps?lang=nl").await.body;
        let typed = app.form("nps").await.with("recommend", "9").with("reason", "Al <veel> getypt").with("purpose", "connect");
        let again = browser.post("/s/nps?lang=nl", &typed.with("show-again", &button(&page, control))).await;
        assert_eq!(again.status, 200, "{}", again.body);
        assert!(again.body.contains("Al &lt;veel> getypt</textarea>"), "{}", again.body);
        let ticked = again.body.split("<input").filter(|input| input.split('>').next().unwrap().contains(" checked")).count();
        assert_eq!(ticked, 2, "the score and the purpose: {}", again.body);
        assert!(again.body.contains(&format!("name=\"key\" value=\"{}\"", typed.first("key"))), "its key is not used yet");
        assert!(!again.body.contains(QUESTION) && browser.value(CHOICE).contains(choice), "{}", browser.value(CHOICE));
        assert!(!again.body.contains("error-summary") && app.standing("nps").await == 0, "nothing is stored or checked");
        for place in [again.header("location").to_owned(), format!("{:?}", set_cookies(&again))] {
            assert!(!place.contains("getypt"), "{place}");
        }
    }
}

#[tokio::test]
async fn another_language_keeps_what_was_typed_and_asks_on() {
    let app = spawn_app().await;
    let mut browser = Browser::new(&app);
    let typed = app.form("nps").await.with("recommend", "3").with("reason", "Al getypt");
    let again = browser.post("/s/nps?lang=en", &typed.with("show-again", "language")).await;
    assert_eq!(again.status, 200, "{}", again.body);
    assert!(again.body.contains("<html lang=\"en\"") && again.body.contains("name=\"locale\" value=\"en\""), "{}", again.body);
    assert!(again.body.contains("Al getypt</textarea>") && again.body.contains(QUESTION), "{}", again.body);
    assert!(again.body.contains("formaction=\"/s/nps?lang=nl\""), "and back: {}", again.body);
    assert_eq!(app.standing("nps").await, 0);
    // Errors do not empty it either.
    let failed = app.post("/s/nps", &app.form("nps").await.with("reason", "Zonder cijfer")).await;
    assert!(failed.status == 422 && failed.body.contains("formaction=\"/s/nps?lang=en\""), "{}", failed.body);
    // Whoever agreed to it is remembered.
    let page = browser.get("/s/nps?lang=nl").await.body;
    browser.post("/s/nps?lang=nl", &typed.with("show-again", &button(&page, "accept_all"))).await;
    browser.post("/s/nps?lang=en", &typed.with("show-again", "language")).await;
    assert_eq!(browser.value(LANGUAGE), "en");
    for bad in ["", "refuse_all", "refuse_all 1 short", "everything 1 00"] {
        assert_eq!(app.post("/s/nps", &typed.with("show-again", bad)).await.status, 422, "{bad}");
    }
}

#[tokio::test]
async fn a_correction_keeps_what_was_typed_in_another_language() {
    let app = spawn_app().await;
    let sent = app.form("nps").await.with("recommend", "9").with("reason", "Eerst");
    let receipt = app.post("/s/nps", &sent).await.location().split('?').next().unwrap().to_owned();
    let page = app.get(&format!("{receipt}/correct?lang=nl")).await.body;
    assert!(page.contains(&format!("formaction=\"{receipt}/correct?lang=en\"")), "{page}");
    let typed = Fields::new(&[("locale", "nl"), ("recommend", "2"), ("reason", "Later"), ("show-again", "language")]);
    let again = app.post(&format!("{receipt}/correct?lang=en"), &typed).await;
    assert!(again.status == 200 && again.body.contains("<html lang=\"en\"") && again.body.contains("Later</textarea>"));
    assert!(app.get(&receipt).await.body.contains("Eerst"), "nothing is stored");
}

#[tokio::test]
async fn rules_17_and_18_a_refusal_leaves_no_identifier_and_is_not_asked_again() {
    let app = spawn_app().await;
    let mut browser = Browser::new(&app);
    let since = jiff::Timestamp::now();
    assert!(browser.answer("refuse_all", &[]).await.location().starts_with("/cookies?done=saved&"));
    assert_eq!(browser.names(), [CHOICE]);
    browser.has_refused_since(since);
    for path in ["/", "/s/nps", "/cookies"] {
        assert!(!browser.get(path).await.body.contains(QUESTION), "{path}");
    }
    assert!(browser.get("/cookies").await.body.contains("heeft geweigerd, in "));
}

#[tokio::test]
async fn rule_17_other_purposes_and_the_end_of_validity_ask_again() {
    let app = spawn_app().await;
    let mut browser = Browser::new(&app);
    browser.answer("refuse_all", &[]).await;
    publish(&app, |notice| notice.retention_months = 61).await;
    assert!(!browser.get("/").await.body.contains(QUESTION), "a mended text asks nobody again");
    with_analytics(&app).await;
    assert!(browser.get("/").await.body.contains(QUESTION));
    let ask = own(&app).await.notice.ask;
    for (value, asks) in [
        (format!("version=1&ask={ask}&refused=2020-01"), true),
        (format!("site=klankbord&version=1&ask={ask}&granted=preferences&until=2020-01-01"), true),
        (format!("site=klankbord&version=1&ask={ask}&granted=preferences&until=2099-01-01"), false),
        (format!("site=klankbord&version=1&ask={}&granted=preferences&until=2099-01-01", ask - 1), true),
        ("nonsense".to_owned(), true),
    ] {
        browser.cookies.insert(CHOICE.into(), (value.clone(), "/".into()));
        assert_eq!(browser.get("/").await.body.contains(QUESTION), asks, "{value}");
    }
}

#[tokio::test]
async fn rule_20_the_signal_refuses_without_a_question_and_is_counted_once() {
    let app = spawn_app().await;
    let mut browser = Browser::with_gpc(&app);
    let since = jiff::Timestamp::now();
    let page = browser.get("/s/nps").await;
    assert!(!page.body.contains(QUESTION) && page.body.contains("Global Privacy Control"), "{}", page.body);
    // Like any refusal.
    browser.has_refused_since(since);
    let again = browser.get("/s/nps").await;
    assert!(set_cookies(&again).is_empty() && again.body.contains("Global Privacy Control"));
    assert!(browser.get("/cookies").await.body.contains("Global Privacy Control"));
    // A later grant in the centre counts.
    browser.answer("own_choice", &[("purpose", "preferences")]).await;
    assert!(browser.value(CHOICE).ends_with("&gpc=1"), "{}", browser.value(CHOICE));
    let centre = browser.get("/cookies").await;
    assert!(centre.body.contains("hier zelf toestemming gegeven") && centre.body.contains(" checked"), "{}", centre.body);
    for other in ["0", "true", "11", ""] {
        let page = app.get_with("/", &[("sec-gpc", other)]).await;
        assert!(page.body.contains(QUESTION) && set_cookies(&page).is_empty(), "only exactly 1: {other}");
    }
    let json = app.get("/.well-known/gpc.json").await;
    assert_eq!((json.status, json.header("content-type")), (200, "application/json"));
    assert_eq!(json.json()["gpc"], true);
    assert_eq!(json.json()["lastUpdate"].as_str().unwrap().len(), 10);
}

#[tokio::test]
async fn without_such_a_website_nothing_is_asked() {
    let app = spawn_with(ServeArgs { own_site: Slug::parse("elders").unwrap(), ..arguments() }).await;
    let page = app.get_with("/", &[GPC]).await;
    assert!(!page.body.contains(QUESTION) && set_cookies(&page).is_empty());
    let centre = app.get("/cookies?lang=nl").await;
    for said in ["alleen wat nodig is", "__Host-klankbord", "klankbord.unsent.*"] {
        assert!(centre.body.contains(said), "{said}: {}", centre.body);
    }
    assert!(!centre.body.contains("<form"), "{}", centre.body);
    let refuse = Fields::new(&[("control", "refuse_all"), ("notice_version", "1")]);
    assert_eq!(app.post("/cookies", &refuse).await.status, 404);
}
