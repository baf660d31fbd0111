//! The query and the data of the page of comments. Pure; must not know the database.

pub(crate) mod filter;
pub(crate) mod list;
pub mod page;
pub(crate) mod tags;

use std::{collections::HashMap, str::FromStr};

use domain::{
    calendar::Day,
    comment::{
        Comment,
        search::Search,
        tag::{Tag, TagName},
    },
    error::{ErrorCode, FieldError},
    form_fields::FormFields,
    id::{Key, ResponseId},
    import::status::ImportStatus,
    response::filter::Condition,
    results::{
        measure::Measure,
        query::{ResultsQuery, read_field},
    },
    survey::{
        Questionnaire,
        published::PublishedSurvey,
        question::{Question, QuestionKind},
    },
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Respondents grouped by their score: promoters, passives and detractors, or the satisfied and the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScoreGroup {
    /// The most satisfied.
    High,
    /// The middle group, if the scale has one.
    Middle,
    /// The least satisfied.
    Low,
}

impl ScoreGroup {
    const ALL: [Self; 3] = [Self::High, Self::Middle, Self::Low];

    /// The name in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Middle => "middle",
            Self::Low => "low",
        }
    }

    const fn tone(self) -> u8 {
        match self {
            Self::High => 2,
            Self::Middle => 1,
            Self::Low => 0,
        }
    }

    /// The groups of a question with a score, each with its lowest and highest score. Empty if the scale has no groups.
    pub(crate) fn of(kind: &QuestionKind) -> Vec<(Self, u8, u8)> {
        let Some(measure) = Measure::of(kind) else { return Vec::new() };
        let (min, max) = measure.scores();
        let group = |group: Self| {
            let mut scores = (min..=max).filter(|score| measure.tone(*score) == group.tone());
            let lowest = scores.next()?;
            Some((group, lowest, scores.next_back().unwrap_or(lowest)))
        };
        let groups: Vec<_> = Self::ALL.into_iter().filter_map(group).collect();
        if groups.len() > 1 { groups } else { Vec::new() }
    }
}

impl FromStr for ScoreGroup {
    type Err = ErrorCode;

    fn from_str(text: &str) -> Result<Self, ErrorCode> {
        Self::ALL.into_iter().find(|group| group.name() == text).ok_or(ErrorCode::UnknownChoice)
    }
}

/// A query of the comments.
#[derive(Clone, Debug)]
pub struct CommentsQuery {
    /// The filter that results also have, with the errors of all fields.
    pub results: ResultsQuery,
    /// The text question. `None` if the survey has none.
    pub question: Option<Key>,
    /// The score group of the respondents.
    pub group: Option<ScoreGroup>,
    /// The search in the text.
    pub search: Option<Search>,
    /// The tag of the comments.
    pub tag: Option<TagName>,
    /// The comment after which the page starts: only older ones are shown.
    pub before: Option<ResponseId>,
}

impl CommentsQuery {
    /// Parses `question`, `group`, `q`, `tag` and `before` beside the fields of the results.
    pub fn parse(fields: &FormFields, published: &PublishedSurvey, today: Day) -> Self {
        let questionnaire = &published.version.questionnaire;
        Self::of(fields, questionnaire, ResultsQuery::of_conditions(fields, published, today))
    }

    fn of(fields: &FormFields, questionnaire: &Questionnaire, mut results: ResultsQuery) -> Self {
        let errors = &mut results.errors;
        let texts = || text_questions(questionnaire).map(|question| &question.key);
        let known = |text: &str| texts().find(|key| key.as_str() == text).cloned().ok_or(ErrorCode::UnknownChoice);
        let question = read_field(fields, "question", known, errors).or_else(|| texts().next().cloned());
        let groups = groups(questionnaire);
        let group = read_field(fields, "group", ScoreGroup::from_str, errors);
        let group = group.filter(|group| groups.iter().any(|(found, ..)| found == group));
        let search = read_field(fields, "q", Search::parse, errors).flatten();
        let given = fields.first("tag").is_some_and(|tag| !tag.is_empty());
        let tag = if given { read_field(fields, "tag", TagName::parse, errors) } else { None };
        let before = read_field(fields, "before", FromStr::from_str, errors);
        Self { question, group, search, tag, before, results }
    }

