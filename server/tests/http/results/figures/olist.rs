//! Tests of the figures on the real input. Where it is available, the input is next to the repository. Scores are
//! grouped by the state of the customer, and by whether the order came late.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use domain::{calendar::Millis, id::key, locale::Locale, response::answer::Answer, survey::template::Template};
use store::ImportRow;

use super::{Line, of_part, withheld_on_page};
use crate::support::{analyst::Analyst, app::spawn_app, made_up::import};

fn folder() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/olist");
    path.join("reviews.csv").is_file().then_some(path)
}

/// Each review with its state and whether the order came late. `None` if it never came.
fn reviews(folder: &Path) -> Vec<ImportRow> {
    let rows = |file: &str| -> Vec<Line> {
        csv::Reader::from_path(folder.join(file)).unwrap().deserialize().map(Result::unwrap).collect()
    };
    let by =
        |file: &str, key: &str| -> BTreeMap<String, Line> { rows(file).into_iter().map(|row| (row[key].clone(), row)).collect() };
    let (orders, customers) = (by("orders.csv", "order_id"), by("customers.csv", "customer_id"));
    let row = |review: Line| {
        let order = &orders[&review["order_id"]];
        let (delivered, estimated) = (&order["order_delivered_customer_date"], &order["order_estimated_delivery_date"]);
        let state = (key("state"), customers[&order["customer_id"]]["customer_state"].clone());
        let late = (key("delivery"), if delivered > estimated { "late" } else { "on time" }.to_owned());
        ImportRow {
            external_id: format!("{}|{}", review["review_id"], review["order_id"]),
            submitted_at: Millis::parse_rfc3339(&format!("{}Z", review["review_answer_timestamp"].replace(' ', "T"))).unwrap(),
            locale: Locale::En,
            answers: vec![(key("satisfaction"), Answer::Score(review["review_score"].parse().unwrap()))],
            attributes: std::iter::once(state).chain((!delivered.is_empty()).then_some(late)).collect(),
        }
    };
    rows("reviews.csv").into_iter().map(row).collect()
}

#[tokio::test]
async fn states_and_late_orders_are_the_same_four_times() {
    let Some(folder) = folder() else {
        println!("skipped: the reviews are not there");
        return;
    };
    let reviews = reviews(&folder);
    let mut states: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for review in &reviews {
        let Answer::Score(score) = review.answers[0].1 else { unreachable!("a review has a score") };
        let (n, satisfied) = states.entry(review.attributes[0].1.clone()).or_default();
        (*n, *satisfied) = (*n + 1, *satisfied + u32::from(score >= 4));
    }
    let is_late =
        |review: &&ImportRow| review.attributes.iter().any(|(key, value)| key.as_str() == "delivery" && value == "late");
    let mut late_states: BTreeMap<String, u32> = BTreeMap::new();
    for review in reviews.iter().filter(is_late) {
        *late_states.entry(review.attributes[0].1.clone()).or_default() += 1;
    }
    let app = spawn_app().await;
    import(&app, "olist", Template::Csat, reviews).await;
    let analyst = Analyst::at(app).await;

    let said = analyst.ask("olist", "state", "").await;
    let groups = of_part(&said.lines, "breakdown");
    assert_eq!(groups.len(), states.len());
    for line in &groups {
        let (n, satisfied) = states[&line["group"]];
        if n < 5 {
            assert_eq!(line["status"], "withheld", "{line:?}");
        }
        if line["status"] == "shown" {
            assert_eq!(line["n"], n.to_string());
            let value: f64 = line["value"].parse().unwrap();
            assert!((value - 100.0 * f64::from(satisfied) / f64::from(n)).abs() < 1e-9, "{line:?}");
            assert!(!line["low"].is_empty() && !line["high"].is_empty());
        }
    }
    let withheld = groups.iter().filter(|line| line["status"] == "withheld").count();
    println!("{withheld} of {} states are withheld", groups.len());
    assert_eq!(withheld_on_page(&said.page), withheld);
    assert_eq!(of_part(&said.lines, "score")[0]["n"], "8225");

    // No state has fewer than five reviews, but some have fewer late orders.
    let said = analyst.ask("olist", "state", "&where=delivery%3Alate").await;
    let groups = of_part(&said.lines, "breakdown");
    let small: Vec<_> = late_states.iter().filter(|(_, n)| **n < 5).map(|(state, _)| state.as_str()).collect();
    assert!(small.len() >= 4, "{small:?}");
    for state in small {
        let line = groups.iter().find(|line| line["group"] == state).unwrap();
        assert_eq!((line["status"].as_str(), line["n"].as_str(), line["value"].as_str()), ("withheld", "", ""), "{line:?}");
    }
    assert_eq!(withheld_on_page(&said.page), groups.iter().filter(|line| line["status"] == "withheld").count());

    let said = analyst.cross("olist", "state", "delivery").await;
    let cells = of_part(&said.lines, "crosstab");
    assert_eq!(cells.len(), states.len() * 3, "late, on time, and never delivered");
    assert!(cells.iter().all(|line| line["n"].parse::<u32>().is_ok_and(|n| n >= 5) || line["status"] != "shown"));
    let shown = cells.iter().filter(|line| line["status"] == "shown").count();
    println!("{shown} of {} cells are shown", cells.len());
    assert!(shown * 2 > cells.len());

    let said = analyst.ask("olist", "delivery", "").await;
    let late = of_part(&said.lines, "breakdown").into_iter().find(|line| line["group"] == "late").unwrap();
    assert_eq!(late["verdict"], "probably_real", "{late:?}");
    assert!(late["difference_high"].parse::<f64>().unwrap() < 0.0, "late is worse: {late:?}");
}
