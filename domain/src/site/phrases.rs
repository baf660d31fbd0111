//! Finds phrases in the texts of a notice, and whether they are negated. It must not know their meaning.

/// The words of a sentence in lower case. The end of a clause is the word `,`.
pub(super) struct Sentence {
    words: Vec<String>,
    text: String,
}

/// Words that deny what stands near them, in Dutch and English.
const NEGATIONS: &[&str] = &[
    "niet", "geen", "zonder", "nooit", "niets", "niemand", "nergens", "noch", "evenmin", "hoeft", "hoef", "not", "no", "non",
    "none", "without", "never", "nothing", "nobody", "neither", "nor", "cannot", "can't", "don't", "doesn't", "didn't", "isn't",
    "aren't", "won't", "needn't",
];

/// The same, where they follow what they deny.
const NEGATIONS_AFTER: &[&str] = &["niet", "geen", "niets", "nooit", "niemand", "not", "nothing", "none", "never"];

/// What a visitor does not do in "if you do not refuse". Such a negation denies that deed, not the consent after it.
const DEEDS: &[&str] = &[
    "weiger", "kies", "kiez", "keuze", "reage", "klik", "afwijs", "afwijz", "doet", "doe", "refus", "reject", "declin", "choos",
    "choice", "respond", "answer", "click",
];

/// The number of words before a phrase in which a negation still belongs to it.
const NEGATION_BEFORE: usize = 3;
/// The same after a phrase.
const NEGATION_AFTER: usize = 2;

/// The sentences of a text. A question belongs to the sentence after it ("Refuse? Send a letter").
pub(super) fn sentences(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut sentence = Sentence { words: Vec::new(), text: String::new() };
    let mut word = String::new();
    let mut chars = text.chars().filter(|c| !is_invisible(*c)).peekable();
    while let Some(c) = chars.next() {
        let ends_sentence = match c {
            // The full stop of an address or a number ends nothing.
            '.' => chars.peek().is_none_or(|next| next.is_whitespace()),
            '!' | ':' | ';' | '\n' | '…' => true,
            _ => false,
        };
        sentence.text.push(c);
        if c.is_alphanumeric() || c == '€' {
            word.extend(c.to_lowercase());
            continue;
        }
        if matches!(c, '\'' | '’') && !word.is_empty() {
            word.push('\'');
            continue;
        }
        sentence.end_word(&mut word);
        if ends_sentence {
            sentences.push(std::mem::replace(&mut sentence, Sentence { words: Vec::new(), text: String::new() }));
        } else if matches!(c, ',' | '?' | '(' | ')' | '–' | '—') {
            sentence.words.push(",".to_owned());
        }
    }
    sentence.end_word(&mut word);
    sentences.push(sentence);
    sentences.retain(|sentence| !sentence.words.is_empty());
    sentences
}

/// A soft hyphen or a character without width, which would part a word unseen.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

impl Sentence {
    fn end_word(&mut self, word: &mut String) {
        let ended = word.trim_end_matches('\'');
        if !ended.is_empty() {
            self.words.push(ended.to_owned());
        }
        word.clear();
    }

    /// The sentence as it was written.
    pub(super) fn text(&self) -> &str {
        self.text.trim()
    }

    /// The number of words.
    pub(super) fn length(&self) -> usize {
        self.words.iter().filter(|word| *word != ",").count()
    }

    /// Whether it has one of the phrases, not negated. In a phrase `a|b` is one of two words, `a*` a word with this
    /// start, and `~3` stands for up to three words.
    pub(super) fn says(&self, phrases: &[&str]) -> bool {
        self.spans(phrases).any(|(start, end)| !self.is_negated(start, end))
    }

    /// Whether it has one of the phrases, each time negated.
    pub(super) fn denies(&self, phrases: &[&str]) -> bool {
        self.has(phrases) && !self.says(phrases)
    }

    /// Whether it has one of the phrases, negated or not.
    pub(super) fn has(&self, phrases: &[&str]) -> bool {
        self.spans(phrases).next().is_some()
    }

