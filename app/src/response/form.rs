//! The answering page, `/s/{slug}`: one form that works without JavaScript. Beside its button it explains what happens
//! to the answers.

use domain::{
    error::FieldError,
    form_fields::FormFields,
    id::Slug,
    submission_key::SubmissionKey,
    survey::{Mode, Page, Questionnaire, attribute::Attributes, published::PublishedSurvey, reserved_keys},
};
use leptos::prelude::*;

use crate::{
    form::error_summary,
    islands::{AnswerGuard, AnswerProgress, CharacterCounts, FORM},
    messages::Words,
    notice::summary,
    page::PageContext,
    response::{field::Form, purposes, question},
    shell::{self, Bundle, Document},
};

/// The data of the answering page.
#[derive(Clone, Copy, Debug)]
pub struct AnswerPage<'a> {
    /// The survey with the version to answer: the current one, or the one that the respondent started with.
    pub published: &'a PublishedSurvey,
    /// The random key of this form. A form with errors keeps its key.
    pub key: SubmissionKey,
    /// The signature of the key. Empty if the form page did not make it.
    pub signature: &'a str,
    /// The submitted values, on a form with errors.
    pub fields: &'a FormFields,
    /// The errors of the form.
    pub errors: &'a [FieldError],
    /// The hidden fields that pass on the attributes of the link.
    pub linked: &'a [(String, String)],
    /// The attributes of the link that will be stored.
    pub brought: &'a Attributes,
}

/// Whether the page has an island, and so loads a script and WebAssembly.
pub fn has_islands(published: &PublishedSurvey) -> bool {
    published.version.questionnaire.mode == Mode::Full
}

/// The address that takes the form. It is not that of the page: a browser forgets a page to whose own address a form is
/// sent, and could not show it again when it goes back.
pub fn action(slug: &Slug) -> String {
    format!("/s/{slug}?{}", reserved_keys::FORM_BODY)
}

/// The page.
pub fn render(context: &PageContext, page: &AnswerPage<'_>) -> String {
    let questionnaire = &page.published.version.questionnaire;
    let title = questionnaire.title.get(context.locale).to_owned();
    let document = Document {
        bundle: has_islands(page.published).then_some(Bundle::Public),
        failed: !page.errors.is_empty(),
        kept_form: Some(FORM),
        ..Document::public(title.clone(), &questionnaire.locales)
    };
    shell::render(context, document, |words| {
        let heading = questionnaire.questions().next().map(|question| question.key.as_str());
        let form = Form { words, fields: page.fields, errors: page.errors, mode: questionnaire.mode, heading };
        let label = |field: &str| label(words, questionnaire, field);
        let end = match questionnaire.mode {
            Mode::Full => end_full(&form, page),
            Mode::Light => end_light(&form, page),
        };
        let slug = page.published.survey.slug.to_string();
        // The texts of the islands are attributes of the form.
        let helped = has_islands(page.published);
        let word = |id: &str| helped.then(|| words.say(id));
        let typed = is_typed(page.fields);
        view! {
            {error_summary::errors(words, page.errors, label)}
            <form
                id=FORM
                method="post"
                action=action(&page.published.survey.slug)
                novalidate=true
                // What was typed must not come back for the next person who presses Back.
                autocomplete="off"
                data-slug=helped.then(|| slug.clone())
                data-progress=word("guard-progress")
                data-typed=(helped && typed).then_some("")
                data-sending=word("guard-sending")
                data-earlier-sent=word("guard-earlier-sent")
                data-refused=word("guard-refused")
                data-remove=word("guard-remove")
                data-kept=word("guard-kept")
                data-in-memory=word("guard-in-memory")
                data-try-now=word("guard-try-now")
                data-left=word("count-left")
                data-over=word("count-over")
            >
                {hidden(context, page)}
                {progress(questionnaire)}
                {questions(&form, &questionnaire.pages)}
                {end}
            </form>
        }
        .into_any()
    })
}

/// Whether a form that is shown again holds more than its hidden fields.
fn is_typed(fields: &FormFields) -> bool {
    const HIDDEN: [&str; 3] = [reserved_keys::KEY, reserved_keys::VERSION, reserved_keys::LOCALE];
    fields.0.iter().any(|(name, value)| !value.is_empty() && !HIDDEN.contains(&name.as_str()))
}

