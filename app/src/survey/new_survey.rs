//! The form that makes a survey from a template, `/admin/new-survey`.

use domain::{
    error::FieldError, form_fields::FormFields, notice::purpose::Basis, organisation::OrganisationProfile,
    survey::template::Template,
};
use leptos::prelude::*;

use crate::{
    error_text,
    form::{
        error::{described_by, error_line},
        error_summary,
    },
    messages::Words,
    page::PageContext,
    shell::{self, Document, STAFF_FORM},
};

/// The names of the fields.
pub mod field {
    /// The template.
    pub const TEMPLATE: &str = "template";
    /// The name of the survey in its address.
    pub const SLUG: &str = "slug";
    /// The heading in Dutch, and the same in English.
    pub const TITLE: [&str; 2] = ["title_nl", "title_en"];
    /// The legal basis for counting and reading the answers.
    pub const BASIS: &str = "basis";
}

/// The templates in the order in which they are offered: the one that most shops know first.
const OFFERED: [(Template, &str); 6] = [
    (Template::Csat10, "new-survey-csat10"),
    (Template::Nps, "new-survey-nps"),
    (Template::Csat, "new-survey-csat"),
    (Template::Loyalty, "new-survey-loyalty"),
    (Template::Ces, "new-survey-ces"),
    (Template::Helpful, "new-survey-helpful"),
];

/// The legal bases that are offered, with what each means for respondents.
const BASES: [(Basis, &str); 2] =
    [(Basis::Consent, "new-survey-consent"), (Basis::LegitimateInterest, "new-survey-legitimate-interest")];

/// The labels of the fields.
const LABELS: [(&str, &str); 5] = [
    (field::TEMPLATE, "new-survey-what"),
    (field::SLUG, "new-survey-slug"),
    (field::TITLE[0], "new-survey-title-nl"),
    (field::TITLE[1], "new-survey-title-en"),
    (field::BASIS, "new-survey-basis"),
];

/// The data of the page.
#[derive(Clone, Copy, Debug)]
pub struct NewSurveyPage<'a> {
    /// The organisation that asks.
    pub profile: &'a OrganisationProfile,
    /// The submitted fields. Empty at first.
    pub typed: &'a FormFields,
    /// The errors of the form.
    pub errors: &'a [FieldError],
}

/// The page.
pub fn render(context: &PageContext, page: &NewSurveyPage<'_>) -> String {
    let title = Words::new(context.locale, context.address_form).say("new-survey");
    let document = Document::admin_with_form(title.clone(), !page.errors.is_empty());
    shell::render(context, document, |words| {
        let label = |name: &str| {
            let (_, id) = LABELS.iter().find(|(field, _)| *field == name)?;
            Some(format!("{}:", words.say(id)))
        };
        view! {
            <p class="back"><a href=format!("/admin/surveys?lang={}", words.locale)>{words.say("results-back")}</a></p>
            <h1>{title}</h1>
            {error_summary::errors(words, page.errors, label)}
            <form id=STAFF_FORM class="make card" method="post" action=format!("/admin/new-survey?lang={}", words.locale)>
                {templates(words, page)}
                {line(words, page, field::SLUG, "new-survey-slug", "new-survey-slug-hint")}
                {line(words, page, field::TITLE[0], "new-survey-title-nl", "new-survey-title-hint")}
                {line(words, page, field::TITLE[1], "new-survey-title-en", "new-survey-title-hint")}
                {bases(words, page)}
                <button class="primary">{words.say("new-survey-button")}</button>
            </form>
        }
        .into_any()
    })
}

/// One template per line, with the first question as respondents will read it.
fn templates(words: &Words, page: &NewSurveyPage<'_>) -> AnyView {
    let options: Vec<_> = OFFERED
        .iter()
        .map(|(template, id)| {
            let questionnaire = template.questionnaire(page.profile, Basis::Consent);
            let question = questionnaire.questions().next().map(|question| question.text.get(words.locale).to_owned());
            option(page, field::TEMPLATE, template.name(), words.say(id), question)
        })
        .collect();
    group(words, page, field::TEMPLATE, "new-survey-what", options)
}

fn bases(words: &Words, page: &NewSurveyPage<'_>) -> AnyView {
    let options: Vec<_> = BASES
        .iter()
        .map(|(basis, id)| {
            let name = crate::notice::summary::basis_id(*basis);
            option(page, field::BASIS, basis.name(), words.say(name), Some(words.say(id)))
        })
        .collect();
    group(words, page, field::BASIS, "new-survey-basis", options)
}

fn option(page: &NewSurveyPage<'_>, name: &'static str, value: &'static str, label: String, hint: Option<String>) -> AnyView {
    let checked = page.typed.has(name, value);
    let hint = hint.map(|hint| view! { <span class="hint">{hint}</span> });
    view! {
        <label class="choice option">
            <input type="radio" name=name value=value checked=checked />
            <span><strong>{label}</strong>{hint}</span>
        </label>
    }
    .into_any()
}

fn group(words: &Words, page: &NewSurveyPage<'_>, name: &'static str, legend: &str, options: Vec<AnyView>) -> AnyView {
    let error = error(words, page, name);
    let failed = error.is_some();
    view! {
        <fieldset class="line" class:failed=failed id=format!("f-{name}") tabindex="-1" aria-describedby=described_by(name, failed, false)>
            <legend>{words.say(legend)}</legend>
            {error_line(words, name, error)}
            <div>{options}</div>
        </fieldset>
    }
    .into_any()
}

fn line(words: &Words, page: &NewSurveyPage<'_>, name: &'static str, label: &str, hint: &str) -> AnyView {
    let error = error(words, page, name);
    let failed = error.is_some();
    view! {
        <div class="line" class:failed=failed>
            <label for=format!("f-{name}")>{words.say(label)}</label>
            <p class="hint" id=format!("h-{name}")>{words.say(hint)}</p>
            {error_line(words, name, error)}
            <input
                type="text"
                id=format!("f-{name}")
                name=name
                value=page.typed.first(name).unwrap_or_default().to_owned()
                autocomplete="off"
                aria-describedby=described_by(name, failed, true)
                aria-invalid=failed.then_some("true")
            />
        </div>
    }
    .into_any()
}

fn error(words: &Words, page: &NewSurveyPage<'_>, name: &str) -> Option<String> {
    page.errors.iter().find(|error| error.field == name).map(|error| error_text::text(words, error))
}
