//! The syntax with which SPSS reads the data of an export and their meaning.

use std::{collections::BTreeSet, fmt::Write as _};

use app::export::file_text::{FileText, file_text};
use domain::survey::{
    question::{Question, QuestionKind},
    reserved_keys::NOT_APPLICABLE as NA,
};

use super::DATA;
use crate::export::{
    codebook, label,
    missing::not_applicable,
    table::{Column, ColumnSource, Kind, Place, Table},
};

/// The longest name of a variable, in bytes. Then the longest labels of a variable and of a value, in bytes.
const MAX_NAME: usize = 64;
const MAX_VARIABLE_LABEL: usize = 255;
const MAX_VALUE_LABEL: usize = 120;

/// Reserved words of the language, which cannot be names.
const RESERVED: [&str; 13] = ["all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"];

/// A column as an SPSS variable.
pub struct Variable {
    /// Its name, unique.
    pub name: String,
    /// The bytes of its longest value.
    pub longest: usize,
    /// Whether one of its values is declared as missing: "not applicable".
    pub has_missing: bool,
}

/// The variables of an export, in the order of its columns.
pub fn variables(table: &Table) -> Vec<Variable> {
    let mut taken = BTreeSet::new();
    let longest = |column: &Column| codes_of(table, column).iter().map(|(code, _)| code.len()).max().unwrap_or(1);
    // The width must fit each value with a label, whether or not it occurs.
    let has_missing =
        |column: &Column| matches!(column.source, ColumnSource::Answer(place) if table.questions[place.question].not_applicable);
    let variable = |column: &Column| Variable {
        name: name(&column.name, &mut taken),
        longest: longest(column),
        has_missing: has_missing(column),
    };
    table.columns.iter().map(variable).collect()
}

fn name(column: &str, taken: &mut BTreeSet<String>) -> String {
    let short = &column[..column.len().min(MAX_NAME)];
    let mut name = short.trim_end_matches('.').to_owned();
    if RESERVED.contains(&name.as_str()) {
        name.push('_');
    }
    let mut number = 1;
    while !taken.insert(name.clone()) {
        number += 1;
        let end = format!("_{number}");
        name = format!("{}{end}", &short[..short.len().min(MAX_NAME - end.len())]);
    }
    name
}

/// The whole syntax, with the byte order mark by which SPSS recognises UTF-8.
pub fn write(table: &Table, variables: &[Variable]) -> String {
    let mut out = String::from("\u{feff}");
    let say = |text| file_text(table.locale, text);
    put(&mut out, format_args!("* {}\n* CD '{}'.\n", say(FileText::SpssUnpack), say(FileText::SpssFolder)));
    out.push_str("SET DECIMAL=DOT.\n");
    let all = || table.columns.iter().zip(variables);
    put(
        &mut out,
        format_args!(
            "GET DATA\n  /TYPE=TXT\n  /FILE='{DATA}'\n  /ENCODING='UTF8'\n  /ARRANGEMENT=DELIMITED\n  /DELIMITERS=','\n  /QUALIFIER='\"'\n  /FIRSTCASE=2\n  /VARIABLES="
        ),
    );
    for (column, variable) in all() {
        put(&mut out, format_args!("\n    {} {}", variable.name, format_of(column.kind, variable.longest)));
    }
    out.push_str(".\n");
    for (column, variable) in all() {
        if let Some(label) = label_of(table, column) {
            put(&mut out, format_args!("VARIABLE LABELS {} {}.\n", variable.name, quoted(&label, MAX_VARIABLE_LABEL)));
        }
    }
    for (column, variable) in all() {
        of_values(&mut out, &codes_of(table, column), column.kind, variable);
    }
    for (number, question) in table.questions.iter().enumerate() {
        set_of_choices(&mut out, table, variables, number, question);
    }
    out.push_str("SAVE OUTFILE='responses.sav'.\n");
    out
}

fn format_of(kind: Kind, longest: usize) -> String {
    match kind {
        Kind::Text => format!("A{longest}"),
        Kind::Whole => "F8.0".to_owned(),
        Kind::Number => "F16.4".to_owned(),
        Kind::Time => "DATETIME20".to_owned(),
        Kind::Flag => "F1.0".to_owned(),
    }
}

/// The label of a variable in dialogs and tables: the question, if the column has one.
fn label_of(table: &Table, column: &Column) -> Option<String> {
    let text = |place: Place| label::of_question(&table.questions[place.question], table.statement(place), table.locale);
    match column.source {
        ColumnSource::Answer(place) => Some(text(place).into_owned()),
        ColumnSource::NotApplicable(place) => Some(format!("{} – {}", text(place), label::not_applicable(table.locale))),
        ColumnSource::Chosen(place, choice) => match &table.questions[place.question].kind {
            QuestionKind::MultipleChoice { choices, .. } => Some(choices[choice].text.get(table.locale).to_owned()),
            _ => None,
        },
        ColumnSource::Attribute(number) => Some(table.attributes[number].text.get(table.locale).to_owned()),
        ColumnSource::Fixed(_)
        | ColumnSource::AnswerPart(_)
        | ColumnSource::Label(_)
        | ColumnSource::AttributesBy
        | ColumnSource::Tags => None,
    }
}

/// The values of a column with their labels.
fn codes_of(table: &Table, column: &Column) -> Vec<(String, String)> {
    match column.source {
        ColumnSource::Answer(place) => codebook::codes(&table.questions[place.question], table.locale),
        ColumnSource::Attribute(number) => codebook::values(&table.attributes[number]),
        _ => Vec::new(),
    }
}

/// The labels of values, and the missing value if there is one.
fn of_values(out: &mut String, codes: &[(String, String)], kind: Kind, variable: &Variable) {
    let name = &variable.name;
    let is_text = kind == Kind::Text;
    let value = |code: &str| match code {
        NA if !is_text => not_applicable(kind).to_owned(),
        code if is_text => quoted(code, usize::MAX),
        code => code.to_owned(),
    };
    let labelled: Vec<_> = codes.iter().filter(|(_, label)| !label.is_empty()).collect();
    if labelled.is_empty() {
        return;
    }
    put(out, format_args!("VALUE LABELS {name}"));
    for (code, label) in labelled {
        put(out, format_args!("\n  {} {}", value(code), quoted(label, MAX_VALUE_LABEL)));
    }
    out.push_str(".\n");
    if variable.has_missing {
        put(out, format_args!("MISSING VALUES {name} ({}).\n", value(NA)));
    }
}

/// The choices of a question as one multiple response set.
fn set_of_choices(out: &mut String, table: &Table, variables: &[Variable], number: usize, question: &Question) {
    let chosen = table
        .columns
        .iter()
        .zip(variables)
        .filter(|(column, _)| matches!(column.source, ColumnSource::Chosen(place, _) if place.question == number));
    let names: Vec<_> = chosen.map(|(_, variable)| variable.name.as_str()).collect();
    if names.len() > 1 {
        let (key, label) = (&question.key, quoted(question.text.get(table.locale), MAX_VARIABLE_LABEL));
        put(out, format_args!("MRSETS /MDGROUP NAME=${key} LABEL={label} VARIABLES={} VALUE=1.\n", names.join(" ")));
    }
}

/// A text between quotes, on one line, of at most `max` bytes.
fn quoted(text: &str, max: usize) -> String {
    let text = text.replace(['\n', '\r'], " ");
    format!("'{}'", text[..text.floor_char_boundary(max)].replace('\'', "''"))
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("memory can be written to");
}
