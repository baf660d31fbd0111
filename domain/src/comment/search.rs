//! The search in comments: words that must all occur, `"phrases"`, `-not` and `beginning*`.
//!
//! Must not know the database. The terms hold letters and digits only, so that no database syntax can be passed on.

use crate::error::{ErrorCode, expected::Expected};

/// The longest search, in characters.
pub const MAX_SEARCH_CHARACTERS: usize = 200;
/// The most words and phrases.
pub const MAX_SEARCH_WORDS: usize = 12;

/// A search: at least one term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    terms: Vec<Term>,
}

/// One term of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Whether the term must not occur.
    pub excluded: bool,
    /// The searched words.
    pub wanted: Wanted,
}

/// The searched words of a term. They hold letters and digits. Capitals are kept as typed, but have no meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A word.
    Word(String),
    /// A word with this beginning.
    Beginning(String),
    /// These words in sequence; two at least.
    Phrase(Vec<String>),
}

impl Search {
    /// Parses a search. `None` if the text is empty. A quotation mark that is not closed reaches to the end. A word
    /// with other characters in it (`e-mail`) is a phrase. Other characters alone are ignored.
    ///
    /// # Errors
    /// [`ErrorCode::TooLong`]. [`ErrorCode::Invalid`] if there is no word in it, or more than [`MAX_SEARCH_WORDS`].
    pub fn parse(text: &str) -> Result<Option<Self>, ErrorCode> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let length = text.chars().count();
        if length > MAX_SEARCH_CHARACTERS {
            return Err(ErrorCode::TooLong { max: MAX_SEARCH_CHARACTERS, length });
        }
        let terms: Vec<Term> = pieces(text).into_iter().filter_map(|piece| term(&piece)).collect();
        match terms.len() {
            0 => Err(ErrorCode::Invalid { expected: Expected::Word }),
            1..=MAX_SEARCH_WORDS => Ok(Some(Self { terms })),
            _ => Err(ErrorCode::Invalid { expected: Expected::FewWords }),
        }
    }

    /// The terms, in the order in which they were typed.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }
}

/// A part of the text between spaces or between quotation marks.
struct Piece {
    excluded: bool,
    quoted: bool,
    text: String,
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let excluded = rest.starts_with(['-', '−']);
        let start = rest.trim_start_matches(['-', '−']);
        let quote = |c: char| matches!(c, '"' | '“' | '”' | '„');
        let (piece, after, quoted) = match start.strip_prefix(quote) {
            Some(inner) => match inner.split_once(quote) {
                Some((phrase, after)) => (phrase, after, true),
                None => (inner, "", true),
            },
            None => {
                let end = start.find(|c: char| c.is_whitespace() || quote(c)).unwrap_or(start.len());
                (&start[..end], &start[end..], false)
            }
        };
        pieces.push(Piece { excluded, quoted, text: piece.to_owned() });
        rest = after.trim_start();
    }
    pieces
}

fn term(piece: &Piece) -> Option<Term> {
    let mut words: Vec<String> =
        piece.text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let wanted = match words.len() {
        0 => return None,
        1 if !piece.quoted && piece.text.ends_with('*') => Wanted::Beginning(words.remove(0)),
        1 => Wanted::Word(words.remove(0)),
        _ => Wanted::Phrase(words),
    };
    Some(Term { excluded: piece.excluded, wanted })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A search in a compact form: `-` before an excluded term, `*` after a beginning, `_` between the words of a
    /// phrase.
    fn read(text: &str) -> String {
        let search = match Search::parse(text) {
            Ok(Some(search)) => search,
            Ok(None) => return "nothing".to_owned(),
            Err(code) => return code.to_string(),
        };
        let shown = |term: &Term| {
            let sign = if term.excluded { "-" } else { "" };
            match &term.wanted {
                Wanted::Word(word) => format!("{sign}{word}"),
                Wanted::Beginning(word) => format!("{sign}{word}*"),
                Wanted::Phrase(words) => format!("{sign}{}", words.join("_")),
            }
        };
        search.terms().iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_language_of_searches() {
        for (text, expected) in [
            ("", "nothing"),
            (" \t ", "nothing"),
            ("bezorging", "bezorging"),
            ("te laat", "te laat"),
            ("\"te laat\" -gratis bezorg*", "te_laat -gratis bezorg*"),
            ("“niet goed” -„erg goed”", "niet_goed -erg_goed"),
            ("-\"te laat", "-te_laat"),
            ("e-mail foto's", "e_mail foto_s"),
            ("\"woord\"", "woord"),
            ("\"bezorg*\"", "bezorg"),
            ("prijs\"te hoog\"", "prijs te_hoog"),
            ("café ß 10", "café ß 10"),
            ("--niet", "-niet"),
            ("NEAR(a b) OR text:c ^d", "NEAR_a b OR text_c d"),
            ("& | ! <-> ' \\ ;", "expected a word to search for"),
            ("* \"\" -", "expected a word to search for"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn limits() {
        assert_eq!(read(&"a".repeat(MAX_SEARCH_CHARACTERS)).len(), MAX_SEARCH_CHARACTERS);
        assert_eq!(read(&"é".repeat(MAX_SEARCH_CHARACTERS + 1)), "201 characters, at most 200");
        assert_eq!(read(&"a ".repeat(MAX_SEARCH_WORDS)), "a ".repeat(MAX_SEARCH_WORDS).trim_end());
        assert_eq!(read(&"a ".repeat(MAX_SEARCH_WORDS + 1)), format!("expected at most {MAX_SEARCH_WORDS} words and phrases"));
    }
}
