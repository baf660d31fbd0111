//! Questions: their kinds, scales, thresholds and texts.

use serde::{Deserialize, Serialize};

use crate::{
    error::{ErrorCode, FieldError, rule::RuleId},
    id::Key,
    locale::{Locale, LocalizedText},
};

/// The most characters a long text may hold.
pub const LONG_TEXT_MAX: usize = 10_000;

/// A question of a survey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(description = "A question."))]
pub struct Question {
    /// Its name in responses, filters and exports.
    // Unique in the survey; also the name of a form field.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub key: Key,
    /// The text of the question.
    pub text: LocalizedText,
    /// Whether an answer is required.
    pub required: bool,
    /// Whether `na` ("don't know / not applicable") is an answer.
    // Closed questions only.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(required))]
    pub not_applicable: bool,
    /// What kind of question it is. Further members give its scale, labels, choices or limits.
    pub kind: QuestionKind,
}

/// The kinds of question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[cfg_attr(
    feature = "schema",
    derive(strum::EnumDiscriminants),
    strum_discriminants(name(QuestionType), doc = "The kinds of question."),
    strum_discriminants(derive(utoipa::ToSchema), schema(rename_all = "snake_case"))
)]
pub enum QuestionKind {
    /// Net Promoter Score, 0 to 10.
    Nps(Ends),
    /// Customer satisfaction.
    Csat {
        /// The scale.
        scale: CsatScale,
        /// The lowest score that counts as satisfied.
        threshold: u8,
        /// A label for each score of a 1–5 or yes/no scale. Other scales have labels for the two ends.
        labels: Vec<LocalizedText>,
    },
    /// Customer Effort Score, 1 to 7; 5 to 7 counts as easy.
    Ces(Ends),
    /// One item of the loyalty index, 1 to 10.
    Loyalty(Ends),
    /// One of several choices.
    SingleChoice {
        /// The choices.
        choices: Vec<Choice>,
    },
    /// Any of several choices.
    MultipleChoice {
        /// The choices.
        choices: Vec<Choice>,
        /// The most choices that may be selected. `None` means all.
        #[serde(default)]
        at_most: Option<usize>,
    },
    /// A text of one line.
    ShortText {
        /// The most characters of the text.
        max_length: usize,
    },
    /// A text of several lines.
    LongText {
        /// The most characters of the text.
        max_length: usize,
    },
    /// A number.
    Number {
        /// The lowest allowed value.
        #[serde(default)]
        min: Option<f64>,
        /// The highest allowed value.
        #[serde(default)]
        max: Option<f64>,
        /// The unit of the number.
        #[serde(default)]
        unit: Option<LocalizedText>,
    },
    /// A Likert matrix: statements rated on one scale from 1.
    Likert {
        /// The statements.
        rows: Vec<Choice>,
        /// A label for each point of the scale, 1 first.
        points: Vec<LocalizedText>,
    },
}

#[cfg(feature = "schema")]
impl utoipa::PartialSchema for QuestionKind {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .description(Some("What kind of question it is. Further members give its scale, labels, choices or limits."))
            .property("type", utoipa::openapi::Ref::from_schema_name("QuestionType"))
            .required("type")
            .into()
    }
}

#[cfg(feature = "schema")]
impl utoipa::ToSchema for QuestionKind {
    fn schemas(schemas: &mut Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::Schema>)>) {
        schemas.push((QuestionType::name().into_owned(), <QuestionType as utoipa::PartialSchema>::schema()));
    }
}

/// The labels at the two ends of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ends {
    /// The label of the lowest score.
    pub low: LocalizedText,
    /// The label of the highest score.
    pub high: LocalizedText,
}

/// A choice, or a statement of a matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The code, unique in the question.
    pub key: Key,
    /// The text on screen.
    pub text: LocalizedText,
}

/// The scales of customer satisfaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CsatScale {
    /// 1 to 5, satisfied from 4.
    #[serde(rename = "1-5")]
    OneToFive,
    /// 1 to 7, satisfied from 6.
    #[serde(rename = "1-7")]
    OneToSeven,
    /// 1 to 10, the Dutch report mark: its headline is the mean.
    #[serde(rename = "1-10")]
    OneToTen,
    /// No (0) or yes (1).
    #[serde(rename = "yes-no")]
    YesNo,
}

impl CsatScale {
    /// The lowest and the highest score.
    pub const fn range(self) -> (u8, u8) {
        match self {
            Self::OneToFive => (1, 5),
            Self::OneToSeven => (1, 7),
            Self::OneToTen => (1, 10),
            Self::YesNo => (0, 1),
        }
    }

    /// The default threshold: the lowest score that counts as satisfied.
    pub const fn usual_threshold(self) -> u8 {
        match self {
            Self::OneToFive => 4,
            Self::OneToSeven => 6,
            Self::OneToTen => 8,
            Self::YesNo => 1,
        }
    }

