//! The answering form: from the fields that a browser sends to a submission, with every error at once.

use crate::{
    contact::{Contact, EmailAddress, PhoneNumber},
    error::{ErrorCode, FieldError},
    form_fields::FormFields,
    id::{Key, SurveyVersionId},
    locale::Locale,
    notice::purpose,
    response::{
        answer::{self, Answers},
        number::{NumberNotation, form_text},
    },
    submission_key::SubmissionKey,
    survey::{
        Questionnaire,
        question::{Question, QuestionKind},
        reserved_keys::{CONTACT_EMAIL, CONTACT_PHONE, KEY, LOCALE, NOT_APPLICABLE, PURPOSE, VERSION},
    },
};

/// The hidden fields of the form, which are needed to parse the other fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The random key of the form.
    pub key: SubmissionKey,
    /// The version that was shown.
    pub version: SurveyVersionId,
    /// The language in which it was shown.
    pub locale: Locale,
}

impl Envelope {
    /// Parses the hidden fields.
    ///
    /// # Errors
    /// Each field that is missing, repeated or malformed.
    pub fn parse(fields: &FormFields) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let key = hidden(fields, KEY, &mut errors).map(SubmissionKey::parse);
        let version = hidden(fields, VERSION, &mut errors).map(str::parse::<SurveyVersionId>);
        let locale = hidden(fields, LOCALE, &mut errors).map(str::parse::<Locale>);
        let mut keep = |name, code| errors.push(FieldError::new(name, code));
        let key = key.and_then(|k| k.map_err(|e| keep(KEY, e)).ok());
        let version = version.and_then(|v| v.map_err(|e| keep(VERSION, e)).ok());
        let locale = locale.and_then(|l| l.map_err(|e| keep(LOCALE, e)).ok());
        match (key, version, locale) {
            (Some(key), Some(version), Some(locale)) if errors.is_empty() => Ok(Self { key, version, locale }),
            _ => Err(errors),
        }
    }
}

/// A submission of a respondent, parsed and checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    /// The answers.
    pub answers: Answers,
    /// The optional purposes that the respondent ticked.
    pub granted: Vec<Key>,
    /// The contact details of the respondent. Only with the purpose `contact`.
    pub contact: Option<Contact>,
}

/// Parses answers, purposes and contact details. The notation is that of numbers in the fields.
///
/// # Errors
/// Every error at once, each with its field.
pub fn parse_submission(
    questionnaire: &Questionnaire,
    fields: &FormFields,
    notation: NumberNotation,
) -> Result<Submission, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut answers = Answers::new();
    for question in questionnaire.questions() {
        match parse_question(question, fields, notation) {
            Ok(Some(answer)) => answers.push((question.key.clone(), answer)),
            Ok(None) if question.required => errors.push(FieldError::new(question.key.as_str(), ErrorCode::Required)),
            Ok(None) => {}
            Err(error) => errors.push(error),
        }
    }
    let granted = parse_purposes(questionnaire, fields, &mut errors);
    let contact = if granted.iter().any(|k| k.as_str() == purpose::CONTACT) { parse_contact(fields, &mut errors) } else { None };
    errors.extend(unknown_fields(questionnaire, fields));
    if errors.is_empty() { Ok(Submission { answers, granted, contact }) } else { Err(errors) }
}

/// What a respondent allows after the answers were sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Permission {
    /// The purposes that were ticked.
    pub granted: Vec<Key>,
    /// The contact details. Only with the purpose `contact`.
    pub contact: Option<Contact>,
}

/// Parses the form that asks for optional purposes after sending.
///
/// # Errors
/// Every error at once, each with its field.
pub fn parse_permission(questionnaire: &Questionnaire, fields: &FormFields) -> Result<Permission, Vec<FieldError>> {
    let mut errors = Vec::new();
    let granted = parse_purposes(questionnaire, fields, &mut errors);
    let contact = if granted.iter().any(|k| k.as_str() == purpose::CONTACT) { parse_contact(fields, &mut errors) } else { None };
    if errors.is_empty() { Ok(Permission { granted, contact }) } else { Err(errors) }
}

/// The fields of a form that goes on in another language: each number as people write it there. A number with two
/// readings stays as it is and is returned as an error, because the other language would settle it without a question.
pub fn in_language(questionnaire: &Questionnaire, fields: FormFields, from: Locale, to: Locale) -> (FormFields, Vec<FieldError>) {
    let mut errors = Vec::new();
    if from == to {
        return (fields, errors);
    }
    let written = |(name, value): (String, String)| {
        let question = questionnaire.question(&name).filter(|question| matches!(question.kind, QuestionKind::Number { .. }));
        match question.map(|question| answer::parse_written(question, &value, NumberNotation::Form(from))) {
            Some(Ok(Some(answer::Answer::Number(number)))) => (name, form_text(number, to)),
            Some(Err(code @ ErrorCode::AmbiguousNumber { .. })) => {
                errors.push(FieldError::new(name.as_str(), code));
                (name, value)
            }
            _ => (name, value),
        }
    };
    let fields = fields.0.into_iter().map(written).collect();
    (FormFields(fields), errors)
}

