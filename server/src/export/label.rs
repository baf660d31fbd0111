//! The texts of questions, scores and choices in a language.

use std::{borrow::Cow, sync::LazyLock};

use app::export::file_text::{FileText, file_text};
use domain::{
    id::Key,
    locale::Locale,
    response::answer::Answer,
    survey::question::{Choice, Question, QuestionKind},
};

/// The separator between the labels of several choices.
const SEPARATOR: &str = "; ";

/// Whether every answer to such a question has a label. A scale with labels only at its ends has none for the scores
/// between.
pub fn has_labels(kind: &QuestionKind) -> bool {
    match kind {
        QuestionKind::SingleChoice { .. } | QuestionKind::MultipleChoice { .. } | QuestionKind::Likert { .. } => true,
        _ => kind.score_range().is_some_and(|(min, max)| (min..=max).all(|score| kind.score_label(score).is_some())),
    }
}

/// The text of a question, followed by the statement of a matrix.
pub fn of_question<'a>(question: &'a Question, statement: Option<&Key>, locale: Locale) -> Cow<'a, str> {
    let text = question.text.get(locale);
    match (&question.kind, statement) {
        (QuestionKind::Likert { rows, .. }, Some(key)) => match find(rows, key) {
            Some(row) => Cow::Owned(format!("{text} – {}", row.text.get(locale))),
            None => Cow::Borrowed(text),
        },
        _ => Cow::Borrowed(text),
    }
}

/// The label of an answer, or of the answer to one statement of a matrix.
pub fn of_answer<'a>(question: &'a Question, statement: Option<&Key>, answer: &Answer, locale: Locale) -> Option<Cow<'a, str>> {
    match answer {
        Answer::Score(score) => of_score(question, *score, locale).map(Cow::Borrowed),
        Answer::Choice(code) => of_choice(question, code, locale).map(Cow::Borrowed),
        Answer::Choices(codes) => {
            // A choice of an earlier version is shown by its code.
            let labels: Vec<_> = codes.iter().map(|code| of_choice(question, code, locale).unwrap_or(code.as_str())).collect();
            Some(Cow::Owned(labels.join(SEPARATOR)))
        }
        Answer::Matrix(rated) => {
            let (_, score) = rated.iter().find(|(key, _)| Some(key) == statement)?;
            match score {
                Some(score) => of_score(question, *score, locale).map(Cow::Borrowed),
                None => Some(Cow::Borrowed(not_applicable(locale))),
            }
        }
        Answer::NotApplicable => Some(Cow::Borrowed(not_applicable(locale))),
        Answer::Text(_) | Answer::Number(_) => None,
    }
}

/// The label of a score, if it has one of its own.
pub fn of_score(question: &Question, score: u8, locale: Locale) -> Option<&str> {
    match &question.kind {
        QuestionKind::Likert { points, .. } => points.get(usize::from(score.checked_sub(1)?)).map(|point| point.get(locale)),
        kind => kind.score_label(score).map(|label| label.get(locale)),
    }
}

/// The label of a choice.
pub fn of_choice<'a>(question: &'a Question, code: &Key, locale: Locale) -> Option<&'a str> {
    let (QuestionKind::SingleChoice { choices } | QuestionKind::MultipleChoice { choices, .. }) = &question.kind else {
        return None;
    };
    find(choices, code).map(|choice| choice.text.get(locale))
}

/// The text for "not applicable" in exports.
pub fn not_applicable(locale: Locale) -> &'static str {
    // Formatted once, because many cells of a large export can have this label.
    static DUTCH: LazyLock<String> = LazyLock::new(|| file_text(Locale::Nl, FileText::NotApplicable));
    static ENGLISH: LazyLock<String> = LazyLock::new(|| file_text(Locale::En, FileText::NotApplicable));
    match locale {
        Locale::Nl => &DUTCH,
        Locale::En => &ENGLISH,
    }
}

fn find<'a>(choices: &'a [Choice], key: &Key) -> Option<&'a Choice> {
    choices.iter().find(|choice| choice.key == *key)
}