    /// The lowest and the highest score of the requested group.
    pub fn scores(&self, questionnaire: &Questionnaire) -> Option<(u8, u8)> {
        let wanted = self.group?;
        groups(questionnaire).into_iter().find(|(group, ..)| *group == wanted).map(|(_, lowest, highest)| (lowest, highest))
    }

    /// Whether the query has no filter except the question.
    pub(crate) fn is_plain(&self) -> bool {
        !self.results.is_filtered() && self.group.is_none() && self.search.is_none() && self.tag.is_none()
    }

    /// The query string without one condition, starting at the newest comment.
    pub(crate) fn address_without(&self, condition: &Condition) -> String {
        let mut fewer = self.clone();
        fewer.results.filter.conditions.retain(|other| other != condition);
        fewer.address(None)
    }

    /// The query string with another tag, or without a tag, starting at the newest comment.
    pub(crate) fn address_tagged(&self, tag: Option<&TagName>) -> String {
        Self { tag: tag.cloned(), ..self.clone() }.address(None)
    }

    /// The query string for the comments before one of them, or for the newest.
    pub fn address(&self, before: Option<ResponseId>) -> String {
        let typed = self.search.as_ref().and(self.results.fields.first("q"));
        let parts = [
            ("question", self.question.as_ref().map(Key::to_string)),
            ("group", self.group.map(|group| group.name().to_owned())),
            ("q", typed.map(|text| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string())),
            ("tag", self.tag.as_ref().map(|tag| utf8_percent_encode(tag.as_str(), NON_ALPHANUMERIC).to_string())),
            ("before", before.map(|id| id.to_string())),
        ];
        let filter = Some(self.results.address(None)).filter(|address| !address.is_empty());
        let given = parts.into_iter().filter_map(|(name, value)| value.map(|value| format!("{name}={value}")));
        filter.into_iter().chain(given).collect::<Vec<_>>().join("&")
    }
}

/// The questions with a text answer.
pub(crate) fn text_questions(questionnaire: &Questionnaire) -> impl Iterator<Item = &Question> {
    questionnaire.questions().filter(|question| question.kind.is_text())
}

/// The groups by the score of the first scored question.
pub(crate) fn groups(questionnaire: &Questionnaire) -> Vec<(ScoreGroup, u8, u8)> {
    questionnaire.headline().map(|question| ScoreGroup::of(&question.kind)).unwrap_or_default()
}

/// The data of the page of comments.
#[derive(Clone, Debug)]
pub struct CommentsData {
    /// The current version of the survey.
    pub published: PublishedSurvey,
    /// The query of the page.
    pub query: CommentsQuery,
    /// An import of the survey that is not finished.
    pub importing: Option<ImportStatus>,
    /// Whether the filter allows differencing: without one condition it would gain too few respondents. Then nothing is
    /// shown.
    pub allows_differencing: bool,
    /// The number of respondents with a comment under the filter without the search, counted up to the minimum group.
    pub people: u64,
    /// The number of comments, counted up to one more than [`CommentsData::COUNTED`].
    pub found: u64,
    /// One page of comments, newest first. Empty if they are withheld.
    pub comments: Vec<Comment>,
    /// Whether there are older comments.
    pub more: bool,
    /// Every tag of the survey.
    pub tags: Vec<Tag>,
    /// The numbers of comments by tag number and score of the respondent. They are for the query without its tag.
    pub tag_counts: Vec<(i32, Option<u8>, u64)>,
    /// The tags of each comment of the page.
    pub tagged: HashMap<ResponseId, Vec<i32>>,
    /// The submitted fields of a form about tags. Empty at first.
    pub typed: FormFields,
    /// The errors of that form.
    pub errors: Vec<FieldError>,
}

