//! The filter of responses: days, language, channel and conditions on answers.

use jiff::ToSpan as _;

use crate::{
    calendar::{Day, Period},
    channel::Channel,
    error::{ErrorCode, FieldError, expected::Expected},
    id::Key,
    locale::Locale,
    survey::{
        Questionnaire,
        attribute::MAX_LENGTH,
        published::PublishedSurvey,
        question::QuestionKind,
        reserved_keys::{NOT_APPLICABLE, VERSION},
    },
};

/// The most conditions on answers and attributes in one filter.
pub const MAX_CONDITIONS: usize = 3;

/// A condition on another answer or an attribute of the same response, or on the answered version of the survey.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Condition {
    /// The key of the question or attribute, or `version`, which is a reserved key.
    pub key: Key,
    /// The score, choice or value.
    pub value: String,
}

impl Condition {
    /// Parses `key:value`.
    ///
    /// # Errors
    /// [`ErrorCode::Invalid`] if there is no colon, no key or no value, or if the value is too long or has control
    /// characters. No stored value has control characters, and PostgreSQL rejects them.
    pub fn parse(text: &str) -> Result<Self, ErrorCode> {
        let wrong = ErrorCode::Invalid { expected: Expected::Condition };
        let (key, value) = text.split_once(':').ok_or_else(|| wrong.clone())?;
        let key = Key::parse(key).map_err(|_| wrong.clone())?;
        let value = value.trim();
        if value.is_empty() || value.chars().count() > MAX_LENGTH || value.chars().any(char::is_control) {
            return Err(wrong);
        }
        Ok(Self { key, value: value.to_owned() })
    }

    /// The condition that selects one group of a dimension. `None` for dimensions that have their own field in a
    /// filter.
    pub fn of(dimension: &Dimension, value: &str) -> Option<Self> {
        match dimension {
            Dimension::Locale | Dimension::Channel => None,
            Dimension::Version | Dimension::Answer(_) => Self::parse(&format!("{}:{value}", dimension.name())).ok(),
        }
    }

    /// The dimension of the condition.
    pub fn dimension(&self) -> Dimension {
        match self.is_on_version() {
            true => Dimension::Version,
            false => Dimension::Answer(self.key.clone()),
        }
    }

    /// Checks whether answers to a survey can be filtered by this condition: by a choice, a score, an attribute or the
    /// version. A number can only be filtered by "don't know / not applicable".
    ///
    /// # Errors
    /// [`ErrorCode::NotInSurvey`] and [`ErrorCode::NotFilteredBy`].
    pub fn check(&self, questionnaire: &Questionnaire) -> Result<(), ErrorCode> {
        let name = || self.key.to_string();
        if self.is_on_version() || questionnaire.attribute(self.key.as_str()).is_some() {
            return Ok(());
        }
        let question = questionnaire.question(self.key.as_str()).ok_or_else(|| ErrorCode::NotInSurvey { key: name() })?;
        match &question.kind {
            kind if kind.is_text() => Err(ErrorCode::NotFilteredBy { key: name() }),
            QuestionKind::Number { .. } if self.value != NOT_APPLICABLE => Err(ErrorCode::NotFilteredBy { key: name() }),
            _ => Ok(()),
        }
    }

    /// Whether the condition is on the version of the survey.
    pub fn is_on_version(&self) -> bool {
        self.key.as_str() == VERSION
    }

    /// The requested version. `None` for any other condition, or if the value is no number.
    pub fn version(&self) -> Option<i32> {
        self.value.parse().ok().filter(|_| self.is_on_version())
    }
}

impl std::fmt::Display for Condition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.key, self.value)
    }
}

/// A dimension by which answers are grouped in a breakdown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// The language of the form.
    Locale,
    /// The channel by which the response arrived.
    Channel,
    /// The number of the answered version of the survey.
    Version,
    /// The answer to a question, or an attribute.
    Answer(Key),
}

impl Dimension {
    /// The name in addresses. `locale`, `channel` and `version` are reserved, so no question or attribute has them as
    /// key.
    pub fn name(&self) -> &str {
        match self {
            Self::Locale => "locale",
            Self::Channel => "channel",
            Self::Version => VERSION,
            Self::Answer(key) => key.as_str(),
        }
    }
}

