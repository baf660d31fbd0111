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
    let text = text(words, &comment.text, lang);
    view! { <li>{text}<p class="hint">{score}" "{about.join(" · ")}</p>{below}</li> }.into_any()
}

/// The most lines and characters that are shown of a comment before it is folded.
const FOLDED_LINES: usize = 8;
const FOLDED_CHARACTERS: usize = 800;

/// The text. A long one shows its beginning, and the rest on request.
fn text(words: &Words, text: &str, lang: &'static str) -> AnyView {
    let Some(beginning) = beginning(text) else {
        return view! { <p class="comment" lang=lang>{text.to_owned()}</p> }.into_any();
    };
    view! {
        <details class="folded">
            <summary>
                <span class="comment beginning" lang=lang>{format!("{beginning}…")}</span>
                <span class="more">{words.say("comment-more")}</span>
                <span class="less">{words.say("comment-less")}</span>
            </summary>
            <p class="comment" lang=lang>{text.to_owned()}</p>
        </details>
    }
    .into_any()
}

/// The beginning of a text that is folded. `None` if the text is short.
fn beginning(text: &str) -> Option<&str> {
    let end_of_lines = text.match_indices('\n').nth(FOLDED_LINES - 1).map(|(end, _)| end);
    let end_of_characters = text.char_indices().nth(FOLDED_CHARACTERS).map(|(end, _)| end);
    let end = end_of_lines.into_iter().chain(end_of_characters).min()?;
    // A few words more are not worth a click.
    (text.len() - end > end / 4 || text[end..].lines().count() > 3).then(|| text[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_folded() {
        assert_eq!(beginning("Kort.\nGoed."), None);
        assert_eq!(beginning(&"regel\n".repeat(900)), Some("regel\n".repeat(8).trim_end()));
        let long = "é".repeat(10_000);
        assert_eq!(beginning(&long), Some("é".repeat(800).as_str()));
        assert_eq!(beginning(&"é".repeat(810)), None, "nearly everything is shown");
    }
}
