//! The text of each error code: the error and how to correct it.

use domain::{
    error::{ErrorCode, FieldError, expected::Expected, rule::RuleId},
    locale::{AddressForm, Locale},
    survey::reserved_keys,
};

use crate::{format, messages::Words};

/// The text of an error and how to correct it.
pub fn error_text(locale: Locale, form: AddressForm, error: &FieldError) -> String {
    text(&Words::new(locale, form), error)
}

/// Fields that users fill in, in contrast to questions that they answer.
const FILLED_IN: [&str; 13] = [
    "against_from",
    "against_to",
    "agreed_on",
    "document",
    "email",
    "name",
    "note",
    "origins",
    "password",
    "reason",
    "received",
    "site_key",
    "value",
];

pub(crate) fn text(words: &Words, error: &FieldError) -> String {
    let field = error.field.as_str();
    if [reserved_keys::KEY, reserved_keys::VERSION, reserved_keys::LOCALE].contains(&field) {
        return words.say("error-form");
    }
    match &error.code {
        ErrorCode::Required if ["sure", "informed"].contains(&field) => words.say("error-not-sure"),
        ErrorCode::Required if field == "scope" => words.say("error-scope"),
        ErrorCode::Required if FILLED_IN.contains(&field) => words.say("error-required-field"),
        ErrorCode::Required => words.say("error-required"),
        ErrorCode::NotAWholeNumber => words.say("error-not-a-whole-number"),
        ErrorCode::NotANumber => words.say("error-not-a-number"),
        ErrorCode::AmbiguousNumber { thousands, decimal } => {
            // As it is typed: with the hyphen of a keyboard, and nothing between thousands.
            let typed = |number: &str| number.replace('.', format::decimal_sign(words.locale));
            let readings = [("thousands", typed(thousands).into()), ("decimal", typed(decimal).into())];
            words.say_with("error-ambiguous-number", &readings)
        }
        ErrorCode::OutOfRange { min, max } => out_of_range(words, field, min, max),
        ErrorCode::UnknownChoice => words.say("error-unknown-choice"),
        ErrorCode::TooManyChoices { max } => words.say_with("error-too-many-choices", &[("max", max.to_string().into())]),
        ErrorCode::TooLong { max, length } => {
            let shown = |n: usize| format::count(n as u64, words.locale);
            words.say_with("error-too-long", &[("max", shown(*max).into()), ("length", shown(*length).into())])
        }
        ErrorCode::Repeated => words.say("error-repeated"),
        ErrorCode::UnknownField => words.say_with("error-unknown-field", &[("field", field.into())]),
        ErrorCode::UnknownPurpose => words.say("error-unknown-purpose"),
        ErrorCode::ContactRequired => words.say("error-contact-required"),
        ErrorCode::InvalidEmail => words.say("error-invalid-email"),
        ErrorCode::InvalidPhone => words.say("error-invalid-phone"),
        ErrorCode::Invalid { expected: Expected::TextWithoutNull } => words.say("error-null"),
        ErrorCode::Invalid { .. } if field == "site_key" => words.say("error-site-key"),
        ErrorCode::Invalid { .. } if field == "origins" => words.say("error-origins"),
        ErrorCode::Duplicate { name } if field == "site_key" => {
            words.say_with("error-site-key-taken", &[("key", name.as_str().into())])
        }
        ErrorCode::Invalid { .. }
            if ["from", "to", "against_from", "against_to", "received", "agreed_on", "until"].contains(&field) =>
        {
            words.say("error-invalid-date")
        }
        ErrorCode::Invalid { .. } if field == "password" => words.say("password-guessable"),
        ErrorCode::Invalid { .. } if field == "value" => words.say("error-search-value"),
        ErrorCode::Invalid { expected } => {
            let expected = told(words, *expected, Expected::dutch, Expected::english);
            words.say_with("error-invalid", &[("expected", expected.into())])
        }
        ErrorCode::Duplicate { name } => words.say_with("error-duplicate", &[("name", name.as_str().into())]),
        ErrorCode::MissingText { locale } => words.say_with("error-missing-text", &[("locale", (*locale).into())]),
        ErrorCode::LowContrast => words.say("error-low-contrast"),
        ErrorCode::NotAnonymous => words.say("error-not-anonymous"),
        ErrorCode::Forbidden { rule } => {
            let rule = told(words, *rule, RuleId::dutch, RuleId::english);
            words.say_with("error-forbidden", &[("rule", rule.into())])
        }
        ErrorCode::Rule { number, what } => {
            let what = told(words, *what, RuleId::dutch, RuleId::english);
            words.say_with("error-rule", &[("number", number.to_string().into()), ("what", what.into())])
        }
        ErrorCode::Breach { number, what, found } => {
            let what = told(words, *what, RuleId::dutch, RuleId::english);
            let values = [("number", number.to_string().into()), ("what", what.into()), ("found", found.as_str().into())];
            words.say_with("error-breach", &values)
        }
        ErrorCode::Unusual { what, found } => {
            let what = told(words, *what, RuleId::dutch, RuleId::english);
            words.say_with("error-unusual", &[("what", what.into()), ("found", found.as_str().into())])
        }
        ErrorCode::NotInSurvey { key } => words.say_with("error-not-in-survey", &[("key", key.as_str().into())]),
        ErrorCode::NotFilteredBy { key } => words.say_with("error-not-filtered-by", &[("key", key.as_str().into())]),
        ErrorCode::NotOfControl { control } => words.say_with("error-not-of-control", &[("control", (*control).into())]),
    }
}

