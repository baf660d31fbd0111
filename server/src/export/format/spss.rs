//! The writer of exports for SPSS (and PSPP): a zip with data, syntax file and codebook. The syntax file reads the data
//! and names variables, values and missing values. The syntax comes last, because it needs the length of the longest
//! text.

mod syntax;

use std::io::{self, Write};

use domain::calendar::{Day, Millis};
use jiff::tz::TimeZone;
use zip::{
    CompressionMethod, ZipWriter,
    result::ZipResult,
    write::{SimpleFileOptions, StreamWriter},
};

use crate::export::{
    cell::Cell,
    missing::not_applicable,
    table::{Kind, Line, Table},
    text,
};

use syntax::Variable;

/// The data file. Not `.csv`: a spreadsheet would open it and calculate formulas.
const DATA: &str = "responses.txt";

/// The file that SPSS is to run.
const SYNTAX: &str = "responses.sps";

/// The longest text that a variable of SPSS holds, in bytes.
const MAX_BYTES: usize = 32_767;

/// The names of months as SPSS reads them in every interface language.
const MONTHS: [&str; 12] = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/// Writes lines into the data file.
pub struct SpssWriter<W: Write> {
    data: csv::Writer<ZipWriter<StreamWriter<W>>>,
    variables: Vec<Variable>,
    zone: TimeZone,
    codebook: Vec<u8>,
    cell: Vec<u8>,
}

impl<W: Write> SpssWriter<W> {
    /// Starts a zip that will hold this codebook.
    ///
    /// # Errors
    /// When it cannot be written to.
    pub fn new(out: W, table: &Table, codebook: Vec<u8>, zone: TimeZone) -> ZipResult<Self> {
        let mut zip = ZipWriter::new_stream(out);
        zip.start_file(DATA, options())?;
        let variables = syntax::variables(table);
        let mut data = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(zip);
        data.write_record(variables.iter().map(|variable| variable.name.as_str())).map_err(io::Error::from)?;
        Ok(Self { data, variables, zone, codebook, cell: Vec::new() })
    }

    /// Writes a line.
    ///
    /// # Errors
    /// When it cannot be written to.
    pub fn line(&mut self, line: Line<'_>) -> io::Result<()> {
        let Self { data, variables, zone, cell, .. } = self;
        for (variable, (column, content)) in variables.iter_mut().zip(line.cells()) {
            let written = match (&content, column.kind) {
                (Cell::Text(text), Kind::Text) => one_line(text, cell),
                (Cell::Number(value), Kind::Number) => with_point(*value, cell),
                (Cell::Whole(value), Kind::Number) => with_point(f64::from(*value), cell),
                (Cell::Time(instant), _) => date_time(*instant, zone, cell),
                (Cell::NotApplicable, kind) if variable.has_missing || kind == Kind::Text => not_applicable(kind).as_bytes(),
                (content, Kind::Text) | (content @ (Cell::Whole(_) | Cell::Flag(_)), _) => text::plain(content, cell),
                // An earlier version had another kind of question under this key, or allowed "not applicable". No value
                // of this column is declared as missing, so the cell stays empty.
                _ => b"",
            };
            variable.longest = variable.longest.max(written.len());
            data.write_field(written)?;
        }
        data.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Writes the syntax and the codebook.
    ///
    /// # Errors
    /// When they cannot be written to.
    pub fn finish(self, table: &Table) -> ZipResult<W> {
        let mut zip = self.data.into_inner().map_err(|error| error.into_error())?;
        zip.start_file(SYNTAX, options())?;
        zip.write_all(syntax::write(table, &self.variables).as_bytes())?;
        zip.start_file("codebook.csv", options())?;
        zip.write_all(&self.codebook)?;
        Ok(zip.finish()?.into_inner())
    }
}

/// A text without line breaks, cut to the limit of SPSS. At a line break SPSS would begin a new case.
fn one_line<'a>(text: &'a str, cell: &'a mut Vec<u8>) -> &'a [u8] {
    let text = &text[..text.floor_char_boundary(MAX_BYTES)];
    if !text.contains(['\n', '\r']) {
        return text.as_bytes();
    }
    cell.clear();
    cell.extend_from_slice(text.replace("\r\n", " ").replace(['\n', '\r'], " ").as_bytes());
    cell
}

/// A number with its decimal point. Without a point SPSS would take the decimals from the last digits.
fn with_point(value: f64, cell: &mut Vec<u8>) -> &[u8] {
    cell.clear();
    write!(cell, "{value:?}").expect("memory can be written to");
    cell
}

/// `21-NOV-2026 10:30:00` in local time of this zone.
fn date_time<'a>(instant: Millis, zone: &TimeZone, cell: &'a mut Vec<u8>) -> &'a [u8] {
    cell.clear();
    let clock = text::local(instant, zone);
    let Ok(day) = i32::try_from(clock.div_euclid(text::DAY)) else { return cell };
    let (date, of_day) = (Day(day).date(), clock.rem_euclid(text::DAY) / 1000);
    let month = MONTHS[usize::from(date.month().unsigned_abs()) - 1];
    let (hours, minutes, seconds) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    write!(cell, "{:02}-{month}-{:04} {hours:02}:{minutes:02}:{seconds:02}", date.day(), date.year())
        .expect("memory can be written to");
    cell
}

fn options() -> SimpleFileOptions {
    // A million long comments are larger than four gigabytes.
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).large_file(true)
}
