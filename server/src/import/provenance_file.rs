//! The provenance file of an import (TOML). Each error is reported with line and key. The required content is defined
//! in `domain`.

use std::{
    ops::Range,
    path::{Path, PathBuf},
};

use domain::{calendar::Millis, id::Key, import::Provenance, notice::purpose::Basis, survey::Questionnaire};
use serde::Deserialize;
use toml::Spanned;

/// Why a provenance file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ProvenanceFileError {
    /// It cannot be read.
    #[error("the provenance file {file} cannot be read: {cause}", file = .file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// The cause.
        cause: std::io::Error,
    },
    /// Its content is incomplete or wrong.
    #[error("the provenance file {file} is not right: {problems}", file = .file.display())]
    Invalid {
        /// The file.
        file: PathBuf,
        /// All errors, each with its line and key.
        problems: String,
    },
}

/// The keys of the file. All are optional here, so that all missing keys are reported at once.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    legal_basis: Option<Spanned<String>>,
    notice: Option<Spanned<String>>,
    collected_by: Option<Spanned<String>>,
    purposes: Option<Spanned<Vec<Spanned<String>>>>,
    retention: Option<Spanned<Retention>>,
    decided_at: Option<Spanned<Time>>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a number of months, such as 24, or a text such as \"24 months\"")]
enum Retention {
    Months(i64),
    Text(String),
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a time such as 2026-11-21T09:30:00Z")]
enum Time {
    Toml(toml::value::Datetime),
    Text(String),
}

/// Reads a provenance file for a survey.
///
/// # Errors
/// When it cannot be read, or with all its errors.
pub fn read(path: &Path, questionnaire: &Questionnaire) -> Result<Provenance, ProvenanceFileError> {
    let text = std::fs::read_to_string(path).map_err(|cause| ProvenanceFileError::Unreadable { file: path.to_owned(), cause })?;
    parse(&text, questionnaire)
        .map_err(|problems| ProvenanceFileError::Invalid { file: path.to_owned(), problems: problems.join("; ") })
}

fn parse(text: &str, questionnaire: &Questionnaire) -> Result<Provenance, Vec<String>> {
    let keys: Keys = toml::from_str(text).map_err(|error| {
        let message = error.message().replace('\n', " ");
        let mut problems = Problems { text, list: Vec::new() };
        problems.list.push((error.span().map(|span| problems.line(&span)), message));
        problems.sorted()
    })?;
    let mut problems = Problems { text, list: Vec::new() };
    let legal_basis = problems.required("legal_basis", keys.legal_basis.as_ref()).and_then(|value| {
        value.get_ref().parse::<Basis>().map_err(|code| problems.add(Some(&value.span()), "legal_basis", &code.to_string())).ok()
    });
    let notice = problems.required("notice", keys.notice.as_ref());
    let collected_by = problems.required("collected_by", keys.collected_by.as_ref());
    let purposes = problems.required("purposes", keys.purposes.as_ref()).map(|list| problems.purposes(list));
    let retention_months = keys.retention.as_ref().and_then(|value| {
        months(value.get_ref()).map_err(|expected| problems.add(Some(&value.span()), "retention", expected)).ok()
    });
    let decided_at = keys.decided_at.as_ref().and_then(|value| {
        let written = match value.get_ref() {
            Time::Toml(time) => time.to_string(),
            Time::Text(time) => time.clone(),
        };
        let expected = "expected a time with an offset, such as 2026-11-21T09:30:00Z";
        Millis::parse_rfc3339(&written).map_err(|_| problems.add(Some(&value.span()), "decided_at", expected)).ok()
    });
    let (Some(legal_basis), Some(notice), Some(collected_by), Some(purposes)) = (legal_basis, notice, collected_by, purposes)
    else {
        return Err(problems.sorted());
    };
    let spans = [
        ("notice", notice.span()),
        ("collected_by", collected_by.span()),
        ("purposes", keys.purposes.as_ref().map_or(0..0, Spanned::span)),
        ("retention", keys.retention.as_ref().map_or(0..0, Spanned::span)),
    ];
    let (notice, collected_by) = (notice.get_ref().clone(), collected_by.get_ref().clone());
    let provenance = Provenance { legal_basis, notice, collected_by, purposes, retention_months, decided_at };
    for error in provenance.validate(questionnaire).err().unwrap_or_default() {
        let span = spans.iter().find(|(key, _)| error.field.starts_with(key)).map(|(_, span)| span);
        problems.add(span, &error.field, &error.code.to_string());
    }
    if problems.list.is_empty() { Ok(provenance) } else { Err(problems.sorted()) }
}

/// The errors, each with its line if it has one.
struct Problems<'a> {
    text: &'a str,
    list: Vec<(Option<usize>, String)>,
}

