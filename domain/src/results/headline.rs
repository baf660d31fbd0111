//! The headline of a survey: its loyalty index if it has one, otherwise its first question with a score.

use crate::{
    id::Key,
    results::measure::Measure,
    survey::{Questionnaire, question::Question},
};

/// The headline. Its total, its trend, its comparison and its groups all measure the same.
#[derive(Clone, Debug)]
pub struct Headline<'a> {
    /// What it measures.
    pub measure: Measure,
    /// The question, or the three items of the loyalty index. The score is their sum.
    questions: Vec<&'a Question>,
}

impl<'a> Headline<'a> {
    /// The headline of a questionnaire. `None` if no question has a score.
    pub fn of(questionnaire: &'a Questionnaire) -> Option<Self> {
        if let Some(items) = questionnaire.loyalty_items() {
            return Some(Self { measure: Measure::Loyalty, questions: items.to_vec() });
        }
        let question = questionnaire.headline()?;
        Some(Self { measure: Measure::of(&question.kind)?, questions: vec![question] })
    }

    /// Its question. `None` for the loyalty index.
    pub fn question(&self) -> Option<&'a Question> {
        match self.questions.as_slice() {
            [question] => Some(question),
            _ => None,
        }
    }

    /// The keys of the questions of which its score is the sum.
    pub fn keys(&self) -> Vec<&'a Key> {
        self.questions.iter().map(|question| &question.key).collect()
    }

    /// Whether a question is its question or one of its items.
    pub fn is_of(&self, key: &Key) -> bool {
        self.questions.iter().any(|question| question.key == *key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{notice::purpose::Basis, organisation::OrganisationProfile, survey::template::Template};

    fn questionnaire(template: Template) -> Questionnaire {
        template.questionnaire(&OrganisationProfile::new("De Korenaar", "a", "b"), Basis::Consent)
    }

    #[test]
    fn the_headline_is_the_index_or_the_first_score() {
        for (template, measure, keys) in [
            (Template::Nps, Measure::Nps, 1),
            (Template::Csat10, Measure::ReportMark, 1),
            (Template::Ces, Measure::Effort, 1),
            (Template::Loyalty, Measure::Loyalty, 3),
        ] {
            let questionnaire = questionnaire(template);
            let headline = Headline::of(&questionnaire).unwrap();
            assert_eq!((headline.measure, headline.keys().len()), (measure, keys), "{template:?}");
            assert_eq!(headline.question().is_some(), keys == 1, "{template:?}");
            assert!(headline.is_of(&questionnaire.headline().unwrap().key));
        }
    }
}
