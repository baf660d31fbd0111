//! Saved views, as the current account sees them. Pure: the current day is a parameter.

use super::{
    dimensions::dimensions,
    query::{DAYS, ResultsQuery},
};
use crate::{
    calendar::Day,
    form_fields::FormFields,
    response::filter::Dimension,
    results::saved_view::SavedView,
    survey::{Questionnaire, reserved_keys::VERSION},
};

/// A saved view with its query.
#[derive(Clone, Debug)]
pub struct ShownView {
    /// The stored view.
    pub view: SavedView,
    /// The query. A named period has its current days.
    pub query: ResultsQuery,
    /// Whether the account may rename and delete the view.
    pub may_change: bool,
}

impl ShownView {
    /// A view on a day. `asked` are the fields of its query.
    pub fn new(view: SavedView, mut asked: FormFields, today: Day, may_change: bool) -> Self {
        asked.0.extend(view.span.map(|span| (DAYS.to_owned(), span.name().to_owned())));
        Self { query: ResultsQuery::parse(&asked, today), view, may_change }
    }

    /// The questions and attributes of the query that the survey no longer has.
    pub fn missing(&self, questionnaire: &Questionnaire) -> Vec<String> {
        let known = dimensions(questionnaire);
        let told_apart = [&self.query.by, &self.query.across].into_iter().flatten();
        // A withheld attribute is not missing: the results say what they show instead.
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

    /// The query without what the survey no longer has.
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

#[cfg(test)]
mod tests {
    use crate::{
        calendar::Millis,
        id::SurveyId,
        notice::purpose::Basis,
        organisation::OrganisationProfile,
        results::{saved_view::ViewCode, span::Span},
        survey::template::Template,
    };

    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> FormFields {
        FormFields(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect())
    }

    fn view(span: Option<Span>, asked: &[(&str, &str)], today: &str) -> ShownView {
        let view = SavedView {
            code: ViewCode([0; 9]),
            survey: SurveyId(uuid::Uuid::nil()),
            name: String::new(),
            query: String::new(),
            span,
            who: String::new(),
            created_at: Millis(0),
        };
        ShownView::new(view, fields(asked), Day::parse(today).unwrap(), false)
    }

    #[test]
    fn days_that_move_along_stand_in_no_view() {
        let asked = [("from", "2026-01-01"), ("to", "2026-01-31"), ("where", "state:Zee & land"), ("x", "<raw>")];
        let asked = ResultsQuery::parse(&fields(&asked), Day::parse("2026-02-05").unwrap());
        assert_eq!(asked.kept(None), "from=2026-01-01&to=2026-01-31&period=month&where=state%3AZee%20%26%20land");
        assert_eq!(asked.kept(Some(Span::LastMonth)), "period=month&where=state%3AZee%20%26%20land");
    }

    #[test]
    fn a_view_that_moves_along_asks_by_the_name_of_its_days() {
        for (today, from, to) in [
            ("2026-03-05", "2026-02-01", "2026-02-28"),
            ("2026-04-05", "2026-03-01", "2026-03-31"),
            ("2026-11-30", "2026-10-01", "2026-10-31"),
        ] {
            let query = view(Some(Span::LastMonth), &[("period", "week")], today).query;
            assert_eq!(query.whole_address(), "days=last-month&period=week", "{today}");
            assert_eq!(query.kept(None), format!("from={from}&to={to}&period=week"), "{today}");
        }
        let stated = view(None, &[("from", "2026-01-01"), ("to", "2026-01-31")], "2030-01-01").query;
        assert_eq!(stated.whole_address(), "from=2026-01-01&to=2026-01-31&period=month");
    }

    #[test]
    fn what_a_survey_no_longer_has_is_named_and_left_out() {
        let profile = OrganisationProfile::new("Bakkerij Van Dam", "a", "b");
        let questionnaire = Template::Nps.questionnaire(&profile, Basis::Consent);
        let view = |asked: &[(&str, &str)]| view(None, asked, "2026-11-30");
        let gone = view(&[("by", "state"), ("across", "channel"), ("where", "city:Goes"), ("where", "recommend:9")]);
        assert_eq!(gone.missing(&questionnaire), ["city", "state"]);
        assert_eq!(gone.without_missing(&questionnaire).kept(None), "across=channel&period=month&where=recommend%3A9");
        assert!(view(&[("by", "channel"), ("where", "recommend:9"), ("where", "version:1")]).missing(&questionnaire).is_empty());
    }
}
