//! The rights desk, and correction by receipt. Data are found, handed out, corrected, restricted and erased, each with
//! a log entry.

use domain::{
    id::Slug,
    organisation::OrganisationProfile,
    response::filter::ResultsFilter,
    submission_key::{ReceiptCode, SubmissionKey},
};

use crate::support::{
    accounts::signed_in,
    app::{Fields, Reply, TestApp, on_postgres, spawn_app},
};

/// Sends the NPS survey with contact details, and returns the code of its receipt.
async fn answered(app: &TestApp) -> ReceiptCode {
    let form = app.form("nps").await;
    let key = form.0.iter().find(|(name, _)| name == "key").unwrap().1.clone();
    let mut fields = form;
    for (name, value) in
        [("recommend", "3"), ("reason", "Te duur <script>"), ("purpose", "contact"), ("contact_email", "Jan@Voorbeeld.nl")]
    {
        fields.0.push((name.to_owned(), value.to_owned()));
    }
    assert_eq!(app.post("/s/nps", &fields).await.status, 303);
    app.code(&SubmissionKey::parse(&key).unwrap()).await
}

struct Officer<'a> {
    app: &'a TestApp,
    cookie: String,
    request: String,
}

impl<'a> Officer<'a> {
    async fn new(app: &'a TestApp) -> Self {
        let cookie = signed_in(app).await;
        let mut officer = Self { app, cookie, request: String::new() };
        let today = officer.get("/admin/rights?lang=nl").await.attribute("received");
        let made = officer
            .post(
                "/admin/rights?lang=nl",
                &[("right", "access"), ("right", "erasure"), ("received", &today), ("reference", "K-12")],
            )
            .await;
        assert_eq!(made.status, 303);
        let location = made.header("location");
        officer.request = location.split('?').next().unwrap().to_owned();
        officer
    }

    async fn get(&self, path: &str) -> Reply {
        self.app.get_with(path, &[("cookie", &self.cookie)]).await
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        self.app.post_with(path, &Fields::new(fields), &[("cookie", &self.cookie)]).await
    }

    async fn search(&self, by: &str, value: &str) -> Reply {
        self.post(&format!("{}/search?lang=nl", self.request), &[("by", by), ("value", value)]).await
    }

    /// The address of the only response that a search finds.
    async fn found(&self, by: &str, value: &str) -> String {
        let page = self.search(by, value).await;
        let start = page.body.find(&format!("{}/responses/", self.request)).expect("something is found");
        page.body[start..].split(['?', '"']).next().unwrap().to_owned()
    }

    async fn noted(&self) -> String {
        self.get(&format!("{}?lang=nl", self.request)).await.body
    }
}

impl Reply {
    /// The value of the field with this name.
    fn attribute(&self, name: &str) -> String {
        let input =
            self.body.split("<input").find(|input| input.contains(&format!("name=\"{name}\""))).expect("the field is there");
        input.split_once("value=\"").expect("it has a value").1.split('"').next().unwrap().to_owned()
    }
}

async fn counted(app: &TestApp) -> usize {
    let survey = app.store.find_survey(&Slug::parse("nps").unwrap()).await.unwrap().unwrap().survey.id;
    app.store.list_responses(survey, &ResultsFilter::default(), None, None, 10).await.unwrap().len()
}

