//! Results and overview.

mod choices;
mod files;

use app::{
    page::PageContext,
    report::{self, picture_svg},
    results::{page as results, picture::Picture},
    survey::overview::{self, OverviewPage, OverviewSurvey},
};
use domain::{
    account::role::Role,
    calendar::Day,
    channel::Channel,
    comment::Comment,
    consent::State,
    id::{ResponseId, key},
    locale::Locale,
    notice::purpose::Basis,
    response::filter::Dimension,
    results::{
        arrivals::Arrivals,
        counts::{CrossCount, GroupCount, ResponseCounts, ScoreCount},
        data::{Before, ResultsData},
        query::ResultsQuery,
        release_status::{Steps, Waiting},
    },
    survey::{published::SurveySummary, template::Template},
};

use crate::{check, sample};

/// The counts of the real data: 8,225 answers, 55.2 % satisfied (54.1–56.2), mean 3.27.
const OLIST: [(u8, u64); 5] = [(1, 2638), (2, 382), (3, 667), (4, 1184), (5, 3354)];

pub fn scores(counts: &[(u8, u64)]) -> Vec<ScoreCount> {
    counts.iter().map(|(score, count)| ScoreCount { day: Day(20_000), score: Some(*score), count: *count }).collect()
}

pub fn data(template: Template, counts: &[(u8, u64)], query: &[(&str, &str)]) -> ResultsData {
    let published = sample::template(template, Basis::Consent);
    let headline = published.version.questionnaire.headline().expect("a template has a score").key.clone();
    let comments = usize::try_from(counts.iter().map(|(_, count)| count).sum::<u64>().min(20)).expect("at most twenty");
    let comment = Comment {
        response: ResponseId(uuid::Uuid::nil()),
        submitted_at: sample::NOW,
        locale: Locale::En,
        channel: Channel::Import,
        text: "<script>alert(1)</script>".into(),
        score: Some(5),
    };
    ResultsData {
        published,
        query: ResultsQuery::parse(&sample::fields(query), Day(20_000)),
        counts: ResponseCounts {
            standing: counts.iter().map(|(_, count)| count).sum(),
            withheld: vec![(State::Withdrawn, 1234)],
        },
        scores: vec![(headline, scores(counts))],
        loyalty: None,
        choices: vec![],
        comments: vec![(key("reason"), vec![comment; comments])],
        groups: None,
        cross: None,
        before: None,
        allows_differencing: false,
        figures_only: false,
        steps: None,
        at: sample::NOW,
        arrivals: Arrivals::default(),
        importing: None,
        views: None,
    }
}

fn render(locale: Locale, data: &ResultsData) -> String {
    let html = results::render(&sample::context(locale), data);
    check(&html, locale);
    assert!(!html.contains("<script"), "{html}");
    html
}

