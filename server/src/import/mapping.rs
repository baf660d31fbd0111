//! The mapping from the columns of a file to the questions of a survey. It is checked once against the heading, then
//! used for every row.

use csv::ByteRecord;
use domain::{
    calendar::Millis,
    error::{ErrorCode, expected::Expected, rule::RuleId},
    id::Key,
    response::{
        answer::{self, Answer, Answers},
        form::row_field,
    },
    survey::{
        Questionnaire,
        attribute::{self, Attribute, Attributes},
        question::{Choice, Question, QuestionKind},
        reserved_keys::NOT_APPLICABLE,
    },
};
use store::ImportRow;

use super::{
    ImportError, RowError,
    error::{RowProblem, shorten},
    external_id::{self, MAX_LENGTH},
    guard::unguarded,
    plan::{ImportPlan, is_same_name},
    rejects::is_rejects,
};

/// A day: the tolerance for clocks before a time counts as being in the future.
const CLOCK_TOLERANCE: i64 = 24 * 60 * 60 * 1000;

/// The mapping of cells.
pub struct Mapping<'a> {
    plan: &'a ImportPlan,
    header: Vec<String>,
    /// Whether the file is a file of rejects, in which formulas are guarded.
    is_guarded: bool,
    id: Vec<usize>,
    submitted_at: usize,
    targets: Vec<Target<'a>>,
    attributes: Vec<(&'a Attribute, usize)>,
}

/// The source of the answer to one question.
struct Target<'a> {
    question: &'a Question,
    source: Source<'a>,
}