    /// The place of each phrase that it has: its first word and the word after it.
    fn spans(&self, phrases: &[&str]) -> impl Iterator<Item = (usize, usize)> {
        phrases.iter().flat_map(move |phrase| {
            let tokens: Vec<&str> = phrase.split(' ').collect();
            (0..self.words.len()).filter_map(move |start| Some((start, start + length_of(&self.words[start..], &tokens)?)))
        })
    }

    fn is_negated(&self, start: usize, end: usize) -> bool {
        let before = self.words[start.saturating_sub(NEGATION_BEFORE)..start].iter().enumerate().rev();
        let first = start.saturating_sub(NEGATION_BEFORE);
        let is_before = before
            .take_while(|(_, word)| *word != ",")
            .any(|(at, word)| NEGATIONS.contains(&word.as_str()) && !self.is_of_deed(first + at, start));
        let after = self.words[end..].iter().enumerate().take(NEGATION_AFTER);
        is_before
            || after
                .take_while(|(_, word)| *word != ",")
                .any(|(at, word)| NEGATIONS_AFTER.contains(&word.as_str()) && !self.is_of_deed(end + at, self.words.len()))
    }

    /// Whether the negation at this place denies a deed of the visitor before the word `until`, or nothing ("not
    /// only").
    fn is_of_deed(&self, at: usize, until: usize) -> bool {
        let next: Vec<_> = self.words.iter().take(until).skip(at + 1).take(2).collect();
        next.first().is_some_and(|word| ["alleen", "only", "slechts", "enkel"].contains(&word.as_str()))
            || next.iter().any(|word| DEEDS.iter().any(|deed| word.starts_with(deed)))
    }
}

/// The number of words at the start that the tokens of a phrase match.
fn length_of(words: &[String], tokens: &[&str]) -> Option<usize> {
    let Some((token, rest)) = tokens.split_first() else { return Some(0) };
    if let Some(gap) = token.strip_prefix('~') {
        let gap = gap.parse().unwrap_or(0_usize).min(words.len());
        return (0..=gap).find_map(|skipped| Some(skipped + length_of(&words[skipped..], rest)?));
    }
    let (word, words) = words.split_first()?;
    let is_word = token.split('|').any(|token| match token.strip_suffix('*') {
        Some(start) => word.starts_with(start),
        None => word == token,
    });
    if is_word { Some(1 + length_of(words, rest)?) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str, phrase: &str) -> bool {
        sentences(text).iter().any(|sentence| sentence.says(&[phrase]))
    }

    #[test]
    fn a_phrase_has_choices_starts_and_gaps() {
        assert!(says("Door verder te surfen gaat u akkoord.", "door verder te surf*|gaan ~2 akkoord"));
        assert!(says("Door ver\u{ad}der te sur\u{200b}fen", "door verder te surfen"));
        assert!(!says("Verder. Te surfen", "verder te surfen"), "another sentence");
        assert!(says("Kijk op bakkerij.nl voor meer", "bakkerij nl voor"));
        assert!(says("We don’t accept", "don't accept") && says("‘Weigeren’", "weigeren"));
    }

    #[test]
    fn a_negation_denies_what_is_near() {
        for text in
            ["U gaat niet akkoord", "Zonder uw toestemming", "U geeft geen toestemming", "U accepteert niets", "You never agree"]
        {
            assert!(!says(text, "akkoord|toestemming|accepteert|agree"), "{text}");
        }
        for text in [
            "Weigert u niet, dan gaat u akkoord",
            "Als u niet weigert gaat u akkoord",
            "Als u niets doet geeft u toestemming",
            "Niet alleen met uw toestemming",
            "If you do not refuse you agree",
        ] {
            assert!(says(text, "akkoord|toestemming|agree"), "{text}");
        }
        assert!(sentences("Wij zien dat niet als weigeren.")[0].denies(&["weigeren"]));
    }
}
