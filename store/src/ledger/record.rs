//! The faults that a check of the records finds: a table and a row, in words for operators.

use std::collections::BTreeMap;

/// A row that is not what the signed events say, or what a row beside it says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{table} {row}: {wrong}")]
pub struct RecordFault {
    /// The table.
    pub table: &'static str,
    /// The row: its key without its table, and events in place of pseudonyms.
    pub row: String,
    /// What is wrong with it, in English.
    pub wrong: &'static str,
}

/// The result of a check of the records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordReport {
    /// How many responses were checked.
    pub responses: u64,
    /// How many visitors of websites were checked.
    pub visitors: u64,
    /// How many versions of notices and questionnaires were checked.
    pub versions: u64,
    /// The faults, the first of each table.
    pub faults: Vec<RecordFault>,
    /// How many more were found, which are not named.
    pub more: u64,
}

/// The most faults of one table that are named.
pub(super) const NAMED_PER_TABLE: usize = 100;

/// Collects faults. Memory does not grow with their number.
#[derive(Default)]
pub(super) struct Faults {
    named: Vec<RecordFault>,
    per_table: BTreeMap<&'static str, usize>,
    more: u64,
}

impl Faults {
    /// Adds a fault. The same one twice is one.
    pub(super) fn add(&mut self, table: &'static str, row: impl ToString, wrong: &'static str) {
        let fault = RecordFault { table, row: row.to_string(), wrong };
        let count = self.per_table.entry(table).or_default();
        if self.named.contains(&fault) {
            return;
        }
        if *count < NAMED_PER_TABLE {
            *count += 1;
            self.named.push(fault);
        } else {
            self.more += 1;
        }
    }

    pub(super) fn into_report(self) -> RecordReport {
        RecordReport { faults: self.named, more: self.more, ..RecordReport::default() }
    }
}
