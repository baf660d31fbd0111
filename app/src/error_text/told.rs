//! Our words for what `domain` tells in English: which rule a notice breaks, and what was expected of a value. What no page can come upon
//! is told to programs and commands only, and has no words of its own here.

use domain::locale::Locale;

use crate::messages::Words;

/// Messages, each with the text of `domain` that it stands for.
const TOLD: [(&str, &str); 28] = [
    ("rule-text-missing", "this text is missing"),
    ("rule-place-missing", "a place in braces is missing"),
    ("rule-twelve-months", "twelve months with spaces between are needed"),
    ("rule-neutral-label", "a label is neutral: at most 30 characters, no exclamation, nobody speaking, no praise or blame"),
    ("rule-own-refusal", "the refusal is a button of its own, with its own label"),
    ("rule-unnamed-purpose", "the website does not name this purpose"),
    ("rule-no-other-basis", "cookies are exempt or need consent; there is no other basis"),
    ("rule-consent-not-exempt", "what needs consent has no exemption"),
    ("rule-which-exemption", "an exempt purpose says which exemption it falls under"),
    ("rule-measurement-law", "measurement is exempt only where the law says so: set measurement_exemption"),
    ("rule-measurement-own-use", "exempt measurement is for own use: no other party is involved"),
    ("rule-party-named", "another party is named"),
    ("rule-item-name", "what is to be cleared needs a name; a * may only stand at the end of one"),
    ("rule-item-provider", "who stores it is missing"),
    ("rule-button-contrast", "the contrast of the text on a button is under 4.5 : 1"),
    ("rule-choice-cookie", "the cookie that keeps the choice, klankbord_ and the key of the site, is not declared as exempt"),
    ("rule-site-language", "the notice is not written in a language of the website"),
    ("rule-only-cookies-exempt", "only cookies can be exempt from consent"),
    ("rule-exempt-not-decided", "an exempt purpose is not decided"),
    ("expected-days", "a name for days, such as last-30-days"),
    ("expected-period", "day, week, month or quarter"),
    ("expected-channel", "link, import, api or demo"),
    ("expected-locale", "nl or en"),
    ("expected-version", "a published version"),
    (
        "expected-tag-name",
        "a name that begins with a letter or digit and has only letters, digits, spaces and - _ & / . ' ( ) + # % in it",
    ),
    ("expected-tag-words", "at most 40 words or phrases with commas between them"),
    ("expected-word", "a word to search for"),
    ("expected-few-words", "at most 12 words and phrases"),
];

/// The words for a text of `domain`; none in Dutch for what is told to programs only.
pub(crate) fn told(words: &Words, text: &str) -> Option<String> {
    let ours = TOLD.iter().find(|(_, told)| *told == text).map(|(id, _)| words.say(id));
    ours.or_else(|| (words.locale == Locale::En).then(|| text.to_owned()))
}

#[cfg(test)]
mod tests {
    use domain::locale::AddressForm;

    use super::*;

    #[test]
    fn the_english_words_are_those_of_domain() {
        let (nl, en) = (Words::new(Locale::Nl, AddressForm::Formal), Words::new(Locale::En, AddressForm::Formal));
        for (id, text) in TOLD {
            assert_eq!(told(&en, text).as_deref(), Some(text), "{id}");
            assert_ne!(told(&nl, text).as_deref(), Some(text), "{id} is not Dutch");
        }
    }

    /// Every sentence in the code that checks notices of websites; a new one without words here would be English on a Dutch page.
    #[test]
    fn every_breach_that_a_notice_can_have_is_said_in_dutch() {
        let nl = Words::new(Locale::Nl, AddressForm::Formal);
        let mut found = 0;
        for file in ["site/check.rs", "site.rs", "notice.rs"] {
            let path = format!("{}/../domain/src/{file}", env!("CARGO_MANIFEST_DIR"));
            let source = std::fs::read_to_string(path).expect("the file is there");
            let code = source.split("#[cfg(test)]").next().expect("code before its tests");
            for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
                let is_sentence = |text: &&str| text.split(' ').filter(|word| word.chars().all(char::is_alphabetic)).count() > 2;
                for text in line.split('"').skip(1).step_by(2).filter(is_sentence) {
                    assert!(told(&nl, text).is_some(), "{file}: {text}");
                    found += 1;
                }
            }
        }
        assert!(found >= 18, "only {found} sentences were found");
    }
}
