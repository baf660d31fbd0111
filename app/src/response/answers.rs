//! Stored answers as the respondent gave them, under the questions of their version.

use domain::{
    id::Key,
    receipt::response::Receipt,
    response::answer::Answer,
    survey::{
        attribute::ReceivedBy,
        question::{Choice, Question, QuestionKind},
    },
};
use leptos::prelude::*;

use crate::{format, messages::Words, notice::summary::fact};

/// The answers and the contact details. `to_person` selects texts for the respondent, otherwise for the privacy desk.
pub(crate) fn section(words: &Words, receipt: &Receipt, to_person: bool) -> AnyView {
    let [heading, reach] = match to_person {
        true => ["receipt-answers", "receipt-contact"],
        false => ["rights-answers", "correct-contact"],
    };
    let contact = receipt.contact.as_ref().map(|contact| {
        let email = contact.email.as_ref().map(|email| fact(words.say("contact-email"), email.as_str().to_owned()));
        let phone = contact.phone.as_ref().map(|phone| fact(words.say("contact-phone"), phone.as_str().to_owned()));
        view! { <h3>{words.say(reach)}</h3><dl class="facts">{email}{phone}</dl> }
    });
    let answers = match receipt.answers.is_empty() {
        true => view! { <p>{words.say("receipt-no-answers")}</p> }.into_any(),
        false => {
            let answers: Vec<_> =
                receipt.version.questionnaire.questions().map(|question| line(words, receipt, question)).collect();
            view! { <dl class="answers">{answers}</dl> }.into_any()
        }
    };
    let attributes: Vec<_> = receipt
        .attributes
        .iter()
        .map(|(key, value)| {
            let name = receipt.version.questionnaire.attribute(key.as_str()).map(|attribute| attribute.text.get(words.locale));
            fact(name.unwrap_or(key.as_str()).to_owned(), value.clone())
        })
        .collect();
    let by = match receipt.attributes_by {
        Some(ReceivedBy::Link) => Some(words.say("receipt-by-link")),
        Some(ReceivedBy::SignedLink) => Some(words.say("receipt-by-signed-link")),
        Some(ReceivedBy::Stated) | None => None,
    };
    let by = by.map(|text| view! { <p class="hint">{text}</p> });
    let attributes = (!attributes.is_empty())
        .then(|| view! { <h3>{words.say("receipt-attributes")}</h3><dl class="facts">{attributes}</dl>{by} });
    view! { <section><h2>{words.say(heading)}</h2>{answers}{attributes}{contact}</section> }.into_any()
}

fn line(words: &Words, receipt: &Receipt, question: &Question) -> AnyView {
    let given = receipt.answers.iter().find(|(key, _)| *key == question.key).map(|(_, answer)| answer);
    let text = question.text.get(words.locale).to_owned();
    match given {
        Some(answer) => {
            let lines: Vec<_> = in_words(words, question, answer).into_iter().map(|text| view! { <p>{text}</p> }).collect();
            view! { <div><dt>{text}</dt><dd>{lines}</dd></div> }.into_any()
        }
        None => view! { <div><dt>{text}</dt><dd class="hint">{words.say("receipt-not-answered")}</dd></div> }.into_any(),
    }
}

/// The lines of an answer, one for each part.
fn in_words(words: &Words, question: &Question, answer: &Answer) -> Vec<String> {
    match (answer, &question.kind) {
        (Answer::Score(score), kind) => {
            let label = kind.score_label(*score).map(|text| text.get(words.locale).to_owned());
            vec![match (kind.score_range(), label) {
                (Some((0, 1)), Some(label)) => label,
                (Some((_, max)), label) => {
                    let of = words.say_with("score-of", &[("score", score.to_string().into()), ("max", max.to_string().into())]);
                    label.map_or_else(|| of.clone(), |label| format!("{of} ({label})"))
                }
                (None, _) => score.to_string(),
            }]
        }
        (Answer::Choice(key), QuestionKind::SingleChoice { choices }) => vec![choice(words, choices, key)],
        (Answer::Choices(keys), QuestionKind::MultipleChoice { choices, .. }) => {
            keys.iter().map(|key| choice(words, choices, key)).collect()
        }
        (Answer::Matrix(rated), QuestionKind::Likert { rows, points }) => rated
            .iter()
            .map(|(key, score)| {
                let point =
                    |score: u8| points.get(usize::from(score).saturating_sub(1)).map(|text| text.get(words.locale).to_owned());
                let given = match score {
                    Some(score) => point(*score).unwrap_or_else(|| score.to_string()),
                    None => words.say("not-applicable"),
                };
                format!("{}: {given}", choice(words, rows, key))
            })
            .collect(),
        (Answer::Text(text), _) => vec![text.clone()],
        (Answer::Number(number), _) => vec![format::number(&number.to_string(), words.locale)],
        (Answer::NotApplicable, _) => vec![words.say("not-applicable")],
        (Answer::Choice(key), _) => vec![key.to_string()],
        (Answer::Choices(keys), _) => keys.iter().map(Key::to_string).collect(),
        (Answer::Matrix(rated), _) => {
            let given = |score: &Option<u8>| score.map_or_else(|| words.say("not-applicable"), |score| score.to_string());
            rated.iter().map(|(key, score)| format!("{key}: {}", given(score))).collect()
        }
    }
}

fn choice(words: &Words, choices: &[Choice], key: &Key) -> String {
    choices.iter().find(|choice| choice.key == *key).map_or_else(|| key.to_string(), |c| c.text.get(words.locale).to_owned())
}
