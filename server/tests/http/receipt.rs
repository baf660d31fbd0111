//! Receipts: shown to the holder of the address, withdrawn per purpose, erased.

use crate::support::app::{Fields, TestApp, on_postgres, spawn_app};

async fn answered(app: &TestApp) -> String {
    let fields = app.form("nps").await.with("recommend", "9").with("reason", "Vriendelijk").with("purpose", "publish");
    let reply = app.post("/s/nps", &fields).await;
    reply.location().split('?').next().unwrap().to_owned()
}

async fn what_was_given_is_taken_back(app: TestApp) {
    let receipt = answered(&app).await;
    let page = app.get(&receipt).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Vriendelijk"));
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(page.header("x-robots-tag").contains("noindex"));
    assert_eq!(app.get(&format!("{receipt}?thanks=1&lang=en")).await.status, 200);

    let withdraw = |purpose: &str| Fields::new(&[("purpose", purpose)]);
    let address = format!("{receipt}/withdraw");
    let optional = app.post(&address, &withdraw("publish")).await;
    assert_eq!(optional.location(), receipt);
    assert_eq!(app.standing("nps").await, 1, "another purpose leaves the answer where it is");
    assert_eq!(app.post(&format!("{address}?lang=en"), &withdraw("publish")).await.location(), format!("{receipt}?lang=en"));
    assert_eq!(app.post(&address, &withdraw("profit")).await.status, 422);
    assert_eq!(app.post(&address, &withdraw("")).await.status, 422);
    assert_eq!(app.post(&address, &withdraw("analysis")).await.location(), receipt);
    assert_eq!(app.standing("nps").await, 0);
    assert_eq!(app.post(&address, &withdraw("analysis")).await.location(), receipt, "a second time changes nothing");
    let page = app.get(&receipt).await.body;
    let said = page.split("role=\"status\"").nth(1).and_then(|rest| rest.split("</div>").next()).unwrap_or_default();
    assert!(said.contains("uw toestemming ingetrokken voor “Antwoorden tellen en lezen”"), "{page}");
    assert!(said.contains("Uw antwoorden tellen niet meer mee. We wissen ze uiterlijk op "), "{page}");
    assert!(page.contains("We mogen uw toelichting vanaf dat moment niet meer tonen."), "of each purpose: {page}");
}

#[tokio::test]
async fn what_was_given_is_taken_back_on_sqlite() {
    what_was_given_is_taken_back(spawn_app().await).await;
}

#[tokio::test]
async fn what_was_given_is_taken_back_on_postgres() {
    on_postgres(what_was_given_is_taken_back).await;
}

async fn answers_and_proof_are_erased(app: TestApp) {
    let receipt = answered(&app).await;
    let erase = |scope: &str| Fields::new(&[("scope", scope)]);
    let address = format!("{receipt}/erase");
    assert_eq!(app.post(&address, &erase("some")).await.status, 422);
    assert_eq!(app.standing("nps").await, 1);
    assert_eq!(app.post(&address, &erase("answers")).await.location(), receipt);
    let page = app.get(&receipt).await;
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("Vriendelijk"));
    assert_eq!(app.standing("nps").await, 0);

    let unsure = app.post(&address, &erase("everything").with("lang", "en")).await;
    assert_eq!(unsure.status, 422, "one tap erases nothing");
    assert!(
        unsure.body.contains("Tick the box first.") && unsure.body.contains("aria-describedby=\"e-sure\""),
        "{}",
        unsure.body
    );
    assert!(
        unsure.body.contains(&format!("href=\"{receipt}?lang=nl\"")),
        "the other language is that of the receipt: {}",
        unsure.body
    );
    assert_eq!(app.get(&receipt).await.status, 200);
    let gone = app.post(&address, &erase("everything").with("sure", "1")).await;
    assert_eq!(gone.location(), "/erased");
    assert_eq!(app.get("/erased").await.status, 200);
    assert_eq!(app.get(&receipt).await.status, 404);
    assert_eq!(app.post(&address, &erase("everything")).await.status, 404);
    assert_eq!(app.post(&address, &erase("everything").with("sure", "1")).await.status, 404);
}

