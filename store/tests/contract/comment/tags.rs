//! Tests of tags: by hand and by rule, for comments from every source. Tags are counted with the scores of the
//! responses, and are gone with the comment.

use std::time::{Duration, Instant};

use domain::{
    comment::tag::{MOST_TAGS, TagName, TagRule},
    id::{ResponseId, Slug, SurveyId, key},
    import::Provenance,
    locale::Locale,
    notice::purpose::Basis,
    receipt::response::Erasure,
    response::{answer::Answer, correction::Correction, filter::ResultsFilter},
    submission_key::SubmissionKey,
    survey::{published::PublishedSurvey, template::Template},
};
use sea_orm::{ConnectionTrait as _, DatabaseTransaction, DbBackend, Statement, TransactionTrait as _};
use store::{Backend, CommentQuery, ImportFile, ImportRow, Remedy, StoreError};

use crate::{
    contract,
    support::{database::TestStore, rights, sample},
};

contract!(
    by_hand,
    by_rule,
    by_hand_before_any_rule,
    imported_and_corrected,
    of_one_survey,
    gone_with_the_comment,
    only_what_counts,
    no_number_is_given_twice,
    rules_wait_for_writers,
    writers_wait_for_rules
);

struct Desk<'a> {
    store: &'a TestStore,
    survey: &'a PublishedSurvey,
}

fn name(text: &str) -> TagName {
    TagName::parse(text).unwrap()
}

fn rule(text: &str) -> TagRule {
    TagRule::parse(text).unwrap()
}

impl Desk<'_> {
    fn id(&self) -> SurveyId {
        self.survey.survey.id
    }

    async fn write(&self, number: u128, score: u8, text: &str) {
        self.store.submit_response(sample::response(self.survey, number, score, text, &[])).await.unwrap();
    }

    async fn save(&self, tag: &str, words: &str) {
        self.store.save_tag_rule(self.id(), &name(tag), &rule(words)).await.unwrap();
    }

    async fn number(&self, tag: &str) -> i32 {
        let tags = self.store.list_tags(self.id()).await.unwrap();
        tags.into_iter().find(|known| known.name.folded() == name(tag).folded()).unwrap().number
    }

    async fn response(&self, text: &str) -> ResponseId {
        let (question, filter) = (key("reason"), ResultsFilter::default());
        let query =
            CommentQuery { survey: self.id(), question: &question, filter: &filter, scores: None, search: None, tag: None };
        let all = self.store.list_comments(&query, None, 100).await.unwrap();
        all.into_iter().find(|comment| comment.text == text).unwrap().response
    }

    async fn put(&self, tag: &str, text: &str) {
        self.store.tag_comment(self.id(), self.response(text).await, &key("reason"), &name(tag)).await.unwrap();
    }

    async fn take(&self, tag: &str, text: &str) {
        let number = self.number(tag).await;
        self.store.untag_comment(self.id(), self.response(text).await, &key("reason"), number).await.unwrap();
    }

    /// The comments with a tag, the newest first. The result is the same for each way to query them.
    async fn tagged(&self, tag: &str) -> Vec<String> {
        let (question, filter, tag) = (key("reason"), ResultsFilter::default(), name(tag));
        let all = CommentQuery { survey: self.id(), question: &question, filter: &filter, scores: None, search: None, tag: None };
        let query = CommentQuery { tag: Some(&tag), ..all };
        let found = self.store.list_comments(&query, None, 100).await.unwrap();
        assert_eq!(self.store.count_comments(&query, 100).await.unwrap(), found.len() as u64);
        let texts: Vec<_> = found.iter().map(|comment| comment.text.clone()).collect();
        let Some(known) =
            self.store.list_tags(self.id()).await.unwrap().into_iter().find(|known| known.name.folded() == tag.folded())
        else {
            assert!(texts.is_empty());
            return texts;
        };
        let counts = self.store.count_tags(&all).await.unwrap();
        let counted: u64 = counts.iter().filter(|(number, ..)| *number == known.number).map(|(.., n)| n).sum();
        assert_eq!(counted, texts.len() as u64, "{counts:?}");
        let listed = self.store.list_comments(&all, None, 100).await.unwrap();
        let responses: Vec<_> = listed.iter().map(|comment| comment.response).collect();
        let of = self.store.list_tags_of(self.id(), &question, &responses).await.unwrap();
        let have = |response| of.get(&response).is_some_and(|tags| tags.contains(&known.number));
        let marked: Vec<_> = listed.iter().filter(|comment| have(comment.response)).map(|comment| comment.text.clone()).collect();
        assert_eq!(marked, texts);
        let rows = self.store.list_responses(self.id(), &filter, None, None, 100).await.unwrap();
        let of_tag = |row: &&store::ExportRow| row.tags.contains(&(key("reason"), known.name.as_str().to_owned()));
        assert_eq!(rows.iter().filter(of_tag).count(), texts.len());
        texts
    }
}

