//! The page of comments.

use std::collections::HashMap;

use app::{
    comment::{self, CommentsData, CommentsQuery},
    page::PageContext,
};
use domain::{
    account::role::Role,
    calendar::Day,
    channel::Channel,
    comment::{
        Comment,
        tag::{Tag, TagName},
    },
    error::{ErrorCode, FieldError},
    form_fields::FormFields,
    id::ResponseId,
    locale::Locale,
    notice::purpose::Basis,
    survey::template::Template,
};

use crate::{check, sample};

/// As many comments as respondents, all on one page.
fn data(template: Template, people: u64, query: &[(&str, &str)]) -> CommentsData {
    let published = sample::template(template, Basis::Consent);
    let comment = |number| Comment {
        response: ResponseId(uuid::Uuid::from_u128(number)),
        submitted_at: sample::NOW,
        locale: Locale::En,
        channel: Channel::Import,
        text: "<script>alert(1)</script>".into(),
        score: Some(5),
    };
    CommentsData {
        query: CommentsQuery::parse(&sample::fields(query), &published, Day(20_000)),
        published,
        importing: None,
        allows_differencing: false,
        people,
        found: people,
        comments: (0..u128::from(people.min(25))).rev().map(comment).collect(),
        more: people > 25,
        tags: Vec::new(),
        tag_counts: Vec::new(),
        tagged: HashMap::new(),
        typed: FormFields::default(),
        errors: Vec::new(),
    }
}

fn render(locale: Locale, data: &CommentsData) -> String {
    let html = comment::page::render(&sample::context(locale), data);
    check(&html, locale);
    assert!(!html.contains("<script"), "{html}");
    html
}

#[test]
fn what_was_asked_is_kept_on_the_next_page() {
    let query =
        [("q", "\"te laat\" -<b>"), ("group", "low"), ("from", "2026-01-01"), ("where", "recommend:3"), ("by", "channel")];
    let html = render(Locale::Nl, &data(Template::Nps, 1234, &query));
    let asked = "from=2026-01-01&amp;by=channel&amp;where=recommend%3A3&amp;question=reason&amp;group=low&amp;q=%22te%20laat%22%20%2D%3Cb%3E";
    let nobody = "00000000-0000-0000-0000-000000000000";
    for shown in [
        "<h2>1.234 toelichtingen</h2>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<p lang=\"en\" class=\"comment\">",
        "<option value=\"low\" selected>Criticasters (0–6)",
        "<input type=\"hidden\" name=\"where\" value=\"recommend:3\">",
        "<input type=\"hidden\" name=\"by\" value=\"channel\">",
        &format!("href=\"/admin/surveys/nps/comments?{asked}&amp;before={nobody}&amp;lang=nl\" rel=\"next\""),
        "href=\"?from=2026-01-01&amp;by=channel&amp;question=reason&amp;group=low&amp;q=%22te%20laat%22%20%2D%3Cb%3E&amp;lang=nl\"",
        "href=\"/admin/surveys/nps?from=2026-01-01&amp;by=channel&amp;where=recommend%3A3&amp;lang=nl\"",
    ] {
        assert!(html.contains(shown), "{shown}: {html}");
    }
    assert!(!html.contains("<b>") && !html.contains("Naar de nieuwste"), "{html}");
    let older = render(Locale::En, &data(Template::Nps, 20, &[("before", nobody)]));
    assert!(older.contains("To the newest") && older.contains("20 comments") && !older.contains("rel=\"next\""), "{older}");
    assert!(render(Locale::En, &data(Template::Nps, 10_001, &[])).contains("More than 10,000 comments"));
}

#[test]
fn tags_with_their_scores_and_forms() {
    let mut data = data(Template::Nps, 9, &[("tag", "levering"), ("group", "low")]);
    let tag = |number, name: &str, rule: Option<&str>| Tag {
        number,
        name: TagName::parse(name).expect("a name"),
        rule: rule.map(str::to_owned),
    };
    data.tags = vec![tag(3, "Levering", Some("pakket, te laat")), tag(4, "Smaak & geur", None)];
    data.tag_counts = vec![(3, Some(2), 4), (3, Some(9), 2), (3, None, 1), (4, Some(9), 4)];
    data.tagged.insert(ResponseId(uuid::Uuid::from_u128(5)), vec![4]);
    let shown = |role, data: &CommentsData| {
        let html = comment::page::render(&PageContext { role, ..sample::context(Locale::Nl) }, data);
        check(&html, Locale::Nl);
        html
    };
    let html = shown(Role::Editor, &data);
    for expected in [
        "<option value=\"Levering\" selected>",
        "question=reason&amp;group=low&amp;tag=Smaak%20%26%20geur&amp;lang=nl\"",
        "Automatisch bij: pakket, te laat",
        // Six respondents gave a score, but seven wrote a comment.
        "−33,3",
        "te weinig",
        "aria-label=\"Verwijder label Smaak &amp; geur bij deze toelichting\"",
        "value=\"question=reason&amp;group=low&amp;tag=levering\"",
    ] {
        assert!(html.contains(expected), "{expected}: {html}");
    }
    assert_eq!(html.matches("value=\"remove\"").count(), 1);
    assert_eq!(html.matches("value=\"add\"").count(), 9);
    assert!(html.contains("value=\"drop-rule\"") && html.contains("name=\"rule\""));
    let html = shown(Role::Analyst, &data);
    assert!(html.contains("value=\"add\"") && !html.contains("value=\"delete\"") && !html.contains("name=\"rule\""), "{html}");

    data.errors = vec![FieldError::new("name", ErrorCode::Required)];
    data.typed = sample::fields(&[("do", "add"), ("comment", &uuid::Uuid::from_u128(5).to_string()), ("name", " ")]);
    let html = shown(Role::Editor, &data);
    assert_eq!(html.matches("class=\"error\"").count(), 1, "beside the form it was typed in: {html}");
}

#[test]
fn too_few_people_are_withheld() {
    let html = render(Locale::En, &data(Template::Nps, 4, &[]));
    assert!(html.contains("comments of fewer than 5 respondents") && !html.contains("alert(1)"), "{html}");
    let mut allows_differencing = data(Template::Nps, 40, &[("where", "recommend:9")]);
    allows_differencing.allows_differencing = true;
    let html = render(Locale::Nl, &allows_differencing);
    assert!(html.contains("Deze combinatie wordt niet getoond") && !html.contains("alert(1)"), "{html}");
}

#[test]
fn what_is_not_there_is_said() {
    assert!(render(Locale::Nl, &data(Template::Nps, 0, &[])).contains("Nog geen toelichtingen"));
    let mut nothing_found = data(Template::Nps, 5, &[("q", "fiets")]);
    (nothing_found.found, nothing_found.comments) = (0, vec![]);
    assert!(render(Locale::En, &nothing_found).contains("No comments found"));
    let html = render(Locale::Nl, &data(Template::Helpful, 0, &[]));
    assert!(html.contains("geen open vraag") && !html.contains("<form method=\"get\""), "{html}");
    assert!(render(Locale::Nl, &data(Template::Nps, 0, &[("locale", "en")])).contains("Geen toelichtingen gevonden"));
}

#[test]
fn a_search_without_words_is_an_error_beside_its_field() {
    let html = render(Locale::Nl, &data(Template::Nps, 40, &[("q", "?!\"")]));
    assert!(html.contains("<title>Fout: ") && html.contains("aria-describedby=\"e-q h-q\""), "{html}");
    assert!(html.contains("value=\"?!&quot;") && !html.contains("Filter wissen"), "{html}");
}
