//! The file of the rows that were not imported. Each row is unchanged, with its line and its errors added.

use std::{
    borrow::Cow,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use csv::{ByteRecord, Terminator, Writer, WriterBuilder};

use super::{
    RowError,
    guard::{guarded, unguarded},
    source::CsvSource,
};
use crate::files::{WholeFile, WholeFileError};

/// The columns that are added.
const ADDED: [&str; 2] = ["error_line", "error"];

/// The file of rejected rows.
pub struct Rejects {
    writer: Writer<WholeFile>,
    place: PathBuf,
    /// The columns of the imported file, without those that an earlier file of rejects added.
    width: usize,
    /// Whether the imported file is a file of rejects itself.
    is_of_rejects: bool,
    rows: u64,
}

/// Whether these are the columns of a file of rejects.
pub fn is_rejects(header: &[String]) -> bool {
    header.len() > ADDED.len() && header.ends_with(&ADDED.map(str::to_owned))
}

impl Rejects {
    /// Starts the file, which must not exist, with the heading of the imported file. It is UTF-8, with a byte order mark if the
    /// imported file was not plain UTF-8.
    ///
    /// # Errors
    /// When it exists or cannot be written.
    pub fn create(place: &Path, header: &[String], source: &CsvSource, delimiter: u8) -> Result<Self, WholeFileError> {
        let mut file = WholeFile::create_new(place)?;
        let failed = |cause| WholeFileError::new(place, cause);
        if source.needs_mark() {
            file.write_all("\u{feff}".as_bytes()).map_err(failed)?;
        }
        let is_of_rejects = is_rejects(header);
        let width = if is_of_rejects { header.len() - ADDED.len() } else { header.len() };
        let mut builder = WriterBuilder::new();
        let writer = builder.delimiter(delimiter).terminator(Terminator::CRLF).flexible(true).from_writer(file);
        let mut rejects = Self { writer, place: place.to_owned(), width, is_of_rejects, rows: 0 };
        for (row, heading) in source.headings().iter().enumerate() {
            rejects.write(heading, if row == 0 { ADDED } else { ["", ""] })?;
        }
        Ok(rejects)
    }

    /// Adds a row. What a spreadsheet would calculate gets a `'` before it, which comes off again when the file is
    /// imported. A row with too few fields is filled up. Surplus fields of a row go last, so that the two added
    /// columns match the heading.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&mut self, record: &ByteRecord, errors: &[RowError]) -> Result<(), WholeFileError> {
        let line = errors.first().map_or(0, |error| error.line).to_string();
        let problems = errors.iter().map(RowError::text).collect::<Vec<_>>().join("; ");
        self.rows += 1;
        self.write(record, [&line, &problems])
    }

    fn write(&mut self, record: &ByteRecord, added: [&str; 2]) -> Result<(), WholeFileError> {
        // What an earlier file of rejects says in these columns is replaced.
        let given = if self.is_of_rejects { self.width + ADDED.len() } else { self.width };
        let guard = |cell| if self.is_of_rejects { guarded(unguarded(cell)) } else { guarded(cell) };
        let cells = (0..self.width).map(|i| guard(record.get(i).unwrap_or_default()));
        let surplus = record.iter().skip(given).map(guard);
        let added = added.map(|text| Cow::Borrowed(text.as_bytes()));
        self.writer
            .write_record(cells.chain(added).chain(surplus))
            .map_err(|error| WholeFileError::new(&self.place, io::Error::other(error)))
    }

    /// Moves the file to its place. Without rows no file is made.
    ///
    /// # Errors
    /// When it cannot be written, or the place is no longer free.
    pub fn finish(self) -> Result<(), WholeFileError> {
        if self.rows == 0 {
            return Ok(());
        }
        let file = self.writer.into_inner().map_err(|error| WholeFileError::new(&self.place, error.into_error()))?;
        file.finish_new()
    }
}