async fn by_hand(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let desk = Desk { store: &store, survey: &survey };
    for (number, score, text) in [(0, 2, "Te laat"), (1, 9, "Prima"), (2, 2, "Duur"), (3, 7, "Ook te laat")] {
        desk.write(number, score, text).await;
    }
    desk.put("Levering", "Te laat").await;
    desk.put("LEVÉRING", "Ook te laat").await;
    desk.put("Levering", "Te laat").await;
    desk.put("Prijs", "Duur").await;
    assert_eq!(desk.tagged("levering").await.len(), 2, "capitals and accents make no other tag");
    assert_eq!(store.list_tags(desk.id()).await.unwrap().len(), 2);
    let (question, filter) = (key("reason"), ResultsFilter::default());
    let query = CommentQuery { survey: desk.id(), question: &question, filter: &filter, scores: None, search: None, tag: None };
    let (levering, prijs) = (desk.number("Levering").await, desk.number("Prijs").await);
    let mut counts = store.count_tags(&query).await.unwrap();
    counts.sort_unstable();
    assert_eq!(counts, [(levering, Some(2), 1), (levering, Some(7), 1), (prijs, Some(2), 1)]);
    let low = CommentQuery { scores: Some((7, 10)), ..query };
    assert_eq!(store.count_tags(&low).await.unwrap(), [(levering, Some(7), 1)]);
    let rows = store.list_responses(desk.id(), &filter, None, None, 100).await.unwrap();
    let tags: Vec<Vec<_>> = rows.iter().map(|row| row.tags.iter().map(|(_, tag)| tag.as_str()).collect()).collect();
    assert_eq!(tags, [vec!["Levering"], vec![], vec!["Prijs"], vec!["Levering"]]);

    desk.take("Levering", "Te laat").await;
    assert_eq!(desk.tagged("Levering").await, ["Ook te laat"]);
    desk.put("Levering", "Te laat").await;
    assert_eq!(desk.tagged("Levering").await.len(), 2, "somebody changed their mind");
    store.delete_tag(desk.id(), levering).await.unwrap();
    assert!(desk.tagged("Levering").await.is_empty());
    for number in 1..MOST_TAGS {
        store.tag_comment(desk.id(), desk.response("Duur").await, &question, &name(&format!("t{number}"))).await.unwrap();
    }
    let more = store.tag_comment(desk.id(), desk.response("Duur").await, &question, &name("nog een")).await;
    assert!(matches!(more, Err(StoreError::Invalid(_))), "{more:?}");
}

