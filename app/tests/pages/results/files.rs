//! Tests of the files and pictures that the results page offers for download.

use app::{
    report::{
        self,
        figure_sheet::{Line, Sheet, SheetCell},
        picture_svg,
    },
    results::{page as results, picture::Picture},
};
use domain::{
    calendar::Day,
    locale::Locale,
    response::filter::{Condition, Dimension},
    results::{
        counts::{CrossCount, LoyaltyCount, ScoreCount},
        data::ResultsData,
        release_status::Steps,
    },
    survey::template::Template,
};

use super::{data, group};
use crate::sample;

fn drawn(data: &ResultsData, picture: Picture) -> String {
    picture_svg::svg(&sample::context(Locale::En), data, picture).expect("the page draws it")
}

fn reported(data: &ResultsData) -> String {
    report::page::render(&sample::context(Locale::En), data)
}

fn about(data: &ResultsData, picture: Option<Picture>) -> Vec<Line> {
    let context = sample::context(Locale::En);
    match picture {
        Some(picture) => Sheet::of_picture(&context, data, picture).about,
        None => Sheet::of(&context, data).about,
    }
}

fn item<'a>(about: &'a [Line], name: &str) -> Option<&'a Line> {
    about.iter().find(|line| line.cell("item") == Some(&SheetCell::Text(name.to_owned())))
}

#[test]
fn who_is_bound_to_some_answers_is_told_so_everywhere() {
    let mut data = data(Template::Nps, &[(10, 60), (3, 40)], &[]);
    let only = Condition::parse("state:SP").unwrap();
    data.query.filter.conditions.push(only.clone());
    data.query.only = Some(only);
    let page = results::render(&sample::context(Locale::En), &data);
    assert!(page.contains("<span class=\"chip\">state: SP</span></li>"), "it cannot be lifted: {page}");
    assert!(!page.contains("where=state"), "it stands in no address: {page}");
    let report = reported(&data);
    assert!(report.contains("state: SP") && !report.contains("All responses") && !report.contains("where=state"), "{report}");
    for picture in [Picture::Distribution, Picture::Trend] {
        assert!(drawn(&data, picture).contains("state: SP"), "{picture:?}");
    }
    assert_eq!(item(&about(&data, None), "where").unwrap().cell("text"), Some(&SheetCell::Text("state:SP".into())));
}

#[test]
fn the_picture_of_a_breakdown_is_of_the_headline_too() {
    let mut data = data(Template::Loyalty, &[(10, 50)], &[]);
    data.loyalty = Some(vec![LoyaltyCount { day: Day(20_000), sum: Some(27), count: 40 }]);
    data.groups = Some((Dimension::Locale, vec![group(Some("nl"), 10, 30), group(Some("en"), 10, 20)]));
    let index = drawn(&data, Picture::Distribution);
    let broken = drawn(&data, Picture::Breakdown);
    assert!(index.contains("40 answers. Legal basis of the survey") && index.contains("title\">Loyalty: "), "{index}");
    assert!(broken.contains("40 answers. Legal basis of the survey") && broken.contains("title\">Loyalty: "), "{broken}");
}

#[test]
fn what_is_left_out_is_said_in_pictures_and_files() {
    let mut data = data(Template::Nps, &[(10, 60)], &[("period", "day"), ("by", "state"), ("across", "channel")]);
    assert!(["trend_cut", "breakdown_cut", "by", "across"].iter().all(|name| item(&about(&data, None), name).is_none()));
    data.scores[0].1.push(ScoreCount { day: Day(18_000), score: Some(9), count: 20 });
    let names: Vec<String> = (0..101).map(|number| format!("s{number}")).collect();
    let groups = names.iter().map(|name| group(Some(name), 10, 9)).collect();
    data.groups = Some((Dimension::Answer(domain::id::key("state")), groups));
    assert!(drawn(&data, Picture::Trend).contains("Only the last 90 are shown here"));
    let all = about(&data, None);
    let text = |name: &str| item(&all, name).unwrap().cell("text").cloned();
    let Some(SheetCell::Text(cut)) = text("trend_cut") else { panic!("{all:?}") };
    assert!(cut.starts_with("Only the last 90"), "{cut}");
    let Some(SheetCell::Text(cut)) = text("breakdown_cut") else { panic!("{all:?}") };
    assert!(cut.starts_with("There are more groups"), "{cut}");
    assert_eq!((text("by"), item(&all, "across")), (Some(SheetCell::Text("state".into())), None), "nothing is crossed");
    let trend = about(&data, Some(Picture::Trend));
    assert!(item(&trend, "trend_cut").is_some() && item(&trend, "breakdown_cut").is_none(), "{trend:?}");
}

