//! The rows of a file whose id occurred before in it. Ids are sorted in temporary files, so memory does not grow.

use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    fs::File,
    io::{self, BufReader, BufWriter, Read as _, Seek as _, SeekFrom, Write as _},
};

use domain::hash::Sha256Hash;

/// The rows that are sorted in memory. A run of them is a temporary file.
const ROWS_PER_RUN: usize = 1 << 17;
/// The bytes of an entry in a run: half a hash and a line.
const ENTRY: usize = 24;

/// An id, as half of its SHA-256 hash, and the line of its row.
type Entry = ([u8; 16], u64);

/// A row that repeats the id of another row of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Repeat {
    /// The line of the row.
    pub line: u64,
    /// The line of the row that is kept: the first one with this id, or a later one.
    pub of: u64,
}

/// Which row is kept when an id occurs more than once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum OnRepeat {
    /// The row that comes first in the file
    KeepFirst,
    /// The row that comes last in the file
    KeepLast,
}

/// Collects the ids of a file.
#[derive(Default)]
pub struct Ids {
    runs: Vec<File>,
    entries: Vec<Entry>,
}

impl Ids {
    /// Adds the id of a row.
    ///
    /// # Errors
    /// When no temporary file can be written.
    pub fn add(&mut self, id: &str, line: u64) -> io::Result<()> {
        let mut half = [0; 16];
        half.copy_from_slice(&Sha256Hash::of(id.as_bytes()).as_bytes()[..16]);
        self.entries.push((half, line));
        if self.entries.len() >= ROWS_PER_RUN {
            self.write_run()?;
        }
        Ok(())
    }

    /// The rows that are not kept, in the order of the file. Memory grows only with their number.
    ///
    /// # Errors
    /// When a temporary file cannot be read.
    pub fn find_repeats(mut self, keep: OnRepeat) -> io::Result<Vec<Repeat>> {
        if !self.runs.is_empty() {
            self.write_run()?;
        }
        self.entries.sort_unstable();
        let mut found = Groups { keep, id: None, kept: 0, repeats: Vec::new() };
        if self.runs.is_empty() {
            self.entries.into_iter().for_each(|entry| found.see(entry));
        } else {
            let mut readers = self.runs.into_iter().map(BufReader::new).collect::<Vec<_>>();
            let mut heap = BinaryHeap::new();
            for (number, reader) in readers.iter_mut().enumerate() {
                heap.extend(read_entry(reader)?.map(|entry| Reverse((entry, number))));
            }
            while let Some(Reverse((entry, number))) = heap.pop() {
                found.see(entry);
                heap.extend(read_entry(&mut readers[number])?.map(|entry| Reverse((entry, number))));
            }
        }
        found.repeats.sort_unstable();
        Ok(found.repeats)
    }

    fn write_run(&mut self) -> io::Result<()> {
        self.entries.sort_unstable();
        let mut writer = BufWriter::new(tempfile::tempfile()?);
        for (id, line) in self.entries.drain(..) {
            writer.write_all(&id)?;
            writer.write_all(&line.to_be_bytes())?;
        }
        let mut file = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        self.runs.push(file);
        Ok(())
    }
}

/// Entries in order: those of one id follow each other, in the order of their lines.
struct Groups {
    keep: OnRepeat,
    id: Option<[u8; 16]>,
    /// The line of the row of this id that is kept, as far as is known.
    kept: u64,
    repeats: Vec<Repeat>,
}

impl Groups {
    fn see(&mut self, (id, line): Entry) {
        if self.id != Some(id) {
            (self.id, self.kept) = (Some(id), line);
            return;
        }
        match self.keep {
            OnRepeat::KeepFirst => self.repeats.push(Repeat { line, of: self.kept }),
            OnRepeat::KeepLast => {
                self.repeats.push(Repeat { line: self.kept, of: line });
                self.kept = line;
            }
        }
    }
}

fn read_entry(reader: &mut BufReader<File>) -> io::Result<Option<Entry>> {
    let mut bytes = [0; ENTRY];
    match reader.read_exact(&mut bytes) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let (mut id, mut line) = ([0; 16], [0; 8]);
    id.copy_from_slice(&bytes[..16]);
    line.copy_from_slice(&bytes[16..]);
    Ok(Some((id, u64::from_be_bytes(line))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repeats(ids: &[&str], keep: OnRepeat) -> Vec<(u64, u64)> {
        let mut seen = Ids::default();
        for (line, id) in (2..).zip(ids) {
            seen.add(id, line).unwrap();
        }
        seen.find_repeats(keep).unwrap().into_iter().map(|repeat| (repeat.line, repeat.of)).collect()
    }

    #[test]
    fn each_row_but_one_of_an_id_is_a_repeat() {
        let ids = ["a", "b", "a", "c", "a", "c"];
        assert_eq!(repeats(&ids, OnRepeat::KeepFirst), [(4, 2), (6, 2), (7, 5)]);
        assert_eq!(repeats(&ids, OnRepeat::KeepLast), [(2, 4), (4, 6), (5, 7)]);
        assert_eq!(repeats(&["a", "b", "A"], OnRepeat::KeepFirst), []);
    }

    #[test]
    fn ids_that_lie_in_several_runs_are_found() {
        let mut seen = Ids::default();
        let rows = 3 * ROWS_PER_RUN as u64 + 5;
        for line in 0..rows {
            // The last row has the id of the eighth.
            let id = if line == rows - 1 { 7 } else { line };
            seen.add(&id.to_string(), line).unwrap();
        }
        assert_eq!(seen.runs.len(), 3);
        assert_eq!(seen.find_repeats(OnRepeat::KeepFirst).unwrap(), [Repeat { line: rows - 1, of: 7 }]);
    }
}
