//! The questionnaires that a newcomer starts with: NPS, CSAT, report mark, loyalty, effort and "was this helpful".

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    error::ErrorCode,
    id::key,
    locale::LocalizedText,
    notice::purpose::{self, Basis, Purpose},
    organisation::OrganisationProfile,
    survey::{
        Mode, Page, Questionnaire,
        question::{CsatScale, Ends, Question, QuestionKind},
    },
    wording::Wording,
};

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

    /// Its name on the command line; also the slug of its demo survey.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The questionnaire for an organisation, with its name and form of address in the texts. The basis is that of the
    /// base purpose; light mode has none.
    pub fn questionnaire(self, profile: &OrganisationProfile, basis: Basis) -> Questionnaire {
        let words = Wording::new(profile);
        let title = words.title(self);
        let (mode, pages) = match self {
            Self::Nps => (
                Mode::Full,
                vec![required("recommend", words.nps(), QuestionKind::Nps(ends(words.likely_nps()))), reason(&words)],
            ),
            Self::Csat => (
                Mode::Full,
                vec![
                    required("satisfaction", words.csat(), csat(CsatScale::OneToFive, words.satisfaction_labels())),
                    reason(&words),
                ],
            ),
            Self::Csat10 => (
                Mode::Full,
                vec![
                    required("satisfaction", words.report_mark(), csat(CsatScale::OneToTen, words.report_mark_ends())),
                    reason(&words),
                ],
            ),
            Self::Loyalty => (Mode::Full, {
                let item = |name, text| required(name, text, QuestionKind::Loyalty(ends(words.likely())));
                vec![
                    item("recommend_10", words.loyalty_recommend()),
                    item("repurchase", words.loyalty_repurchase()),
                    item("explore", words.loyalty_explore()),
                    reason(&words),
                ]
            }),
            Self::Ces => {
                (Mode::Full, vec![required("effort", words.ces(), QuestionKind::Ces(ends(words.agree()))), reason(&words)])
            }
            Self::Helpful => (Mode::Light, vec![required("helpful", words.helpful(), csat(CsatScale::YesNo, words.no_yes()))]),
        };
        let purposes = if mode == Mode::Light { Vec::new() } else { purposes(&words, basis) };
        Questionnaire {
            title,
            locales: profile.locales.clone(),
            mode,
            pages: vec![Page { questions: pages }],
            purposes,
            attributes: Vec::new(),
            withheld: Vec::new(),
        }
    }

    const fn unknown(_: &str) -> ErrorCode {
        ErrorCode::Invalid { expected: "nps, csat, csat10, loyalty, ces or helpful" }
    }
}

impl Wording<'_> {
    pub(crate) fn title(&self, template: Template) -> LocalizedText {
        let name = self.name;
        match template {
            Template::Nps => LocalizedText::new(
                format!("Zou {} {name} aanbevelen?", self.form("u", "je")),
                format!("Would you recommend {name}?"),
            ),
            Template::Csat | Template::Csat10 => self.csat(),
            Template::Loyalty => LocalizedText::new(format!("{} en {name}", self.form("U", "Jij")), format!("You and {name}")),
            Template::Ces => LocalizedText::new(format!("Hulp van {name}"), format!("Help from {name}")),
            Template::Helpful => LocalizedText::new("Was deze informatie nuttig?", "Was this information helpful?"),
        }
    }
}

fn required(name: &'static str, text: LocalizedText, kind: QuestionKind) -> Question {
    Question { key: key(name), text, required: true, not_applicable: false, kind }
}

fn reason(words: &Wording) -> Question {
    Question {
        key: key("reason"),
        text: words.reason(),
        required: false,
        not_applicable: false,
        kind: QuestionKind::LongText { max_length: 2000 },
    }
}

fn csat(scale: CsatScale, labels: Vec<LocalizedText>) -> QuestionKind {
    QuestionKind::Csat { scale, threshold: scale.usual_threshold(), labels }
}

fn ends([low, high]: [LocalizedText; 2]) -> Ends {
    Ends { low, high }
}

fn purposes(words: &Wording, basis: Basis) -> Vec<Purpose> {
    let optional = |name, text| Purpose { key: key(name), basis: Basis::Consent, text, interest: None };
    let interest = (basis == Basis::LegitimateInterest).then(|| words.interest());
    vec![
        Purpose { key: purpose::analysis(), basis, text: words.analysis(), interest },
        optional(purpose::CONTACT, words.contact()),
        optional(purpose::PUBLISH, words.publish()),
        optional(purpose::CONNECT, words.connect()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{error::FieldError, import::Provenance, locale::AddressForm, notice::Notice};

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
        let exempt = FieldError::new("analysis", ErrorCode::Forbidden { rule: "only cookies can be exempt from consent" });
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