impl Problems<'_> {
    fn add(&mut self, span: Option<&Range<usize>>, key: &str, problem: &str) {
        self.list.push((span.map(|span| self.line(span)), format!("{key}: {problem}")));
    }

    fn line(&self, span: &Range<usize>) -> usize {
        self.text.as_bytes().iter().take(span.start).filter(|byte| **byte == b'\n').count() + 1
    }

    /// In the order of the file.
    fn sorted(mut self) -> Vec<String> {
        self.list.sort_by_key(|(line, _)| *line);
        let told = self.list.into_iter().map(|(line, message)| match line {
            Some(line) => format!("line {line}: {message}"),
            None => message,
        });
        told.collect()
    }

    fn required<'v, T>(&mut self, key: &str, value: Option<&'v Spanned<T>>) -> Option<&'v Spanned<T>> {
        if value.is_none() {
            self.add(None, key, "is missing");
        }
        value
    }

    /// The entries that are valid keys. Whether the survey has them is checked later.
    fn purposes(&mut self, list: &Spanned<Vec<Spanned<String>>>) -> Vec<Key> {
        let mut keys = Vec::new();
        for name in list.get_ref() {
            match Key::parse(name.get_ref()) {
                Ok(key) => keys.push(key),
                Err(code) => self.add(Some(&name.span()), &format!("purposes: {:?}", name.get_ref()), &code.to_string()),
            }
        }
        keys
    }
}

/// A number of months, or a text of a number and `month(s)` or `year(s)`.
fn months(retention: &Retention) -> Result<u32, &'static str> {
    let expected = "expected a number of months, such as 24, or a text such as \"24 months\" or \"2 years\"";
    match retention {
        Retention::Months(months) => u32::try_from(*months).map_err(|_| expected),
        Retention::Text(text) => {
            let (number, unit) = text.trim().split_once(' ').unwrap_or((text, "months"));
            let number: u32 = number.parse().map_err(|_| expected)?;
            match unit.trim() {
                "month" | "months" => Ok(number),
                "year" | "years" => number.checked_mul(12).ok_or(expected),
                _ => Err(expected),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::{organisation::OrganisationProfile, survey::template::Template};

    use super::*;

    fn parse(text: &str) -> Result<Provenance, Vec<String>> {
        let profile = OrganisationProfile::new("A", "b", "c");
        super::parse(text, &Template::Csat.questionnaire(&profile, Basis::Consent))
    }

    const GOOD: &str = "legal_basis = \"contract\"\nnotice = \"Terms 3\"\ncollected_by = \"Olist\"\npurposes = [\"analysis\"]\n";

    #[test]
    fn all_it_may_say() {
        let plain = parse(GOOD).unwrap();
        assert_eq!((plain.legal_basis, plain.retention_months, plain.decided_at), (Basis::Contract, None, None));
        let full = parse(&format!("{GOOD}retention = 24\ndecided_at = 2018-09-01T12:00:00+02:00\n")).unwrap();
        assert_eq!(full.retention_months, Some(24));
        assert_eq!(full.decided_at.unwrap().rfc3339(), "2018-09-01T10:00:00.000Z");
        let texts = parse(&format!("{GOOD}retention = \"2 years\"\ndecided_at = \"2018-09-01T10:00:00Z\"\n")).unwrap();
        assert_eq!((texts.retention_months, texts.decided_at), (full.retention_months, full.decided_at));
    }

    #[test]
    fn every_error_at_once_with_its_line() {
        insta::assert_snapshot!(parse("").unwrap_err().join("\n"), @r"
        legal_basis: is missing
        notice: is missing
        collected_by: is missing
        purposes: is missing
        ");
        let text = "legal_basis = \"consent\"\nnotice = \" \"\ncollected_by = \"\"\npurposes = [\n  \"Publish\",\n  \"cookies\",\n]\n\
                    retention = 0\ndecided_at = 2018-09-01\n";
        insta::assert_snapshot!(parse(text).unwrap_err().join("\n"), @r#"
        line 2: notice: a value is required
        line 3: collected_by: a value is required
        line 4: purposes: cookies: unknown purpose
        line 4: purposes: must name analysis, the purpose the answers are imported for
        line 5: purposes: "Publish": expected 1 to 40 of a-z, 0-9 and _, a letter first
        line 8: retention: must be from 1 to 120
        line 9: decided_at: expected a time with an offset, such as 2026-11-21T09:30:00Z
        "#);
    }

    #[test]
    fn what_the_file_must_not_hold() {
        let check = |line: &str, expected: &str| {
            let error = parse(&format!("{GOOD}{line}\n")).unwrap_err().join("\n");
            assert!(error.starts_with(expected), "{line}: {error}");
        };
        check("purpose = 1", "line 5: unknown field `purpose`");
        check("retention = \"for ever\"", "line 5: retention: expected a number of months");
        check("retention = 1.5", "line 5: a number of months");
        check("decided_at = \"yesterday\"", "line 5: decided_at: expected a time");
        check("notice = \"again\"", "line 5: duplicate key");
        check("[", "line 5: ");
    }
}
