//! The file of the rows that were not imported. Each row is unchanged, with its line and its errors added.

use std::{
    io,
    path::{Path, PathBuf},
};

use csv::{ByteRecord, Terminator, Writer, WriterBuilder};

use super::RowError;
use crate::files::{WholeFile, WholeFileError};

/// The file of rejected rows.
pub struct Rejects {
    writer: Writer<WholeFile>,
    place: PathBuf,
    width: usize,
    rows: u64,
}

impl Rejects {
    /// Starts the file, which must not exist.
    ///
    /// # Errors
    /// When it exists or cannot be written.
    pub fn create(place: &Path, header: &[String], delimiter: u8) -> Result<Self, WholeFileError> {
        let file = WholeFile::create_new(place)?;
        let mut builder = WriterBuilder::new();
        let mut writer = builder.delimiter(delimiter).terminator(Terminator::CRLF).flexible(true).from_writer(file);
        let titles = header.iter().map(String::as_str).chain(["error_line", "error"]);
        writer.write_record(titles).map_err(|error| WholeFileError::new(place, io::Error::other(error)))?;
        Ok(Self { writer, place: place.to_owned(), width: header.len(), rows: 0 })
    }

    /// Adds a row. A row with too few fields is filled up. Surplus fields of a row go last, so that the two added
    /// columns match the heading.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&mut self, record: &ByteRecord, errors: &[RowError]) -> Result<(), WholeFileError> {
        let line = errors.first().map_or(0, |error| error.line).to_string();
        let problems = errors.iter().map(RowError::text).collect::<Vec<_>>().join("; ");
        let cells = (0..self.width).map(|i| record.get(i).unwrap_or_default());
        let surplus = record.iter().skip(self.width);
        self.rows += 1;
        self.writer
            .write_record(cells.chain([line.as_bytes(), problems.as_bytes()]).chain(surplus))
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