impl std::str::FromStr for Dimension {
    type Err = ErrorCode;

    fn from_str(text: &str) -> Result<Self, ErrorCode> {
        Ok(match text {
            "locale" => Self::Locale,
            "channel" => Self::Channel,
            VERSION => Self::Version,
            key => Self::Answer(Key::parse(key)?),
        })
    }
}

/// The filter of responses. Days are those of the organisation's time zone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ResultsFilter {
    /// The first day.
    pub from: Option<Day>,
    /// The last day, included.
    pub to: Option<Day>,
    /// The language of the form.
    pub locale: Option<Locale>,
    /// The channel.
    pub channel: Option<Channel>,
    /// Conditions on the same responses. All must be met.
    pub conditions: Vec<Condition>,
}

/// A limit above the number of months between any two dates.
const MOST_MONTHS: i64 = 239_976;

impl ResultsFilter {
    /// The filter for the period directly before this one, with the same number of days. If this period consists of
    /// whole calendar months, the result has the same number of months. `None` if the period has an open end.
    pub fn before(&self) -> Option<Self> {
        let (from, to) = (self.from?, self.to?);
        let month = Period::Month;
        let before = if month.start(from) == from && month.next(month.start(to)).0 - 1 == to.0 {
            let (first, last) = (from.date(), to.date());
            let years = i64::from(last.year()) - i64::from(first.year());
            let months = years * 12 + i64::from(last.month() - first.month()) + 1;
            Day::from_date(first.saturating_sub(months.min(MOST_MONTHS).months()))
        } else {
            Day(from.0.saturating_sub(to.0.saturating_sub(from.0)).saturating_sub(1))
        };
        Some(Self { from: Some(before), to: Some(Day(from.0.saturating_sub(1))), ..self.clone() })
    }

    /// The filter without one of its parts, for each part except the days. A user who can request both filters can see
    /// the difference.
    pub fn relaxed(&self) -> impl Iterator<Item = Self> {
        let locale = self.locale.map(|_| Self { locale: None, ..self.clone() });
        let channel = self.channel.map(|_| Self { channel: None, ..self.clone() });
        let conditions = (0..self.conditions.len()).map(|lifted| {
            let mut wider = self.clone();
            wider.conditions.remove(lifted);
            wider
        });
        conditions.chain(locale).chain(channel)
    }

    /// Checks that the days are in order.
    ///
    /// # Errors
    /// An error for `to` if it is before `from`.
    pub fn validate(&self) -> Result<(), FieldError> {
        match (self.from, self.to) {
            (Some(from), Some(to)) if to < from => {
                Err(FieldError::new("to", ErrorCode::OutOfRange { min: from.to_string(), max: "…".to_owned() }))
            }
            _ => Ok(()),
        }
    }
}

