//! The answering form: from the fields that a browser sends to a submission, with every error at once.

use crate::{
    contact::{Contact, EmailAddress, PhoneNumber},
    error::{ErrorCode, FieldError},
    form_fields::FormFields,
    id::{Key, SurveyVersionId},
    locale::Locale,
    notice::purpose,
    response::answer::{self, Answers},
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

/// Parses answers, purposes and contact details.
///
/// # Errors
/// Every error at once, each with its field.
pub fn parse_submission(questionnaire: &Questionnaire, fields: &FormFields) -> Result<Submission, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut answers = Answers::new();
    for question in questionnaire.questions() {
        match parse_question(question, fields) {
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

fn parse_question(question: &Question, fields: &FormFields) -> Result<Option<answer::Answer>, FieldError> {
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
                    Some(text) if question.not_applicable && text == NOT_APPLICABLE => {}
                    Some(text) => rated.push((row.key.clone(), answer::parse_score(text, 1, max).map_err(error)?)),
                    None if question.required => return Err(error(ErrorCode::Required)),
                    None => {}
                }
            }
            Ok((!rated.is_empty()).then_some(answer::Answer::Matrix(rated)))
        }
        kind => match single(fields, name).map_err(error)? {
            Some(text) if kind.is_text() && text.trim().is_empty() => Ok(None),
            Some(text) => answer::parse(question, text).map_err(error),
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
