//! The tags of comments, with their figures and forms. The figures are the number of comments of each tag and the score
//! of their respondents. The forms add a tag to a comment, remove it, and change the tag rules.

use domain::{
    account::role::Role,
    comment::{
        Comment,
        tag::{LONGEST_NAME, LONGEST_RULE, Tag},
    },
    results::{disclosure::suppression, measure::Measure, scoring::Distribution},
    survey::question::QuestionKind,
};
use leptos::prelude::*;

use crate::{
    comment::CommentsData,
    error_text,
    form::error::{described_by, error_line},
    format,
    measure_words::MeasureWords,
    messages::Words,
};

/// The id of the list with suggested names.
const NAMES: &str = "tag-names";

/// What the parts of the page share: the account's rights and the address of the forms.
#[derive(Clone, Copy)]
pub(crate) struct Desk<'a> {
    pub(crate) words: &'a Words,
    pub(crate) data: &'a CommentsData,
    pub(crate) role: Role,
    pub(crate) action: &'a str,
}

impl Desk<'_> {
    /// The address of every form.
    fn address(self) -> String {
        format!("{}/tags?lang={}", self.action, self.words.locale)
    }

    /// The query of the page, so that the same comments are shown again.
    fn asked(self) -> AnyView {
        view! { <input type="hidden" name="query" value=self.data.query.address(self.data.query.before) /> }.into_any()
    }

    /// The submitted value of a field in the form with errors.
    fn typed(self, name: &str) -> String {
        self.data.typed.first(name).unwrap_or_default().to_owned()
    }

    fn error(self, name: &str) -> Option<String> {
        let error = self.data.errors.iter().find(|error| error.field == name)?;
        Some(error_text::text(self.words, error))
    }
}

/// The card with every tag and its figures. An account that may change rules also sees the form for a tag.
pub(crate) fn card(desk: Desk<'_>) -> AnyView {
    let Desk { words, data, role, .. } = desk;
    let kind = data.published.version.questionnaire.headline().map(|question| &question.kind);
    let minimum = u64::from(data.published.organisation.profile.minimum_group);
    let may_change = role >= Role::Editor;
    let rows: Vec<_> = data.tags.iter().map(|tag| row(desk, tag, kind, minimum)).collect();
    let measure = kind.and_then(Measure::of).map(|measure| measure.name(words));
    let table = match rows.is_empty() {
        true => view! { <p class="hint">{words.say("tags-none")}</p> }.into_any(),
        false => view! {
            <div class="scroll" tabindex="0" role="region" aria-labelledby="tags-heading">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{words.say("tags-name")}</th>
                            <th scope="col" class="number">{words.say("tags-count")}</th>
                            <th scope="col">{measure.unwrap_or_else(|| words.say("tags-score"))}</th>
                            {may_change.then(|| view! { <th scope="col">{words.say("tags-change")}</th> })}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="caveat">{words.say_with("tags-hint", &[("minimum", minimum.into())])}</p>
        }
        .into_any(),
    };
    let create = may_change.then(|| {
        view! {
            <details open=desk.data.typed.first("rule").is_some()>
                <summary>{words.say("tags-rule-title")}</summary>
                {rule(desk)}
            </details>
        }
    });
    let names: Vec<_> = data.tags.iter().map(|tag| view! { <option value=tag.name.as_str().to_owned()></option> }).collect();
    view! {
        <section class="card" id="tags">
            <h2 id="tags-heading">{words.say("tags-heading")}</h2>
            {table}
            {create}
            <datalist id=NAMES>{names}</datalist>
        </section>
    }
    .into_any()
}

/// The tags of a comment, each with a button to remove it, and a field to add one.
pub(crate) fn of_comment(desk: Desk<'_>, comment: &Comment) -> AnyView {
    let Desk { words, data, .. } = desk;
    let response = comment.response.to_string();
    let has = data.tagged.get(&comment.response);
    let on: Vec<_> = data
        .tags
        .iter()
        .filter(|tag| has.is_some_and(|tags| tags.contains(&tag.number)))
        .map(|tag| {
            let name = tag.name.as_str().to_owned();
            let label = words.say_with("tags-remove", &[("tag", name.clone().into())]);
            view! {
                <li>
                    <form method="post" action=desk.address()>
                        {desk.asked()}
                        <input type="hidden" name="comment" value=response.clone() />
                        <input type="hidden" name="tag" value=tag.number.to_string() />
                        <span class="chip">{name}</span>
                        <button class="quiet" name="do" value="remove" aria-label=label>"×"</button>
                    </form>
                </li>
            }
        })
        .collect();
    let chips = (!on.is_empty()).then(|| view! { <ul class="tag-list" aria-label=words.say("tags-heading")>{on}</ul> });
    let failed = data.typed.first("comment") == Some(response.as_str());
    let error = desk.error("name").filter(|_| failed);
    let field = format!("tag-{response}");
    let described = error.is_some().then(|| format!("e-{field}"));
    let value = if failed { desk.typed("name") } else { String::new() };
    view! {
        <div class="comment-tags">
            {chips}
            <details open=failed>
                <summary>{words.say("tags-add")}</summary>
                <form method="post" action=desk.address()>
                    {desk.asked()}
                    <input type="hidden" name="comment" value=response.clone() />
                    <label class="hidden" for=format!("f-{field}")>{words.say("tags-name")}</label>
                    {error_line(words, &field, error)}
                    <input
                        type="text"
                        id=format!("f-{field}")
                        name="name"
                        value=value
                        list=NAMES
                        maxlength=LONGEST_NAME.to_string()
                        autocomplete="off"
                        aria-describedby=described
                        aria-invalid=failed.then_some("true")
                    />
                    <button class="quiet-button" name="do" value="add">{words.say("tags-put")}</button>
                </form>
            </details>
        </div>
    }
    .into_any()
}

