//! The file of an import, read record by record. It can be read several times, unless another program changes it.

use std::{
    fs::File,
    io::{Read, Seek as _, SeekFrom},
    path::{Path, PathBuf},
    time::SystemTime,
};

use csv::{ByteRecord, Reader, ReaderBuilder};
use domain::hash::Sha256Hash;
use encoding_rs::{Encoding, UTF_8};

use super::{
    ImportError,
    encoding::{Scan, decoded, scan},
    quotes::{QuoteError, QuoteGuard},
};

/// How the text of a file is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileShape {
    /// The character between fields.
    pub delimiter: u8,
    /// The rows before the first answers. The first of them names the columns.
    pub header_rows: u32,
    /// The character encoding. `None` detects it.
    pub encoding: Option<&'static Encoding>,
}

impl Default for FileShape {
    fn default() -> Self {
        Self { delimiter: b',', header_rows: 1, encoding: None }
    }
}

type FileReader = Reader<QuoteGuard<Box<dyn Read + Send>>>;

/// An open file and the last record that was read.
pub struct CsvSource {
    path: PathBuf,
    file: File,
    shape: FileShape,
    encoding: &'static Encoding,
    scan: Scan,
    length: u64,
    modified: Option<SystemTime>,
    reader: FileReader,
    headings: Vec<ByteRecord>,
    record: ByteRecord,
}

impl CsvSource {
    /// Opens a file.
    ///
    /// # Errors
    /// When it cannot be read, or only once.
    pub fn open(path: &Path, shape: FileShape) -> Result<Self, ImportError> {
        let unreadable = |cause| ImportError::Unreadable { file: path.to_owned(), cause };
        let file = File::open(path).map_err(unreadable)?;
        let metadata = file.metadata().map_err(unreadable)?;
        if !metadata.is_file() {
            return Err(ImportError::NotAFile(path.to_owned()));
        }
        let scan = scan(&file).map_err(unreadable)?;
        // A mark is never there by chance, so it counts more than what is stated.
        let encoding = scan.marked.or(shape.encoding).unwrap_or(scan.detected);
        let reader = reader(&file, shape.delimiter, encoding).map_err(unreadable)?;
        Ok(Self {
            path: path.to_owned(),
            shape,
            encoding,
            scan,
            length: metadata.len(),
            modified: metadata.modified().ok(),
            reader,
            headings: Vec::new(),
            file,
            record: ByteRecord::new(),
        })
    }

    /// The hash of the content.
    pub const fn content_hash(&self) -> Sha256Hash {
        self.scan.hash
    }

    /// The character encoding and how it is known, in a few words.
    pub fn encoding_note(&self) -> String {
        let name = self.encoding.name();
        match (self.scan.marked, self.shape.encoding) {
            (Some(_), stated) if stated != Some(self.encoding) => format!("{name} (by its byte order mark)"),
            (None, None) => format!("{name} (detected)"),
            _ => name.to_owned(),
        }
    }

    /// Whether spreadsheets need a byte order mark to read text of this file in UTF-8.
    pub fn needs_mark(&self) -> bool {
        self.scan.marked.is_some() || self.encoding != UTF_8
    }

    /// The rows of the heading as they stand in the file.
    pub fn headings(&self) -> &[ByteRecord] {
        &self.headings
    }

    /// The names of the columns: the first row of the heading. Programs that name a question once, above several columns, leave
    /// the next cells empty; a name that then stands above several columns is followed by that of the second row:
    /// `question / choice`.
    ///
    /// # Errors
    /// When it is missing or not text.
    pub fn header(&mut self) -> Result<Vec<String>, ImportError> {
        self.headings.clear();
        while self.headings.len() < self.shape.header_rows as usize && self.next()?.is_some() {
            self.headings.push(self.record.clone());
        }
        let mut rows = Vec::with_capacity(self.headings.len());
        for heading in &self.headings {
            let names = heading.iter().map(|name| str::from_utf8(name).map(str::to_owned)).collect::<Result<Vec<_>, _>>();
            let problem = || format!("the heading is not text in {} (--encoding)", self.encoding.name());
            rows.push(names.map_err(|_| self.malformed(&problem()))?);
        }
        let mut rows = rows.into_iter();
        let Some(first) = rows.next() else {
            return Err(self.malformed("the file is empty; its first line must name the columns"));
        };
        Ok(match rows.next() {
            Some(second) => names_of_two_rows(first, &second),
            None => first,
        })
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
        let read = self.reader.position().byte() as f64;
        // In another encoding the file may have fewer bytes than its text in UTF-8.
        if self.length == 0 { 1.0 } else { (read / self.length as f64).min(1.0) }
    }

