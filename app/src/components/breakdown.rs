//! A score told apart: a table of groups with bars, intervals and what sets each apart from the rest; and the conditions in force.

use domain::{
    response::filter::{Condition, Dimension},
    statistics::{Difference, Verdict},
    survey::{
        Questionnaire,
        attribute::Attribute,
        question::{Question, QuestionKind},
        reserved_keys::NOT_APPLICABLE,
    },
};
use leptos::prelude::*;

use super::{employees, filter::channel_id};
use crate::{
    charts::interval,
    format,
    messages::Words,
    pictures::Picture,
    results::{
        ResultsData,
        breakdown::{Breakdown, Group, dimensions},
        measure::Measure,
        series::Figure,
    },
};

/// The section: by what, and the groups.
pub(crate) fn section(words: &Words, data: &ResultsData, minimum: u64) -> Option<AnyView> {
    let questionnaire = &data.published.version.questionnaire;
    let headline = questionnaire.headline()?;
    let offered: Vec<_> = dimensions(questionnaire)
        .into_iter()
        .filter(|dimension| *dimension != Dimension::Answer(headline.key.clone()))
        .filter(|dimension| *dimension != Dimension::Version || data.has_versions())
        .collect();
    let link = |dimension: &Dimension| {
        let current = (data.query.by.as_ref() == Some(dimension)).then_some("true");
        let address = format!("?{}&lang={}#breakdown", data.query.address_by(dimension), words.locale);
        view! { <a href=address aria-current=current>{dimension_name(words, questionnaire, dimension)}</a> }.into_any()
    };
    let table = data.breakdown(minimum).map(|(by, broken)| table(words, data, by, headline, &broken, minimum));
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

/// The conditions in force, each with a link that lifts it; the one that a reader is bound to has none.
pub(crate) fn conditions<'a>(
    words: &Words,
    questionnaire: &Questionnaire,
    bound: Option<&Condition>,
    conditions: impl Iterator<Item = &'a Condition>,
    address_without: impl Fn(&Condition) -> String,
) -> Option<AnyView> {
    let bound =
        bound.map(|one| view! { <li><span class="chip">{condition_text(words, questionnaire, one)}</span></li> }.into_any());
    let asked = conditions.map(|condition| {
        let text = condition_text(words, questionnaire, condition);
        let address = format!("?{}&lang={}", address_without(condition), words.locale);
        let lift = words.say_with("condition-lift", &[("condition", text.as_str().into())]);
        view! { <li><span class="chip">{text}</span>" "<a href=address>{lift}</a></li> }.into_any()
    });
    let chips: Vec<_> = bound.into_iter().chain(asked).collect();
    (!chips.is_empty()).then(|| view! { <ul class="conditions" aria-label=words.say("conditions")>{chips}</ul> }.into_any())
}

/// What is said where lifting a part of the filter would give somebody away.
pub(crate) fn gives_away(words: &Words, minimum: u64, figures_only: bool) -> AnyView {
    let text = match figures_only {
        true => words.say("gives-away-reader"),
        false => words.say_with("gives-away-text", &[("minimum", minimum.into())]),
    };
    view! { <section class="card"><h2>{words.say("gives-away")}</h2><p>{text}</p></section> }.into_any()
}

fn table(words: &Words, data: &ResultsData, by: &Dimension, headline: &Question, broken: &Breakdown, minimum: u64) -> AnyView {
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
    let values = [
        ("measure", broken.measure.name(words).into()),
        ("question", headline.text.get(words.locale).to_owned().into()),
        ("by", dimension_name(words, questionnaire, by).into()),
    ];
    view! {
        <p class="hint" id="breakdown-caption">{words.say_with("breakdown-caption", &values)}</p>
        <div class="scroll" tabindex="0">
            <table class="with-bars" aria-labelledby="breakdown-caption">
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
        {is_drawn.then(|| super::figure_files::of_picture(words, data, Picture::Breakdown))}
    }
    .into_any()
}

/// What is said of a breakdown by what nobody checked.
pub(crate) fn unverified(words: &Words, questionnaire: &Questionnaire, by: &Dimension) -> Option<String> {
    let Dimension::Answer(key) = by else { return None };
    let is_open = questionnaire.attribute(key.as_str()).is_some_and(Attribute::may_be_unverified);
    is_open.then(|| words.say("breakdown-unverified"))
}

fn row(words: &Words, data: &ResultsData, by: &Dimension, measure: Measure, group: &Group) -> AnyView {
    let questionnaire = &data.published.version.questionnaire;
    let name = match group.value.as_deref() {
        // Withheld together, for who is not told their names.
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
            <td>{measure.value(words, estimate)}{super::figure::indicative(words, estimate)}</td>
            <td>{measure.interval(words, estimate)}</td>
            <td>{format::count(estimate.n, words.locale)}</td>
            <td>{difference}</td>
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

/// A condition in words.
pub(crate) fn condition_text(words: &Words, questionnaire: &Questionnaire, condition: &Condition) -> String {
    let dimension = condition.dimension();
    let value = value_name(words, questionnaire, &dimension, Some(&condition.value));
    format!("{}: {value}", dimension_name(words, questionnaire, &dimension))
}

/// What a dimension is called.
pub(crate) fn dimension_name(words: &Words, questionnaire: &Questionnaire, dimension: &Dimension) -> String {
    match dimension {
        Dimension::Locale => words.say("filter-locale"),
        Dimension::Channel => words.say("filter-channel"),
        Dimension::Version => words.say("filter-version"),
        Dimension::Answer(key) => {
            let withheld = || questionnaire.withheld(key.as_str()).map(|withheld| &withheld.attribute);
            let attribute = questionnaire.attribute(key.as_str()).or_else(withheld).map(|attribute| &attribute.text);
            let text = attribute.or_else(|| questionnaire.question(key.as_str()).map(|question| &question.text));
            text.map_or_else(|| key.to_string(), |text| text.get(words.locale).to_owned())
        }
    }
}

/// What a group is called.
pub(crate) fn value_name(words: &Words, questionnaire: &Questionnaire, dimension: &Dimension, value: Option<&str>) -> String {
    let Some(value) = value else { return words.say("breakdown-unknown") };
    match dimension {
        Dimension::Locale => value.parse().map_or_else(|_| value.to_owned(), |l: domain::locale::Locale| l.own_name().to_owned()),
        Dimension::Channel => value.parse().map_or_else(|_| value.to_owned(), |channel| words.say(channel_id(channel))),
        Dimension::Version => value.to_owned(),
        Dimension::Answer(key) if questionnaire.withheld(key.as_str()).is_some() => words.say("employee-value"),
        Dimension::Answer(key) if value == NOT_APPLICABLE && questionnaire.question(key.as_str()).is_some() => {
            words.say("not-applicable")
        }
        Dimension::Answer(key) => match questionnaire.question(key.as_str()).map(|question| &question.kind) {
            Some(QuestionKind::SingleChoice { choices }) => choices
                .iter()
                .find(|choice| choice.key.as_str() == value)
                .map_or_else(|| value.to_owned(), |choice| choice.text.get(words.locale).to_owned()),
            Some(kind) => {
                let label = value.parse().ok().and_then(|score| kind.score_label(score));
                label.map_or_else(|| value.to_owned(), |label| format!("{value} ({})", label.get(words.locale)))
            }
            None => value.to_owned(),
        },
    }
}
