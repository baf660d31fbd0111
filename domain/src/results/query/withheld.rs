//! The parts of a results query that a survey does not have or withholds. What the survey does not have is left out.
//! Figures by withheld attributes, such as those that name an employee, are shown by the team instead. Both are
//! reported.

use super::{DAYS, ResultsQuery};
use crate::{
    calendar::Day,
    error::{ErrorCode, FieldError},
    form_fields::FormFields,
    response::filter::{Condition, Dimension},
    survey::{Questionnaire, published::PublishedSurvey, withheld::Withheld},
};

impl ResultsQuery {
    /// Parses a query like [`ResultsQuery::parse`], and removes what the survey withholds or does not have. Conditions
    /// on these are dropped. Figures by a withheld attribute are grouped by team instead. Each removal is an error, so
    /// that a file or program never gets an answer to another query than the requested one.
    pub fn of(fields: &FormFields, published: &PublishedSurvey, today: Day) -> Self {
        let questionnaire = &published.version.questionnaire;
        Self::of_questionnaire(fields, questionnaire, today, &|condition| published.check_condition(condition))
    }

    /// Parses a query for a page that only uses the filter. The other fields are kept for the link back to the results,
    /// except for withheld ones. Their errors are reported on the results page.
    pub fn of_conditions(fields: &FormFields, published: &PublishedSurvey, today: Day) -> Self {
        let questionnaire = &published.version.questionnaire;
        Self::conditions_of_questionnaire(fields, questionnaire, today, &|condition| published.check_condition(condition))
    }

    fn of_questionnaire(fields: &FormFields, questionnaire: &Questionnaire, today: Day, check: &Check) -> Self {
        let mut query = Self::parse(fields, today);
        query.filter.conditions.retain(|condition| {
            let checked = match questionnaire.withheld(condition.key.as_str()) {
                Some(withheld) => Err(forbidden(withheld)),
                None => check(condition),
            };
            match checked {
                Ok(()) => true,
                Err(code) => {
                    query.errors.push(FieldError::new("where", code));
                    false
                }
            }
        });
        for (name, dimension) in [("by", &mut query.by), ("across", &mut query.across)] {
            if let Some(withheld) = dimension.as_ref().and_then(|dimension| questionnaire.withheld(dimension.name())) {
                query.errors.push(FieldError::new(name, forbidden(withheld)));
                *dimension = withheld.team().cloned().map(Dimension::Answer);
                query.pair = None;
            }
        }
        query.across = query.across.take().filter(|across| query.by.as_ref() != Some(across));
        query
    }

    /// Parses the filter for a questionnaire without its published survey. `check` says whether answers can be filtered
    /// by a condition.
    pub fn conditions_of_questionnaire(fields: &FormFields, questionnaire: &Questionnaire, today: Day, check: &Check) -> Self {
        let is_apart = |name: &str, value: &str| ["by", "across"].contains(&name) && questionnaire.withheld(value).is_some();
        let rest = fields.0.iter().filter(|(name, value)| !is_apart(name, value));
        let mut query = Self::of_questionnaire(&FormFields(rest.cloned().collect()), questionnaire, today, check);
        query.errors.retain(|error| [DAYS, "from", "to", "locale", "channel", "where"].contains(&error.field.as_str()));
        query
    }

    /// Whether the query names a withheld attribute.
    pub fn names_withheld(&self, questionnaire: &Questionnaire) -> bool {
        let conditions = self.filter.conditions.iter().map(|condition| condition.key.as_str());
        let told_apart = self.by.iter().chain(&self.across).map(Dimension::name);
        conditions.chain(told_apart).any(|key| questionnaire.withheld(key).is_some())
    }
}

/// Checks whether answers can be filtered by a condition.
type Check<'a> = dyn Fn(&Condition) -> Result<(), ErrorCode> + 'a;

const fn forbidden(withheld: &Withheld) -> ErrorCode {
    ErrorCode::Forbidden { rule: withheld.why.rule() }
}

#[cfg(test)]
mod tests {
    use crate::{
        id::key,
        locale::LocalizedText,
        notice::purpose::Basis,
        organisation::OrganisationProfile,
        survey::{attribute::Attribute, template::Template, withheld::Why},
    };

    use super::*;

    fn asked(pairs: &[(&str, &str)], why: Option<Why>) -> (String, Vec<String>) {
        read(ResultsQuery::of_questionnaire, pairs, why)
    }

    fn read(
        of: fn(&FormFields, &Questionnaire, Day, &Check) -> ResultsQuery,
        pairs: &[(&str, &str)],
        why: Option<Why>,
    ) -> (String, Vec<String>) {
        let mut questionnaire = Template::Nps.questionnaire(&OrganisationProfile::new("a", "b", "c"), Basis::Consent);
        for (name, team) in [("store", None), ("cashier", Some("store"))] {
            let attribute = Attribute::new(key(name), LocalizedText::same(name), Vec::new());
            questionnaire.attributes.push(Attribute { team: team.map(key), ..attribute });
        }
        let questionnaire = why.map_or_else(|| questionnaire.clone(), |why| questionnaire.without_employees(why));
        let fields = FormFields(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect());
        let query = of(&fields, &questionnaire, Day(20_000), &|condition| condition.check(&questionnaire));
        (query.address(None), query.errors.into_iter().map(|error| error.field).collect())
    }

    #[test]
    fn the_team_stands_in_for_who_is_withheld() {
        let pairs = [("by", "cashier"), ("a", "Jan"), ("b", "Piet"), ("where", "cashier:Jan"), ("where", "store:Ede")];
        let (address, errors) = asked(&pairs, None);
        assert!(address.starts_with("by=cashier&a=Jan&b=Piet&where=cashier%3AJan") && errors.is_empty(), "{address}");
        for why in [Why::NotStated, Why::Reader] {
            let (address, errors) = asked(&pairs, Some(why));
            assert_eq!((address.as_str(), errors), ("by=store&where=store%3AEde", vec!["where".to_owned(), "by".to_owned()]));
        }
        let across = [("by", "store"), ("across", "cashier")];
        assert_eq!(asked(&across, Some(Why::Reader)), ("by=store".to_owned(), vec!["across".to_owned()]));
        assert_eq!(asked(&[("by", "store")], Some(Why::Reader)), ("by=store".to_owned(), vec![]));
    }

    #[test]
    fn conditions_on_nothing_are_left_out_and_said() {
        let pairs = [("where", "stor:Ede"), ("where", "reason:x"), ("where", "store:Ede"), ("by", "store")];
        for of in [ResultsQuery::of_questionnaire, ResultsQuery::conditions_of_questionnaire] {
            let (address, errors) = read(of, &pairs, None);
            assert_eq!((address.as_str(), errors), ("by=store&where=store%3AEde", vec!["where".to_owned(), "where".to_owned()]));
        }
    }

    #[test]
    fn what_is_withheld_is_not_kept_for_the_way_back() {
        let pairs = [("by", "cashier"), ("a", "Jan"), ("b", "Piet"), ("across", "store"), ("locale", "nl"), ("period", "x")];
        assert_eq!(
            read(ResultsQuery::conditions_of_questionnaire, &pairs, Some(Why::NotStated)),
            ("locale=nl&across=store".to_owned(), vec![])
        );
        let (address, errors) = read(ResultsQuery::conditions_of_questionnaire, &pairs, None);
        assert!(address.contains("by=cashier&across=store&a=Jan&b=Piet") && errors.is_empty(), "{address} {errors:?}");
    }
}