    /// Goes back to the first row.
    ///
    /// # Errors
    /// When the file cannot be read, or has changed.
    pub fn rewind(&mut self) -> Result<(), ImportError> {
        if !self.is_unchanged()? {
            return Err(ImportError::Changed(self.path.clone()));
        }
        self.reader = reader(&self.file, self.shape.delimiter, self.encoding).map_err(|cause| self.unreadable(cause))?;
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
fn reader(file: &File, delimiter: u8, encoding: &'static Encoding) -> std::io::Result<FileReader> {
    let mut file = file.try_clone()?;
    file.seek(SeekFrom::Start(0))?;
    let guard = QuoteGuard::new(decoded(file, encoding), delimiter);
    Ok(ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).buffer_capacity(1 << 16).from_reader(guard))
}

/// The names of columns from two rows of heading.
fn names_of_two_rows(first: Vec<String>, second: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(first.len());
    let is_named = |column: usize| second.get(column).is_some_and(|below| !below.is_empty());
    for (column, name) in first.into_iter().enumerate() {
        let goes_on = name.is_empty() && is_named(column);
        names.push(if goes_on { names.last().cloned().unwrap_or_default() } else { name });
    }
    let is_only = |name: &String| names.iter().filter(|other| *other == name).count() == 1;
    let full = |(column, name): (usize, &String)| {
        if is_named(column) && !is_only(name) { format!("{name} / {}", second[column]) } else { name.clone() }
    };
    names.iter().enumerate().map(full).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(u64, Vec<String>)> {
        lines_of(text, FileShape::default())
    }

    fn lines_of(text: &str, shape: FileShape) -> Vec<(u64, Vec<String>)> {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.csv");
        std::fs::write(&path, text).unwrap();
        let mut source = CsvSource::open(&path, shape).unwrap();
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
        assert_eq!(lines("a,b\r1,\"x\ry\"\r2,z\r"), [row(2, &["1", "x\ry"]), row(4, &["2", "z"])], "CR only");
    }

    #[test]
    fn more_rows_of_heading_are_no_answers() {
        let shape = FileShape { header_rows: 3, ..FileShape::default() };
        let text = "id,q1\n\"Respondent\",\"How\ndid we do?\"\n{},{}\n1,9\n";
        assert_eq!(lines_of(text, shape), [(5, vec!["1".to_owned(), "9".to_owned()])]);
        assert_eq!(lines_of("id,q1\nx,y\n", shape), []);
    }

    #[test]
    fn the_heading_without_its_byte_order_mark() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.csv");
        let header = |bytes: &[u8]| {
            std::fs::write(&path, bytes).unwrap();
            let shape = FileShape { encoding: Some(encoding_rs::UTF_8), ..FileShape::default() };
            CsvSource::open(&path, shape).unwrap().header().map_err(|error| error.to_string())
        };
        assert_eq!(header(b"\xef\xbb\xbf\"a\",b \r\n").unwrap(), ["a", "b "]);
        assert!(header(b"").unwrap_err().contains("is empty"));
        assert!(header(b"a,\xff\n").unwrap_err().contains("the heading is not text in UTF-8"));
    }

    #[test]
    fn a_name_above_several_columns_is_followed_by_that_of_the_second_row() {
        let names = |first: &[&str], second: &[&str]| {
            let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
            names_of_two_rows(owned(first), &owned(second))
        };
        let made = names(&["id", "Which?", "", "", "Why?"], &["", "Bread", "Cake", "Pie, hot", "Open-Ended Response"]);
        assert_eq!(made, ["id", "Which? / Bread", "Which? / Cake", "Which? / Pie, hot", "Why?"]);
        assert_eq!(names(&["Q1", "Q2", ""], &["How?", "Why?"]), ["Q1", "Q2", ""]);
        assert_eq!(names(&["", "a", "a"], &["x"]), ["", "a", "a"]);
    }

    #[test]
    fn a_file_is_read_again_only_as_it_was() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.csv");
        std::fs::write(&path, "a\n1\n").unwrap();
        let mut source = CsvSource::open(&path, FileShape::default()).unwrap();
        source.header().unwrap();
        for _ in 0..2 {
            assert_eq!(source.next().unwrap(), Some(2));
            assert_eq!(source.next().unwrap(), None);
            source.rewind().unwrap();
        }
        std::fs::write(&path, "a\n1\n2\n").unwrap();
        assert!(matches!(source.rewind(), Err(ImportError::Changed(_))));
        assert!(matches!(CsvSource::open(home.path(), FileShape::default()), Err(ImportError::NotAFile(_))));
    }
}
