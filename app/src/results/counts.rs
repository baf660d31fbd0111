//! Counts of choices and of the statements of a matrix, as tables with bars in them.

use domain::{
    locale::LocalizedText,
    results::{
        data::ChoiceCount,
        disclosure::suppression,
        scoring::{self, Distribution},
    },
    survey::question::{Choice, Question, QuestionKind},
};
use leptos::prelude::*;

use super::figure;
use crate::{charts::bars, format, measure_words, messages::Words};

/// The table of a question with choices or statements.
pub(crate) fn table(words: &Words, question: &Question, counts: &[ChoiceCount], minimum: u64) -> AnyView {
    match &question.kind {
        QuestionKind::SingleChoice { choices } => choices_table(words, choices, counts, minimum, false),
        QuestionKind::MultipleChoice { choices, .. } => choices_table(words, choices, counts, minimum, true),
        QuestionKind::Likert { rows, points } => matrix(words, rows, points, counts, minimum),
        _ => ().into_any(),
    }
}

/// A table of choices. For multiple choice the number of respondents is unknown, except that it is at least the largest
/// count. Shares are always of respondents, so they are left out there.
fn choices_table(words: &Words, choices: &[Choice], counts: &[ChoiceCount], minimum: u64, several: bool) -> AnyView {
    let count = |choice: &Choice| of_code(counts, choice.key.as_str());
    let most = choices.iter().map(count).max().unwrap_or(0);
    let sum: u64 = choices.iter().map(count).sum();
    let people = if several { most } else { sum };
    if people == 0 || suppression::is_too_small(people, minimum) {
        return nothing(words, people, minimum);
    }
    let rows: Vec<_> = choices
        .iter()
        .map(|choice| {
            let n = count(choice);
            let share = (!several).then(|| view! { <td>{measure_words::share(words, n, sum)}</td> });
            view! {
                <tr>
                    <th scope="row">{choice.text.get(words.locale).to_owned()}</th>
                    <td class="bar" inner_html=bars::lying(n, if several { most } else { sum })></td>
                    <td>{format::count(n, words.locale)}</td>
                    {share}
                </tr>
            }
        })
        .collect();
    let total = (!several).then(|| view! { <p class="caveat">{figure::answers(words, sum)}</p> });
    view! { <table class="with-bars"><tbody>{rows}</tbody></table>{total} }.into_any()
}

fn matrix(words: &Words, rows: &[Choice], points: &[LocalizedText], counts: &[ChoiceCount], minimum: u64) -> AnyView {
    let max = u8::try_from(points.len()).unwrap_or(u8::MAX);
    let head: Vec<_> = points.iter().map(|point| view! { <th scope="col">{point.get(words.locale).to_owned()}</th> }).collect();
    let lines: Vec<_> = rows.iter().map(|row| statement(words, row, max, counts, minimum)).collect();
    view! {
        <div class="scroll" tabindex="0">
            <table>
                <thead>
                    <tr>
                        <th scope="col"><span class="hidden">{words.say("table-statement")}</span></th>
                        {head}
                        <th scope="col">{words.say("measure-mean")}</th>
                        <th scope="col">{words.say("table-answers")}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn statement(words: &Words, row: &Choice, max: u8, counts: &[ChoiceCount], minimum: u64) -> AnyView {
    let mut scores = Distribution::new(1, max);
    for (code, score, count) in counts {
        if code.as_deref() == Some(row.key.as_str())
            && let Some(score) = score
        {
            // The store returns no score outside the scale. Such a score would be in no figure.
            let _ = scores.add(*score, *count);
        }
    }
    let n = scores.n();
    let text = row.text.get(words.locale).to_owned();
    if suppression::is_too_small(n, minimum) {
        let columns = (u32::from(max) + 2).to_string();
        return view! { <tr><th scope="row">{text}</th><td colspan=columns>{words.say("too-few")}</td></tr> }.into_any();
    }
    let cells: Vec<_> = scores.iter().map(|(_, count)| view! { <td>{measure_words::share(words, count, n)}</td> }).collect();
    let mean = scoring::mean_estimate(&scores).map_or_else(|| "—".to_owned(), |mean| format::tenths(mean.tenths(), words.locale));
    view! { <tr><th scope="row">{text}</th>{cells}<td>{mean}</td><td>{format::count(n, words.locale)}</td></tr> }.into_any()
}

fn nothing(words: &Words, people: u64, minimum: u64) -> AnyView {
    match people {
        0 => view! { <p>{words.say("no-score")}</p> }.into_any(),
        _ => {
            view! { <p>{words.say("too-few")}". "{words.say_with("too-few-text", &[("minimum", minimum.into())])}</p> }.into_any()
        }
    }
}

fn of_code(counts: &[ChoiceCount], code: &str) -> u64 {
    counts.iter().filter(|(c, ..)| c.as_deref() == Some(code)).map(|(.., count)| count).sum()
}
