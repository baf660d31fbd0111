//! Views that were kept under a name, as who looks sees them. Pure: which day it is, is handed in.

use super::{breakdown::dimensions, query::ResultsQuery};
use crate::{
    calendar::Day,
    response::filter::Dimension,
    results::{saved_view::SavedView, span::Span},
    survey::{Questionnaire, reserved_keys::VERSION},
};

/// A view with what it asks.
#[derive(Clone, Debug)]
pub struct ShownView {
    /// The view as it is kept.
    pub view: SavedView,
    /// What it asks; without days where they move along.
    pub query: ResultsQuery,
    /// Whether who looks may rename and delete it.
    pub may_change: bool,
}

/// The views of a survey, and the day from which days that move along are counted.
#[derive(Clone, Debug, Default)]
pub struct SavedViews {
    /// Those that are listed for who looks, by name.
    pub list: Vec<ShownView>,
    /// Today, where the organisation is; none where nobody asked for the list.
    pub today: Option<Day>,
}

impl ShownView {
    /// The questions and attributes it asks about that the survey no longer has.
    pub fn missing(&self, questionnaire: &Questionnaire) -> Vec<String> {
        let known = dimensions(questionnaire);
        let told_apart = [&self.query.by, &self.query.across].into_iter().flatten();
        // What is withheld is there: the results say what they show in its place.
        let is_withheld = |key: &str| questionnaire.withheld(key).is_some();
        let unknown = told_apart.map(|dimension| dimension.name()).filter(|name| !known.iter().any(|one| one.name() == *name));
        let unknown = unknown.filter(|name| !is_withheld(name)).map(str::to_owned);
        let is_declared = |key: &str| questionnaire.question(key).is_some() || questionnaire.attribute(key).is_some();
        let is_there = |key: &str| key == VERSION || is_declared(key) || is_withheld(key);
        let conditions = self.query.filter.conditions.iter().map(|one| one.key.to_string()).filter(|key| !is_there(key));
        let unreadable = self.query.errors.iter().map(|error| error.field.clone());
        let mut missing: Vec<String> = unknown.chain(conditions).chain(unreadable).collect();
        missing.sort();
        missing.dedup();
        missing
    }

    /// The same without what the survey no longer has.
    pub fn without_missing(&self, questionnaire: &Questionnaire) -> ResultsQuery {
        let missing = self.missing(questionnaire);
        let is_there = |dimension: &Dimension| !missing.iter().any(|one| one == dimension.name());
        let mut query = self.query.clone();
        query.by = query.by.filter(is_there);
        query.across = query.across.filter(is_there);
        query.filter.conditions.retain(|one| is_there(&Dimension::Answer(one.key.clone())));
        query
    }
}

/// The query string of the same question on a day: of the days that its span holds then.
pub fn address_on(query: &ResultsQuery, span: Option<Span>, today: Day) -> String {
    match span {
        None => query.kept(None),
        Some(span) => query.of_days(span.days(today)).kept(None),
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        calendar::Millis, form_fields::FormFields, id::SurveyId, notice::purpose::Basis, organisation::OrganisationProfile,
        results::saved_view::ViewCode, survey::template::Template,
    };

    use super::*;

    fn query(pairs: &[(&str, &str)]) -> ResultsQuery {
        ResultsQuery::parse(&FormFields(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()))
    }

    #[test]
    fn days_that_move_along_stand_in_no_view() {
        let asked = query(&[("from", "2026-01-01"), ("to", "2026-01-31"), ("where", "state:Zee & land"), ("x", "<raw>")]);
        assert_eq!(asked.kept(None), "from=2026-01-01&to=2026-01-31&period=month&where=state%3AZee%20%26%20land");
        let kept = asked.kept(Some(Span::LastMonth));
        assert_eq!(kept, "period=month&where=state%3AZee%20%26%20land");
        let again = query(&[("period", "month"), ("where", "state:Zee & land")]);
        let day = |text| Day::parse(text).unwrap();
        let on = |today| address_on(&again, Some(Span::LastMonth), day(today));
        assert!(on("2026-03-05").starts_with("from=2026-02-01&to=2026-02-28&period"), "{}", on("2026-03-05"));
        assert!(on("2026-04-05").starts_with("from=2026-03-01&to=2026-03-31&period"), "{}", on("2026-04-05"));
        assert_eq!(address_on(&asked, None, day("2030-01-01")), asked.kept(None));
    }

    #[test]
    fn what_a_survey_no_longer_has_is_named_and_left_out() {
        let profile = OrganisationProfile::new("Bakkerij Van Dam", "a", "b");
        let questionnaire = Template::Nps.questionnaire(&profile, Basis::Consent);
        let view = |query: ResultsQuery| ShownView {
            view: SavedView {
                code: ViewCode([0; 9]),
                survey: SurveyId(uuid::Uuid::nil()),
                name: String::new(),
                query: String::new(),
                span: None,
                who: String::new(),
                created_at: Millis(0),
            },
            query,
            may_change: false,
        };
        let gone = view(query(&[("by", "state"), ("across", "channel"), ("where", "city:Goes"), ("where", "recommend:9")]));
        assert_eq!(gone.missing(&questionnaire), ["city", "state"]);
        assert_eq!(gone.without_missing(&questionnaire).kept(None), "across=channel&period=month&where=recommend%3A9");
        assert!(
            view(query(&[("by", "channel"), ("where", "recommend:9"), ("where", "version:1")]))
                .missing(&questionnaire)
                .is_empty()
        );
    }
}
