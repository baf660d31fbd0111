//! Attributes that name an employee. They are withheld until the organisation states that its works council consents,
//! and always from readers. A withheld attribute is treated as not declared, except in the signature of a link and in
//! messages about withholding.

use crate::{
    error::{ErrorCode, FieldError, rule::RuleId},
    id::Key,
    survey::{
        Questionnaire,
        attribute::Attribute,
        withheld::{Why, Withheld},
    },
};

impl Attribute {
    /// Whether the attribute names an employee.
    pub const fn names_employee(&self) -> bool {
        self.team.is_some()
    }

    /// Checks that the team of an employee is another attribute of the survey, and that it does not name an employee.
    pub(crate) fn validate_team(&self, attributes: &[Self], errors: &mut Vec<FieldError>) {
        let Some(team) = &self.team else { return };
        if !attributes.iter().any(|other| other.key == *team && !other.names_employee()) {
            let rule = RuleId::TeamOfEmployee;
            errors.push(FieldError::new(self.key.as_str(), ErrorCode::Forbidden { rule }));
        }
    }
}

impl Questionnaire {
    /// Whether an attribute that is not withheld names an employee.
    pub fn names_employees(&self) -> bool {
        self.attributes.iter().any(Attribute::names_employee)
    }

    /// The questionnaire without the attributes that name an employee.
    #[must_use]
    pub fn without_employees(&self, why: Why) -> Self {
        self.withholding(|attribute| attribute.names_employee().then_some(why))
    }

    /// The questionnaire without the attributes that are withheld in the current version. An attribute that names an
    /// employee today did so before that was declared.
    #[must_use]
    pub fn withholding_as(&self, current: &Self) -> Self {
        self.withholding(|attribute| current.withheld(attribute.key.as_str()).map(|withheld| withheld.why))
    }

    /// The withheld attribute with this key.
    pub fn withheld(&self, key: &str) -> Option<&Withheld> {
        self.withheld.iter().find(|withheld| withheld.attribute.key.as_str() == key)
    }

    /// The full questionnaire with the withheld attributes, in the order of declaration.
    #[must_use]
    pub fn whole(&self) -> Self {
        let mut whole = self.clone();
        let mut withheld = std::mem::take(&mut whole.withheld);
        withheld.sort_by_key(|withheld| withheld.at);
        for Withheld { at, attribute, .. } in withheld {
            whole.attributes.insert(at.min(whole.attributes.len()), attribute);
        }
        whole
    }

    fn withholding(&self, why: impl Fn(&Attribute) -> Option<Why>) -> Self {
        let before = |key: &Key| self.withheld(key.as_str()).map(|withheld| withheld.why);
        let mut rest = self.whole();
        let declared = std::mem::take(&mut rest.attributes);
        for (at, attribute) in declared.into_iter().enumerate() {
            match before(&attribute.key).or_else(|| why(&attribute)) {
                Some(why) => rest.withheld.push(Withheld { at, attribute, why }),
                None => rest.attributes.push(attribute),
            }
        }
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::key, locale::LocalizedText, notice::purpose::Basis, organisation::OrganisationProfile, survey::template::Template,
    };

    fn survey(attributes: &[(&'static str, Option<&'static str>)]) -> Questionnaire {
        let profile = OrganisationProfile::new("Bakkerij Van Dam", "a", "b");
        let mut questionnaire = Template::Nps.questionnaire(&profile, Basis::Consent);
        for (name, team) in attributes {
            let attribute = Attribute::new(key(name), LocalizedText::same(name), Vec::new());
            questionnaire.attributes.push(Attribute { team: team.map(key), ..attribute });
        }
        questionnaire
    }

    fn keys(questionnaire: &Questionnaire) -> Vec<&str> {
        questionnaire.attributes.iter().map(|attribute| attribute.key.as_str()).collect()
    }

    #[test]
    fn an_employee_has_a_team_that_is_no_employee() {
        let wrong = |attributes: &[_]| survey(attributes).validate().map_err(|errors| errors[0].field.clone());
        assert_eq!(wrong(&[("cashier", Some("store")), ("store", None)]), Ok(()));
        for attributes in [
            &[("cashier", Some("store"))][..],
            &[("cashier", Some("cashier"))],
            &[("cashier", Some("recommend"))],
            &[("cashier", Some("manager")), ("manager", Some("store")), ("store", None)],
        ] {
            assert_eq!(wrong(attributes), Err("cashier".to_owned()), "{attributes:?}");
        }
    }

    #[test]
    fn what_is_withheld_is_not_declared_and_comes_back_in_its_place() {
        let declared = survey(&[("plan", None), ("cashier", Some("store")), ("store", None), ("driver", Some("store"))]);
        let off = declared.without_employees(Why::NotStated);
        assert_eq!((keys(&off), off.names_employees()), (vec!["plan", "store"], false));
        assert_eq!(off.withheld("cashier").map(|withheld| withheld.why), Some(Why::NotStated));
        assert_eq!((off.withheld("store"), off.attribute("cashier")), (None, None));
        assert_eq!(off.whole(), declared);
        assert_eq!(off.without_employees(Why::Reader), off, "the first reason stays");
        assert_eq!(off.whole().content_hash(), declared.content_hash());
        assert_eq!(survey(&[("store", None)]).without_employees(Why::NotStated), survey(&[("store", None)]));
    }

    #[test]
    fn an_earlier_version_is_held_to_what_is_said_now() {
        let earlier = survey(&[("cashier", None), ("store", None)]);
        let now = survey(&[("cashier", Some("store")), ("store", None)]);
        assert_eq!(keys(&earlier.withholding_as(&now.without_employees(Why::NotStated))), ["store"]);
        assert_eq!(keys(&earlier.withholding_as(&now)), ["cashier", "store"]);
    }

    #[test]
    fn the_team_stands_in_the_declaration_of_an_employee_alone() {
        let json = |questionnaire: &Questionnaire| serde_json::to_value(questionnaire).unwrap();
        let declared = survey(&[("cashier", Some("store")), ("store", None)]);
        assert_eq!(json(&declared)["attributes"][0]["team"], "store");
        assert!(json(&declared)["attributes"][1].get("team").is_none() && json(&declared).get("withheld").is_none());
        assert_eq!(serde_json::from_value::<Questionnaire>(json(&declared)).unwrap(), declared);
    }
}
