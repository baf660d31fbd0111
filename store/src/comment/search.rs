//! The SQL of a search for each database: FTS5 of SQLite, text search of PostgreSQL. It must not know the use of the
//! result.
//!
//! PostgreSQL reduces words to their stems, in the language of the form. SQLite has no Dutch stemmer, so a word of four
//! letters or more is searched as a prefix. Then `klacht` finds `klachten` on both.

use std::fmt::Write as _;

use domain::comment::search::{Search, Term, Wanted};
use sea_orm::{DbBackend, Statement, Value, Values};

use crate::database::Backend;

/// Shorter words are not searched as prefixes: `kat` should not find `katoen`.
const AS_BEGINNING: usize = 4;

/// The text of a query with its values.
pub(super) struct Sql {
    backend: Backend,
    text: String,
    values: Vec<Value>,
}

impl Sql {
    pub(super) const fn new(backend: Backend) -> Self {
        Self { backend, text: String::new(), values: Vec::new() }
    }

    pub(super) fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds a placeholder with its value.
    pub(super) fn value(&mut self, value: impl Into<Value>) {
        self.values.push(value.into());
        match self.backend {
            Backend::Sqlite => self.text.push('?'),
            Backend::Postgres => write!(self.text, "${}", self.values.len()).expect("a string takes any text"),
        }
    }

    /// Adds a text with one `?` for each value, and no other `?`.
    pub(super) fn filled(&mut self, text: &str, values: Vec<Value>) {
        let mut values = values.into_iter();
        for (number, part) in text.split('?').enumerate() {
            if number > 0 {
                self.value(values.next().expect("a value for each place"));
            }
            self.text(part);
        }
    }

    pub(super) fn statement(self) -> Statement {
        let db_backend = match self.backend {
            Backend::Sqlite => DbBackend::Sqlite,
            Backend::Postgres => DbBackend::Postgres,
        };
        Statement { sql: self.text, values: Some(Values(self.values)), db_backend }
    }

    /// Adds the table of comments as `c`, with the condition of a search. Further conditions follow with `AND`.
    pub(super) fn found(&mut self, search: Option<&Search>, question: i32) {
        match (search, self.backend) {
            (None, _) => self.text("comment c WHERE true"),
            (Some(search), Backend::Sqlite) => {
                // SQLite executes a cross join in the written order, so the search comes first, whatever the planner
                // estimates.
                self.text("comment_words CROSS JOIN comment c ON c.id = comment_words.rowid WHERE comment_words MATCH ");
                self.value(fts5(search, question));
            }
            (Some(search), Backend::Postgres) => {
                self.text("comment c WHERE (");
                for (is, configuration) in [("=", "'comment_nl'"), ("<>", "'comment_en'")] {
                    self.text(if is == "=" { "" } else { " OR " });
                    write!(self.text, "(c.locale {is} 'nl' AND comment_words(c.locale, c.text) @@ (")
                        .expect("a string takes any text");
                    for (number, term) in search.terms().iter().enumerate() {
                        self.text(if number == 0 { "" } else { " && " });
                        self.tsquery(term, configuration);
                    }
                    self.text("))");
                }
                self.text(")");
            }
        }
    }

    fn tsquery(&mut self, term: &Term, configuration: &str) {
        self.text(if term.excluded { "!!" } else { "" });
        let (function, words) = match &term.wanted {
            Wanted::Word(word) => ("plainto_tsquery", word.clone()),
            // Letters and digits only, so the text has no operators.
            Wanted::Beginning(word) => ("to_tsquery", format!("{word}:*")),
            Wanted::Phrase(words) => ("phraseto_tsquery", words.join(" ")),
        };
        write!(self.text, "{function}({configuration}, ").expect("a string takes any text");
        self.value(words);
        self.text(")");
    }
}

/// The search expression: the words of one question, and the words that must and must not occur. Every word is in
/// quotation marks and contains none.
fn fts5(search: &Search, question: i32) -> String {
    let (excluded, wanted): (Vec<&Term>, Vec<&Term>) = search.terms().iter().partition(|term| term.excluded);
    let joined = |terms: &[&Term], between: &str| terms.iter().map(|term| fts5_term(term)).collect::<Vec<_>>().join(between);
    let mut query = format!("question : \"q{question}\"");
    if !wanted.is_empty() {
        query += &format!(" AND text : ({})", joined(&wanted, " AND "));
    }
    if !excluded.is_empty() {
        query = format!("({query}) NOT text : ({})", joined(&excluded, " OR "));
    }
    query
}

fn fts5_term(term: &Term) -> String {
    match &term.wanted {
        Wanted::Word(word) if !term.excluded && word.chars().count() >= AS_BEGINNING => format!("\"{word}\" *"),
        Wanted::Word(word) => format!("\"{word}\""),
        Wanted::Beginning(word) => format!("\"{word}\" *"),
        Wanted::Phrase(words) => format!("\"{}\"", words.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sqlite_is_asked() {
        let asked = |text| fts5(&Search::parse(text).unwrap().unwrap(), 7);
        assert_eq!(asked("klacht te \"te laat\""), r#"question : "q7" AND text : ("klacht" * AND "te" AND "te laat")"#);
        assert_eq!(asked("be* -gratis -x"), r#"(question : "q7" AND text : ("be" *)) NOT text : ("gratis" OR "x")"#);
        assert_eq!(asked("-gratis"), r#"(question : "q7") NOT text : ("gratis")"#);
    }
}