#[tokio::test]
async fn answers_and_proof_are_erased_on_sqlite() {
    answers_and_proof_are_erased(spawn_app().await).await;
}

#[tokio::test]
async fn answers_and_proof_are_erased_on_postgres() {
    on_postgres(answers_and_proof_are_erased).await;
}

#[tokio::test]
async fn an_unknown_receipt_is_not_found() {
    let app = spawn_app().await;
    let unknown = format!("/r/{}", "A".repeat(43));
    assert_eq!(app.get(&unknown).await.status, 404);
    let withdraw = Fields::new(&[("purpose", "analysis")]);
    assert_eq!(app.post(&format!("{unknown}/withdraw"), &withdraw).await.status, 404);
    assert_eq!(app.post("/r/short/withdraw", &withdraw).await.status, 404);
}

async fn more_is_allowed_after_sending(app: TestApp) {
    let form = app.get("/s/nps?lang=nl").await.body;
    for later in ["value=\"contact\"", "value=\"publish\"", "contact_email"] {
        assert!(!form.contains(later), "{later} is asked before Send");
    }
    assert!(form.contains("value=\"connect\""), "{form}");
    let fields = app.form("nps").await.with("recommend", "9");
    let thanks = app.post("/s/nps", &fields).await.location().to_owned();
    let receipt = thanks.split('?').next().unwrap().to_owned();
    let page = app.get(&thanks).await.body;
    assert!(page.contains("value=\"contact\"") && page.contains("value=\"publish\"") && !page.contains(" checked"), "{page}");

    // An error keeps what was typed, and nothing is granted.
    let address = format!("{receipt}/allow");
    let typed = |email| Fields::new(&[("thanks", "1"), ("lang", "nl"), ("purpose", "contact"), ("contact_email", email)]);
    let wrong = app.post(&address, &typed("geen adres")).await;
    assert!(wrong.status == 422 && wrong.body.contains("geen adres") && wrong.body.contains("Bedankt"), "{}", wrong.body);
    assert_eq!(app.post(&address, &Fields::new(&[("purpose", "profit")])).await.status, 422);
    assert!(!app.get(&receipt).await.body.contains("Toegestaan na het versturen"));

    let allowed = app.post(&address, &typed("jan@voorbeeld.nl")).await;
    assert_eq!(allowed.location(), format!("{receipt}?lang=nl&thanks=1&allowed=1"));
    let page = app.get(allowed.location()).await.body;
    assert!(page.contains("Opgeslagen") && !page.contains("value=\"contact\"") && page.contains("value=\"publish\""), "{page}");
    let page = app.get(&format!("{receipt}?lang=nl")).await.body;
    assert!(page.contains("jan@voorbeeld.nl") && page.contains("Toegestaan na het versturen"), "{page}");
    assert!(app.get(&format!("{receipt}/receipt.json")).await.body.contains("thanks"));

    // The form cannot tell of it, so sending it improved takes nothing back.
    let improved = Fields(fields.0.iter().filter(|(name, _)| name != "recommend").cloned().collect());
    app.post("/s/nps", &improved.with("recommend", "8").with("form_choice", "improve")).await;
    assert!(app.get(&receipt).await.body.contains("jan@voorbeeld.nl"));
    assert_eq!(app.post(&format!("/r/{}/allow", "A".repeat(43)), &Fields::new(&[])).await.status, 404);
}

#[tokio::test]
async fn more_is_allowed_after_sending_on_sqlite() {
    more_is_allowed_after_sending(spawn_app().await).await;
}

#[tokio::test]
async fn more_is_allowed_after_sending_on_postgres() {
    on_postgres(more_is_allowed_after_sending).await;
}
