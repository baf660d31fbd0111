//! The file of an import, read record by record. It can be read several times, unless another program changes it.

use std::{
    fs::File,
    io::{Seek as _, SeekFrom},
    path::{Path, PathBuf},
    time::SystemTime,
};

use csv::{ByteRecord, Reader, ReaderBuilder};
use domain::hash::Sha256Hash;

use super::{
    ImportError,
    quotes::{QuoteError, QuoteGuard},
};

/// An open file and the last record that was read.
pub struct CsvSource {
    path: PathBuf,
    file: File,
    delimiter: u8,
    length: u64,
    modified: Option<SystemTime>,
    reader: Reader<QuoteGuard<File>>,
    record: ByteRecord,
}

impl CsvSource {
    /// Opens a file.
    ///
    /// # Errors
    /// When it cannot be read, or only once.
    pub fn open(path: &Path, delimiter: u8) -> Result<Self, ImportError> {
        let unreadable = |cause| ImportError::Unreadable { file: path.to_owned(), cause };
        let file = File::open(path).map_err(unreadable)?;
        let metadata = file.metadata().map_err(unreadable)?;
        if !metadata.is_file() {
            return Err(ImportError::NotAFile(path.to_owned()));
        }
        let reader = reader(&file, delimiter).map_err(unreadable)?;
        Ok(Self {
            path: path.to_owned(),
            delimiter,
            length: metadata.len(),
            modified: metadata.modified().ok(),
            reader,
            file,
            record: ByteRecord::new(),
        })
    }

    /// The hash of the content.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn content_hash(&self) -> Result<Sha256Hash, ImportError> {
        let read = || {
            // The reader shares the position, and goes on from there.
            let mut file = &self.file;
            let place = file.stream_position()?;
            file.seek(SeekFrom::Start(0))?;
            let hash = Sha256Hash::of_reader(file)?;
            file.seek(SeekFrom::Start(place))?;
            Ok(hash)
        };
        read().map_err(|cause| self.unreadable(cause))
    }

    /// The heading.
    ///
    /// # Errors
    /// When it is missing or not UTF-8.
    pub fn header(&mut self) -> Result<Vec<String>, ImportError> {
        let header = match self.reader.byte_headers() {
            Ok(header) => header.clone(),
            Err(error) => return Err(self.error(error)),
        };
        self.reader.get_mut().next_line();
        if header.is_empty() {
            return Err(self.malformed("the file is empty; its first line must name the columns"));
        }
        let names = header.iter().map(|name| String::from_utf8(name.to_vec())).collect::<Result<Vec<_>, _>>();
        names.map_err(|_| self.malformed("line 1: the column names are not UTF-8"))
    }

    /// Reads the next record. Returns the line on which it begins, or `None` at the end.
    ///
    /// # Errors
    /// When the file cannot be read further.
    pub fn next(&mut self) -> Result<Option<u64>, ImportError> {
        match self.reader.read_byte_record(&mut self.record) {
            Ok(true) => Ok(Some(self.reader.get_mut().next_line().unwrap_or_default())),
            Ok(false) => Ok(None),
            Err(error) => Err(self.error(error)),
        }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The last record that was read.
    pub const fn record(&self) -> &ByteRecord {
        &self.record
    }

    /// The part of the file that was read, from 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "it is shown as a percentage")]
    pub fn part(&self) -> f64 {
        if self.length == 0 { 1.0 } else { self.reader.position().byte() as f64 / self.length as f64 }
    }

    /// Goes back to the first row.
    ///
    /// # Errors
    /// When the file cannot be read, or has changed.
    pub fn rewind(&mut self) -> Result<(), ImportError> {
        if !self.is_unchanged()? {
            return Err(ImportError::Changed(self.path.clone()));
        }
        self.reader = reader(&self.file, self.delimiter).map_err(|cause| self.unreadable(cause))?;
        self.header().map(drop)
    }

    /// Whether the file is unchanged since it was opened.
    ///
    /// # Errors
    /// When that cannot be checked.
    pub fn is_unchanged(&self) -> Result<bool, ImportError> {
        let metadata = self.file.metadata().map_err(|cause| self.unreadable(cause))?;
        Ok(metadata.len() == self.length && metadata.modified().ok() == self.modified)
    }

    fn unreadable(&self, cause: std::io::Error) -> ImportError {
        ImportError::Unreadable { file: self.path.clone(), cause }
    }

    fn malformed(&self, problem: &str) -> ImportError {
        ImportError::Malformed { file: self.path.clone(), problem: problem.to_owned() }
    }

    fn error(&self, error: csv::Error) -> ImportError {
        match error.into_kind() {
            csv::ErrorKind::Io(cause) => match cause.get_ref().and_then(|inner| inner.downcast_ref::<QuoteError>()) {
                Some(quotes) => self.malformed(&quotes.to_string()),
                None => self.unreadable(cause),
            },
            other => self.malformed(&format!("{other:?}")),
        }
    }
}