async fn by_rule(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let desk = Desk { store: &store, survey: &survey };
    for (number, text) in [(0, "Mijn PAKKÉT kwam"), (1, "twee pakketten"), (2, "erg te laat!"), (3, "laat maar")] {
        desk.write(number, 5, text).await;
    }
    desk.save("Levering", "pakket, te laat").await;
    assert_eq!(desk.tagged("Levering").await, ["erg te laat!", "Mijn PAKKÉT kwam"]);
    desk.write(4, 5, "nieuw pakket").await;
    desk.write(5, 5, "nieuwe postpakketten").await;
    assert_eq!(desk.tagged("Levering").await, ["nieuw pakket", "erg te laat!", "Mijn PAKKÉT kwam"], "those that come later too");
    desk.save("levering", "pakket*").await;
    assert_eq!(desk.tagged("Levering").await, ["nieuw pakket", "twee pakketten", "Mijn PAKKÉT kwam"], "in place of the earlier");
    let tags = store.list_tags(desk.id()).await.unwrap();
    assert_eq!(
        tags.iter().map(|tag| (tag.name.as_str(), tag.rule.as_deref())).collect::<Vec<_>>(),
        [("Levering", Some("pakket*"))]
    );
    store.delete_tag_rule(desk.id(), tags[0].number).await.unwrap();
    assert!(desk.tagged("Levering").await.is_empty(), "a rule takes its own tags away");
    desk.write(6, 5, "een pakket").await;
    assert!(desk.tagged("Levering").await.is_empty());
    assert_eq!(store.list_tags(desk.id()).await.unwrap()[0].rule, None);
}

async fn by_hand_before_any_rule(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let desk = Desk { store: &store, survey: &survey };
    for (number, text) in [(0, "pakket een"), (1, "pakket twee"), (2, "iets anders"), (3, "pakket drie")] {
        desk.write(number, 5, text).await;
    }
    desk.put("Levering", "pakket twee").await;
    desk.put("Levering", "iets anders").await;
    desk.put("Levering", "pakket drie").await;
    desk.take("Levering", "pakket drie").await;
    desk.save("Levering", "pakket").await;
    assert_eq!(desk.tagged("Levering").await, ["iets anders", "pakket twee", "pakket een"], "taken off before there was a rule");
    desk.take("Levering", "pakket een").await;
    desk.save("Levering", "pakket, een").await;
    assert_eq!(desk.tagged("Levering").await, ["iets anders", "pakket twee"], "what a person took off no rule puts on");
    store.delete_tag_rule(desk.id(), desk.number("Levering").await).await.unwrap();
    assert_eq!(desk.tagged("Levering").await, ["iets anders", "pakket twee"], "what was put on by hand outlives the rule");
}

async fn imported_and_corrected(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let desk = Desk { store: &store, survey: &survey };
    desk.save("Levering", "pakket").await;
    let provenance = Provenance {
        legal_basis: Basis::Contract,
        notice: "Privacyverklaring 2025".to_owned(),
        collected_by: "Bakkerij Van Dam".to_owned(),
        purposes: vec![key("analysis")],
        retention_months: None,
        decided_at: None,
    };
    let mut import = store.begin_import(&survey, &provenance, &ImportFile::named("rows")).await.unwrap();
    let row = |number: u32, text: &str| ImportRow {
        external_id: format!("r{number}"),
        submitted_at: sample::at("2025-03-01T10:30:00Z"),
        locale: Locale::Nl,
        answers: vec![(key("recommend"), Answer::Score(3)), (key("reason"), Answer::Text(text.to_owned()))],
        attributes: vec![],
    };
    import.add(vec![row(0, "pakket kwijt"), row(1, "niets kwijt")]).await.unwrap();
    import.finish().await.unwrap();
    assert_eq!(desk.tagged("Levering").await, ["pakket kwijt"]);

    desk.write(7, 5, "pakket laat").await;
    desk.put("Prijs", "pakket laat").await;
    let correction = |text: &str| Correction {
        answers: vec![(key("recommend"), Answer::Score(5)), (key("reason"), Answer::Text(text.to_owned()))],
        contact: None,
    };
    let code = sample::code(&store, SubmissionKey(7_u128.to_be_bytes())).await;
    store.correct(&code, &correction("te duur")).await.unwrap();
    assert_eq!(desk.tagged("Levering").await, ["pakket kwijt"], "it says nothing of it any more");
    assert_eq!(desk.tagged("Prijs").await, ["te duur"], "what was put on by hand stays");
    store.correct(&code, &correction("toch het pakket")).await.unwrap();
    assert_eq!(desk.tagged("Levering").await, ["toch het pakket", "pakket kwijt"]);
}

