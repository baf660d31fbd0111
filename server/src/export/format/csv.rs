//! The writer of exports as CSV (RFC 4180). It has two dialects: the standard one, and the one for Excel with a decimal
//! comma.

use std::io::{self, Write};

use crate::export::{
    cell::Cell,
    dialect::Dialect,
    table::{Line, Table},
    text,
};

/// Writes lines as CSV. Its buffers are reused from line to line.
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

    /// Writes the rest of the file.
    ///
    /// # Errors
    /// When it cannot be written to.
    pub fn finish(mut self) -> io::Result<()> {
        self.csv.flush()
    }
}

/// A cell that cannot be a formula.
fn plain<'a>(content: &'a Cell<'_>, dialect: &Dialect, cell: &'a mut Vec<u8>) -> &'a [u8] {
    match content {
        Cell::Number(value) => text::number(*value, dialect.mark(), cell),
        Cell::Time(instant) => dialect.time(*instant, cell),
        other => text::plain(other, cell),
    }
}
