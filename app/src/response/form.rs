//! The answering page, `/s/{slug}`: one form that goes without JavaScript, with what happens to the answers beside its button.

use domain::{
    error::FieldError,
    form_fields::FormFields,
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

/// What the answering page shows.
#[derive(Clone, Copy, Debug)]
pub struct AnswerPage<'a> {
    /// The survey with the version to be answered: the one asked now, or the one that was being answered.
    pub published: &'a PublishedSurvey,
    /// The random key of this form; on a form shown again the one it was sent with.
    pub key: SubmissionKey,
    /// What was typed, on a form shown again.
    pub fields: &'a FormFields,
    /// What was wrong with it.
    pub errors: &'a [FieldError],
    /// The hidden fields by which the form carries on what its link said.
    pub linked: &'a [(String, String)],
    /// What will be kept of that.
    pub brought: &'a Attributes,
}

/// Whether the page holds an island, and so loads a script and WebAssembly.
pub fn has_islands(published: &PublishedSurvey) -> bool {
    published.version.questionnaire.mode == Mode::Full
}

/// The page.
pub fn render(context: &PageContext, page: &AnswerPage<'_>) -> String {
    let questionnaire = &page.published.version.questionnaire;
    let title = questionnaire.title.get(context.locale).to_owned();
    let document = Document {
        bundle: has_islands(page.published).then_some(Bundle::Public),
        failed: !page.errors.is_empty(),
        ..Document::public(title.clone(), &questionnaire.locales)
    };
    shell::render(context, document, |words| {
        let form = Form { words, fields: page.fields, errors: page.errors, mode: questionnaire.mode, heading: &title };
        let label = |field: &str| label(words, questionnaire, field);
        let end = match questionnaire.mode {
            Mode::Full => end_full(&form, page),
            Mode::Light => end_light(&form, page),
        };
        let heading = title.clone();
        let slug = page.published.survey.slug.to_string();
        // The words of the islands stand on the form.
        let helped = has_islands(page.published);
        let word = |id: &str| helped.then(|| words.say(id));
        view! {
            {error_summary::errors(words, page.errors, label)}
            <form
                id=FORM
                method="post"
                action=format!("/s/{slug}")
                novalidate=true
                data-slug=helped.then(|| slug.clone())
                data-progress=word("guard-progress")
                data-sending=word("guard-sending")
                data-left-over=word("guard-left-over")
                data-kept=word("guard-kept")
                data-in-memory=word("guard-in-memory")
                data-try-now=word("guard-try-now")
                data-left=word("count-left")
                data-over=word("count-over")
            >
                <h1>{heading}</h1>
                {hidden(context, page)}
                {progress(questionnaire)}
                {questions(&form, &questionnaire.pages)}
                {end}
            </form>
        }
        .into_any()
    })
}

/// What the form says of itself.
fn hidden(context: &PageContext, page: &AnswerPage<'_>) -> AnyView {
    let linked = page.linked.iter().cloned();
    let linked: Vec<_> = linked.map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect();
    view! {
        <input type="hidden" name=reserved_keys::KEY value=page.key.to_string() />
        <input type="hidden" name=reserved_keys::VERSION value=page.published.version.id.to_string() />
        <input type="hidden" name=reserved_keys::LOCALE value=context.locale.tag() />
        {linked}
    }
    .into_any()
}

/// Progress, where there is more than one scored question.
fn progress(questionnaire: &Questionnaire) -> Option<AnyView> {
    let scored = questionnaire.questions().filter(|question| question.kind.score_range().is_some()).count();
    let total = questionnaire.questions().filter(|question| question.required).count();
    let shown = questionnaire.mode == Mode::Full && scored > 1 && total > 1;
    shown.then(|| view! { <AnswerProgress /> }.into_any())
}

/// The questions, in parts where there are several.
pub(crate) fn questions(form: &Form<'_>, pages: &[Page]) -> Vec<AnyView> {
    let several = pages.len() > 1;
    let part = |(index, page): (usize, &Page)| {
        let questions: Vec<_> = page.questions.iter().map(|question| question::question(form, question)).collect();
        if !several {
            return questions.into_any();
        }
        let values = [("part", (index + 1).to_string().into()), ("parts", pages.len().to_string().into())];
        view! { <section class="part"><h2>{form.words.say_with("answer-part", &values)}</h2>{questions}</section> }.into_any()
    };
    pages.iter().enumerate().map(part).collect()
}

fn end_full(form: &Form<'_>, page: &AnswerPage<'_>) -> AnyView {
    let words = form.words;
    let notice = &page.published.version.notice.notice;
    view! {
        {summary::facts(words, notice)}
        {brought(words, page)}
        {purposes::boxes(form, &page.published.version.questionnaire)}
        <div class="sending">
            {summary::basis(words, notice)}
            <CharacterCounts />
            <AnswerGuard />
            <button id="send" class="primary">{words.say("answer-send")}</button>
        </div>
    }
    .into_any()
}

/// What the link brings along: a person sees each value before it is stored.
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

/// In light mode the choices are the buttons; only a kind of question that takes more than one needs one of its own.
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

/// The words of a field for the summary of errors; none for a field that is not on the page.
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