/// The text of an id in the language of the reader.
pub(crate) fn told<T>(words: &Words, of: T, dutch: fn(T) -> String, english: fn(T) -> String) -> String {
    match words.locale {
        Locale::Nl => dutch(of),
        Locale::En => english(of),
    }
}

fn out_of_range(words: &Words, field: &str, min: &str, max: &str) -> String {
    let shown = |bound: &str| format::number(bound, words.locale);
    match (field, min, max) {
        ("password", ..) => words.say_with("password-length", &[("min", min.into()), ("max", max.into())]),
        ("to" | "against_to", day, _) => words.say_with("error-date-order", &[("min", day.into())]),
        ("agreed_on", ..) => words.say("error-date-not-yet"),
        ("until", ..) => words.say("error-date-over"),
        (_, "−∞", _) => words.say_with("error-out-of-range-most", &[("max", shown(max).into())]),
        (_, _, "∞") => words.say_with("error-out-of-range-least", &[("min", shown(min).into())]),
        _ => words.say_with("error-out-of-range", &[("min", shown(min).into()), ("max", shown(max).into())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(locale: Locale, field: &str, code: ErrorCode) -> String {
        error_text(locale, AddressForm::Formal, &FieldError::new(field, code))
    }

    fn range(min: &str, max: &str) -> ErrorCode {
        ErrorCode::OutOfRange { min: min.into(), max: max.into() }
    }

    #[test]
    fn an_error_names_what_and_how_to_mend_it() {
        let check = |field, code: ErrorCode, nl, en| {
            assert_eq!((say(Locale::Nl, field, code.clone()).as_str(), say(Locale::En, field, code).as_str()), (nl, en));
        };
        check("recommend", ErrorCode::Required, "Beantwoord deze vraag.", "Please answer this question.");
        let doubt = ErrorCode::AmbiguousNumber { thousands: "-1500".into(), decimal: "-1.5".into() };
        check(
            "n",
            doubt,
            "Dit getal kunnen we op twee manieren lezen. Bedoelt u -1500 of -1,5? Typ het zo.",
            "We can read this number in two ways. Do you mean -1500 or -1.5? Type it like that.",
        );
        check("n", range("0.5", "∞"), "Vul een getal in van 0,5 of hoger.", "Enter a number of 0.5 or more.");
        check("n", range("0", "10"), "Kies een waarde van 0 tot en met 10.", "Choose a value from 0 to 10.");
        check(
            "password",
            range("12", "200"),
            "Kies een wachtwoord van 12 tot 200 tekens.",
            "Choose a password of 12 to 200 characters.",
        );
        check(
            "reason",
            ErrorCode::TooLong { max: 2000, length: 10_485_760 },
            "Deze tekst heeft 10.485.760 tekens. Maak hem korter, tot hoogstens 2.000 tekens.",
            "This text has 10,485,760 characters. Make it shorter, at most 2,000 characters.",
        );
        check(
            "period",
            ErrorCode::Invalid { expected: Expected::Period },
            "Deze waarde klopt niet. Verwacht: day (dag), week, month (maand) of quarter (kwartaal).",
            "This value is not right. Expected: day, week, month or quarter.",
        );
        check(
            "team",
            ErrorCode::Forbidden { rule: RuleId::TooFewChoices },
            "Dit mag niet zo: er zijn te weinig keuzes.",
            "This is not allowed: too few choices.",
        );
        check(
            "version",
            ErrorCode::UnknownChoice,
            "Dit formulier is verouderd of beschadigd. Open de vragenlijst opnieuw en vul hem nog eens in.",
            "This form is out of date or damaged. Open the survey again and fill it in once more.",
        );
    }

    #[test]
    fn every_code_has_words_in_both_languages() {
        let codes = [
            ErrorCode::NotAWholeNumber,
            ErrorCode::NotANumber,
            range("−∞", "3"),
            ErrorCode::UnknownChoice,
            ErrorCode::TooManyChoices { max: 2 },
            ErrorCode::Repeated,
            ErrorCode::UnknownField,
            ErrorCode::UnknownPurpose,
            ErrorCode::ContactRequired,
            ErrorCode::InvalidEmail,
            ErrorCode::InvalidPhone,
            ErrorCode::Invalid { expected: Expected::Uuid },
            ErrorCode::Duplicate { name: "x".into() },
            ErrorCode::MissingText { locale: "nl" },
            ErrorCode::LowContrast,
            ErrorCode::NotAnonymous,
            ErrorCode::Forbidden { rule: RuleId::TooFewChoices },
            ErrorCode::Rule { number: 12, what: RuleId::NoOtherBasis },
            ErrorCode::Breach { number: 3, what: RuleId::RefusalUnclear, found: "Later".into() },
            ErrorCode::Unusual { what: RuleId::VagueAccept, found: "OK".into() },
            ErrorCode::NotInSurvey { key: "x".into() },
            ErrorCode::NotFilteredBy { key: "x".into() },
            ErrorCode::NotOfControl { control: "gpc" },
        ];
        for code in codes {
            for &locale in Locale::ALL {
                // A missing message or variable panics in a test.
                assert!(!say(locale, "x", code.clone()).is_empty());
            }
        }
    }
}
