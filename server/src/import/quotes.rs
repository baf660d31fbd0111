//! The check of the quotes in a file, before the CSV reader. The CSV reader accepts mistakes that would lose data.
//! After a quote that is never closed, it reads the rest of the file as one field. It also appends the text after a
//! closing quote to the field. This check also records on which line each record begins, because the CSV reader does
//! not know this after a CR LF or an empty line.

use std::{
    collections::VecDeque,
    io::{self, Read},
};

/// The most bytes between two delimiters. A longer field is a forgotten quote, and would have to be kept in memory.
const MAX_FIELD: u64 = 16 << 20;

/// Passes bytes on. Fails if the quotes violate RFC 4180.
pub struct QuoteGuard<R> {
    inner: R,
    delimiter: u8,
    state: State,
    line: u64,
    opened_on: u64,
    field_length: u64,
    bom: usize,
    between_records: bool,
    /// Whether the last byte was CR: an LF after it is of the same line break.
    after_cr: bool,
    begins: VecDeque<u64>,
}

/// The UTF-8 byte order mark, which the CSV reader skips.
const BOM: &[u8] = b"\xef\xbb\xbf";

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Plain,
    Quoted,
    AfterQuote,
}

/// An error of the quotes, with its line.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum QuoteError {
    /// The file ends inside quotes.
    #[error("line {line}: the quote opened here is never closed")]
    Unclosed {
        /// The line of the opening quote.
        line: u64,
    },
    /// Text between a closing quote and the next delimiter.
    #[error("line {line}: text after a closing quote (a quote inside quotes is written twice)")]
    TextAfterQuote {
        /// The line of the text.
        line: u64,
    },
    /// A field of more than 16 MiB.
    #[error("line {line}: a field of more than 16 MiB begins here; is a quote missing?")]
    TooLong {
        /// The line of its beginning.
        line: u64,
    },
}

impl<R: Read> QuoteGuard<R> {
    /// Checks the bytes of a file from its beginning.
    pub const fn new(inner: R, delimiter: u8) -> Self {
        Self {
            inner,
            delimiter,
            state: State::FieldStart,
            line: 1,
            opened_on: 1,
            field_length: 0,
            bom: 0,
            between_records: true,
            after_cr: false,
            begins: VecDeque::new(),
        }
    }

    /// The line on which the next record begins. To be called once for each record that was read.
    pub fn next_line(&mut self) -> Option<u64> {
        self.begins.pop_front()
    }

    fn see(&mut self, bytes: &[u8]) -> Result<(), QuoteError> {
        for &byte in bytes {
            if BOM.get(self.bom) == Some(&byte) {
                self.bom += 1;
                continue;
            }
            self.bom = BOM.len();
            self.field_length += 1;
            let ends_line = byte == b'\n' || byte == b'\r';
            let ends_field = byte == self.delimiter || ends_line;
            if self.between_records && !ends_line {
                self.begins.push_back(self.line);
                self.between_records = false;
            }
            self.state = match (self.state, byte) {
                (State::FieldStart | State::AfterQuote, b'"') => {
                    if self.state == State::FieldStart {
                        self.opened_on = self.line;
                    }
                    State::Quoted
                }
                (State::Quoted, b'"') => State::AfterQuote,
                (State::Quoted, _) => State::Quoted,
                _ if ends_field => State::FieldStart,
                (State::AfterQuote, _) => return Err(QuoteError::TextAfterQuote { line: self.line }),
                _ => State::Plain,
            };
            if self.state == State::FieldStart {
                self.field_length = 0;
                self.between_records |= ends_line;
            }
            self.line += u64::from(byte == b'\r' || (byte == b'\n' && !self.after_cr));
            self.after_cr = byte == b'\r';
        }
        if self.field_length > MAX_FIELD {
            let line = if self.state == State::Quoted { self.opened_on } else { self.line };
            return Err(QuoteError::TooLong { line });
        }
        Ok(())
    }
}

impl<R: Read> Read for QuoteGuard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        let seen = match length {
            0 if self.state == State::Quoted && !buffer.is_empty() => Err(QuoteError::Unclosed { line: self.opened_on }),
            _ => self.see(&buffer[..length]),
        };
        seen.map(|()| length).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<(), &str>) {
        let mut read = Vec::new();
        let result = QuoteGuard::new(text.as_bytes(), b',').read_to_end(&mut read);
        assert_eq!(result.map(drop).map_err(|error| error.to_string()), expected.map_err(str::to_owned), "{text:?}");
        if expected.is_ok() {
            assert_eq!(read, text.as_bytes());
        }
    }

    #[test]
    fn what_rfc_4180_allows() {
        for good in
            ["", "a,b\r\n", "\"a\",\"b\"\r\n\"\",\"\"\"\"", "\"a\r\nb\",c", "a\"b,5\" nail\n", "\"\n\"\n", "\u{feff}\"a,\"\n"]
        {
            check(good, Ok(()));
        }
    }

    #[test]
    fn what_would_lose_data() {
        check("a,b\n1,\"two\n3,4\n", Err("line 2: the quote opened here is never closed"));
        check("a\n\"b\nc\"d\n", Err("line 3: text after a closing quote (a quote inside quotes is written twice)"));
        check("a\n\"b\" \n", Err("line 2: text after a closing quote (a quote inside quotes is written twice)"));
        let long = format!("a\n\"{}", "x".repeat(17 << 20));
        check(&long, Err("line 2: a field of more than 16 MiB begins here; is a quote missing?"));
    }
}
