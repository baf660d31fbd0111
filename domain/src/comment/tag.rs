//! Tags of comments: a name, and an optional rule, which is a list of words. A rule matches against the text that
//! [`words_of`] makes of a comment. A pattern matches if it is a part of that text, so every database gives the same
//! result.

use crate::error::{ErrorCode, expected::Expected};

/// The longest name of a tag, in characters.
pub const LONGEST_NAME: usize = 40;
/// The longest rule as typed, in characters.
pub const LONGEST_RULE: usize = 500;
/// The most words and phrases in a rule.
pub const MOST_PATTERNS: usize = 40;
/// The most tags of a survey.
pub const MOST_TAGS: usize = 100;

/// The error of a name that is not valid.
const NAME: Expected = Expected::TagName;

/// The name of a tag: one line that begins with a letter or digit, so that a spreadsheet does not read it as a formula.
/// It has no comma or semicolon, so that a list of names can be split.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TagName(String);

impl TagName {
    /// Parses a name. Spaces around it are removed, and several between words become one.
    ///
    /// # Errors
    /// [`ErrorCode::Required`], [`ErrorCode::TooLong`], or [`ErrorCode::Invalid`] if it holds other characters.
    pub fn parse(text: &str) -> Result<Self, ErrorCode> {
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let length = name.chars().count();
        let fits = |c: char| c.is_alphanumeric() || " -_&/.'()+#%".contains(c);
        match length {
            0 => Err(ErrorCode::Required),
            _ if length > LONGEST_NAME => Err(ErrorCode::TooLong { max: LONGEST_NAME, length }),
            _ if name.starts_with(char::is_alphanumeric) && name.chars().all(fits) => Ok(Self(name)),
            _ => Err(ErrorCode::Invalid { expected: NAME }),
        }
    }

    /// The name as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which equal names are the same: without capitals and accents.
    pub fn folded(&self) -> String {
        folded(&self.0).collect()
    }
}

/// A tag of a survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The number, unique in the survey.
    pub number: i32,
    /// The name, unique in the survey.
    pub name: TagName,
    /// The rule for automatic tagging, as typed.
    pub rule: Option<String>,
}

/// A tag rule: a comment that contains any of these words or phrases gets the tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagRule {
    typed: String,
    patterns: Vec<String>,
}

impl TagRule {
    /// Parses a rule: words and phrases, separated by commas, semicolons or line breaks. A `*` after the last word
    /// matches any ending. Quotation marks have no other meaning.
    ///
    /// # Errors
    /// [`ErrorCode::Required`], [`ErrorCode::TooLong`], or [`ErrorCode::Invalid`] if there is no word in it, more than
    /// [`MOST_PATTERNS`], or a control character, which not every database stores.
    pub fn parse(text: &str) -> Result<Self, ErrorCode> {
        let parts: Vec<String> = text
            .split([',', ';', '\n', '\r'])
            .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|part| !part.is_empty())
            .collect();
        let typed = parts.join(", ");
        let length = typed.chars().count();
        if length == 0 {
            return Err(ErrorCode::Required);
        }
        if length > LONGEST_RULE {
            return Err(ErrorCode::TooLong { max: LONGEST_RULE, length });
        }
        let mut patterns: Vec<String> = parts.iter().filter_map(|part| pattern(part)).collect();
        patterns.sort_unstable();
        patterns.dedup();
        match patterns.len() {
            1..=MOST_PATTERNS if !typed.contains(char::is_control) => Ok(Self { typed, patterns }),
            _ => Err(ErrorCode::Invalid { expected: Expected::TagWords }),
        }
    }

    /// The rule as typed, with a comma between words and phrases.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The patterns to search in the words of a comment, each once.
    pub fn patterns(&self) -> &[String] {
        &self.patterns
    }
}

/// A pattern with a space before it. It also has a space after it, unless the last word may have any ending.
fn pattern(part: &str) -> Option<String> {
    let goes_on = part.trim_end_matches(['"', '“', '”']).ends_with('*');
    let mut words = words_of(part);
    if goes_on {
        words.pop();
    }
    Some(words).filter(|words| words.contains(char::is_alphanumeric))
}