/// The hidden fields of the form.
fn hidden(context: &PageContext, page: &AnswerPage<'_>) -> AnyView {
    let linked = page.linked.iter().cloned();
    let linked: Vec<_> = linked.map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect();
    view! {
        <input type="hidden" name=reserved_keys::KEY value=page.key.to_string() />
        <input type="hidden" name=reserved_keys::FORM_SIGNATURE value=page.signature.to_owned() />
        <input type="hidden" name=reserved_keys::VERSION value=page.published.version.id.to_string() />
        <input type="hidden" name=reserved_keys::LOCALE value=context.locale.tag() />
        {linked}
    }
    .into_any()
}

/// The progress, if there is more than one scored question.
fn progress(questionnaire: &Questionnaire) -> Option<AnyView> {
    let scored = questionnaire.questions().filter(|question| question.kind.score_range().is_some()).count();
    let total = questionnaire.questions().filter(|question| question.required).count();
    let shown = questionnaire.mode == Mode::Full && scored > 1 && total > 1;
    shown.then(|| view! { <AnswerProgress /> }.into_any())
}

/// The questions, in sections if there are several pages.
pub(crate) fn questions(form: &Form<'_>, pages: &[Page]) -> Vec<AnyView> {
    let several = pages.len() > 1;
    let part = |(index, page): (usize, &Page)| {
        let questions: Vec<_> = page.questions.iter().map(|question| question::question(form, question)).collect();
        if !several {
            return questions.into_any();
        }
        let values = [("part", (index + 1).to_string().into()), ("parts", pages.len().to_string().into())];
        view! { <section class="part"><p class="part-name">{form.words.say_with("answer-part", &values)}</p>{questions}</section> }
            .into_any()
    };
    pages.iter().enumerate().map(part).collect()
}

fn end_full(form: &Form<'_>, page: &AnswerPage<'_>) -> AnyView {
    let words = form.words;
    let notice = &page.published.version.notice.notice;
    view! {
        {brought(words, page)}
        {purposes::boxes(form, page.published.version.questionnaire.purposes_before_sending(), "purposes-hint")}
        <div class="sending">
            <CharacterCounts />
            <AnswerGuard />
            <button id="send" class="primary">{words.say("answer-send")}</button>
            {summary::first_layer(words, notice)}
        </div>
    }
    .into_any()
}

/// The attributes of the link. The respondent sees each value before it is stored.
fn brought(words: &Words, page: &AnswerPage<'_>) -> Option<AnyView> {
    let questionnaire = &page.published.version.questionnaire;
    let facts: Vec<_> = page
        .brought
        .iter()
        .filter_map(|(key, value)| {
            let name = questionnaire.attribute(key.as_str())?.text.get(words.locale).to_owned();
            Some(summary::fact(name, value.clone()))
        })
        .collect();
    (!facts.is_empty()).then(|| {
        view! {
            <section class="notice" id="brought" aria-labelledby="brought-heading">
                <h2 id="brought-heading">{words.say("answer-brought")}</h2>
                <dl class="facts">{facts}</dl>
            </section>
        }
        .into_any()
    })
}

/// In light mode the choices are the buttons. Only a kind of question with more than one value needs a separate button.
fn end_light(form: &Form<'_>, page: &AnswerPage<'_>) -> AnyView {
    let words = form.words;
    let sends_itself = |question: &domain::survey::question::Question| {
        question.kind.score_range().is_some()
            || matches!(question.kind, domain::survey::question::QuestionKind::SingleChoice { .. })
    };
    let button = (!page.published.version.questionnaire.questions().all(sends_itself))
        .then(|| view! { <button id="send" class="primary">{words.say("answer-send")}</button> });
    let name = page.published.version.notice.notice.controller.as_str();
    view! { {button}<p class="light-notice">{words.say_with("answer-light-notice", &[("name", name.into())])}</p> }.into_any()
}

/// The label of a field for the summary of errors. `None` for a field that is not on the page.
pub(crate) fn label(words: &Words, questionnaire: &Questionnaire, field: &str) -> Option<String> {
    let (question, row) = field.split_once('.').unwrap_or((field, ""));
    match field {
        reserved_keys::PURPOSE => Some(format!("{}:", words.say("purposes-heading").trim_end_matches('?'))),
        reserved_keys::CONTACT_EMAIL => Some(format!("{}:", words.say("contact-email"))),
        reserved_keys::CONTACT_PHONE => Some(format!("{}:", words.say("contact-phone"))),
        _ => {
            let question = questionnaire.question(question)?;
            let text = match &question.kind {
                domain::survey::question::QuestionKind::Likert { rows, .. } => rows
                    .iter()
                    .find(|statement| statement.key.as_str() == row)
                    .map_or(&question.text, |statement| &statement.text),
                _ => &question.text,
            };
            Some(text.get(words.locale).to_owned())
        }
    }
}