enum Source<'a> {
    Cell(usize),
    /// A column for each mapped statement of a matrix.
    Rows(Vec<(&'a Key, usize)>),
    /// A column for each mapped choice of a question with several.
    Choices(Vec<(&'a Choice, usize)>),
}

impl<'a> Mapping<'a> {
    /// Finds the columns of the plan in a heading and the questions in the survey.
    ///
    /// # Errors
    /// [`ImportError::Mapping`] with all errors.
    pub fn resolve(plan: &'a ImportPlan, header: Vec<String>) -> Result<Self, ImportError> {
        let questionnaire = &plan.published.version.questionnaire;
        let is_guarded = is_rejects(&header);
        let header = if is_guarded { header.iter().map(|name| without_guard(name)).collect() } else { header };
        let mut problems = Vec::new();
        let submitted_at = find_column(&header, &plan.submitted_at, "--submitted-at", &mut problems);
        let id = plan.id_columns(&header).iter().map(|name| find_column(&header, name, "--id", &mut problems)).collect();
        let mut mapped: Vec<(&str, usize)> = Vec::new();
        for (column, field) in &plan.map {
            let index = find_column(&header, column, "--map", &mut problems);
            if !is_field(questionnaire, field) {
                problems.push(format!("the survey has no question {field:?} (--map)"));
            } else if mapped.iter().any(|(other, _)| other == field) {
                problems.push(format!("two columns are mapped to {field} (--map)"));
            }
            mapped.push((field, index));
        }
        let column_of = |field: &str| mapped.iter().find(|(other, _)| *other == field).map(|(_, index)| *index);
        let targets: Vec<_> =
            questionnaire.questions().filter_map(|question| target(question, column_of, &mut problems)).collect();
        let attributes = attributes(plan, &header, &mut problems);
        if problems.is_empty() {
            return Ok(Self { plan, header, is_guarded, id, submitted_at, targets, attributes });
        }
        if let [only] = header.as_slice()
            && only.contains([';', '\t', ',', '|'])
        {
            problems.push("the heading is one field; --delimiter says what stands between fields".to_owned());
        }
        let fields = questionnaire.questions().flat_map(fields_of).collect::<Vec<_>>();
        Err(ImportError::Mapping { problems: problems.join("; "), columns: header.join(", "), questions: fields.join(", ") })
    }

    /// The heading.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The choices that have no column, although others of their question have one. They count as not chosen.
    pub fn choices_without_column(&self) -> Vec<String> {
        let without = self.targets.iter().filter_map(|target| match (&target.question.kind, &target.source) {
            (QuestionKind::MultipleChoice { choices, .. }, Source::Choices(columns)) => {
                let has_none = |choice: &&Choice| !columns.iter().any(|(other, _)| other.key == choice.key);
                Some(choices.iter().filter(has_none).map(|choice| row_field(&target.question.key, &choice.key)))
            }
            _ => None,
        });
        without.flatten().collect()
    }

    /// The error of a row that has the id of the row on another line.
    pub fn repeat(&self, row: &ImportRow, line: u64, of: u64) -> RowError {
        let column = self.id.iter().map(|column| self.header[*column].as_str()).collect::<Vec<_>>().join(", ");
        let value = shorten(row.external_id.as_bytes());
        RowError { line, column: Some(column), value, problem: RowProblem::Repeats { line: of } }
    }

    /// Reads a row.
    ///
    /// # Errors
    /// All errors of the row.
    pub fn read(&self, record: &ByteRecord, line: u64) -> Result<ImportRow, Vec<RowError>> {
        if record.len() != self.header.len() {
            let problem = RowProblem::Fields { found: record.len(), expected: self.header.len() };
            return Err(vec![RowError { line, column: None, value: String::new(), problem }]);
        }
        let mut errors = Vec::new();
        let mut keep = |column: usize, problem: RowProblem| {
            let cell = record.get(column).unwrap_or_default();
            let value = shorten(if self.is_guarded { unguarded(cell) } else { cell });
            errors.push(RowError { line, column: Some(self.header[column].clone()), value, problem });
        };
        let external_id = self.external_id(record, &mut keep);
        let submitted_at = self.time(record).unwrap_or_else(|problem| {
            keep(self.submitted_at, problem);
            Millis(0)
        });
        let mut answers = Answers::new();
        for target in &self.targets {
            if let Some(answer) = self.answer(target, record, &mut keep) {
                answers.push((target.question.key.clone(), answer));
            }
        }
        let mut attributes = Attributes::new();
        for (attribute, column) in &self.attributes {
            match self.cell(record, *column).and_then(|text| attribute.parse(text)) {
                Ok(value) => attributes.extend(value.map(|value| (attribute.key.clone(), value))),
                Err(code) => keep(*column, code.into()),
            }
        }
        if errors.is_empty() {
            Ok(ImportRow { external_id, submitted_at, locale: self.plan.locale, answers, attributes })
        } else {
            Err(errors)
        }
    }

    fn cell<'r>(&self, record: &'r ByteRecord, column: usize) -> Result<&'r str, ErrorCode> {
        self.plan.cells.cell(record, column, self.is_guarded)
    }

    fn external_id(&self, record: &ByteRecord, keep: &mut impl FnMut(usize, RowProblem)) -> String {
        let mut parts = Vec::with_capacity(self.id.len());
        for &column in &self.id {
            match self.cell(record, column) {
                Ok("") => keep(column, ErrorCode::Required.into()),
                Ok(text) if text.contains('\0') => {
                    keep(column, ErrorCode::Invalid { expected: Expected::TextWithoutNull }.into());
                }
                Ok(text) => parts.push(text),
                Err(code) => keep(column, code.into()),
            }
        }
        let id = external_id::join(&parts);
        let length = id.chars().count();
        if length > MAX_LENGTH
            && let Some(&first) = self.id.first()
        {
            keep(first, ErrorCode::TooLong { max: MAX_LENGTH, length }.into());
        }
        id
    }

    fn time(&self, record: &ByteRecord) -> Result<Millis, RowProblem> {
        let text = self.cell(record, self.submitted_at)?;
        if text.is_empty() {
            return Err(ErrorCode::Required.into());
        }
        let time = self.plan.cells.time(text, &self.plan.time_zone)?;
        if time.0 > self.plan.now.0 + CLOCK_TOLERANCE {
            return Err(ErrorCode::Forbidden { rule: RuleId::TimeInFuture }.into());
        }
        Ok(time)
    }

    fn answer(&self, target: &Target<'_>, record: &ByteRecord, keep: &mut impl FnMut(usize, RowProblem)) -> Option<Answer> {
        let question = target.question;
        match &target.source {
            Source::Cell(column) => {
                match self.cell(record, *column).and_then(|text| self.plan.cells.answer(question, text)) {
                    Ok(None) if question.required => keep(*column, ErrorCode::Required.into()),
                    Ok(answer) => return answer,
                    Err(code) => keep(*column, code.into()),
                }
                None
            }
            Source::Rows(rows) => {
                let mut rated = Vec::new();
                for (row, column) in rows {
                    match self.cell(record, *column).and_then(|text| self.rate(question, text)) {
                        Ok(Some(score)) => rated.push(((*row).clone(), score)),
                        Ok(None) => {}
                        Err(code) => keep(*column, code.into()),
                    }
                }
                (!rated.is_empty()).then_some(Answer::Matrix(rated))
            }
            Source::Choices(columns) => {
                let (mut chosen, mut is_wrong) = (Vec::new(), false);
                for (choice, column) in columns {
                    let name = &self.header[*column];
                    match self.cell(record, *column).and_then(|text| self.plan.cells.is_chosen(choice, name, text)) {
                        Ok(true) => chosen.push(choice.key.as_str()),
                        Ok(false) => {}
                        Err(code) => {
                            is_wrong = true;
                            keep(*column, code.into());
                        }
                    }
                }
                let first = columns.first().map_or(0, |(_, column)| *column);
                match answer::parse_choices(question, &chosen) {
                    Ok(None) if question.required && !is_wrong => keep(first, ErrorCode::Required.into()),
                    Ok(answer) => return answer,
                    Err(code) => keep(first, code.into()),
                }
                None
            }
        }
    }

    /// The score of a statement, `Some(None)` for "don't know / not applicable". `None` if the cell is empty.
    fn rate(&self, question: &Question, text: &str) -> Result<Option<Option<u8>>, ErrorCode> {
        let QuestionKind::Likert { points, .. } = &question.kind else { return Err(ErrorCode::UnknownField) };
        match text {
            "" if question.required => Err(ErrorCode::Required),
            "" => Ok(None),
            NOT_APPLICABLE if question.not_applicable => Ok(Some(None)),
            _ => {
                let text = self.plan.cells.score(text, (1..).zip(points));
                answer::parse_score(&text, 1, u8::try_from(points.len()).unwrap_or(u8::MAX)).map(|score| Some(Some(score)))
            }
        }
    }
}

fn without_guard(name: &str) -> String {
    String::from_utf8_lossy(unguarded(name.as_bytes())).into_owned()
}

/// The index of a column. If it is missing, the index is arbitrary, because no row will be read.
fn find_column(header: &[String], name: &str, flag: &str, problems: &mut Vec<String>) -> usize {
    let mut places = header.iter().enumerate().filter(|(_, column)| is_same_name(column, name)).map(|(i, _)| i);
    match (places.next(), places.next()) {
        (Some(place), None) => place,
        (Some(place), Some(_)) => {
            problems.push(format!("the column {name:?} stands twice in the file ({flag})"));
            place
        }
        (None, _) => {
            problems.push(format!("the file has no column {name:?} ({flag})"));
            0
        }
    }
}

/// The attributes of the plan with their columns. The provenance must state the purpose of each.
fn attributes<'a>(plan: &'a ImportPlan, header: &[String], problems: &mut Vec<String>) -> Vec<(&'a Attribute, usize)> {
    let mut found: Vec<(&Attribute, usize)> = Vec::new();
    for (column, key) in &plan.attributes {
        let index = find_column(header, column, "--attribute", problems);
        let Some(attribute) = plan.published.version.questionnaire.attribute(key) else {
            problems.push(match plan.published.version.questionnaire.withheld(key) {
                Some(withheld) => format!("{key}: {} (--attribute; `klankbord works-council state` does)", withheld.why.rule()),
                None => format!("the survey declares no attribute {key:?} (--attribute; `klankbord survey attribute` does)"),
            });
            continue;
        };
        if !attribute.sources.contains(&attribute::Source::Import) {
            problems.push(format!(
                "the survey does not take {key} from an import (--attribute; `klankbord survey attribute --by` says by what)"
            ));
        }
        if found.iter().any(|(other, _)| other.key == attribute.key) {
            problems.push(format!("two columns are mapped to {key} (--attribute)"));
        }
        if !plan.provenance.purposes.contains(&attribute.purpose) {
            problems.push(format!("the provenance does not state {}, for which {key} is kept (--attribute)", attribute.purpose));
        }
        found.push((attribute, index));
    }
    found
}