async fn a_person_is_found_and_helped(app: TestApp) {
    let code = answered(&app).await;
    let officer = Officer::new(&app).await;
    let address = officer.found("email", "jan@voorbeeld.NL").await;
    assert_eq!(address, officer.found("receipt", &format!("{}/r/{code}?lang=nl", app.address)).await);
    let nothing = officer.search("email", "piet@voorbeeld.nl").await;
    assert!(nothing.body.contains("Niets gevonden") && nothing.body.contains("Vraag om het ontvangstbewijs"), "{}", nothing.body);

    let page = officer.get(&format!("{address}?lang=nl")).await;
    assert!(page.body.contains("Jan@Voorbeeld.nl") && page.body.contains("Te duur &lt;script&gt;"), "{}", page.body);

    // Nothing is handed out before the identity is checked.
    let id = address.rsplit('/').next().unwrap();
    let early = officer.post(&format!("{}/export?lang=nl", officer.request), &[("response", id)]).await;
    assert_eq!(early.status, 409);
    assert!(early.body.contains("Identiteit nog niet gecontroleerd"));
    assert_eq!(officer.post(&officer.request, &[("do", "identify"), ("identity", "receipt")]).await.status, 303);

    // Handed out, with the proof.
    let export = officer.post(&format!("{}/export?lang=nl", officer.request), &[("response", id)]).await;
    assert_eq!(export.header("content-type"), "application/json");
    assert!(export.header("content-disposition").starts_with("attachment; filename=\"klankbord-request-"));
    let file = export.json();
    assert_eq!(file["format"], "klankbord-rights-export/1");
    let response = &file["responses"][0];
    assert_eq!((&response["answers"][0]["answer"], &response["answers"][1]["answer"]), (&3.into(), &"Te duur <script>".into()));
    assert_eq!(response["contact"]["email"], "Jan@Voorbeeld.nl");
    assert_eq!(response["purposes"][0]["state"], "given");
    assert_eq!(response["receipt"]["@type"], "dpv:ConsentReceipt");
    assert!(!export.body.contains(&code.to_string()), "the secret address is the person's alone");

    // The same to read.
    let fields = [("response", id), ("format", "html")];
    let read = officer.post(&format!("{}/export?lang=nl", officer.request), &fields).await;
    assert_eq!(read.header("content-type"), "text/html; charset=utf-8");
    assert!(read.header("content-disposition").ends_with(".html\""), "{}", read.header("content-disposition"));
    for said in [
        "Te duur &lt;script&gt;",
        "Jan@Voorbeeld.nl",
        "Toestemming gegeven",
        "Autoriteit Persoonsgegevens",
        id,
        "dpv:ConsentReceipt",
    ] {
        assert!(read.body.contains(said), "{said}: {}", read.body);
    }
    assert!(
        !read.body.contains(&code.to_string()) && !read.body.contains("<form") && !read.body.contains("/assets/"),
        "{}",
        read.body
    );

    // Corrected.
    let form = officer.get(&format!("{address}/correct?lang=nl")).await;
    assert!(form.body.contains("value=\"Jan@Voorbeeld.nl\"") && form.body.contains("Te duur &lt;script>"), "{}", form.body);
    let fields = [("locale", "nl"), ("recommend", "11"), ("reason", "Toch goed"), ("contact_email", "jan@voorbeeld.nl")];
    let wrong = officer.post(&format!("{address}/correct"), &fields).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("error-summary") && wrong.body.contains("Toch goed"));
    let fields = [("locale", "nl"), ("recommend", "9"), ("reason", "Toch goed"), ("contact_email", "jan@nieuw.nl")];
    let right = officer.post(&format!("{address}/correct"), &fields).await;
    assert_eq!(right.status, 303, "{}", right.body);
    let page = officer.get(right.header("location")).await;
    assert!(page.body.contains("jan@nieuw.nl") && page.body.contains("De gewijzigde antwoorden zijn opgeslagen"));
    assert!(app.get(&format!("/r/{code}?lang=nl")).await.body.contains("Toch goed"));

    // Restricted, and released again.
    assert_eq!(counted(&app).await, 1);
    assert_eq!(officer.post(&format!("{address}/restrict"), &[("do", "restrict")]).await.status, 303);
    assert_eq!(counted(&app).await, 0);
    assert!(app.get(&format!("/r/{code}?lang=nl")).await.body.contains("wel bewaard, maar niet gebruikt"));
    let again = officer.post(&format!("{address}/restrict"), &[("do", "restrict")]).await;
    assert!(again.header("location").ends_with("done=nothing"));
    assert!(officer.get("/admin/rights?lang=nl").await.body.contains("Van één reactie is het gebruik beperkt"));
    let untold = officer.post(&format!("{address}/restrict?lang=nl"), &[("do", "release")]).await;
    assert_eq!(untold.status, 422, "the person is told first");
    assert_eq!(officer.post(&format!("{address}/restrict"), &[("do", "release"), ("informed", "1")]).await.status, 303);
    assert_eq!(counted(&app).await, 1);

    assert_eq!(officer.post(&format!("{address}/withdraw"), &[("purpose", "contact")]).await.status, 303);
    assert!(
        officer.search("email", "jan@nieuw.nl").await.body.contains("Niets gevonden"),
        "contact details went with their purpose"
    );

    // Erased, but not by accident.
    let unsure = officer.post(&format!("{address}/erase?lang=nl"), &[("scope", "everything")]).await;
    assert_eq!(unsure.status, 422);
    assert!(unsure.body.contains("Zet eerst het vinkje"));
    assert_eq!(officer.post(&format!("{address}/erase"), &[("scope", "answers"), ("sure", "1")]).await.status, 303);
    assert_eq!(officer.get(&format!("{address}/correct")).await.status, 404);
    assert_eq!(officer.post(&format!("{address}/erase"), &[("scope", "everything"), ("sure", "1")]).await.status, 303);
    assert_eq!(officer.get(&address).await.status, 404);
    assert_eq!(app.get(&format!("/r/{code}")).await.status, 404);

    let noted = officer.noted().await;
    for line in [
        "Gezocht (E-mailadres): één keer gevonden",
        "Gezocht (Ontvangstbewijs): één keer gevonden",
        "Gezocht (E-mailadres): niets gevonden",
        "Identiteit: Heeft het ontvangstbewijs",
        "Bekeken",
        "Eén als bestand gedownload",
        "Antwoorden gewijzigd",
        "Gebruik beperkt",
        "Beperking opgeheven",
        "Ingetrokken of bezwaar: Contact opnemen",
        "Antwoorden gewist, bewijs bewaard",
        "Alles gewist",
    ] {
        assert!(noted.contains(line), "{line}: {noted}");
    }
    assert!(!noted.to_lowercase().contains("voorbeeld.nl\"") && !noted.contains("jan@"), "not for whom");

    // A closed request stays closed.
    let refused = officer.post(&officer.request, &[("do", "close"), ("outcome", "refused")]).await;
    assert_eq!(refused.status, 422, "a refusal needs its reason");
    assert_eq!(officer.post(&officer.request, &[("do", "extend"), ("reason", "Veel verzoeken")]).await.status, 303);
    let twice = officer.post(&format!("{}?lang=nl", officer.request), &[("do", "extend"), ("reason", "Nog meer")]).await;
    assert_eq!(twice.status, 409);
    assert!(twice.body.contains("Uitstellen kan niet meer"), "{}", twice.body);
    assert_eq!(officer.post(&officer.request, &[("do", "close"), ("outcome", "done")]).await.status, 303);
    let late = officer.search("email", "jan@nieuw.nl").await;
    assert_eq!(late.status, 409);
    assert!(late.body.contains("Dit verzoek is al afgesloten"), "{}", late.body);
    let noted = officer.noted().await;
    assert!(noted.contains("Afgesloten: Gedaan wat gevraagd werd") && !noted.contains("name=\"value\""), "{noted}");
    let csv = officer.get("/admin/rights.csv?lang=nl").await;
    assert!(csv.body.contains(",access erasure,K-12,receipt,Veel verzoeken,done,"), "{}", csv.body);
}

