//! Attributes that name an employee, on pages of results. The pages list them after all other attributes, and say which
//! are withheld.

use domain::{
    response::filter::Dimension,
    results::query::ResultsQuery,
    survey::{Questionnaire, attribute::Attribute, withheld::Why},
};
use leptos::prelude::*;

use crate::messages::Words;

/// Whether figures grouped by this dimension are figures of employees.
pub(crate) fn is_of_employees(questionnaire: &Questionnaire, dimension: &Dimension) -> bool {
    matches!(dimension, Dimension::Answer(key) if questionnaire.attribute(key.as_str()).is_some_and(Attribute::names_employee))
}

/// Links to group figures by each dimension. Those of employees are below the others, with a warning.
pub(crate) fn switches(
    words: &Words,
    questionnaire: &Questionnaire,
    (label, apart_label): (&str, &str),
    dimensions: Vec<Dimension>,
    link: impl Fn(&Dimension) -> AnyView,
) -> AnyView {
    let (apart, usual): (Vec<_>, Vec<_>) = dimensions.into_iter().partition(|one| is_of_employees(questionnaire, one));
    let nav = |label: String, of: &[Dimension]| {
        let (shown, links) = (label.clone(), of.iter().map(&link).collect::<Vec<_>>());
        view! { <nav class="switch" aria-label=label><span aria-hidden="true">{shown}</span>{links}</nav> }
    };
    let apart = (!apart.is_empty()).then(|| {
        let label = words.say(apart_label);
        view! { {nav(label, &apart)}<p class="hint">{words.say("employee-by-hint")}</p> }
    });
    view! { {nav(words.say(label), &usual)}{apart} }.into_any()
}

/// The withheld attributes in the query, with the attribute that is shown instead.
pub(crate) fn withheld(words: &Words, query: &ResultsQuery, questionnaire: &Questionnaire) -> Option<AnyView> {
    let line = |(name, value): &(String, String)| {
        let is_condition = name == "where";
        let key = match name.as_str() {
            "where" => value.split(':').next()?,
            "by" | "across" => value,
            _ => return None,
        };
        let withheld = questionnaire.withheld(key)?;
        let attribute = withheld.attribute.text.get(words.locale).to_owned();
        let why = words.say_with(
            match withheld.why {
                Why::NotStated => "employee-not-stated",
                Why::Reader => "employee-reader",
                Why::Kept => "employee-kept",
            },
            &[("name", attribute.into())],
        );
        let team = withheld.team().and_then(|team| questionnaire.attribute(team.as_str()));
        let shown =
            [("by", &query.by), ("across", &query.across)].into_iter().find(|(of, _)| of == name).and_then(|(_, by)| by.as_ref());
        let team = team.filter(|team| shown.is_some_and(|shown| shown.name() == team.key.as_str()));
        let instead = match (is_condition, team) {
            (true, _) => Some(words.say("employee-left-out")),
            (false, Some(team)) => {
                Some(words.say_with("employee-instead", &[("team", team.text.get(words.locale).to_owned().into())]))
            }
            (false, None) => None,
        };
        Some(view! { <p class="error">{why}" "{instead}</p> })
    };
    let lines: Vec<_> = query.fields.0.iter().filter_map(line).collect();
    (!lines.is_empty()).then(|| view! { <div role="alert" id="withheld-employees">{lines}</div> }.into_any())
}
