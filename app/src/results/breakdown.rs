//! The breakdown of a score: a table of groups with bars and intervals. It shows how each group differs from the rest.
//! The name of a group is a link that adds it as a condition, if one more can be added.

use domain::{
    response::filter::{Condition, Dimension},
    results::{
        breakdown::{Breakdown, Group},
        data::ResultsData,
        dimensions::dimensions,
        headline::Headline,
        measure::Measure,
        series::Figure,
    },
    statistics::{Difference, Verdict},
};
use leptos::prelude::*;

use crate::{
    charts::interval,
    filter::{
        employees,
        words::{dimension_name, unverified, value_name},
    },
    format,
    measure_words::MeasureWords,
    messages::Words,
    results::picture::Picture,
};

/// The section: the dimension and the groups.
pub(crate) fn section(words: &Words, data: &ResultsData, minimum: u64) -> Option<AnyView> {
    let questionnaire = &data.published.version.questionnaire;
    let headline = Headline::of(questionnaire)?;
    let offered: Vec<_> = dimensions(questionnaire)
        .into_iter()
        .filter(|dimension| !matches!(dimension, Dimension::Answer(key) if headline.is_of(key)))
        .filter(|dimension| *dimension != Dimension::Version || data.has_versions())
        .collect();
    let link = |dimension: &Dimension| {
        let current = (data.query.by.as_ref() == Some(dimension)).then_some("true");
        let address = format!("?{}&lang={}#breakdown", data.query.address_by(dimension), words.locale);
        view! { <a href=address aria-current=current>{dimension_name(words, questionnaire, dimension)}</a> }.into_any()
    };
    let table = data.breakdown(minimum).map(|(by, broken)| table(words, data, by, &headline, &broken, minimum));
    let switches = employees::switches(words, questionnaire, ("breakdown-by", "breakdown-by-employee"), offered, link);
    let known = |by: &Dimension| dimensions(questionnaire).contains(by);
    let too_many = (data.groups.is_none() && data.steps.is_none() && data.query.by.as_ref().is_some_and(known))
        .then(|| view! { <p>{words.say("breakdown-too-many")}</p> });
    Some(
        view! {
            <section class="card wide" id="breakdown">
                <h2>{words.say("breakdown-heading")}</h2>
                {switches}
                {table}
                {too_many}
            </section>
        }
        .into_any(),
    )
}

fn table(
    words: &Words,
    data: &ResultsData,
    by: &Dimension,
    headline: &Headline<'_>,
    broken: &Breakdown,
    minimum: u64,
) -> AnyView {
    let questionnaire = &data.published.version.questionnaire;
    let rows: Vec<_> = broken.groups.iter().map(|group| row(words, data, by, broken.measure, group)).collect();
    let is_drawn = broken.groups.iter().any(|group| matches!(group.figure, Figure::Score(_)));
    let withheld = broken.withholds().then(|| words.say_with("breakdown-withheld", &[("minimum", minimum.into())]));
    let cut = broken.cut.then(|| words.say("breakdown-cut"));
    let notes: Vec<_> = [withheld, cut, unverified(words, questionnaire, by)]
        .into_iter()
        .flatten()
        .map(|text| view! { <p class="hint">{text}</p> })
        .collect();
    let (measure, by_name) = (broken.measure.name(words), dimension_name(words, questionnaire, by));
    let caption = match headline.question() {
        Some(question) => {
            let question = question.text.get(words.locale).to_owned();
            let values = [("measure", measure.into()), ("question", question.into()), ("by", by_name.into())];
            words.say_with("breakdown-caption", &values)
        }
        None => words.say_with("breakdown-caption-index", &[("measure", measure.into()), ("by", by_name.into())]),
    };
    view! {
        <p class="hint" id="breakdown-caption">{caption}</p>
        <div class="scroll" tabindex="0">
            <table class="with-bars stacks" aria-labelledby="breakdown-caption">
                <thead>
                    <tr>
                        <th scope="col">{dimension_name(words, questionnaire, by)}</th>
                        <th scope="col"><span class="hidden">{words.say("breakdown-picture")}</span></th>
                        <th scope="col">{words.say("table-score")}</th>
                        <th scope="col">{words.say("table-interval")}</th>
                        <th scope="col">{words.say("table-answers")}</th>
                        <th scope="col">{words.say("breakdown-difference")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {notes}
        <p class="caveat">{words.say("breakdown-caveat")}</p>
        {is_drawn.then(|| super::files::of_picture(words, data, Picture::Breakdown))}
    }
    .into_any()
}

fn row(words: &Words, data: &ResultsData, by: &Dimension, measure: Measure, group: &Group) -> AnyView {
    let questionnaire = &data.published.version.questionnaire;
    let name = match group.value.as_deref() {
        // The merged small groups, for an account that must not see their names.
        None if data.figures_only && group.figure == Figure::TooFew => words.say("breakdown-small"),
        value => value_name(words, questionnaire, by, value),
    };
    let condition = group.value.as_deref().and_then(|value| Condition::of(by, value));
    let head = match condition {
        Some(condition) if data.query.may_add_condition() => {
            let address = format!("?{}&lang={}", data.query.address_with(&condition), words.locale);
            view! { <a href=address>{name}</a> }.into_any()
        }
        _ => name.into_any(),
    };
    let Figure::Score(estimate) = &group.figure else {
        let text = words.say(if group.figure == Figure::TooFew { "trend-withheld" } else { "no-score" });
        return view! { <tr><th scope="row">{head}</th><td></td><td colspan="4" class="hint">{text}</td></tr> }.into_any();
    };
    let picture = interval::draw(estimate.value, estimate.interval.map(|i| (i.low, i.high)), measure.range());
    let difference = group.difference.as_ref().map(|(difference, verdict)| difference_text(words, measure, difference, *verdict));
    view! {
        <tr>
            <th scope="row">{head}</th>
            <td class="bar" inner_html=picture></td>
            <td data-label=words.say("table-score")>{measure.value(words, estimate)}{super::figure::indicative(words, estimate)}</td>
            <td data-label=words.say("table-interval")>{measure.interval(words, estimate)}</td>
            <td data-label=words.say("table-answers")>{format::count(estimate.n, words.locale)}</td>
            <td data-label=words.say("breakdown-difference")>{difference}</td>
        </tr>
    }
    .into_any()
}

/// "+12.3 (4.0 to 20.6): probably a real difference".
pub(crate) fn difference_text(words: &Words, measure: Measure, difference: &Difference, verdict: Option<Verdict>) -> AnyView {
    let signed = |tenths: i64| {
        let shown = format::tenths(tenths, words.locale);
        if tenths > 0 { format!("+{shown}") } else { shown }
    };
    let unit = words.say(if measure.is_share() { "unit-points-percent" } else { "unit-points" });
    let interval = difference.interval.map(|interval| {
        let end = |value: f64| signed((value * 10.0).round() as i64);
        words.say_with("interval", &[("low", end(interval.low).into()), ("high", end(interval.high).into())])
    });
    let interval = interval.map(|interval| format!(" ({interval})"));
    let class = if verdict == Some(Verdict::ProbablyReal) { "verdict-real" } else { "hint" };
    let verdict = verdict.map(|verdict| {
        let text = words.say(match verdict {
            Verdict::ProbablyReal => "verdict-real",
            Verdict::CouldBeChance => "verdict-chance",
        });
        view! { <br /><span class=class>{text}</span> }
    });
    view! { {signed(difference.tenths())}" "{unit}{interval}{verdict} }.into_any()
}