async fn of_one_survey(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let questionnaire = Template::Nps.questionnaire(&sample::profile(), Basis::Consent);
    let other = store.create_survey(&survey.organisation, &Slug::parse("ander").unwrap(), &questionnaire).await.unwrap();
    let (desk, there) = (Desk { store: &store, survey: &survey }, Desk { store: &store, survey: &other });
    desk.write(0, 5, "pakket hier").await;
    there.write(1, 5, "pakket daar").await;
    desk.save("Levering", "pakket").await;
    there.put("Levering", "pakket daar").await;
    assert_eq!(desk.tagged("Levering").await, ["pakket hier"]);
    assert_eq!(there.tagged("Levering").await, ["pakket daar"]);
    let number = desk.number("Levering").await;
    let (here, away) = (desk.response("pakket hier").await, there.response("pakket daar").await);
    for result in [
        store.delete_tag(there.id(), number).await,
        store.delete_tag_rule(there.id(), number).await,
        store.untag_comment(there.id(), away, &key("reason"), number).await,
        store.untag_comment(desk.id(), away, &key("reason"), number).await,
        store.tag_comment(there.id(), here, &key("reason"), &name("Levering")).await,
        store.tag_comment(desk.id(), here, &key("recommend"), &name("Levering")).await,
    ] {
        assert!(matches!(result, Err(StoreError::NotFound)), "{result:?}");
    }
    assert_eq!(desk.tagged("Levering").await, ["pakket hier"]);
}

async fn gone_with_the_comment(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let desk = Desk { store: &store, survey: &survey };
    desk.save("Levering", "pakket").await;
    desk.write(0, 5, "pakket").await;
    desk.write(1, 5, "nog een pakket").await;
    desk.put("Prijs", "pakket").await;
    let code = sample::code(&store, SubmissionKey(0_u128.to_be_bytes())).await;
    let hidden = desk.response("pakket").await;
    let receipt = store.find_receipt(&code).await.unwrap().unwrap();
    assert_eq!(receipt.tags, ["Levering", "Prijs"].map(|tag| (key("reason"), tag.to_owned())), "who asks is told");
    store.withdraw(&code, &key("analysis"), "x").await.unwrap();
    assert_eq!(desk.tagged("Levering").await, ["nog een pakket"]);
    assert!(desk.tagged("Prijs").await.is_empty());
    let tagged = store.tag_comment(desk.id(), hidden, &key("reason"), &name("Prijs")).await;
    assert!(matches!(tagged, Err(StoreError::NotFound)), "who withdrew is not sorted: {tagged:?}");
    store.erase(&code, Erasure::Everything, "x").await.unwrap();
    assert_eq!(store.number("SELECT count(*) FROM comment_tag").await, 1, "nothing is left of it");
}

async fn only_what_counts(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let desk = Desk { store: &store, survey: &survey };
    let officer = rights::request(&store, survey.organisation.id).await;
    let kept = async || store.number("SELECT count(*) FROM comment_tag").await;
    desk.write(0, 5, "pakket een").await;
    desk.write(1, 5, "pakket twee").await;
    let one = desk.response("pakket een").await;
    store.remedy_response(officer, one, &Remedy::Restrict).await.unwrap();
    desk.save("Levering", "pakket").await;
    assert_eq!((desk.tagged("Levering").await, kept().await), (vec!["pakket twee".to_owned()], 1), "not who had it restricted");
    store.remedy_response(officer, one, &Remedy::Release).await.unwrap();
    assert_eq!(desk.tagged("Levering").await, ["pakket twee", "pakket een"], "tagged when it counts again");
    desk.put("Prijs", "pakket een").await;
    desk.take("Levering", "pakket twee").await;

    store.remedy_response(officer, one, &Remedy::Restrict).await.unwrap();
    let correction = Correction {
        answers: vec![(key("recommend"), Answer::Score(5)), (key("reason"), Answer::Text("doos".to_owned()))],
        contact: None,
    };
    store.remedy_response(officer, one, &Remedy::Correct(correction)).await.unwrap();
    desk.save("Levering", "doos, pakket").await;
    assert_eq!(kept().await, 2, "what was said by hand");
    store.remedy_response(officer, one, &Remedy::Release).await.unwrap();
    assert_eq!((desk.tagged("Levering").await, desk.tagged("Prijs").await), (vec!["doos".to_owned()], vec!["doos".to_owned()]));
}

