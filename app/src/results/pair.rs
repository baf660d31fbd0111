//! Two groups of a breakdown: a form to choose them, and their difference.

use domain::results::{breakdown::Group, data::ResultsData, measure::Measure, query::ResultsQuery, series::Figure};
use leptos::prelude::*;

use super::{breakdown::difference_text, figure};
use crate::{filter::words::value_name, measure_words::MeasureWords, messages::Words};

/// The form and, if two groups were chosen, their difference. `None` if there are fewer than two groups.
pub(crate) fn section(words: &Words, data: &ResultsData, minimum: u64) -> Option<AnyView> {
    let (by, broken) = data.breakdown(minimum)?;
    let questionnaire = &data.published.version.questionnaire;
    let name = |value: &str| value_name(words, questionnaire, by, Some(value));
    let is_shown = |group: &&Group| matches!(group.figure, Figure::Score(_));
    let groups: Vec<(String, String)> = broken
        .groups
        .iter()
        .filter(is_shown)
        .filter_map(|group| Some((group.value.clone()?, name(group.value.as_deref()?))))
        .collect();
    if groups.len() < 2 {
        return None;
    }
    let chosen = |side: usize| data.query.pair.as_ref().map(|pair| pair[side].as_str());
    let without = ResultsQuery { pair: None, ..data.query.clone() };
    let kept: Vec<_> = without
        .asked(Some(data.query.period))
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect();
    let compared = data.query.pair.as_ref().and_then(|pair| broken.pair(pair)).map(|pair| {
        let sides = [pair.first, pair.second].map(|group| side(words, broken.measure, name, group));
        let [first, second] = sides;
        view! {
            <p id="pair-result">
                {first}" − "{second}": "
                {difference_text(words, broken.measure, &pair.difference, pair.verdict)}
            </p>
            <p class="hint">{words.say("pair-method")}</p>
        }
    });
    Some(
        view! {
            <section class="card wide" id="pair">
            <h2>{words.say("pair-heading")}</h2>
            <form class="filter" method="get" action="#pair">
                <input type="hidden" name="lang" value=words.locale.tag() />
                {kept}
                {select(words, "a", "pair-first", &groups, chosen(0))}
                {select(words, "b", "pair-second", &groups, chosen(1))}
                <div class="filter-buttons"><button class="secondary">{words.say("pair-compare")}</button></div>
            </form>
            {compared}
            </section>
        }
        .into_any(),
    )
}

/// "SP 40.0 (57 answers)".
fn side(words: &Words, measure: Measure, name: impl Fn(&str) -> String, group: &Group) -> String {
    let Figure::Score(estimate) = &group.figure else { return String::new() };
    let name = name(group.value.as_deref().unwrap_or_default());
    format!("{name} {} ({})", measure.value(words, estimate), figure::answers(words, estimate.n))
}

fn select(words: &Words, field: &'static str, label: &str, groups: &[(String, String)], chosen: Option<&str>) -> AnyView {
    let options: Vec<_> = groups
        .iter()
        .map(|(value, name)| view! { <option value=value.clone() selected=chosen == Some(value)>{name.clone()}</option> })
        .collect();
    view! {
        <div class="line">
            <label for=format!("f-{field}")>{words.say(label)}</label>
            <select id=format!("f-{field}") name=field><option value="">{words.say("pair-choose")}</option>{options}</select>
        </div>
    }
    .into_any()
}