#[test]
fn a_score_has_its_n_interval_threshold_and_caveat() {
    let nl = render(Locale::Nl, &data(Template::Csat, &OLIST, &[]));
    for shown in [
        "55,2 %",
        "3,3",
        "8.225 antwoorden. Grondslag van de vragenlijst: Toestemming. Stand van ",
        "Deel dat 4 of hoger geeft, op een schaal van 1 tot 5",
        "Iedereen met de link kan antwoorden, ook vaker.",
        "1.234 ingetrokken",
    ] {
        assert!(nl.contains(shown), "{shown}: {nl}");
    }
    assert!(nl.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{nl}");
    let en = render(Locale::En, &data(Template::Csat, &OLIST, &[]));
    for shown in [
        "8,225 answers. Legal basis of the survey: Consent. As of ",
        "95 % interval: 54.1 to 56.2 %",
        "<svg class=\"chart bars\"",
        "<svg class=\"chart trend\"",
        "<table>",
    ] {
        assert!(en.contains(shown), "{shown}: {en}");
    }
}

#[test]
fn fewer_than_thirty_are_indicative_and_fewer_than_five_are_withheld() {
    let html = render(Locale::En, &data(Template::Nps, &[(9, 29)], &[]));
    assert!(html.contains("Indicative"), "{html}");
    assert!(!render(Locale::En, &data(Template::Nps, &[(9, 30)], &[])).contains("Indicative"));

    let html = render(Locale::En, &data(Template::Nps, &[(9, 4)], &[]));
    assert!(html.contains("Too few answers to show") && !html.contains("<svg") && !html.contains("alert(1)"), "{html}");
    assert!(!html.contains("100.0"), "{html}");
}

#[test]
fn no_answers_is_a_dash() {
    let html = render(Locale::Nl, &data(Template::Nps, &[], &[]));
    assert!(html.contains("<p class=\"figure\">—</p>") && html.contains("href=\"/s/nps\""), "{html}");
}

#[test]
fn a_filter_is_kept_and_its_errors_are_named() {
    let query = [("from", "2026-01-01"), ("to", "31-12-2026\"><b>"), ("channel", "import"), ("period", "week")];
    let html = render(Locale::Nl, &data(Template::Nps, &[(9, 40)], &query));
    for shown in [
        "value=\"2026-01-01\"",
        "id=\"e-to\"",
        "<option value=\"import\" selected",
        "href=\"/admin/surveys/nps/export.csv?from=2026-01-01&amp;channel=import\"",
        "name=\"from\" value=\"2026-01-01\"",
        "formaction=\"/admin/surveys/nps/codebook.csv\"",
        "aria-current=\"true\">week",
        "geïmporteerd",
    ] {
        assert!(html.contains(shown), "{shown}: {html}");
    }
    assert!(!html.contains("<b>"), "{html}");
}

#[test]
fn who_sees_figures_alone_is_told_as_of_when_and_what_waits() {
    let january = Day::parse("2026-01-01").unwrap();
    let mut data = data(Template::Csat, &OLIST, &[]);
    data.comments.clear();
    data.figures_only = true;
    data.steps = Some(Steps {
        at: Some(sample::NOW),
        months: vec![(january, Some(5), 30)],
        hidden_months: [Day::parse("2026-02-01").unwrap()].into(),
        ..Steps::default()
    });
    let html = render(Locale::En, &data);
    for shown in [
        "8,225 answers. Legal basis of the survey: Consent. As of ",
        "id=\"as-of\"",
        "at least 5 answers",
        "January 2026",
        "February 2026",
        "not shown",
    ] {
        assert!(html.contains(shown), "{shown}: {html}");
    }
    let headline = data.scores[0].0.clone();
    let waiting = vec![(Some(headline), Waiting::Withdrawn)];
    data.steps = Some(Steps { waiting, counts: Some(Waiting::Withdrawn), ..Steps::default() });
    let html = render(Locale::Nl, &data);
    assert!(html.contains("ingetrokken of gewijzigd") && !html.contains("8.225") && !html.contains("1.234"), "{html}");
    assert!(!html.contains("id=\"as-of\""), "{html}");
}

#[test]
fn imported_answers_have_the_basis_and_the_limits_of_their_import() {
    let of = |channels: &[Channel], imported: &[Basis], query: &[(&str, &str)]| {
        let arrivals = Arrivals { channels: channels.to_vec(), imported: imported.to_vec() };
        render(Locale::En, &ResultsData { arrivals, ..data(Template::Csat, &OLIST, query) })
    };
    let (consent, link) = ("Legal basis of the survey: Consent.", "Anyone with the link can answer");
    let import = "Legal basis of the imported answers: Legitimate interest.";
    let only = of(&[Channel::Import], &[Basis::LegitimateInterest], &[]);
    assert!(only.contains(import) && only.contains("The answers were imported."), "{only}");
    assert!(!only.contains(consent) && !only.contains(link), "nobody was asked, and no link was open: {only}");
    let both = of(&[Channel::Import, Channel::Link], &[Basis::LegitimateInterest], &[]);
    assert!(both.contains(import) && both.contains(consent) && both.contains("Some answers were imported."), "{both}");
    let own = of(&[Channel::Link], &[], &[]);
    assert!(own.contains(consent) && own.contains(link) && !own.contains("imported answers"), "{own}");
}

#[test]
fn the_overview_shows_each_headline_or_says_why_not() {
    let context = sample::context(Locale::En);
    let survey = |template, counts: &[(u8, u64)]| OverviewSurvey {
        summary: SurveySummary { published: sample::template(template, Basis::Consent), responses: 0 },
        scores: scores(counts),
        loyalty: None,
        waiting: None,
        at: sample::NOW,
        arrivals: Arrivals::default(),
        importing: None,
    };
    let surveys = [survey(Template::Nps, &[(10, 30), (0, 10)]), survey(Template::Csat, &[(5, 3)]), survey(Template::Ces, &[])];
    let html = overview::render(&context, &OverviewPage { surveys: &surveys, views: &[] });
    check(&html, Locale::En);
    for shown in [
        "50.0",
        "40 answers. Legal basis of the survey: Consent. As of ",
        "fewer than 5 answers",
        "No responses yet",
        "href=\"/admin/surveys/nps?lang=en\"",
        "action=\"/sign-out\"",
    ] {
        assert!(html.contains(shown), "{shown}: {html}");
    }
    let html = overview::render(&context, &OverviewPage { surveys: &[], views: &[] });
    assert!(html.contains("href=\"/admin/new-survey?lang=en\""), "{html}");
    let reader = PageContext { role: Role::Reader, ..context };
    let html = overview::render(&reader, &OverviewPage { surveys: &[], views: &[] });
    assert!(!html.contains("/admin/new-survey"), "a reader makes none: {html}");
}

pub fn group(name: Option<&str>, score: u8, count: u64) -> GroupCount {
    GroupCount { group: name.map(str::to_owned), score: Some(score), count }
}

#[test]
fn a_breakdown_says_what_differs_and_withholds_the_small() {
    let query = [("by", "locale"), ("from", "2026-01-01")];
    let mut data = data(Template::Csat, &[(5, 100), (1, 63)], &query);
    let counts =
        vec![group(Some("en"), 1, 3), group(Some("nl"), 5, 60), group(Some("nl"), 1, 10), group(None, 5, 16), group(None, 1, 20)];
    data.groups = Some((Dimension::Locale, counts));
    let html = render(Locale::Nl, &data);
    for shown in ["Uitsplitsing", "Nederlands", "Niet bekend", "85,7 %", "waarschijnlijk een echt verschil", "procentpunten"] {
        assert!(html.contains(shown), "{shown}: {html}");
    }
    let table = html.split("id=\"breakdown\"").nth(1).unwrap();
    assert!(!table.contains("44,4"), "the rest of the total is withheld with the small group: {table}");
    assert!(html.contains("href=\"?from=2026-01-01&amp;by=channel&amp;period=month&amp;lang=nl#breakdown\""), "{html}");
}

#[test]
fn conditions_are_shown_and_lifted() {
    let query = [("where", "channel_of_sale:<b>shop</b>"), ("where", "satisfaction:5")];
    let html = render(Locale::En, &data(Template::Csat, &OLIST, &query));
    assert!(html.contains("channel_of_sale: &lt;b&gt;shop&lt;/b&gt;") || html.contains("channel_of_sale: &lt;b>shop"), "{html}");
    assert!(html.contains("<input type=\"hidden\" name=\"where\" value=\"satisfaction:5\""), "{html}");
    assert!(html.contains("href=\"?period=month&amp;where=satisfaction%3A5&amp;lang=en\""), "{html}");
}

#[test]
fn what_was_typed_wrong_into_the_address_is_said() {
    let query = [
        ("where", "a:1"),
        ("where", "b:1"),
        ("where", "c:1"),
        ("where", "d:1"),
        ("channel", "post"),
        ("to", "x"),
        ("by", "1 2"),
        ("where", "e"),
    ];
    let html = render(Locale::Nl, &data(Template::Nps, &[(9, 40)], &query));
    for said in [
        "id=\"e-where\"",
        "Alleen deze reacties: ",
        "Kies er hoogstens 3.",
        "id=\"e-channel\"",
        "aria-describedby=\"e-channel\"",
        "Uitgesplitst naar: ",
        "id=\"e-to\"",
    ] {
        assert_eq!(html.matches(said).count(), 1, "{said}: {html}");
    }
}

#[test]
fn what_would_give_somebody_away_is_not_shown() {
    let mut data = data(Template::Nps, &[(9, 40)], &[("where", "state:SP")]);
    data.allows_differencing = true;
    let html = render(Locale::Nl, &data);
    assert!(
        html.contains("Deze combinatie wordt niet getoond") && !html.contains("<svg") && !html.contains("alert(1)"),
        "{html}"
    );
}

#[test]
fn one_link_is_marked_as_the_days_that_are_shown() {
    let marked = |query: &[(&str, &str)], figures_only| {
        let data = ResultsData { views: Some(vec![]), figures_only, ..data(Template::Nps, &[(9, 40)], query) };
        let html = render(Locale::Nl, &data);
        let links = html.split("aria-label=\"Dagen\"").nth(1).unwrap().split("</nav>").next().unwrap();
        let current: Vec<_> = links.split("aria-current=\"true\">").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
        (current.join(","), html)
    };
    for (name, text) in [("last-30-days", "Laatste 30 dagen"), ("this-month", "Deze maand"), ("last-year", "Vorig jaar")] {
        let (current, html) = marked(&[("days", name), ("by", "channel")], false);
        assert_eq!(current, text);
        let form = html.split("aria-label=\"Filter\"").nth(1).unwrap().split("</form>").next().unwrap();
        assert!(form.contains(&format!("name=\"days\" value=\"{name}\"")), "the form asks for the same days: {form}");
        assert!(form.contains(&format!("<p class=\"hint\">{text}: ")), "it says which days they are: {form}");
        assert!(html.contains(&format!("<option value=\"{name}\" selected>")), "a view is offered to move along: {html}");
        for path in ["report", "comments", "export.csv", "figures.csv"] {
            assert!(html.contains(&format!("/admin/surveys/nps/{path}?days={name}&amp;")), "{path}: {html}");
        }
    }
    // Day 20,000 is in October 2024.
    let (current, html) = marked(&[("from", "2024-10-01"), ("to", "2024-10-31")], false);
    assert_eq!(current, "", "nobody chose a name");
    assert!(!html.contains("name=\"days\"") && html.contains("href=\"?days=this-month&amp;period=month&amp;lang=nl\""), "{html}");
    assert_eq!(marked(&[("days", "this-month")], true).0, "Deze maand");
    let wrong = render(Locale::Nl, &data(Template::Nps, &[(9, 40)], &[("days", "altijd")]));
    assert!(wrong.contains("Dagen: Deze waarde klopt niet. Verwacht: de naam van een periode"), "{wrong}");
}

#[test]
fn a_period_is_compared_with_the_one_before() {
    let query = [("from", "2026-02-01"), ("to", "2026-02-28")];
    let mut data = data(Template::Nps, &[(10, 60), (3, 40)], &query);
    let day = |text| Day::parse(text).unwrap();
    let score = |score, count| ScoreCount { day: day("2026-01-15"), score: Some(score), count };
    let before = |scores| Some(Before { from: day("2026-01-01"), to: day("2026-01-31"), overlaps: false, scores, loyalty: None });
    data.before = before(vec![score(10, 30), score(3, 70)]);
    let html = render(Locale::Nl, &data);
    let section = html.split("id=\"comparison\"").nth(1).unwrap().split("</section>").next().unwrap();
    for shown in [
        "1 januari 2026 tot en met 31 januari 2026",
        "+60,0",
        "waarschijnlijk een echt verschil",
        "Toen was het \u{2212}40,0",
        "100 antwoorden",
    ] {
        assert!(section.contains(shown), "{shown}: {section}");
    }
    data.before = before(vec![score(10, 3)]);
    let html = render(Locale::Nl, &data);
    assert!(html.contains("te weinig antwoorden om mee te vergelijken") && !html.contains("+40,0"));
    data.before = before(vec![]);
    assert!(!render(Locale::Nl, &data).contains("id=\"comparison\""), "nobody answered then");
    // A chosen period is always mentioned.
    data.query.against = Some((day("2026-01-01"), day("2026-01-31")));
    assert!(render(Locale::Nl, &data).contains("zijn er geen antwoorden om mee te vergelijken"));
    data.before = None;
    assert!(render(Locale::Nl, &data).contains("De cijfers van 1 januari 2026 tot en met 31 januari 2026 worden niet getoond"));
    let overlapping = Before { overlaps: true, ..before(vec![score(10, 30), score(3, 70)]).unwrap() };
    data.before = Some(overlapping);
    let html = render(Locale::Nl, &data);
    let section = html.split("id=\"comparison\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(section.contains("+60,0") && section.contains("Sommige dagen zitten in beide periodes"), "{section}");
    assert!(!section.contains("echt verschil</span>") && !section.contains("+60,0 punten ("), "{section}");
}

#[test]
fn a_crosstab_is_a_table_and_its_own_picture() {
    let query = [("by", "locale"), ("across", "channel")];
    let mut data = data(Template::Nps, &[(10, 60), (3, 40)], &query);
    let cell = |row: &str, column: &str, score, count| CrossCount {
        row: Some(row.to_owned()),
        column: Some(column.to_owned()),
        score: Some(score),
        count,
    };
    let counts =
        vec![cell("nl", "link", 10, 40), cell("nl", "import", 3, 30), cell("en", "link", 3, 10), cell("en", "import", 10, 20)];
    data.groups = Some((Dimension::Locale, vec![group(Some("nl"), 10, 70), group(Some("en"), 3, 30)]));
    data.cross = Some((Dimension::Locale, Dimension::Channel, counts));
    for &locale in Locale::ALL {
        let html = render(locale, &data);
        let table = html.split("class=\"heat\"").nth(1).unwrap().split("</table>").next().unwrap();
        assert_eq!(table.matches("scope=\"row\"").count(), 3, "{table}");
        assert_eq!(table.matches("scope=\"col\"").count(), 4, "{table}");
        assert!(table.contains("<caption") && table.contains("heat-8") && table.contains("heat-0") && table.contains("n = 40"));
        assert!(html.contains("name=\"across\" value=\"channel\""), "the filter keeps it");
        let report = report::page::render(&sample::context(locale), &data);
        check(&report, locale);
        assert!(report.contains("class=\"heat\"") && !report.contains("<form class=\"filter\""), "{report}");
    }
    data.cross = None;
    data.figures_only = true;
    let html = render(Locale::En, &data);
    assert!(html.contains("An analyst can make one") && !html.contains("class=\"heat\""), "{html}");
}

#[test]
fn a_picture_is_there_only_where_the_page_draws_it() {
    let context = sample::context(Locale::En);
    let mut data = data(Template::Csat, &OLIST, &[]);
    let drawn = |data: &ResultsData| Picture::ALL.map(|picture| picture_svg::svg(&context, data, picture).is_some());
    assert_eq!(drawn(&data), [true, true, false, false, false], "nothing is told apart, and it is no NPS");
    let svg = picture_svg::svg(&context, &data, Picture::Trend).unwrap();
    assert!(
        svg.contains("8,225 answers. Legal basis of the survey: Consent. As of") && svg.contains("<title id=\"title\">"),
        "{svg}"
    );
    data.groups = Some((Dimension::Locale, vec![group(Some("nl"), 5, 3), group(Some("en"), 1, 2)]));
    assert_eq!(drawn(&data), [true, true, false, false, false], "no group is shown");
    assert!(!render(Locale::En, &data).contains("pictures/breakdown.svg"));
    data.groups = Some((Dimension::Locale, vec![group(Some("nl"), 5, 30), group(Some("en"), 1, 20)]));
    assert_eq!(drawn(&data), [true, true, true, false, false]);
    assert!(render(Locale::En, &data).contains("pictures/breakdown.svg"));
    data.allows_differencing = true;
    assert_eq!(drawn(&data), [false; 5]);
    let few = self::data(Template::Nps, &[(9, 4)], &[]);
    assert_eq!(drawn(&few), [false; 5]);
}
