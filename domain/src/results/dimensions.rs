//! What the figures of a survey can be grouped by, for everybody and for readers.

use crate::{
    response::filter::Dimension,
    survey::{Questionnaire, question::Question, withheld::Why},
};

/// What the answers of a survey can be grouped by: whatever has one value for each response.
pub fn dimensions(questionnaire: &Questionnaire) -> Vec<Dimension> {
    let attributes = questionnaire.attributes.iter().map(|attribute| &attribute.key);
    let questions = questionnaire.questions().filter(|question| has_one_value(question)).map(|question| &question.key);
    let known = attributes.chain(questions).cloned().map(Dimension::Answer);
    known.chain([Dimension::Locale, Dimension::Channel, Dimension::Version]).collect()
}

/// What readers can group figures by. Not the version: a version is nearly a period, and subtracting its months would show those who
/// answered on its last day. Not attributes that name an employee.
pub fn dimensions_for_readers(questionnaire: &Questionnaire) -> Vec<Dimension> {
    let rest = questionnaire.without_employees(Why::Reader);
    dimensions(&rest).into_iter().filter(|dimension| *dimension != Dimension::Version).collect()
}

pub(crate) fn has_one_value(question: &Question) -> bool {
    question.kind.score_range().is_some() || matches!(question.kind, crate::survey::question::QuestionKind::SingleChoice { .. })
}