fn row(desk: Desk<'_>, tag: &Tag, kind: Option<&QuestionKind>, minimum: u64) -> AnyView {
    let Desk { words, data, role, action } = desk;
    let scores: Vec<_> = data.tag_counts.iter().filter(|(number, ..)| *number == tag.number).collect();
    let n: u64 = scores.iter().map(|(.., n)| n).sum();
    let name = tag.name.as_str().to_owned();
    let address = format!("{action}?{}&lang={}", data.query.address_tagged(Some(&tag.name)), words.locale);
    let current =
        (data.query.tag.as_ref().map(domain::comment::tag::TagName::folded) == Some(tag.name.folded())).then_some("true");
    let found_by = tag.rule.as_ref().map(|rule| {
        view! { <span class="hint tag-rule">{words.say_with("tags-ruled", &[("words", rule.clone().into())])}</span> }
    });
    let button = |id: &str, deed: &'static str| {
        let text = words.say(id);
        view! { <button class="quiet" name="do" value=deed aria-label=format!("{text}: {name}")>{text.clone()}</button> }
    };
    let drop_rule = tag.rule.is_some().then(|| button("tags-drop-rule", "drop-rule"));
    let change = (role >= Role::Editor).then(|| {
        view! {
            <td>
                <form class="tag-change" method="post" action=desk.address()>
                    {desk.asked()}
                    <input type="hidden" name="tag" value=tag.number.to_string() />
                    {drop_rule}
                    {button("tags-delete", "delete")}
                </form>
            </td>
        }
    });
    let counted = scores.iter().map(|(_, score, n)| (*score, *n));
    view! {
        <tr>
            <th scope="row"><a href=address aria-current=current>{tag.name.as_str().to_owned()}</a>{found_by}</th>
            <td class="number">{format::count(n, words.locale)}</td>
            <td>{score(words, counted, kind, minimum)}</td>
            {change}
        </tr>
    }
    .into_any()
}

/// The score of respondents whose comments have a tag, with its interval. It is withheld if there are too few.
fn score(words: &Words, scores: impl Iterator<Item = (Option<u8>, u64)>, kind: Option<&QuestionKind>, minimum: u64) -> String {
    let Some(measure) = kind.and_then(Measure::of) else { return "–".to_owned() };
    let (min, max) = measure.scores();
    let mut distribution = Distribution::new(min, max);
    for (score, n) in scores {
        // A score of an older version may be outside the current scale.
        let _counted = score.map(|score| distribution.add(score, n));
    }
    if suppression::is_too_small(distribution.n(), minimum) {
        return words.say("tags-too-few");
    }
    let Some(estimate) = measure.estimate(&distribution) else { return "–".to_owned() };
    let value = measure.value(words, &estimate);
    match measure.interval(words, &estimate) {
        Some(interval) => format!("{value} ({interval})"),
        None => value,
    }
}

fn rule(desk: Desk<'_>) -> AnyView {
    let words = desk.words;
    let failed = desk.data.typed.first("rule").is_some();
    let field = |name: &'static str, label: &str, hint: &str, longest: usize, list: Option<&'static str>| {
        let error = desk.error(name).filter(|_| failed);
        let wrong = error.is_some();
        let value = if failed { desk.typed(name) } else { String::new() };
        view! {
            <div class="line" class:failed=wrong>
                <label for=format!("f-{name}")>{words.say(label)}</label>
                <p class="hint" id=format!("h-{name}")>{words.say(hint)}</p>
                {error_line(words, name, error)}
                <input
                    type="text"
                    id=format!("f-{name}")
                    name=name
                    value=value
                    list=list
                    maxlength=longest.to_string()
                    autocomplete="off"
                    aria-describedby=described_by(name, wrong, true)
                    aria-invalid=wrong.then_some("true")
                />
            </div>
        }
    };
    view! {
        <form class="tag-rule-form" method="post" action=desk.address()>
            {desk.asked()}
            {field("name", "tags-name", "tags-name-hint", LONGEST_NAME, Some(NAMES))}
            {field("rule", "tags-rule", "tags-rule-hint", LONGEST_RULE, None)}
            <button class="secondary" name="do" value="rule">{words.say("tags-save")}</button>
        </form>
    }
    .into_any()
}