    const fn label_count(self) -> usize {
        match self {
            Self::OneToFive => 5,
            Self::OneToSeven | Self::OneToTen | Self::YesNo => 2,
        }
    }
}

impl QuestionKind {
    /// The lowest and the highest score. `None` if the question is not answered with one score.
    pub const fn score_range(&self) -> Option<(u8, u8)> {
        match self {
            Self::Nps(_) => Some((0, 10)),
            Self::Csat { scale, .. } => Some(scale.range()),
            Self::Ces(_) => Some((1, 7)),
            Self::Loyalty(_) => Some((1, 10)),
            _ => None,
        }
    }

    /// Whether the answer is selected, not typed.
    pub const fn is_closed(&self) -> bool {
        !matches!(self, Self::ShortText { .. } | Self::LongText { .. } | Self::Number { .. })
    }

    /// Whether the answer is free text.
    pub const fn is_text(&self) -> bool {
        matches!(self, Self::ShortText { .. } | Self::LongText { .. })
    }

    /// The label of a score on the scale. A scale that labels only its ends has labels for these two scores.
    pub fn score_label(&self, score: u8) -> Option<&LocalizedText> {
        let (min, max) = self.score_range()?;
        match self {
            Self::Nps(ends) | Self::Ces(ends) | Self::Loyalty(ends) => match score {
                s if s == min => Some(&ends.low),
                s if s == max => Some(&ends.high),
                _ => None,
            },
            Self::Csat { labels, .. } if labels.len() == usize::from(max - min) + 1 => {
                labels.get(usize::from(score.checked_sub(min)?))
            }
            Self::Csat { labels, .. } => match score {
                s if s == min => labels.first(),
                s if s == max => labels.last(),
                _ => None,
            },
            _ => None,
        }
    }
}

impl Question {
    pub(crate) fn validate(&self, locales: &[Locale], errors: &mut Vec<FieldError>) {
        let field = self.key.as_str();
        self.text.check(field, locales, errors);
        let mut refuse = |rule| errors.push(FieldError::new(field, ErrorCode::Forbidden { rule }));
        if self.not_applicable && !self.kind.is_closed() {
            refuse(RuleId::ClosedNotApplicable);
        }
        match &self.kind {
            QuestionKind::Nps(ends) | QuestionKind::Ces(ends) | QuestionKind::Loyalty(ends) => {
                ends.low.check(field, locales, errors);
                ends.high.check(field, locales, errors);
            }
            QuestionKind::Csat { scale, threshold, labels } => {
                let (min, max) = scale.range();
                if *threshold <= min || *threshold > max {
                    refuse(RuleId::ThresholdOnScale);
                }
                if labels.len() != scale.label_count() {
                    refuse(RuleId::ScaleLabels);
                }
                for label in labels {
                    label.check(field, locales, errors);
                }
            }
            QuestionKind::SingleChoice { choices } => check_choices(field, choices, 2, locales, errors),
            QuestionKind::MultipleChoice { choices, at_most } => {
                if at_most.is_some_and(|m| m == 0 || m > choices.len()) {
                    refuse(RuleId::ChoicesAllowed);
                }
                check_choices(field, choices, 2, locales, errors);
            }
            QuestionKind::ShortText { max_length } | QuestionKind::LongText { max_length } => {
                if !(1..=LONG_TEXT_MAX).contains(max_length) {
                    refuse(RuleId::TextLength);
                }
            }
            QuestionKind::Number { min, max, unit } => {
                if [min, max].into_iter().flatten().any(|b| !b.is_finite()) || matches!((min, max), (Some(a), Some(b)) if a > b) {
                    refuse(RuleId::NumberBounds);
                }
                if let Some(unit) = unit {
                    unit.check(field, locales, errors);
                }
            }
            QuestionKind::Likert { rows, points } => {
                if !(2..=11).contains(&points.len()) {
                    refuse(RuleId::MatrixPoints);
                }
                for point in points {
                    point.check(field, locales, errors);
                }
                check_choices(field, rows, 1, locales, errors);
            }
        }
    }
}

fn check_choices(field: &str, choices: &[Choice], at_least: usize, locales: &[Locale], errors: &mut Vec<FieldError>) {
    if choices.len() < at_least {
        errors.push(FieldError::new(field, ErrorCode::Forbidden { rule: RuleId::TooFewChoices }));
    }
    for (i, choice) in choices.iter().enumerate() {
        choice.text.check(field, locales, errors);
        if choice.key.as_str() == crate::survey::reserved_keys::NOT_APPLICABLE {
            errors.push(FieldError::new(field, ErrorCode::Forbidden { rule: RuleId::CodeNotApplicable }));
        }
        if choices[..i].iter().any(|other| other.key == choice.key) {
            errors.push(FieldError::new(field, ErrorCode::Duplicate { name: choice.key.to_string() }));
        }
    }
}