/// The field of one statement of a matrix.
pub fn row_field(question: &Key, row: &Key) -> String {
    format!("{question}.{row}")
}

fn hidden<'a>(fields: &'a FormFields, name: &'static str, errors: &mut Vec<FieldError>) -> Option<&'a str> {
    match fields.all(name).collect::<Vec<_>>().as_slice() {
        [] => {
            errors.push(FieldError::new(name, ErrorCode::Required));
            None
        }
        [value] => Some(value),
        _ => {
            errors.push(FieldError::new(name, ErrorCode::Repeated));
            None
        }
    }
}

fn parse_question(
    question: &Question,
    fields: &FormFields,
    notation: NumberNotation,
) -> Result<Option<answer::Answer>, FieldError> {
    let name = question.key.as_str();
    let error = |code| FieldError::new(name, code);
    match &question.kind {
        QuestionKind::MultipleChoice { .. } => {
            answer::parse_choices(question, &fields.all(name).collect::<Vec<_>>()).map_err(error)
        }
        QuestionKind::Likert { rows, points } => {
            let max = u8::try_from(points.len()).unwrap_or(u8::MAX);
            let mut rated = Vec::new();
            for row in rows {
                let field = row_field(&question.key, &row.key);
                let error = |code| FieldError::new(field.as_str(), code);
                match single(fields, &field).map_err(error)? {
                    Some(text) if question.not_applicable && text == NOT_APPLICABLE => rated.push((row.key.clone(), None)),
                    Some(text) => rated.push((row.key.clone(), Some(answer::parse_score(text, 1, max).map_err(error)?))),
                    None if question.required => return Err(error(ErrorCode::Required)),
                    None => {}
                }
            }
            Ok((!rated.is_empty()).then_some(answer::Answer::Matrix(rated)))
        }
        kind => match single(fields, name).map_err(error)? {
            Some(text) if kind.is_text() && text.trim().is_empty() => Ok(None),
            Some(text) => answer::parse_written(question, text, notation).map_err(error),
            None => Ok(None),
        },
    }
}

/// The single value of a field. An empty value is `None`.
fn single<'a>(fields: &'a FormFields, name: &'a str) -> Result<Option<&'a str>, ErrorCode> {
    match fields.all(name).collect::<Vec<_>>().as_slice() {
        [] | [""] => Ok(None),
        [value] => Ok(Some(value)),
        _ => Err(ErrorCode::Repeated),
    }
}

fn parse_purposes(questionnaire: &Questionnaire, fields: &FormFields, errors: &mut Vec<FieldError>) -> Vec<Key> {
    let mut granted: Vec<Key> = Vec::new();
    for value in fields.all(PURPOSE) {
        match questionnaire.optional_purposes().find(|p| p.key.as_str() == value) {
            None => errors.push(FieldError::new(PURPOSE, ErrorCode::UnknownPurpose)),
            Some(purpose) if granted.contains(&purpose.key) => errors.push(FieldError::new(PURPOSE, ErrorCode::Repeated)),
            Some(purpose) => granted.push(purpose.key.clone()),
        }
    }
    granted
}

fn parse_contact(fields: &FormFields, errors: &mut Vec<FieldError>) -> Option<Contact> {
    let before = errors.len();
    let mut read = |name: &'static str| {
        single(fields, name).unwrap_or_else(|code| {
            errors.push(FieldError::new(name, code));
            None
        })
    };
    let (email, phone) = (read(CONTACT_EMAIL), read(CONTACT_PHONE));
    let email = email.map(EmailAddress::parse).transpose().unwrap_or_else(|code| {
        errors.push(FieldError::new(CONTACT_EMAIL, code));
        None
    });
    let phone = phone.map(PhoneNumber::parse).transpose().unwrap_or_else(|code| {
        errors.push(FieldError::new(CONTACT_PHONE, code));
        None
    });
    if errors.len() == before && email.is_none() && phone.is_none() {
        errors.push(FieldError::new(CONTACT_EMAIL, ErrorCode::ContactRequired));
    }
    Some(Contact { email, phone })
}

