//! The rules for a source file: its opening, its length, and no database error outside of the store.

use std::path::Path;

/// The most lines. A longer file holds more than one idea.
const MAX_LINES: usize = 450;

/// The most words of the first sentence. A longer one explains instead of naming.
const MAX_OPENING_WORDS: usize = 20;

/// Whether the rules apply to this file: code and style written by hand.
pub fn is_source(file: &Path) -> bool {
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let generated = file.components().any(|part| part.as_os_str() == "generated");
    !generated && matches!(ending, "rs" | "ts" | "tsx" | "js" | "mjs" | "css")
}

/// Every rule that this file breaks.
pub fn breaches(file: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let name = file.display();
    let lines = text.lines().count();
    if lines > MAX_LINES {
        found.push(format!("{name}: {lines} lines, and {MAX_LINES} are the most"));
    }
    let rust = file.extension().is_some_and(|ending| ending == "rs");
    if rust && !text.starts_with("//!") {
        found.push(format!("{name}: must open with `//!`: what it is and what it must not know"));
    }
    let words = count_words(&first_sentence(text));
    if rust && words > MAX_OPENING_WORDS {
        found.push(format!("{name}: {words} words in its opening sentence, and {MAX_OPENING_WORDS} are the most"));
    }
    if rust && file.starts_with("store/src") && !file.starts_with("store/src/entity") {
        found.extend(public_db_errors(text).map(|line| format!("{name}:{line}: `DbErr` in the store's public API")));
    }
    found
}

/// The opening up to the first full stop before white space, at most one paragraph. A colon does not end it.
fn first_sentence(text: &str) -> String {
    let lines = text.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim).take_while(|line| !line.is_empty());
    let paragraph = lines.collect::<Vec<_>>().join(" ");
    let end = paragraph.find(". ").unwrap_or(paragraph.len());
    paragraph[..end].to_owned()
}

/// Counts words. A dash alone is not a word.
fn count_words(sentence: &str) -> usize {
    sentence.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// The first lines of public items that expose `DbErr`: in a signature, a field, a type or a variant of an enum.
fn public_db_errors(text: &str) -> impl Iterator<Item = usize> {
    let mut starts = text.match_indices("pub ").filter(|(start, _)| {
        let before = text[..*start].rsplit('\n').next().unwrap_or_default();
        before.trim().is_empty()
    });
    std::iter::from_fn(move || {
        let (start, _) = starts.find(|(start, _)| shown(&text[*start..]).contains("DbErr"))?;
        Some(text[..start].lines().count() + 1)
    })
}

/// The public part of an item: all of an enum, otherwise the text before the body.
fn shown(item: &str) -> &str {
    let end = if item.starts_with("pub enum ") {
        item.find("\n}")
    } else if item.starts_with("pub struct ") || item.starts_with("pub mod ") {
        // Fields are private unless they have their own `pub`.
        item.find(['(', '{', ';'])
    } else if ["fn ", "async ", "const ", "type ", "use ", "trait ", "static "].iter().any(|word| item[4..].starts_with(word)) {
        item.find(['{', ';'])
    } else {
        // A field, which ends with its line.
        item.find('\n')
    };
    &item[..end.unwrap_or(item.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(file: &str, text: &str) -> Vec<String> {
        breaches(Path::new(file), text)
    }

    #[test]
    fn a_good_file_passes() {
        assert!(check("domain/src/lib.rs", "//! What it is.\n\npub fn a() {}\n").is_empty());
        assert!(check("style/base.css", "a {}\n").is_empty());
    }

    #[test]
    fn a_file_must_open_with_what_it_is() {
        assert_eq!(check("domain/src/lib.rs", "use std::fs;\n//! Late.\n").len(), 1);
        assert_eq!(check("server/build.rs", "fn main() {}\n").len(), 1);
        assert_eq!(check("server/build.rs", "").len(), 1);
    }

    #[test]
    fn a_file_must_not_pass_450_lines() {
        assert!(check("style/base.css", &"a {}\n".repeat(450)).is_empty());
        assert_eq!(check("style/base.css", &"a {}\n".repeat(451)), ["style/base.css: 451 lines, and 450 are the most"]);
    }

    #[test]
    fn an_opening_sentence_must_not_pass_20_words() {
        let opening = |words: usize, rest: &str| {
            let sentence = vec!["word"; words].join("\n//! ");
            check("domain/src/lib.rs", &format!("//! {sentence}{rest}\n\nfn f() {{}}\n"))
        };
        for rest in ["", " –", ".", ". More words.", ".\n//! More words.", "\n//!\n//! More words."] {
            assert!(opening(20, rest).is_empty(), "{rest}");
            assert_eq!(opening(21, rest), ["domain/src/lib.rs: 21 words in its opening sentence, and 20 are the most"], "{rest}");
        }
        for rest in [": more", "; more", ".5 more", "\n//! more"] {
            assert_eq!(opening(20, rest).len(), 1, "{rest}");
        }
        assert!(check("style/base.css", &"word ".repeat(21)).is_empty());
    }

    #[test]
    fn code_and_style_are_sources_and_the_rest_is_not() {
        for (file, expected) in [
            ("app/src/lib.rs", true),
            ("end2end/tests/a.spec.ts", true),
            ("embed/consent.js", true),
            ("style/public/form.css", true),
            ("Cargo.lock", false),
            ("end2end/package-lock.json", false),
            ("embed/generated/words.js", false),
            ("README.md", false),
        ] {
            assert_eq!(is_source(Path::new(file)), expected, "{file}");
        }
    }

    #[test]
    fn the_databases_error_stays_in_the_store() {
        let check = |text: &str| check("store/src/survey.rs", &format!("//! Surveys.\n{text}\n"));
        for leak in [
            "pub fn find() -> Result<(), DbErr> {\n}",
            "    pub async fn find(\n        id: u8,\n    ) -> Result<(), sea_orm::DbErr> {\n    }",
            "pub enum Error {\n    /// Docs.\n    Database(#[from] DbErr),\n}",
            "pub type Result<T> = std::result::Result<T, DbErr>;",
            "pub use sea_orm::DbErr;",
            "pub struct Error {\n    pub source: DbErr,\n}",
        ] {
            assert_eq!(check(leak).len(), 1, "{leak}");
        }
        for fine in [
            "fn find() -> Result<(), DbErr> {\n}",
            "pub(crate) fn find() -> Result<(), DbErr> {\n}",
            "pub fn find() -> Result<(), Error> {\n    let e: DbErr = other();\n}",
            "pub enum Error {\n    A,\n}\n\nimpl From<DbErr> for Error {\n}",
            "pub struct Error {\n    source: DbErr,\n}",
            "pub struct Error(DbErr);",
            "// never a pub fn with DbErr",
        ] {
            assert_eq!(check(fine), Vec::<String>::new(), "{fine}");
        }
        assert_eq!(
            check("\npub fn find() -> Result<(), DbErr> {}"),
            ["store/src/survey.rs:3: `DbErr` in the store's public API"]
        );
        let entity = breaches(Path::new("store/src/entity/survey.rs"), "//! A.\npub fn a() -> DbErr {}");
        assert!(entity.is_empty());
    }
}
