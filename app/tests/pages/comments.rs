//! The page of comments.

use app::{
    comments::{CommentsData, CommentsQuery},
    pages::comments,
};
use domain::{id::ResponseId, locale::Locale, purpose::Basis, results::Channel, template::Template};
use store::Comment;

use crate::{check, sample};

/// As many comments as there are people, all on one page.
fn data(template: Template, people: u64, query: &[(&str, &str)]) -> CommentsData {
    let published = sample::template(template, Basis::Consent);
    let comment = Comment {
        response: ResponseId(uuid::Uuid::nil()),
        submitted_at: sample::NOW,
        locale: Locale::En,
        channel: Channel::Import,
        text: "<script>alert(1)</script>".into(),
        score: Some(5),
    };
    CommentsData {
        query: CommentsQuery::parse(&sample::fields(query), &published.version.questionnaire),
        published,
        gives_away: false,
        people,
        found: people,
        comments: vec![comment; usize::try_from(people.min(25)).expect("at most 25")],
        more: people > 25,
    }
}

fn render(locale: Locale, data: &CommentsData) -> String {
    let html = comments::render(&sample::context(locale), data);
    check(&html, locale);
    assert!(!html.contains("<script"), "{html}");
    html
}

#[test]
fn what_was_asked_is_kept_on_the_next_page() {
    let query =
        [("q", "\"te laat\" -<b>"), ("group", "low"), ("from", "2026-01-01"), ("where", "recommend:3"), ("by", "channel")];
    let html = render(Locale::Nl, &data(Template::Nps, 1234, &query));
    let asked = "from=2026-01-01&amp;where=recommend%3A3&amp;question=reason&amp;group=low&amp;q=%22te%20laat%22%20%2D%3Cb%3E";
    let nobody = "00000000-0000-0000-0000-000000000000";
    for shown in [
        "<h2>1.234 toelichtingen</h2>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<p lang=\"en\" class=\"comment\">",
        "<option value=\"low\" selected>Criticasters (0–6)",
        "<input type=\"hidden\" name=\"where\" value=\"recommend:3\">",
        &format!("href=\"/admin/surveys/nps/comments?{asked}&amp;before={nobody}&amp;lang=nl\" rel=\"next\""),
        "href=\"?from=2026-01-01&amp;question=reason&amp;group=low&amp;q=%22te%20laat%22%20%2D%3Cb%3E&amp;lang=nl\"",
        "href=\"/admin/surveys/nps?from=2026-01-01&amp;where=recommend%3A3&amp;lang=nl\"",
    ] {
        assert!(html.contains(shown), "{shown}: {html}");
    }
    assert!(!html.contains("<b>") && !html.contains("Naar de nieuwste"), "{html}");
    let older = render(Locale::En, &data(Template::Nps, 20, &[("before", nobody)]));
    assert!(older.contains("To the newest") && older.contains("20 comments") && !older.contains("rel=\"next\""), "{older}");
    assert!(render(Locale::En, &data(Template::Nps, 10_001, &[])).contains("More than 10,000 comments"));
}

#[test]
fn too_few_people_are_withheld() {
    let html = render(Locale::En, &data(Template::Nps, 4, &[]));
    assert!(html.contains("fewer than 5 people") && !html.contains("alert(1)"), "{html}");
    let mut gives_away = data(Template::Nps, 40, &[("where", "recommend:9")]);
    gives_away.gives_away = true;
    let html = render(Locale::Nl, &gives_away);
    assert!(html.contains("Deze doorsnede laten we niet zien") && !html.contains("alert(1)"), "{html}");
}

#[test]
fn what_is_not_there_is_said() {
    assert!(render(Locale::Nl, &data(Template::Nps, 0, &[])).contains("Nog geen toelichtingen"));
    let mut nothing_found = data(Template::Nps, 5, &[("q", "fiets")]);
    (nothing_found.found, nothing_found.comments) = (0, vec![]);
    assert!(render(Locale::En, &nothing_found).contains("No comment that fits this"));
    let html = render(Locale::Nl, &data(Template::Helpful, 0, &[]));
    assert!(html.contains("geen open vraag") && !html.contains("<form method=\"get\""), "{html}");
    assert!(render(Locale::Nl, &data(Template::Nps, 0, &[("locale", "en")])).contains("Geen toelichting die hierbij past"));
}

#[test]
fn a_search_without_words_is_an_error_beside_its_field() {
    let html = render(Locale::Nl, &data(Template::Nps, 40, &[("q", "?!\"")]));
    assert!(html.contains("<title>Fout: ") && html.contains("aria-describedby=\"e-q h-q\""), "{html}");
    assert!(html.contains("value=\"?!&quot;") && !html.contains("Filter wissen"), "{html}");
}
