//! The templates of questionnaires: NPS, CSAT, report mark, loyalty, effort and "was this helpful".

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    error::{ErrorCode, expected::Expected},
    id::key,
    notice::purpose::{self, Basis, Purpose},
    organisation::OrganisationProfile,
    survey::{
        Mode, Page, Questionnaire,
        question::{CsatScale, Ends, Question, QuestionKind},
    },
    wording::Wording,
};

/// The labels of a scale of five, the lowest score first.
const SATISFACTION: [&str; 5] = ["satisfaction-1", "satisfaction-2", "satisfaction-3", "satisfaction-4", "satisfaction-5"];

/// The templates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case", parse_err_ty = ErrorCode, parse_err_fn = Self::unknown)]
pub enum Template {
    /// Questions `recommend` (0–10) and `reason`.
    Nps,
    /// Questions `satisfaction` (1–5) and `reason`.
    Csat,
    /// Questions `satisfaction` (1–10, the report mark) and `reason`.
    Csat10,
    /// Questions `recommend_10`, `repurchase`, `explore` (1–10) and `reason`.
    Loyalty,
    /// Questions `effort` (1–7) and `reason`.
    Ces,
    /// Question `helpful` (yes/no), light mode.
    Helpful,
}

impl Template {
    /// Every template.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The name on the command line, and the slug of its demo survey.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The questionnaire for an organisation, with its name and form of address in the texts. `basis` is the legal
    /// basis of the base purpose; light mode has none.
    pub fn questionnaire(self, profile: &OrganisationProfile, basis: Basis) -> Questionnaire {
        let words = Wording::new(profile);
        let ends = |low, high| Ends { low: words.text(low), high: words.text(high) };
        let csat = |scale: CsatScale, labels: &[&str]| QuestionKind::Csat {
            scale,
            threshold: scale.usual_threshold(),
            labels: labels.iter().map(|id| words.text(id)).collect(),
        };
        let required =
            |name, text, kind| Question { key: key(name), text: words.text(text), required: true, not_applicable: false, kind };
        let (mode, title, pages) = match self {
            Self::Nps => (
                Mode::Full,
                "title-nps",
                vec![required("recommend", "question-nps", QuestionKind::Nps(ends("nps-low", "nps-high"))), reason(&words)],
            ),
            Self::Csat => (
                Mode::Full,
                "question-csat",
                vec![required("satisfaction", "question-csat", csat(CsatScale::OneToFive, &SATISFACTION)), reason(&words)],
            ),
            Self::Csat10 => (
                Mode::Full,
                "question-csat",
                vec![
                    required(
                        "satisfaction",
                        "question-report-mark",
                        csat(CsatScale::OneToTen, &["report-mark-low", "report-mark-high"]),
                    ),
                    reason(&words),
                ],
            ),
            Self::Loyalty => {
                let item = |name, text| required(name, text, QuestionKind::Loyalty(ends("likely-low", "likely-high")));
                let items = vec![
                    item("recommend_10", "question-recommend"),
                    item("repurchase", "question-repurchase"),
                    item("explore", "question-explore"),
                    reason(&words),
                ];
                (Mode::Full, "title-loyalty", items)
            }
            Self::Ces => (
                Mode::Full,
                "title-ces",
                vec![required("effort", "question-ces", QuestionKind::Ces(ends("agree-low", "agree-high"))), reason(&words)],
            ),
            Self::Helpful => (
                Mode::Light,
                "question-helpful",
                vec![required("helpful", "question-helpful", csat(CsatScale::YesNo, &["helpful-no", "helpful-yes"]))],
            ),
        };
        let purposes = if mode == Mode::Light { Vec::new() } else { purposes(&words, basis) };
        Questionnaire {
            title: words.text(title),
            locales: profile.locales.clone(),
            mode,
            pages: vec![Page { questions: pages }],
            purposes,
            attributes: Vec::new(),
            withheld: Vec::new(),
        }
    }

    const fn unknown(_: &str) -> ErrorCode {
        ErrorCode::Invalid { expected: Expected::Template }
    }
}

fn reason(words: &Wording) -> Question {
    Question {
        key: key("reason"),
        text: words.text("question-reason"),
        required: false,
        not_applicable: false,
        kind: QuestionKind::LongText { max_length: 2000 },
    }
}

fn purposes(words: &Wording, basis: Basis) -> Vec<Purpose> {
    let optional = |name, text| Purpose { key: key(name), basis: Basis::Consent, text: words.text(text), interest: None };
    let interest = (basis == Basis::LegitimateInterest).then(|| words.text("interest-analysis"));
    vec![
        Purpose { key: purpose::analysis(), basis, text: words.text("purpose-analysis"), interest },
        optional(purpose::CONTACT, "purpose-contact"),
        optional(purpose::PUBLISH, "purpose-publish"),
        optional(purpose::CONNECT, "purpose-connect"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        error::{FieldError, rule::RuleId},
        import::Provenance,
        locale::{AddressForm, LocalizedText},
        notice::Notice,
    };

    #[test]
    fn every_template_is_valid_in_both_forms_of_address() {
        for address_form in [AddressForm::Formal, AddressForm::Informal] {
            let mut profile = OrganisationProfile::new("Bakkerij Van Dam", "info@voorbeeld.nl", "privacy@voorbeeld.nl");
            profile.address_form = address_form;
            for &template in Template::ALL {
                for basis in [Basis::Consent, Basis::LegitimateInterest] {
                    let questionnaire = template.questionnaire(&profile, basis);
                    assert_eq!(questionnaire.validate(), Ok(()), "{template:?}");
                    assert_eq!(questionnaire.check_notice(&Notice::draft(&profile, &questionnaire)), Ok(()), "{template:?}");
                }
            }
        }
    }

    #[test]
    fn no_answer_is_exempt_from_consent() {
        let profile = OrganisationProfile::new("A", "b", "c");
        let exempt = FieldError::new("analysis", ErrorCode::Forbidden { rule: RuleId::OnlyCookiesExempt });
        assert_eq!(Template::Nps.questionnaire(&profile, Basis::Exempt).validate(), Err(vec![exempt]));
        let provenance = Provenance {
            legal_basis: Basis::Exempt,
            notice: "2024".into(),
            collected_by: "A".into(),
            purposes: vec![purpose::analysis()],
            retention_months: None,
            decided_at: None,
        };
        let errors = provenance.validate(&Template::Nps.questionnaire(&profile, Basis::Consent)).unwrap_err();
        assert_eq!(errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["legal_basis"]);
    }

    #[test]
    fn keys_are_those_of_the_manual() {
        let profile = OrganisationProfile::new("A", "b", "c");
        let keys = |template: Template| {
            let questionnaire = template.questionnaire(&profile, Basis::Consent);
            questionnaire.questions().map(|q| q.key.to_string()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            Template::ALL.iter().copied().map(keys).collect::<Vec<_>>(),
            [
                "recommend reason",
                "satisfaction reason",
                "satisfaction reason",
                "recommend_10 repurchase explore reason",
                "effort reason",
                "helpful"
            ]
        );
    }

    #[test]
    fn the_word_anonymous_is_refused_in_full_mode() {
        let profile = OrganisationProfile::new("A", "b", "c");
        let questionnaire = Template::Nps.questionnaire(&profile, Basis::Consent);
        let mut notice = Notice::draft(&profile, &questionnaire);
        notice.data_kinds = LocalizedText::new("Alles is anoniem.", "All is anonymous.");
        let errors = notice.check().unwrap_err();
        assert_eq!(errors, [FieldError::new("data_kinds", ErrorCode::NotAnonymous)]);
    }
}
