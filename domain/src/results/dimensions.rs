//! The dimensions by which figures of a survey can be grouped, for analysts and for readers.

use crate::{
    response::filter::Dimension,
    survey::{Questionnaire, question::Question, withheld::Why},
};

/// The dimensions by which answers of a survey can be grouped: everything that has one value per response.
pub fn dimensions(questionnaire: &Questionnaire) -> Vec<Dimension> {
    let attributes = questionnaire.attributes.iter().map(|attribute| &attribute.key);
    let questions = questionnaire.questions().filter(|question| has_one_value(question)).map(|question| &question.key);
    let known = attributes.chain(questions).cloned().map(Dimension::Answer);
    known.chain([Dimension::Locale, Dimension::Channel, Dimension::Version]).collect()
}

/// The dimensions by which readers can group figures. The version is not one of them: a version is nearly a period, and
/// subtracting its months would isolate the responses of its last day. Attributes that name an employee are not among
/// them either.
pub fn dimensions_for_readers(questionnaire: &Questionnaire) -> Vec<Dimension> {
    let rest = questionnaire.without_employees(Why::Reader);
    dimensions(&rest).into_iter().filter(|dimension| *dimension != Dimension::Version).collect()
}

pub(crate) fn has_one_value(question: &Question) -> bool {
    question.kind.score_range().is_some() || matches!(question.kind, crate::survey::question::QuestionKind::SingleChoice { .. })
}