#[test]
fn who_sees_figures_alone_is_not_told_how_many_stand_beside_them() {
    let mut data = data(Template::Nps, &[(10, 60)], &[]);
    data.counts.standing = 4711;
    assert!(reported(&data).contains("4,711") && item(&about(&data, None), "responses").is_some());
    (data.figures_only, data.steps) = (true, Some(Steps::default()));
    assert!(!reported(&data).contains("4,711") && item(&about(&data, None), "responses").is_none());
}

#[test]
fn the_gauge_shows_a_net_promoter_score_with_its_interval() {
    let data = data(Template::Nps, &[(10, 60), (7, 20), (3, 20)], &[]);
    let page = results::render(&sample::context(Locale::En), &data);
    let label = "Net Promoter Score from \u{2212}100 to +100: 40.0, 95 % interval";
    assert!(page.contains(label) && page.contains("pictures/gauge.svg") && page.contains("pictures/gauge.csv"), "{page}");
    assert!(page.contains("<div aria-hidden=\"true\" class=\"gauge-frame\""), "what it says stands above it: {page}");
    let svg = drawn(&data, Picture::Gauge);
    for part in ["class=\"ring\"", "class=\"band\"", "class=\"needle\"", ">40.0<", "<title id", "<desc id", "100 answers", label]
    {
        assert!(svg.contains(part), "{part}: {svg}");
    }
    let lines = Sheet::of_picture(&sample::context(Locale::En), &data, Picture::Gauge).figures;
    assert_eq!(lines.len(), 1);
    assert_eq!((lines[0].cell("value"), lines[0].cell("n")), (Some(&SheetCell::Number(40.0)), Some(&SheetCell::Whole(100))));
    let few = self::data(Template::Nps, &[(10, 4)], &[]);
    assert!(!results::render(&sample::context(Locale::En), &few).contains("class=\"chart gauge\""), "nothing of four people");
}

#[test]
fn the_picture_of_a_crosstab_withholds_what_the_table_withholds() {
    let mut data = data(Template::Nps, &[(10, 100)], &[("by", "locale"), ("across", "channel")]);
    let cell = |row: &str, column: &str, score, count| CrossCount {
        row: Some(row.into()),
        column: Some(column.into()),
        score: Some(score),
        count,
    };
    let cells =
        vec![cell("nl", "link", 10, 40), cell("nl", "import", 2, 30), cell("en", "link", 9, 20), cell("en", "import", 10, 20)];
    data.cross = Some((Dimension::Locale, Dimension::Channel, cells));
    let page = results::render(&sample::context(Locale::En), &data);
    assert!(page.contains("pictures/crosstab.svg") && page.contains("pictures/crosstab.csv"), "{page}");
    let svg = drawn(&data, Picture::Crosstab);
    assert!(svg.contains("class=\"heat-8\"") && svg.contains("class=\"heat-0\"") && svg.contains("n = 40"), "{svg}");
    assert_eq!((svg.matches("class=\"heat-").count(), svg.matches("class=\"plain\"").count()), (4, 5), "cells and totals: {svg}");
    let lines = Sheet::of_picture(&sample::context(Locale::En), &data, Picture::Crosstab).figures;
    assert_eq!(lines.len(), 9);
    data.cross = Some((
        Dimension::Locale,
        Dimension::Channel,
        vec![cell("nl", "link", 10, 40), cell("nl", "import", 2, 3), cell("en", "link", 9, 20), cell("en", "import", 10, 20)],
    ));
    let svg = drawn(&data, Picture::Crosstab);
    let page = results::render(&sample::context(Locale::En), &data);
    let table = page.split("class=\"heat\"").nth(1).unwrap().split("</table>").next().unwrap();
    let withheld = table.matches(">not shown<").count();
    assert!(withheld > 1 && svg.matches(">not shown<").count() == withheld, "{svg}");
    data.figures_only = true;
    data.query.filter.locale = Some(Locale::En);
    assert!(picture_svg::svg(&sample::context(Locale::En), &data, Picture::Crosstab).is_none());
}
