//! The correction of stored answers (GDPR art. 16): a form filled with the stored answers, and the submitted result.

use crate::{
    contact::Contact,
    error::FieldError,
    form_fields::FormFields,
    locale::Locale,
    notice::purpose,
    response::{
        answer::{Answer, Answers},
        form::{parse_submission, row_field},
        number::{NumberNotation, form_text},
    },
    survey::{
        Questionnaire,
        question::QuestionKind,
        reserved_keys::{CONTACT_EMAIL, CONTACT_PHONE, NOT_APPLICABLE, PURPOSE},
    },
};

/// The corrected answers and contact details.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// All answers.
    pub answers: Answers,
    /// The contact details. `None` without consent to store them.
    pub contact: Option<Contact>,
}

impl Correction {
    /// Parses the form. A required question without a stored answer, as in an import, may stay unanswered. The form
    /// does not ask for consent, so contact details are only read if their purpose is in force. Numbers are read as
    /// the language of the form writes them.
    ///
    /// # Errors
    /// Every error at once, each with its field.
    pub fn parse(
        questionnaire: &Questionnaire,
        stored: &Answers,
        may_contact: bool,
        fields: &FormFields,
        locale: Locale,
    ) -> Result<Self, Vec<FieldError>> {
        let questionnaire = relaxed(questionnaire, stored);
        let mut fields = fields.clone();
        fields.0.retain(|(name, _)| name != PURPOSE);
        if may_contact {
            fields.0.push((PURPOSE.to_owned(), purpose::CONTACT.to_owned()));
        }
        let read = parse_submission(&questionnaire, &fields, NumberNotation::Form(locale))?;
        Ok(Self { answers: read.answers, contact: read.contact })
    }
}

/// The questionnaire for a correction: questions without a stored answer are not required.
pub fn relaxed(questionnaire: &Questionnaire, stored: &Answers) -> Questionnaire {
    let mut questionnaire = questionnaire.clone();
    for question in questionnaire.pages.iter_mut().flat_map(|page| &mut page.questions) {
        question.required &= stored.iter().any(|(key, _)| *key == question.key);
    }
    questionnaire
}

/// The fields of the form, in this language, that represent the stored answers.
pub fn fields_of(questionnaire: &Questionnaire, answers: &Answers, contact: Option<&Contact>, locale: Locale) -> FormFields {
    let mut fields = Vec::new();
    for (key, answer) in answers {
        let mut push = |value: String| fields.push((key.to_string(), value));
        match answer {
            Answer::Score(score) => push(score.to_string()),
            Answer::Choice(choice) => push(choice.to_string()),
            Answer::Choices(choices) => choices.iter().for_each(|choice| push(choice.to_string())),
            Answer::Text(text) => push(text.clone()),
            Answer::Number(number) => push(form_text(*number, locale)),
            Answer::NotApplicable => push(NOT_APPLICABLE.to_owned()),
            Answer::Matrix(rated) => {
                let Some(question) = questionnaire.question(key.as_str()) else { continue };
                let QuestionKind::Likert { rows, .. } = &question.kind else { continue };
                for row in rows {
                    let given = rated.iter().find(|(statement, _)| *statement == row.key);
                    let value = given.map(|(_, score)| score.map_or_else(|| NOT_APPLICABLE.to_owned(), |s| s.to_string()));
                    // Earlier, "not applicable" was not stored. A required statement without a row can only be that.
                    let is_earlier = question.required && question.not_applicable;
                    let value = value.or_else(|| is_earlier.then(|| NOT_APPLICABLE.to_owned()));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        contact::EmailAddress,
        error::ErrorCode,
        id::key,
        locale::LocalizedText,
        notice::purpose::Basis,
        organisation::OrganisationProfile,
        survey::{
            question::{Choice, Question},
            template::Template,
        },
    };

    fn questionnaire() -> Questionnaire {
        let profile = OrganisationProfile::new("Bakkerij Van Dam", "a", "b");
        let mut questionnaire = Template::Nps.questionnaire(&profile, Basis::Consent);
        let text = LocalizedText::same;
        let choice = |name: &'static str| Choice { key: key(name), text: text(name) };
        let kinds = [
            ("colour", QuestionKind::SingleChoice { choices: vec![choice("red"), choice("blue")] }),
            ("products", QuestionKind::MultipleChoice { choices: vec![choice("bread"), choice("pie")], at_most: None }),
            ("visits", QuestionKind::Number { min: None, max: None, unit: None }),
            ("shop", QuestionKind::Likert { rows: vec![choice("clean"), choice("quick")], points: vec![text("1"), text("2")] }),
        ];
        for (name, kind) in kinds {
            let (required, not_applicable) = (kind.is_closed(), kind.is_closed());
            questionnaire.pages[0].questions.push(Question { key: key(name), text: text(name), required, not_applicable, kind });
        }
        questionnaire
    }

    fn everything() -> Answers {
        vec![
            (key("recommend"), Answer::Score(0)),
            (key("reason"), Answer::Text("  Brood\r\n\"warm\" ".to_owned())),
            (key("colour"), Answer::NotApplicable),
            (key("products"), Answer::Choices(vec![key("bread"), key("pie")])),
            (key("visits"), Answer::Number(-2.5)),
            (key("shop"), Answer::Matrix(vec![(key("clean"), None), (key("quick"), Some(2))])),
        ]
    }

    #[test]
    fn what_is_stored_comes_back_unchanged() {
        let (questionnaire, answers) = (questionnaire(), everything());
        let contact = Contact { email: Some(EmailAddress::parse("a@b.nl").unwrap()), phone: None };
        let fields = fields_of(&questionnaire, &answers, Some(&contact), Locale::Nl);
        let read = Correction::parse(&questionnaire, &answers, true, &fields, Locale::Nl).unwrap();
        assert_eq!(read, Correction { answers: answers.clone(), contact: Some(contact) });
        assert_eq!(Correction::parse(&questionnaire, &answers, false, &fields, Locale::Nl).unwrap().contact, None);
    }

    #[test]
    fn what_was_never_answered_need_not_be() {
        let questionnaire = questionnaire();
        let stored = vec![(key("recommend"), Answer::Score(3))];
        let fields = fields_of(&questionnaire, &stored, None, Locale::Nl);
        assert_eq!(Correction::parse(&questionnaire, &stored, false, &fields, Locale::Nl).unwrap().answers, stored);
        let errors = Correction::parse(&questionnaire, &stored, true, &FormFields::default(), Locale::Nl).unwrap_err();
        let errors: Vec<_> = errors.into_iter().map(|error| (error.field, error.code)).collect();
        assert_eq!(
            errors,
            [("recommend".to_owned(), ErrorCode::Required), (CONTACT_EMAIL.to_owned(), ErrorCode::ContactRequired)]
        );
    }

    #[test]
    fn a_purpose_is_not_given_here() {
        let questionnaire = questionnaire();
        let mut fields = fields_of(&questionnaire, &everything(), None, Locale::Nl);
        fields.0.push((PURPOSE.to_owned(), purpose::CONTACT.to_owned()));
        fields.0.push((CONTACT_EMAIL.to_owned(), "a@b.nl".to_owned()));
        assert_eq!(Correction::parse(&questionnaire, &everything(), false, &fields, Locale::Nl).unwrap().contact, None);
    }
}
