//! Questions with choices and statements on the results page, and the page of figures that are being counted.

use app::results::counting;
use domain::{
    id::{Key, key},
    locale::Locale,
    notice::purpose::Basis,
    results::data::{CHOSE_ANY, ChoiceCount, ResultsData},
    survey::template::Template,
};

use super::{data, render};
use crate::{check, sample};

#[test]
fn several_choices_have_a_share_of_those_who_chose() {
    let count = |code: &str, n| (Some(code.to_owned()), None, n);
    let of = |counts| data_of_everything(vec![(key("liked"), counts)]);
    let en = render(Locale::En, &of(vec![(None, None, 3), count("bread", 30), count("staff", 20), count(CHOSE_ANY, 40)]));
    for shown in ["75.0 %", "50.0 %", "Share of 40 respondents who chose something", "3 “don’t know"] {
        assert!(en.contains(shown), "{shown}: {en}");
    }
    // Figures that were released earlier do not say how many chose.
    let earlier = render(Locale::Nl, &of(vec![count("bread", 30), count("staff", 20)]));
    assert!(!earlier.contains("75,0 %") && !earlier.contains("mensen die iets kozen"), "{earlier}");
}

#[test]
fn a_statement_says_how_often_it_was_not_known() {
    let rated = |score, n| (Some("fast".to_owned()), score, n);
    let html = render(
        Locale::En,
        &data_of_everything(vec![(key("agree"), vec![rated(Some(1), 30), rated(Some(2), 10), rated(None, 17)])]),
    );
    assert!(html.contains("<td>40</td><td>17</td>"), "the mean is of those who rated: {html}");
}

#[test]
fn figures_that_are_being_counted_say_so_without_scripts() {
    let published = sample::template(Template::Nps, Basis::Consent);
    for &locale in Locale::ALL {
        let html = counting::render(&sample::context(locale), &published, "/admin/surveys/nps?where=a%3Ab&across=\"");
        check(&html, locale);
        assert!(!html.contains("<script") && html.contains("role=\"status\""), "{html}");
        assert!(html.contains("href=\"/admin/surveys/nps?where=a%3Ab&amp;across=&quot;\""), "{html}");
    }
}

fn data_of_everything(choices: Vec<(Key, Vec<ChoiceCount>)>) -> ResultsData {
    let published = sample::everything();
    ResultsData { published, choices, ..data(Template::Loyalty, &[(9, 40)], &[]) }
}
