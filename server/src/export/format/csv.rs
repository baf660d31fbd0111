//! The writer of exports as CSV (RFC 4180). It has two dialects: the standard one, and the one that Excel opens where decimals
//! have a comma.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};
use domain::{calendar::Millis, export::Format};
use jiff::tz::TimeZone;

use crate::export::{
    cell::Cell,
    table::{Line, Table},
    text,
};

/// The byte order mark by which Excel knows UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// How CSV is written.
#[derive(Clone)]
pub enum Dialect {
    /// Commas, points, UTC.
    Standard,
    /// Semicolons, decimal commas, the clock of a zone, a byte order mark.
    ExcelNl(TimeZone),
}

impl Dialect {
    /// That of a format.
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

    /// What stands in decimals.
    pub const fn mark(&self) -> u8 {
        match self {
            Self::Standard => b'.',
            Self::ExcelNl(_) => b',',
        }
    }

    /// An instant.
    pub fn time<'a>(&self, instant: Millis, cell: &'a mut Vec<u8>) -> &'a [u8] {
        match self {
            Self::Standard => text::time(instant, cell),
            Self::ExcelNl(zone) => text::local_time(instant, zone, cell),
        }
    }
}

/// Writes lines as CSV. What it needs on the way is kept from line to line.
pub struct CsvWriter<W: Write> {
    csv: csv::Writer<W>,
    dialect: Dialect,
    cell: Vec<u8>,
}

impl<W: Write> CsvWriter<W> {
    /// Writes the heading.
    ///
    /// # Errors
    /// When it cannot be written to.
    pub fn new(out: W, table: &Table, dialect: Dialect) -> io::Result<Self> {
        let mut csv = dialect.start(out)?;
        csv.write_record(table.columns.iter().map(|column| column.name.as_str()))?;
        Ok(Self { csv, dialect, cell: Vec::new() })
    }

    /// Writes a line.
    ///
    /// # Errors
    /// When it cannot be written to.
    pub fn line(&mut self, line: Line<'_>) -> io::Result<()> {
        let Self { csv, dialect, cell } = self;
        for (_, content) in line.cells() {
            match content {
                Cell::Text(written) => csv.write_field(text::guarded(&written, cell))?,
                other => csv.write_field(plain(&other, dialect, cell))?,
            }
        }
        csv.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// When it cannot be written to.
    pub fn finish(mut self) -> io::Result<()> {
        self.csv.flush()
    }
}

/// What cannot be a formula.
fn plain<'a>(content: &'a Cell<'_>, dialect: &Dialect, cell: &'a mut Vec<u8>) -> &'a [u8] {
    match content {
        Cell::Number(value) => text::number(*value, dialect.mark(), cell),
        Cell::Time(instant) => dialect.time(*instant, cell),
        other => text::plain(other, cell),
    }
}
