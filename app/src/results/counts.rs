//! Counts of choices and of the statements of a matrix, as tables with bars in them.

use domain::{
    locale::LocalizedText,
    results::{
        data::{CHOSE_ANY, ChoiceCount},
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
        QuestionKind::Likert { rows, points } => matrix(words, question, (rows, points), counts, minimum),
        _ => ().into_any(),
    }
}

/// A table of choices. Shares are of the respondents who selected at least one. Figures that were released earlier do not
/// say how many these are, except that it is at least the largest count; shares are then left out.
fn choices_table(words: &Words, choices: &[Choice], counts: &[ChoiceCount], minimum: u64, several: bool) -> AnyView {
    let count = |choice: &Choice| of_code(counts, choice.key.as_str());
    let most = choices.iter().map(count).max().unwrap_or(0);
    let known = match several {
        true => Some(of_code(counts, CHOSE_ANY)).filter(|chosers| *chosers >= most),
        false => Some(choices.iter().map(count).sum::<u64>()),
    };
    let people = known.unwrap_or(most);
    if people == 0 || suppression::is_too_small(people, minimum) {
        return nothing(words, people, minimum);
    }
    let rows: Vec<_> = choices
        .iter()
        .map(|choice| {
            let n = count(choice);
            let share = known.map(|people| view! { <td>{measure_words::share(words, n, people)}</td> });
            view! {
                <tr>
                    <th scope="row">{choice.text.get(words.locale).to_owned()}</th>
                    <td class="bar" inner_html=bars::lying(n, people)></td>
                    <td>{format::count(n, words.locale)}</td>
                    {share}
                </tr>
            }
        })
        .collect();
    let total = known.map(|people| match several {
        true => words.say_with("choices-of", &[("count", people.into()), ("n", format::count(people, words.locale).into())]),
        false => figure::answers(words, people),
    });
    let not_applicable: u64 = counts.iter().filter(|(code, ..)| code.is_none()).map(|(.., count)| count).sum();
    let not_applicable = (not_applicable > 0).then(|| {
        let n = format::count(not_applicable, words.locale);
        words.say_with("answers-not-applicable", &[("count", not_applicable.into()), ("n", n.into())])
    });
    let notes: Vec<_> = [total, not_applicable].into_iter().flatten().collect();
    let notes = (!notes.is_empty()).then(|| view! { <p class="caveat">{notes.join(". ")}</p> });
    view! { <table class="with-bars"><tbody>{rows}</tbody></table>{notes} }.into_any()
}

/// A table of statements. Shares and means are of those who gave a score; "not applicable" has a column of its own.
fn matrix(
    words: &Words,
    question: &Question,
    (rows, points): (&[Choice], &[LocalizedText]),
    counts: &[ChoiceCount],
    minimum: u64,
) -> AnyView {
    // An earlier version may have offered it.
    let offers = question.not_applicable || counts.iter().any(|(code, score, _)| code.is_some() && score.is_none());
    let max = u8::try_from(points.len()).unwrap_or(u8::MAX);
    let head: Vec<_> = points.iter().map(|point| view! { <th scope="col">{point.get(words.locale).to_owned()}</th> }).collect();
    let lines: Vec<_> = rows.iter().map(|row| statement(words, row, (max, offers), counts, minimum)).collect();
    let apart = offers.then(|| view! { <th scope="col">{words.say("not-applicable")}</th> });
    view! {
        <div class="scroll" tabindex="0">
            <table>
                <thead>
                    <tr>
                        <th scope="col"><span class="hidden">{words.say("table-statement")}</span></th>
                        {head}
                        <th scope="col">{words.say("measure-mean")}</th>
                        <th scope="col">{words.say("table-answers")}</th>
                        {apart}
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn statement(words: &Words, row: &Choice, (max, offers): (u8, bool), counts: &[ChoiceCount], minimum: u64) -> AnyView {
    let mut scores = Distribution::new(1, max);
    let mut unrated = 0;
    for (code, score, count) in counts {
        if code.as_deref() != Some(row.key.as_str()) {
            continue;
        }
        match score {
            // The store returns no score outside the scale. Such a score would be in no figure.
            Some(score) => drop(scores.add(*score, *count)),
            None => unrated += count,
        }
    }
    let n = scores.n();
    let text = row.text.get(words.locale).to_owned();
    if suppression::is_too_small(n, minimum) {
        let columns = (u32::from(max) + 2 + u32::from(offers)).to_string();
        return view! { <tr><th scope="row">{text}</th><td colspan=columns>{words.say("too-few")}</td></tr> }.into_any();
    }
    let cells: Vec<_> = scores.iter().map(|(_, count)| view! { <td>{measure_words::share(words, count, n)}</td> }).collect();
    let mean = scoring::mean_estimate(&scores).map_or_else(|| "—".to_owned(), |mean| format::tenths(mean.tenths(), words.locale));
    let apart = offers.then(|| view! { <td>{format::count(unrated, words.locale)}</td> });
    view! { <tr><th scope="row">{text}</th>{cells}<td>{mean}</td><td>{format::count(n, words.locale)}</td>{apart}</tr> }
        .into_any()
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