#[tokio::test]
async fn a_person_is_found_and_helped_on_sqlite() {
    a_person_is_found_and_helped(spawn_app().await).await;
}

#[tokio::test]
async fn a_person_is_found_and_helped_on_postgres() {
    on_postgres(a_person_is_found_and_helped).await;
}

#[tokio::test]
async fn what_is_entered_wrongly_is_said_at_once() {
    let app = spawn_app().await;
    let officer = Officer::new(&app).await;
    let wrong = officer.post("/admin/rights?lang=nl", &[("received", "2999-01-01"), ("reference", &"x".repeat(301))]).await;
    assert_eq!(wrong.status, 422);
    for said in ["Er kloppen nog 3 dingen niet", "href=\"#f-right\"", "href=\"#f-received\"", "href=\"#f-reference\""] {
        assert!(wrong.body.contains(said), "{said}: {}", wrong.body);
    }
    for (by, value, said) in [
        ("email", "", "Vul dit in"),
        ("email", "jan", "Vul een e-mailadres in"),
        ("receipt", "jan@voorbeeld.nl", "Dit is geen ontvangstbewijs"),
    ] {
        let page = officer.search(by, value).await;
        assert_eq!(page.status, 422, "{by} {value}");
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    assert_eq!(officer.search("number", "a\0b").await.status, 422);
    let null = [("right", "access"), ("received", "2026-11-01"), ("reference", "a\0b")];
    assert_eq!(officer.post("/admin/rights", &null).await.status, 422);
    for (path, fields) in [("", vec![]), ("/export", vec![("response", "x")]), ("/export", vec![])] {
        assert_eq!(officer.post(&format!("{}{path}", officer.request), &fields).await.status, 422, "{path}");
    }
}

#[tokio::test]
async fn requests_and_persons_of_another_organisation_do_not_exist() {
    let app = spawn_app().await;
    let code = answered(&app).await;
    let officer = Officer::new(&app).await;
    let address = officer.found("receipt", &code.to_string()).await;

    let other = app.store.create_organisation(&OrganisationProfile::new("Ander", "b", "c")).await.unwrap();
    let new = domain::rights::NewRequest {
        rights: vec![domain::rights::Right::Access],
        reference: String::new(),
        identity: domain::rights::Identity::NotYet,
        received: domain::calendar::Day(20_000),
    };
    let theirs = app.store.create_rights_request(other.id, &new).await.unwrap();
    let person = address.rsplit('/').next().unwrap();
    for path in
        [format!("/admin/rights/{theirs}"), format!("/admin/rights/{theirs}/responses/{person}"), "/admin/rights/x".to_owned()]
    {
        assert_eq!(officer.get(&path).await.status, 404, "{path}");
    }
    assert!(!officer.get("/admin/rights").await.body.contains(&theirs.to_string()));
    // Nor a response of another organisation with a request of ours.
    let survey = domain::survey::template::Template::Nps.questionnaire(&other.profile, domain::notice::purpose::Basis::Consent);
    let survey = app.store.create_survey(&other, &Slug::parse("van-een-ander").unwrap(), &survey).await.unwrap();
    let mut fields = app.form("van-een-ander").await;
    fields.0.push(("recommend".to_owned(), "9".to_owned()));
    assert_eq!(app.post("/s/van-een-ander", &fields).await.status, 303);
    let rows = app.store.list_responses(survey.survey.id, &ResultsFilter::default(), None, None, 1).await.unwrap();
    let stranger = format!("{}/responses/{}", officer.request, rows[0].response);
    assert_eq!(officer.post(&officer.request, &[("do", "identify"), ("identity", "receipt")]).await.status, 303);
    assert_eq!(officer.get(&stranger).await.status, 404);
    for (path, field) in
        [("restrict", ("do", "restrict")), ("withdraw", ("purpose", "analysis")), ("erase", ("scope", "everything"))]
    {
        assert_eq!(officer.post(&format!("{stranger}/{path}"), &[field, ("sure", "1")]).await.status, 404, "{path}");
    }
    let id = rows[0].response.to_string();
    assert_eq!(officer.post(&format!("{}/export", officer.request), &[("response", &id)]).await.status, 404);
    for path in ["/admin/rights", "/admin/rights.csv", address.as_str()] {
        let reply = app.get(path).await;
        assert_eq!((reply.status, reply.header("location").starts_with("/sign-in")), (303, true), "{path}");
    }
}

#[tokio::test]
async fn every_page_in_both_languages() {
    let app = spawn_app().await;
    let code = answered(&app).await;
    let officer = Officer::new(&app).await;
    let person = officer.found("receipt", &code.to_string()).await;
    let correct = format!("{person}/correct");
    for locale in ["nl", "en"] {
        for path in ["/admin/rights", &officer.request, &person, &correct, &format!("/r/{code}/correct")] {
            let page = officer.get(&format!("{path}?lang={locale}")).await;
            assert_eq!(page.status, 200, "{path}");
            assert!(page.body.contains(&format!("<html lang=\"{locale}\">")), "{path} {locale}");
        }
    }
}

#[tokio::test]
async fn who_holds_the_receipt_puts_answers_right() {
    let app = spawn_app().await;
    let code = answered(&app).await;
    let receipt = app.get(&format!("/r/{code}?lang=nl")).await;
    assert!(receipt.body.contains(&format!("/r/{code}/correct?lang=nl")));
    let form = app.get(&format!("/r/{code}/correct?lang=nl")).await;
    assert_eq!(form.header("x-robots-tag"), "noindex, nofollow");
    assert!(form.body.contains("Te duur &lt;script>") && form.body.contains("checked"), "{}", form.body);
    let fields = Fields::new(&[("locale", "en"), ("reason", "Fine")]);
    let wrong = app.post(&format!("/r/{code}/correct"), &fields).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("<html lang=\"en\">") && wrong.body.contains("Fine"), "{}", wrong.body);
    let fields = Fields::new(&[("locale", "en"), ("recommend", "10"), ("contact_phone", "020 123 45 67"), ("contact_email", "")]);
    let right = app.post(&format!("/r/{code}/correct"), &fields).await;
    assert_eq!((right.status, right.header("location")), (303, format!("/r/{code}?lang=en").as_str()));
    let receipt = app.get(right.header("location")).await;
    assert!(receipt.body.contains("020 123 45 67") && !receipt.body.contains("Te duur"));
    assert!(receipt.body.contains("<dt>Changed</dt>"));
    assert_eq!(app.get(&format!("/r/{}/correct", app.code(&SubmissionKey([7; 16])).await)).await.status, 404);
    // A purpose cannot be granted here.
    let sneaky =
        Fields::new(&[("locale", "nl"), ("recommend", "10"), ("purpose", "publish"), ("contact_phone", "020 123 45 67")]);
    assert_eq!(app.post(&format!("/r/{code}/correct"), &sneaky).await.status, 303);
    let standing = app.store.find_receipt(&code).await.unwrap().unwrap().standing;
    assert!(standing.iter().all(|s| s.purpose.as_str() != "publish"));
}
