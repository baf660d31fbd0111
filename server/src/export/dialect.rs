//! The dialects of CSV: the standard one, and the one for Excel with a decimal comma.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};
use domain::{calendar::Millis, export::Format};
use jiff::tz::TimeZone;

use crate::export::text;

/// The byte order mark by which Excel recognises UTF-8.
pub(crate) const BOM: &[u8] = b"\xef\xbb\xbf";

/// How CSV is written.
#[derive(Clone)]
pub enum Dialect {
    /// Commas, decimal points, UTC.
    Standard,
    /// Semicolons, decimal commas, local time of a zone, a byte order mark.
    ExcelNl(TimeZone),
}

impl Dialect {
    /// The dialect of a format.
    pub fn of(format: Format, zone: TimeZone) -> Self {
        match format {
            Format::CsvExcelNl => Self::ExcelNl(zone),
            _ => Self::Standard,
        }
    }

    /// Starts a file.
    ///
    /// # Errors
    /// When it cannot be written to.
    pub fn start<W: Write>(&self, mut out: W) -> io::Result<csv::Writer<W>> {
        let mut builder = WriterBuilder::new();
        builder.terminator(Terminator::CRLF).buffer_capacity(1 << 16);
        if let Self::ExcelNl(_) = self {
            out.write_all(BOM)?;
            builder.delimiter(b';');
        }
        Ok(builder.from_writer(out))
    }

    /// The decimal mark.
    pub const fn mark(&self) -> u8 {
        match self {
            Self::Standard => b'.',
            Self::ExcelNl(_) => b',',
        }
    }

    /// An instant, as text.
    pub fn time<'a>(&self, instant: Millis, cell: &'a mut Vec<u8>) -> &'a [u8] {
        match self {
            Self::Standard => text::time(instant, cell),
            Self::ExcelNl(zone) => text::local_time(instant, zone, cell),
        }
    }
}