/// The names of a question in a mapping: its key, or for a matrix its key with that of each statement. A question with
/// several choices has both its key and one with that of each choice.
fn fields_of(question: &Question) -> Vec<String> {
    match &question.kind {
        QuestionKind::Likert { rows, .. } => rows.iter().map(|row| row_field(&question.key, &row.key)).collect(),
        QuestionKind::MultipleChoice { choices, .. } => {
            let each = choices.iter().map(|choice| row_field(&question.key, &choice.key));
            std::iter::once(question.key.to_string()).chain(each).collect()
        }
        _ => vec![question.key.to_string()],
    }
}

fn is_field(questionnaire: &Questionnaire, name: &str) -> bool {
    questionnaire.questions().any(|question| fields_of(question).iter().any(|field| field == name))
}

fn target<'a>(
    question: &'a Question,
    column_of: impl Fn(&str) -> Option<usize>,
    problems: &mut Vec<String>,
) -> Option<Target<'a>> {
    let mut require = |field: &str| {
        if question.required {
            problems.push(format!("the question {field} is required, so a column must be mapped to it (--map)"));
        }
    };
    let source = if let QuestionKind::Likert { rows, .. } = &question.kind {
        let mut mapped = Vec::new();
        for row in rows {
            let field = row_field(&question.key, &row.key);
            match column_of(&field) {
                Some(column) => mapped.push((&row.key, column)),
                None => require(&field),
            }
        }
        if mapped.is_empty() {
            return None;
        }
        Source::Rows(mapped)
    } else if let Some(columns) = columns_of_choices(question, &column_of) {
        if column_of(question.key.as_str()).is_some() {
            problems.push(format!("{} is mapped both as a whole and by its choices (--map)", question.key));
        }
        Source::Choices(columns)
    } else {
        let Some(column) = column_of(question.key.as_str()) else {
            require(question.key.as_str());
            return None;
        };
        Source::Cell(column)
    };
    Some(Target { question, source })
}

/// The columns of the choices of a question with several, if any is mapped.
fn columns_of_choices<'a>(question: &'a Question, column_of: impl Fn(&str) -> Option<usize>) -> Option<Vec<(&'a Choice, usize)>> {
    let QuestionKind::MultipleChoice { choices, .. } = &question.kind else { return None };
    let column = |choice: &'a Choice| Some((choice, column_of(&row_field(&question.key, &choice.key))?));
    let columns: Vec<_> = choices.iter().filter_map(column).collect();
    (!columns.is_empty()).then_some(columns)
}
