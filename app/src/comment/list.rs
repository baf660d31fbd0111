//! Answers to an open question, each with its date, language, channel and score.

use domain::comment::Comment;
use jiff::tz::TimeZone;
use leptos::prelude::*;

use crate::{filter::fields::channel_id, format, messages::Words};

/// The comments. `below` returns an optional element below each.
pub(crate) fn list(words: &Words, comments: &[Comment], zone: &TimeZone, below: impl Fn(&Comment) -> Option<AnyView>) -> AnyView {
    if comments.is_empty() {
        return view! { <p class="hint">{words.say("comments-none")}</p> }.into_any();
    }
    let items: Vec<_> = comments.iter().map(|comment| item(words, comment, zone, below(comment))).collect();
    view! { <ul class="comments">{items}</ul> }.into_any()
}

fn item(words: &Words, comment: &Comment, zone: &TimeZone, below: Option<AnyView>) -> AnyView {
    let score = comment.score.map(|score| {
        let text = words.say_with("comment-score", &[("score", score.to_string().into())]);
        view! { <span class="chip">{text}</span> }
    });
    let about = [
        format::date_time(words, comment.submitted_at, zone),
        comment.locale.own_name().to_owned(),
        words.say(channel_id(comment.channel)),
    ];
    let lang = comment.locale.tag();
    view! { <li><p class="comment" lang=lang>{comment.text.clone()}</p><p class="hint">{score}" "{about.join(" · ")}</p>{below}</li> }
        .into_any()
}
