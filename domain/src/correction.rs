//! Putting stored answers right (GDPR art. 16): the form filled with what is stored, and what comes back of it.

use crate::{
    answer::{Answer, Answers},
    error::FieldError,
    form::{CONTACT_EMAIL, CONTACT_PHONE, Contact, FormFields, NOT_APPLICABLE, PURPOSE, parse_submission, row_field},
    purpose,
    question::QuestionKind,
    survey::Questionnaire,
};

/// What the answers and contact details are to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// Every answer.
    pub answers: Answers,
    /// The contact details; none where there is no consent to keep any.
    pub contact: Option<Contact>,
}

impl Correction {
    /// Reads the form. What was required and not answered before, as in an import, need not be answered now; consent is not asked
    /// here, so contact details are read only where it stands.
    ///
    /// # Errors
    /// Every error at once, each with its field.
    pub fn parse(
        questionnaire: &Questionnaire,
        stored: &Answers,
        may_contact: bool,
        fields: &FormFields,
    ) -> Result<Self, Vec<FieldError>> {
        let questionnaire = relaxed(questionnaire, stored);
        let mut fields = fields.clone();
        fields.0.retain(|(name, _)| name != PURPOSE);
        if may_contact {
            fields.0.push((PURPOSE.to_owned(), purpose::CONTACT.to_owned()));
        }
        let read = parse_submission(&questionnaire, &fields)?;
        Ok(Self { answers: read.answers, contact: read.contact })
    }
}

/// The questionnaire as it is corrected: what was not answered before need not be answered now.
pub fn relaxed(questionnaire: &Questionnaire, stored: &Answers) -> Questionnaire {
    let mut questionnaire = questionnaire.clone();
    for question in questionnaire.pages.iter_mut().flat_map(|page| &mut page.questions) {
        question.required &= stored.iter().any(|(key, _)| *key == question.key);
    }
    questionnaire
}

/// The fields of the form as they would have been typed for what is stored.
pub fn fields_of(questionnaire: &Questionnaire, answers: &Answers, contact: Option<&Contact>) -> FormFields {
    let mut fields = Vec::new();
    for (key, answer) in answers {
        let mut push = |value: String| fields.push((key.to_string(), value));
        match answer {
            Answer::Score(score) => push(score.to_string()),
            Answer::Choice(choice) => push(choice.to_string()),
            Answer::Choices(choices) => choices.iter().for_each(|choice| push(choice.to_string())),
            Answer::Text(text) => push(text.clone()),
            Answer::Number(number) => push(number.to_string()),
            Answer::NotApplicable => push(NOT_APPLICABLE.to_owned()),
            Answer::Matrix(rated) => {
                let Some(question) = questionnaire.question(key.as_str()) else { continue };
                let QuestionKind::Likert { rows, .. } = &question.kind else { continue };
                for row in rows {
                    let score = rated.iter().find(|(statement, _)| *statement == row.key).map(|(_, score)| score.to_string());
                    // What was not rated was not applicable, where that could be said.
                    let value = score.or_else(|| question.not_applicable.then(|| NOT_APPLICABLE.to_owned()));
                    fields.extend(value.map(|value| (row_field(key, &row.key), value)));
                }
            }
        }
    }
    if let Some(contact) = contact {
        fields.extend(contact.email.iter().map(|email| (CONTACT_EMAIL.to_owned(), email.as_str().to_owned())));
        fields.extend(contact.phone.iter().map(|phone| (CONTACT_PHONE.to_owned(), phone.as_str().to_owned())));
    }
    FormFields(fields)
}