/// Contact fields are always in the form. Without their purpose they are dropped without reading them.
fn unknown_fields(questionnaire: &Questionnaire, fields: &FormFields) -> Vec<FieldError> {
    let known = |name: &str| {
        [KEY, VERSION, LOCALE, PURPOSE, CONTACT_EMAIL, CONTACT_PHONE].contains(&name)
            || questionnaire.questions().any(|question| match &question.kind {
                QuestionKind::Likert { rows, .. } => rows.iter().any(|row| row_field(&question.key, &row.key) == name),
                _ => question.key.as_str() == name,
            })
    };
    let mut unknown: Vec<&str> = fields.0.iter().map(|(name, _)| name.as_str()).filter(|name| !known(name)).collect();
    unknown.dedup();
    unknown.into_iter().map(|name| FieldError::new(name.chars().take(60).collect::<String>(), ErrorCode::UnknownField)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::key,
        locale::LocalizedText,
        notice::purpose::Basis,
        organisation::OrganisationProfile,
        response::answer::Answer,
        survey::{question::Choice, template::Template},
    };

    /// A required matrix with "don't know", and a number.
    fn questionnaire() -> Questionnaire {
        let mut questionnaire = Template::Nps.questionnaire(&OrganisationProfile::new("De Korenaar", "a", "b"), Basis::Consent);
        let text = LocalizedText::same;
        let choice = |name: &'static str| Choice { key: key(name), text: text(name) };
        let rows = vec![choice("clean"), choice("quick")];
        let shop = QuestionKind::Likert { rows, points: vec![text("1"), text("2")] };
        let visits = QuestionKind::Number { min: None, max: None, unit: None };
        questionnaire.pages[0].questions = vec![
            Question { key: key("shop"), text: text("shop"), required: true, not_applicable: true, kind: shop },
            Question { key: key("visits"), text: text("visits"), required: false, not_applicable: false, kind: visits },
        ];
        questionnaire
    }

    fn read(fields: &[(&str, &str)], notation: NumberNotation) -> Result<Answers, Vec<FieldError>> {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        parse_submission(&questionnaire(), &FormFields(fields), notation).map(|read| read.answers)
    }

    #[test]
    fn not_applicable_answers_a_statement() {
        let form = NumberNotation::Form(Locale::Nl);
        let of = |clean, quick| vec![(key("shop"), Answer::Matrix(vec![(key("clean"), clean), (key("quick"), quick)]))];
        assert_eq!(read(&[("shop.clean", "na"), ("shop.quick", "2")], form), Ok(of(None, Some(2))));
        assert_eq!(read(&[("shop.clean", "na"), ("shop.quick", "na")], form), Ok(of(None, None)), "the question is answered");
        assert_eq!(read(&[("shop.clean", "na")], form), Err(vec![FieldError::new("shop.quick", ErrorCode::Required)]));
    }

    #[test]
    fn a_number_is_read_as_the_form_writes_it() {
        let number = |text, notation| {
            let read = read(&[("shop.clean", "1"), ("shop.quick", "1"), ("visits", text)], notation);
            read.map(|answers| answers[1].1.clone())
        };
        assert_eq!(number("12.500", NumberNotation::Form(Locale::Nl)), Ok(Answer::Number(12_500.0)));
        assert_eq!(number("1,000", NumberNotation::Form(Locale::En)), Ok(Answer::Number(1000.0)));
        assert_eq!(number("12.500", NumberNotation::Program), Ok(Answer::Number(12.5)));
        let doubt = ErrorCode::AmbiguousNumber { thousands: "1500".into(), decimal: "1.5".into() };
        assert_eq!(number("1,500", NumberNotation::Form(Locale::Nl)), Err(vec![FieldError::new("visits", doubt)]));
    }

    #[test]
    fn a_number_stays_the_same_number_in_another_language() {
        let questionnaire = questionnaire();
        let switched = |text: &str, from, to| {
            let fields = FormFields(vec![("visits".to_owned(), text.to_owned()), ("other".to_owned(), text.to_owned())]);
            let (fields, errors) = in_language(&questionnaire, fields, from, to);
            assert_eq!(fields.first("other"), Some(text), "only numbers change");
            (fields.first("visits").unwrap().to_owned(), errors)
        };
        for (dutch, english) in [("1.234", "1234"), ("1,25", "1.25"), ("12.500", "12500"), ("7", "7")] {
            assert_eq!(switched(dutch, Locale::Nl, Locale::En), (english.to_owned(), vec![]));
        }
        assert_eq!(switched("1.234", Locale::En, Locale::Nl).0, "1,234");
        assert_eq!(switched("veel", Locale::Nl, Locale::En), ("veel".to_owned(), vec![]), "what is no number stays as typed");
        let (text, errors) = switched("1,500", Locale::Nl, Locale::En);
        assert!(text == "1,500" && matches!(errors[0].code, ErrorCode::AmbiguousNumber { .. }), "{errors:?}");
        assert_eq!(switched("1,500", Locale::Nl, Locale::Nl), ("1,500".to_owned(), vec![]));
    }
}