impl CommentsData {
    /// The limit of counting comments. A user needs no higher number, and counting a million takes long.
    pub const COUNTED: u32 = 10_000;
}

#[cfg(test)]
mod tests {
    use domain::{notice::purpose::Basis, organisation::OrganisationProfile, survey::template::Template};

    use super::*;

    fn questionnaire(template: Template) -> Questionnaire {
        template.questionnaire(&OrganisationProfile::new("A", "b", "c"), Basis::Consent)
    }

    fn query(template: Template, pairs: &[(&str, &str)]) -> CommentsQuery {
        let fields = FormFields(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect());
        let questionnaire = questionnaire(template);
        let results =
            ResultsQuery::conditions_of_questionnaire(&fields, &questionnaire, Day(20_000), &|one| one.check(&questionnaire));
        CommentsQuery::of(&fields, &questionnaire, results)
    }

    #[test]
    fn groups_by_score() {
        use ScoreGroup::{High, Low, Middle};
        assert_eq!(groups(&questionnaire(Template::Nps)), [(High, 9, 10), (Middle, 7, 8), (Low, 0, 6)]);
        assert_eq!(groups(&questionnaire(Template::Csat)), [(High, 4, 5), (Low, 1, 3)]);
        assert_eq!(groups(&questionnaire(Template::Ces)), [(High, 5, 7), (Low, 1, 4)]);
        assert_eq!(groups(&questionnaire(Template::Loyalty)), []);
    }

    #[test]
    fn an_address_asks_for_the_same() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        let typed =
            [("q", "\"te laat\" & -duur"), ("group", "low"), ("from", "2026-01-01"), ("tag", "Te laat & duur"), ("before", id)];
        let read = query(Template::Nps, &typed);
        assert_eq!(read.results.errors, []);
        assert_eq!(
            read.address(None),
            "from=2026-01-01&question=reason&group=low&q=%22te%20laat%22%20%26%20%2Dduur&tag=Te%20laat%20%26%20duur"
        );
        assert_eq!(read.address_tagged(None), "from=2026-01-01&question=reason&group=low&q=%22te%20laat%22%20%26%20%2Dduur");
        assert!(read.address(read.before).ends_with(&format!("&before={id}")));
        assert_eq!(read.scores(&questionnaire(Template::Nps)), Some((0, 6)));
    }

    #[test]
    fn days_are_asked_for_by_their_name() {
        let read = query(Template::Nps, &[("days", "last-month"), ("group", "low")]);
        assert_eq!(read.address(None), "days=last-month&question=reason&group=low");
        assert!(!read.is_plain() && read.results.errors.is_empty());
        let wrong = query(Template::Nps, &[("days", "last-decade")]);
        assert_eq!(wrong.results.errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["days"]);
    }

    #[test]
    fn what_is_asked_of_the_results_besides_is_kept_for_the_way_back() {
        let read = query(
            Template::Nps,
            &[("by", "channel"), ("against_from", "2026-01-01"), ("against_to", "2026-01-31"), ("period", "x"), ("format", "x")],
        );
        assert_eq!(read.address(None), "by=channel&against_from=2026-01-01&against_to=2026-01-31&question=reason");
        assert!(read.is_plain() && read.results.errors.is_empty());
    }

    #[test]
    fn what_cannot_be_read_is_named_and_left_out() {
        let read = query(
            Template::Nps,
            &[("q", "!?"), ("group", "x"), ("question", "recommend"), ("before", "1"), ("tag", "=1"), ("to", "x")],
        );
        let wrong: Vec<_> = read.results.errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(wrong, ["to", "question", "group", "q", "tag", "before"]);
        assert!(read.is_plain() && read.before.is_none());
        assert_eq!(read.address(None), "question=reason");
        assert_eq!(query(Template::Csat, &[("group", "middle")]).group, None, "there is no such group");
    }
}