/// The words of a text, without capitals and accents, with a space before and after each.
pub fn words_of(text: &str) -> String {
    let mut words = String::with_capacity(text.len() + 2);
    words.push(' ');
    for c in folded(text) {
        if c.is_alphanumeric() {
            words.push(c);
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
    }
    if !words.ends_with(' ') {
        words.push(' ');
    }
    words
}

/// Lower-case letters without accents. Combining marks (U+0300 to U+036F) are removed, so that the Unicode form of a
/// text has no effect.
fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase).filter(|c| !('\u{300}'..='\u{36f}').contains(c)).map(plain)
}

/// The base letter of an accented letter, for the Latin script of European languages.
const fn plain(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ĥ' | 'ħ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' => 'i',
        'ĵ' => 'j',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ǒ' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ǔ' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let read = |text: &str| TagName::parse(text).map(|name| name.0).map_err(|code| code.to_string());
        assert_eq!(read("  Te   laat\t"), Ok("Te laat".to_owned()));
        assert_eq!(read("é".repeat(40).as_str()), Ok("é".repeat(40)));
        assert_eq!(read("é".repeat(41).as_str()), Err("41 characters, at most 40".to_owned()));
        assert_eq!(read(" \n "), Err("a value is required".to_owned()));
        for text in ["=1+1", "?!", "a;b", "a,b", "a\0b", "<b>", "-laat"] {
            assert_eq!(read(text), Err(format!("expected {NAME}")), "{text}");
        }
        let folded = |text| TagName::parse(text).unwrap().folded();
        assert_eq!(folded("Café"), folded("CAFÉ"));
        assert_ne!(folded("levering"), folded("leveringen"));
    }

    #[test]
    fn rules() {
        let read = |text: &str| TagRule::parse(text).map_err(|code| code.to_string());
        let rule = read("Bezorgd, pakket;\n te  LAAT , crème*, pakket,").unwrap();
        assert_eq!(rule.typed(), "Bezorgd, pakket, te LAAT, crème*, pakket");
        assert_eq!(rule.patterns(), [" bezorgd ", " creme", " pakket ", " te laat "]);
        assert_eq!(TagRule::parse(rule.typed()), Ok(rule), "what was kept reads as what was typed");
        assert_eq!(read(" ,; "), Err("a value is required".to_owned()));
        for text in ["*, !, \"\"", "pakket, te\0laat", "\u{7}pakket", "a\u{9f}b"] {
            assert_eq!(read(text), Err("expected at most 40 words or phrases with commas between them".to_owned()), "{text:?}");
        }
        let many = |n: usize| (0..n).map(|i| format!("w{i}")).collect::<Vec<_>>().join(",");
        assert_eq!(read(&many(40)).unwrap().patterns().len(), 40);
        assert!(read(&many(41)).is_err() && read(&"a".repeat(501)).is_err());
    }

    #[test]
    fn what_a_rule_finds() {
        let finds = |rule: &str, text: &str| TagRule::parse(rule).unwrap().patterns().iter().any(|p| words_of(text).contains(p));
        for (rule, text, expected) in [
            ("pakket", "Mijn PAKKET!", true),
            ("pakket", "pakketten", false),
            ("pakket", "postpakket", false),
            ("pakket*", "Pakketten.", true),
            ("*pakket", "postpakket", false),
            ("te laat", "veel te (laat)", true),
            ("te laat", "te erg laat", false),
            ("een", "één", true),
            ("één", "een", true),
            ("creme", "cre\u{300}me", true),
            ("e-mail", "per E-mail", true),
            ("foto's", "de foto’s", true),
            ("\"te laat*\"", "te laatste", true),
            ("%", "a", false),
        ] {
            let found = TagRule::parse(rule).is_ok() && finds(rule, text);
            assert_eq!(found, expected, "{rule} in {text}");
        }
        assert_eq!(words_of("?!"), " ");
        assert_eq!(words_of(""), " ");
    }
}