/// A reader from the beginning. The number of fields may differ from row to row, so that such a row is reported and
/// does not stop the reader.
fn reader(file: &File, delimiter: u8) -> std::io::Result<Reader<QuoteGuard<File>>> {
    let mut file = file.try_clone()?;
    file.seek(SeekFrom::Start(0))?;
    let guard = QuoteGuard::new(file, delimiter);
    Ok(ReaderBuilder::new().delimiter(delimiter).flexible(true).buffer_capacity(1 << 16).from_reader(guard))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(u64, Vec<String>)> {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.csv");
        std::fs::write(&path, text).unwrap();
        let mut source = CsvSource::open(&path, b',').unwrap();
        source.header().unwrap();
        let mut read = Vec::new();
        while let Some(line) = source.next().unwrap() {
            read.push((line, source.record().iter().map(|cell| String::from_utf8(cell.to_vec()).unwrap()).collect()));
        }
        read
    }

    #[test]
    fn a_row_is_known_by_the_line_it_begins_on() {
        let row = |line, cells: &[&str]| (line, cells.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>());
        let expected = [row(2, &["1", "x\ny"]), row(4, &["2", " z "]), row(5, &["3", "a\"b"])];
        let text = "\u{feff}a,b\n1,\"x\ny\"\n2, z \n3,\"a\"\"b\"\n";
        assert_eq!(lines(text), expected);
        let crlf = [row(2, &["1", "x\r\ny"]), row(4, &["2", " z "]), row(7, &["3", "a\"b"])];
        assert_eq!(lines("a,b\r\n1,\"x\r\ny\"\r\n2, z \r\n\r\n\r\n3,\"a\"\"b\"\r\n"), crlf);
        assert_eq!(lines("a,b\n1,x\n\n\n2,y"), [row(2, &["1", "x"]), row(5, &["2", "y"])]);
    }

    #[test]
    fn the_heading_without_its_byte_order_mark() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.csv");
        let header = |bytes: &[u8]| {
            std::fs::write(&path, bytes).unwrap();
            CsvSource::open(&path, b',').unwrap().header().map_err(|error| error.to_string())
        };
        assert_eq!(header(b"\xef\xbb\xbf\"a\",b \r\n").unwrap(), ["a", "b "]);
        assert!(header(b"").unwrap_err().contains("is empty"));
        assert!(header(b"a,\xff\n").unwrap_err().contains("not UTF-8"));
    }

    #[test]
    fn a_file_is_read_again_only_as_it_was() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.csv");
        std::fs::write(&path, "a\n1\n").unwrap();
        let mut source = CsvSource::open(&path, b',').unwrap();
        source.header().unwrap();
        for _ in 0..2 {
            assert_eq!(source.next().unwrap(), Some(2));
            assert_eq!(source.next().unwrap(), None);
            source.rewind().unwrap();
        }
        std::fs::write(&path, "a\n1\n2\n").unwrap();
        assert!(matches!(source.rewind(), Err(ImportError::Changed(_))));
        assert!(matches!(CsvSource::open(home.path(), b','), Err(ImportError::NotAFile(_))));
    }
}