async fn no_number_is_given_twice(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let desk = Desk { store: &store, survey: &survey };
    desk.write(0, 5, "pakket").await;
    desk.save("Levering", "pakket").await;
    let number = desk.number("Levering").await;
    store.delete_tag(desk.id(), number).await.unwrap();
    desk.save("Prijs", "pakket").await;
    for result in [
        store.delete_tag_rule(desk.id(), number).await,
        store.delete_tag(desk.id(), number).await,
        store.untag_comment(desk.id(), desk.response("pakket").await, &key("reason"), number).await,
    ] {
        assert!(matches!(result, Err(StoreError::NotFound)), "a page of before must not reach another tag: {result:?}");
    }
    assert_eq!(desk.tagged("Prijs").await, ["pakket"]);
}

async fn rules_wait_for_writers(store: TestStore) {
    if store.backend() == Backend::Sqlite {
        // SQLite has one writer at a time.
        return;
    }
    let survey = sample::survey(&store, Template::Nps).await;
    let desk = Desk { store: &store, survey: &survey };
    desk.save("Levering", "bestelling").await;
    desk.write(1, 5, "pakket").await;
    let writing = store.raw.begin().await.unwrap();
    writing.execute_unprepared("UPDATE comment SET words = words || ' '").await.unwrap();
    let saved = store.save_tag_rule(desk.id(), &name("Levering"), &rule("pakket")).await;
    assert!(matches!(saved, Err(StoreError::Unavailable(_))), "the writer tagged by the old rule: {saved:?}");
    desk.write(2, 5, "bestelling weg").await;
    writing.commit().await.unwrap();
    desk.save("Levering", "pakket").await;
    assert_eq!(desk.tagged("Levering").await, ["pakket"]);
}

/// Waits until another transaction waits for a lock of this one, on PostgreSQL.
async fn until_awaited(transaction: &DatabaseTransaction) {
    let sql = "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))";
    let begun = Instant::now();
    loop {
        let row = transaction.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap().unwrap();
        if row.try_get_by_index::<bool>(0).unwrap() {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(120), "nobody waits");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn writers_wait_for_rules(store: TestStore) {
    if store.backend() == Backend::Sqlite {
        return;
    }
    let survey = sample::survey(&store, Template::Nps).await;
    let desk = Desk { store: &store, survey: &survey };
    desk.write(0, 5, "pakket").await;
    desk.save("Levering", "pakket").await;
    let number = desk.number("Levering").await;

    // A rule is changed while a comment is corrected: this must not deadlock.
    let changing = store.raw.begin().await.unwrap();
    changing.execute_unprepared("LOCK TABLE tag_pattern IN ACCESS EXCLUSIVE MODE").await.unwrap();
    let answers = vec![(key("recommend"), Answer::Score(5)), (key("reason"), Answer::Text("pakketten".to_owned()))];
    let (code, correction) =
        (sample::code(&store, SubmissionKey(0_u128.to_be_bytes())).await, Correction { answers, contact: None });
    let change = async {
        until_awaited(&changing).await;
        changing.execute_unprepared("DELETE FROM comment_tag WHERE origin = 'rule'").await.unwrap();
        changing.commit().await.unwrap();
    };
    tokio::join!(async { store.correct(&code, &correction).await.unwrap() }, change);
    assert!(desk.tagged("Levering").await.is_empty());

    // A tag is deleted while it is added to a comment.
    let response = desk.response("pakketten").await;
    let deleting = store.raw.begin().await.unwrap();
    deleting.execute_unprepared(&format!("DELETE FROM tag WHERE id = {number}")).await.unwrap();
    let delete = async {
        until_awaited(&deleting).await;
        deleting.commit().await.unwrap();
    };
    let (reason, levering) = (key("reason"), name("Levering"));
    let (put, ()) = tokio::join!(store.tag_comment(desk.id(), response, &reason, &levering), delete);
    assert!(matches!(put, Err(StoreError::NotFound)), "{put:?}");
}