impl PublishedSurvey {
    /// Checks whether answers can be filtered by a condition. A condition on a choice that only an earlier version had
    /// selects the answers of that version.
    ///
    /// # Errors
    /// Those of [`Condition::check`].
    pub fn check_condition(&self, condition: &Condition) -> Result<(), ErrorCode> {
        match condition.check(&self.version.questionnaire) {
            Err(ErrorCode::NotInSurvey { .. }) if self.keys.contains(&condition.key) => Ok(()),
            checked => checked,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        id::key,
        locale::LocalizedText,
        notice::purpose::Basis,
        organisation::OrganisationProfile,
        survey::{attribute::Attribute, template::Template},
    };

    use super::*;

    #[test]
    fn conditions_are_read_and_written() {
        for text in ["state:SP", "recommend:9", "city:São Paulo: centro", "reason:na"] {
            assert_eq!(Condition::parse(text).unwrap().to_string(), text);
        }
        for bad in ["", "state", "state:", ":SP", "State:SP", "state: ", "state:\0", "state:a\nb"] {
            assert!(Condition::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_condition_is_on_what_can_be_chosen() {
        let profile = OrganisationProfile::new("Bakkerij Van Dam", "a", "b");
        let mut questionnaire = Template::Nps.questionnaire(&profile, Basis::Consent);
        let mut amount = questionnaire.questions().next().unwrap().clone();
        (amount.key, amount.kind) = (key("amount"), QuestionKind::Number { min: None, max: None, unit: None });
        questionnaire.pages[0].questions.push(amount);
        questionnaire.attributes.push(Attribute::new(key("state"), LocalizedText::same("State"), vec!["SP".to_owned()]));
        let check = |text: &str| Condition::parse(text).unwrap().check(&questionnaire);
        // A choice of an earlier version is no choice now, but stored answers have it.
        for possible in ["recommend:9", "recommend:na", "recommend:99", "state:SP", "state:gone", "version:1", "amount:na"] {
            assert_eq!(check(possible), Ok(()), "{possible}");
        }
        for (wrong, code) in [
            ("stat:SP", ErrorCode::NotInSurvey { key: "stat".into() }),
            ("locale:nl", ErrorCode::NotInSurvey { key: "locale".into() }),
            ("reason:x;y", ErrorCode::NotFilteredBy { key: "reason".into() }),
            ("reason:na", ErrorCode::NotFilteredBy { key: "reason".into() }),
            ("amount:0.1", ErrorCode::NotFilteredBy { key: "amount".into() }),
        ] {
            assert_eq!(check(wrong), Err(code), "{wrong}");
        }
    }

    #[test]
    fn each_part_but_the_days_can_be_lifted() {
        let day = Day::parse("2026-11-08").ok();
        let conditions = ["state:SP", "version:2"].map(|text| Condition::parse(text).unwrap());
        let all = ResultsFilter {
            from: day,
            to: day,
            locale: Some(Locale::Nl),
            channel: Some(Channel::Link),
            conditions: conditions.to_vec(),
        };
        let relaxed: Vec<_> = all.relaxed().collect();
        let parts = |one: &ResultsFilter| (one.locale.is_some(), one.channel.is_some(), one.conditions.clone());
        let [state, version] = conditions;
        let both = vec![state.clone(), version.clone()];
        let expected = [(true, true, vec![version]), (true, true, vec![state]), (false, true, both.clone()), (true, false, both)];
        assert_eq!(relaxed.iter().map(parts).collect::<Vec<_>>(), expected);
        assert!(relaxed.iter().all(|one| one.from == day && one.to == day));
        assert_eq!(ResultsFilter { from: day, ..ResultsFilter::default() }.relaxed().count(), 0);
    }

    #[test]
    fn the_days_before_are_as_many() {
        let before = |from: &str, to: &str| {
            let filter = ResultsFilter { from: Day::parse(from).ok(), to: Day::parse(to).ok(), ..ResultsFilter::default() };
            filter.before().map(|before| format!("{} {}", before.from.unwrap(), before.to.unwrap()))
        };
        assert_eq!(before("2026-11-08", "2026-11-14").unwrap(), "2026-11-01 2026-11-07");
        assert_eq!(before("2026-11-21", "2026-11-21").unwrap(), "2026-11-20 2026-11-20");
        assert_eq!(before("2026-03-01", "2026-03-31").unwrap(), "2026-02-01 2026-02-28");
        assert_eq!(before("2026-01-01", "2026-12-31").unwrap(), "2025-01-01 2025-12-31");
        assert_eq!(before("2026-03-01", "2026-03-30").unwrap(), "2026-01-30 2026-02-28");
        assert_eq!(before("2026-03-01", ""), None);
        for end in ["9999-12-31", "9999-11-30"] {
            assert!(before("-009999-01-01", end).is_some());
        }
    }

    #[test]
    fn a_group_is_a_condition_of_its_dimension() {
        for dimension in ["state", "version"].map(|name| name.parse::<Dimension>().unwrap()) {
            let condition = Condition::of(&dimension, "2").unwrap();
            assert_eq!((condition.to_string(), condition.dimension()), (format!("{}:2", dimension.name()), dimension.clone()));
            assert_eq!(condition.version(), (dimension == Dimension::Version).then_some(2));
        }
        assert_eq!(Condition::of(&Dimension::Channel, "link"), None);
        assert_eq!(Condition::parse("version:two").unwrap().version(), None);
    }

    #[test]
    fn dimensions_are_read_by_their_names() {
        for name in ["locale", "channel", "version", "state"] {
            assert_eq!(name.parse::<Dimension>().unwrap().name(), name);
        }
        assert!("Not a key".parse::<Dimension>().is_err());
    }
}
