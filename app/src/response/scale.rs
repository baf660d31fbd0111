//! Scales: one row of equal targets, with labels at both ends. In light mode each target is a button that sends
//! immediately.

use domain::survey::{
    Mode,
    question::{CsatScale, Question, QuestionKind},
    reserved_keys::NOT_APPLICABLE,
};
use leptos::prelude::*;

use super::field::Form;
use crate::response::choices;

/// The scale of a question with one score.
pub(crate) fn score(form: &Form<'_>, question: &Question, (min, max): (u8, u8)) -> AnyView {
    let labelled = every_score_has_a_label(question, min, max);
    let yes_no = matches!(question.kind, QuestionKind::Csat { scale: CsatScale::YesNo, .. });
    let label = |score: u8| question.kind.score_label(score).map(|text| text.get(form.words.locale).to_owned());
    let scores: Vec<u8> = if yes_no { (min..=max).rev().collect() } else { (min..=max).collect() };
    let steps = scores.len();
    let cells: Vec<_> = scores
        .into_iter()
        .map(|score| {
            let face = match label(score) {
                Some(text) if yes_no => view! { <span class="cell-label">{text}</span> }.into_any(),
                Some(text) if labelled => view! { <b>{score.to_string()}</b><span class="cell-label">{text}</span> }.into_any(),
                // The labels of the ends are below the row. Screen readers read them with their number.
                Some(text) => view! { {score.to_string()}<span class="hidden">": "{text}</span> }.into_any(),
                None => score.to_string().into_any(),
            };
            cell(form, question, score, face)
        })
        .collect();
    let ends = (!labelled && !yes_no).then(|| ends(label(min).unwrap_or_default(), label(max).unwrap_or_default()));
    let class = match (yes_no, labelled) {
        (true, _) => "scale scale-2".to_owned(),
        (false, true) => format!("scale scale-{steps} labelled"),
        (false, false) => format!("scale scale-{steps}"),
    };
    let apart = match form.mode {
        Mode::Full => choices::not_applicable(form, question, false),
        Mode::Light => not_applicable_button(form, question),
    };
    view! { <div class=class data-scale="">{cells}</div>{ends}{apart} }.into_any()
}

/// The labels of the two ends, below the row.
pub(crate) fn ends(low: String, high: String) -> AnyView {
    view! { <p class="ends" aria-hidden="true"><span>{low}</span><span>{high}</span></p> }.into_any()
}

fn cell(form: &Form<'_>, question: &Question, score: u8, face: AnyView) -> AnyView {
    let name = question.key.to_string();
    let value = score.to_string();
    match form.mode {
        Mode::Light => {
            view! { <button class="cell" name=name value=value><span class="cell-face">{face}</span></button> }.into_any()
        }
        Mode::Full => {
            let checked = form.fields.has(&name, &value);
            view! {
                <label class="cell"><input type="radio" name=name value=value checked=checked /><span class="cell-face">{face}</span></label>
            }
            .into_any()
        }
    }
}

fn not_applicable_button(form: &Form<'_>, question: &Question) -> Option<AnyView> {
    let (name, text) = (question.key.to_string(), form.words.say("not-applicable"));
    question.not_applicable.then(|| {
        view! { <div class="apart"><button class="quiet" name=name value=NOT_APPLICABLE>{text}</button></div> }.into_any()
    })
}

fn every_score_has_a_label(question: &Question, min: u8, max: u8) -> bool {
    matches!(&question.kind, QuestionKind::Csat { labels, .. } if labels.len() == usize::from(max - min) + 1)
}
