//! The structure of a database as plain lines: tables, columns, indexes and triggers, found and expected.
//!
//! A migration that was recorded says nothing of what it made: a file may have been edited, or a column altered by hand.
//! So what is there is read from the catalogues, and compared with what the migrations of this release make. Printed
//! definitions are not compared, because each version of a database prints them in its own way; of triggers and views
//! the text that we gave is.

use std::collections::BTreeSet;

use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};
use sha2::{Digest as _, Sha256};

/// The lines of a structure. Each begins with the name of its table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure(BTreeSet<String>);

/// How a database differs from what is expected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// What is expected and not there.
    pub missing: Vec<String>,
    /// What is there and must not be: other columns and triggers of our own tables.
    pub unexpected: Vec<String>,
    /// What others added and does no harm: their tables, and their indexes on ours.
    pub foreign: Vec<String>,
}

const INDEX: &str = " has the index ";
const TABLE: &str = " is a ";

impl Structure {
    /// What the migrations of this release make.
    pub fn expected(backend: DbBackend) -> Self {
        let text = match backend {
            DbBackend::Sqlite => include_str!("structure_sqlite.txt"),
            _ => include_str!("structure_postgres.txt"),
        };
        Self(text.lines().map(str::to_owned).collect())
    }

    /// What is there. Reads only. On PostgreSQL of the schema in which new tables are made.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn read(connection: &impl ConnectionTrait) -> Result<Self, DbErr> {
        let backend = connection.get_database_backend();
        let queries = match backend {
            DbBackend::Sqlite => include_str!("structure_sqlite.sql"),
            _ => include_str!("structure_postgres.sql"),
        };
        let mut lines = BTreeSet::new();
        let code: String =
            queries.lines().filter(|line| !line.starts_with("--")).fold(String::new(), |sql, line| sql + line + "\n");
        for query in code.split(';').map(str::trim).filter(|query| !query.is_empty()) {
            for row in connection.query_all_raw(Statement::from_string(backend, query)).await? {
                let line: String = row.try_get_by_index(0)?;
                let text: Option<String> = row.try_get_by_index(1)?;
                lines.insert(match text {
                    Some(text) => format!("{line} ({})", digest(&text)),
                    None => line,
                });
            }
        }
        Ok(Self(lines))
    }

    /// The names of the tables, without views and what a search keeps.
    pub fn tables(&self) -> Vec<&str> {
        let is_table = |line: &&String| line.split(' ').skip(1).take(3).eq(["is", "a", "table"]);
        self.0.iter().filter(is_table).map(|line| table_of(line)).collect()
    }

    /// How a found structure differs from this one.
    pub fn difference(&self, found: &Self) -> Difference {
        let ours: BTreeSet<&str> = self.0.iter().map(|line| table_of(line)).collect();
        let (mut unexpected, mut foreign) = (Vec::new(), Vec::new());
        for line in found.0.difference(&self.0) {
            // An index changes no result, unless it replaces one of ours: that one is then missing.
            let is_foreign = !ours.contains(table_of(line)) || line.contains(INDEX);
            if is_foreign { &mut foreign } else { &mut unexpected }.push(line.clone());
        }
        let missing: Vec<&String> = self.0.difference(&found.0).collect();
        // Of a table that is not there its columns need no word.
        let lost: BTreeSet<&str> = missing.iter().filter(|line| line.contains(TABLE)).map(|line| table_of(line)).collect();
        let is_news = |line: &&String| line.contains(TABLE) || !lost.contains(table_of(line));
        Difference { missing: missing.into_iter().filter(is_news).cloned().collect(), unexpected, foreign }
    }
}

impl Difference {
    /// Whether the database has everything that is expected, and nothing else in its place.
    pub fn is_none(&self) -> bool {
        self.missing.is_empty() && self.unexpected.is_empty()
    }
}

/// The lines, as the files of the expected structure hold them.
impl std::fmt::Display for Structure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

fn table_of(line: &str) -> &str {
    line.split(' ').next().unwrap_or_default()
}

/// Sixteen digits of the SHA-256 of a text, whatever its spaces and line breaks.
fn digest(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    Sha256::digest(words.join(" ")).iter().take(8).fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn structure(lines: &[&str]) -> Structure {
        Structure(lines.iter().map(|line| (*line).to_owned()).collect())
    }

    #[test]
    fn what_others_added_is_no_difference() {
        let expected = structure(&["a is a table", "a has the column b text", "a has the index of its primary key on (b)"]);
        let mut found = expected.clone();
        found.0.extend(["a has the index mine on (b)".to_owned(), "theirs is a table".to_owned()]);
        let difference = expected.difference(&found);
        assert!(difference.is_none());
        assert_eq!(difference.foreign, ["a has the index mine on (b)", "theirs is a table"]);
    }

    #[test]
    fn another_column_or_trigger_of_ours_is_one() {
        let expected = structure(&["a is a table", "a has the column b text", "a has the trigger t (0)"]);
        let found = structure(&["a is a table", "a has the column b text not null", "a has the trigger t (1)"]);
        let difference = expected.difference(&found);
        assert_eq!(difference.missing, ["a has the column b text", "a has the trigger t (0)"]);
        assert_eq!(difference.unexpected, ["a has the column b text not null", "a has the trigger t (1)"]);
    }

    #[test]
    fn the_layout_of_a_text_does_not_count() {
        assert_eq!(digest("BEGIN\n    a;\nEND"), digest("BEGIN a; END\n"));
        assert_ne!(digest("a"), digest("b"));
    }
}
