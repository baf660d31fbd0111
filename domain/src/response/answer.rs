//! Answers: typed values that passed the check of their question.

use crate::{
    error::{ErrorCode, expected::Expected},
    id::Key,
    redaction::bsn,
    response::number::{NumberNotation, parse_number},
    survey::question::{Choice, Question, QuestionKind},
};

/// The answer to one question.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// A score on the question's scale.
    Score(u8),
    /// The code of the selected choice.
    Choice(Key),
    /// The codes of the selected choices, in the order of the question.
    Choices(Vec<Key>),
    /// A text without citizen numbers, otherwise exactly as typed.
    Text(String),
    /// A finite number.
    Number(f64),
    /// The code and score of each answered statement. The score is `None` for "don't know / not applicable".
    Matrix(Vec<(Key, Option<u8>)>),
    /// "Don't know / not applicable".
    NotApplicable,
}

/// The answers of one response, in the order of the questions. Skipped questions are absent.
pub type Answers = Vec<(Key, Answer)>;

/// Parses the answer to a question from the field of a form or the cell of a file. `None` means not answered.
///
/// # Errors
/// The error of the text: a score, choice or number that the question does not offer, a number with two readings, or a
/// text that is too long.
pub fn parse_written(question: &Question, text: &str, notation: NumberNotation) -> Result<Option<Answer>, ErrorCode> {
    if text.is_empty() {
        return Ok(None);
    }
    if question.not_applicable && text == crate::survey::reserved_keys::NOT_APPLICABLE {
        return Ok(Some(Answer::NotApplicable));
    }
    if let Some((min, max)) = question.kind.score_range() {
        return parse_score(text, min, max).map(|s| Some(Answer::Score(s)));
    }
    match &question.kind {
        QuestionKind::SingleChoice { choices } => find(choices, text).map(|c| Some(Answer::Choice(c))),
        QuestionKind::ShortText { max_length } | QuestionKind::LongText { max_length } => parse_text(text, *max_length).map(Some),
        QuestionKind::Number { min, max, .. } => parse_number(text, (*min, *max), notation).map(|n| Some(Answer::Number(n))),
        QuestionKind::MultipleChoice { .. } => parse_choices(question, &text.split(';').collect::<Vec<_>>()),
        _ => Err(ErrorCode::UnknownField),
    }
}

/// Parses the answer to a question with several choices from the selected codes.
///
/// # Errors
/// A code that the question does not offer, a repeated code, or too many codes.
pub fn parse_choices(question: &Question, codes: &[&str]) -> Result<Option<Answer>, ErrorCode> {
    let QuestionKind::MultipleChoice { choices, at_most } = &question.kind else { return Err(ErrorCode::UnknownField) };
    let codes: Vec<_> = codes.iter().filter(|c| !c.is_empty()).collect();
    if question.not_applicable && matches!(codes.as_slice(), [code] if **code == crate::survey::reserved_keys::NOT_APPLICABLE) {
        return Ok(Some(Answer::NotApplicable));
    }
    let mut chosen = Vec::new();
    for code in codes {
        let found = find(choices, code)?;
        if chosen.contains(&found) {
            return Err(ErrorCode::Repeated);
        }
        chosen.push(found);
    }
    if let Some(max) = *at_most
        && chosen.len() > max
    {
        return Err(ErrorCode::TooManyChoices { max });
    }
    chosen.sort_by_key(|key| choices.iter().position(|c| c.key == *key));
    Ok((!chosen.is_empty()).then_some(Answer::Choices(chosen)))
}

/// Parses a whole score within a range, both ends included.
///
/// # Errors
/// [`ErrorCode::NotAWholeNumber`] or [`ErrorCode::OutOfRange`].
pub fn parse_score(text: &str, min: u8, max: u8) -> Result<u8, ErrorCode> {
    let plain = !text.is_empty() && text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit());
    let digits = text.strip_prefix('-').unwrap_or(text);
    if !plain {
        let whole = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        return Err(if whole { out_of_range(min, max) } else { ErrorCode::NotAWholeNumber });
    }
    text.parse::<u32>()
        .ok()
        .and_then(|n| u8::try_from(n).ok())
        .filter(|n| (min..=max).contains(n))
        .ok_or_else(|| out_of_range(min, max))
}

/// The length as a reader counts it: in characters, with a line break of two characters as one.
pub fn text_length(text: &str) -> usize {
    text.chars().count() - text.matches("\r\n").count()
}

fn out_of_range(min: u8, max: u8) -> ErrorCode {
    ErrorCode::OutOfRange { min: min.to_string(), max: max.to_string() }
}

fn parse_text(text: &str, max: usize) -> Result<Answer, ErrorCode> {
    let length = text_length(text);
    if length > max {
        return Err(ErrorCode::TooLong { max, length });
    }
    if text.contains('\0') {
        return Err(ErrorCode::Invalid { expected: Expected::TextWithoutNull });
    }
    Ok(Answer::Text(bsn::remove(text).into_owned()))
}

fn find(choices: &[Choice], code: &str) -> Result<Key, ErrorCode> {
    choices.iter().find(|c| c.key.as_str() == code).map(|c| c.key.clone()).ok_or(ErrorCode::UnknownChoice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores() {
        assert_eq!(parse_score("0", 0, 10), Ok(0));
        assert_eq!(parse_score("10", 0, 10), Ok(10));
        for bad in ["11", "-1", "256", "4294967296", "99999999999999999999"] {
            assert_eq!(parse_score(bad, 0, 10), Err(out_of_range(0, 10)), "{bad}");
        }
        for bad in ["NaN", "", "1.0", "+5", " 5", "５", "-", "1e1"] {
            assert_eq!(parse_score(bad, 0, 10), Err(ErrorCode::NotAWholeNumber), "{bad}");
        }
    }

    #[test]
    fn a_line_break_counts_once() {
        assert_eq!(text_length("a\r\nb\nc"), 5);
        assert_eq!(text_length("é😀"), 2);
    }
}
