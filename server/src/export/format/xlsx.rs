//! The writer of exports as a workbook for Excel. The workbook has typed cells, a heading that stays in view, a filter,
//! and the codebook on a sheet of its own. Each row is written to disk before the next one begins, so that memory does
//! not grow with rows. The file is compressed at the end.

use std::{borrow::Cow, io::Write, path::Path};

use app::export::file_text::{FileText, file_text};
use domain::{calendar::Millis, survey::reserved_keys::NOT_APPLICABLE};
use jiff::tz::TimeZone;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use crate::export::{
    cell::Cell,
    codebook::{self, Entry},
    table::{Kind, Line, Table},
    text,
};

/// The most rows on a sheet, including the heading. Further rows go to the next sheet.
const MAX_ROWS: u32 = 1_048_576;

/// The most characters in a cell.
const MAX_CHARACTERS: usize = 32_767;

/// Excel's serial number of 1970-01-01.
const EPOCH: f64 = 25_569.0;

/// Excel's serial numbers match the calendar from 1900-03-01 on: Excel assumes a 29 February 1900.
const FIRST_DAY: f64 = 61.0;

/// The limit of Excel's calendar is 9999-12-31.
const DAY_AFTER_LAST: f64 = 2_958_466.0;

/// The format of the time of an answer.
const DATE_TIME: &str = "yyyy-mm-dd hh:mm:ss";

/// Writes lines into a workbook.
pub struct XlsxWriter<W> {
    out: W,
    workbook: Workbook,
    name: String,
    headings: Vec<(String, Kind)>,
    zone: TimeZone,
    max_rows: u32,
    sheets: usize,
    sheet: usize,
    row: u32,
    cell: Vec<u8>,
}

impl<W: Write + Send> XlsxWriter<W> {
    /// Starts a workbook. Its rows are kept in unnamed files in the folder `scratch` until it is finished.
    ///
    /// # Errors
    /// When nothing can be written there.
    pub fn new(out: W, table: &Table, codebook: &[Entry], zone: TimeZone, scratch: &Path) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(scratch)?;
        let name = file_text(table.locale, FileText::ResponsesSheet);
        let name_of_codebook = file_text(table.locale, FileText::CodebookSheet);
        let headings = table.columns.iter().map(|column| (column.name.clone(), column.kind)).collect();
        let mut writer =
            Self { out, workbook, name, headings, zone, max_rows: MAX_ROWS, sheets: 0, sheet: 0, row: 0, cell: Vec::new() };
        writer.begin_sheet()?;
        write_codebook(writer.workbook.add_worksheet(), &name_of_codebook, codebook)?;
        Ok(writer)
    }

    /// The same writer with smaller sheets.
    #[cfg(test)]
    pub const fn with_max_rows(mut self, max_rows: u32) -> Self {
        self.max_rows = max_rows;
        self
    }

    /// Writes a line.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn line(&mut self, line: Line<'_>) -> Result<(), XlsxError> {
        if self.row == self.max_rows {
            self.end_sheet()?;
            self.begin_sheet()?;
        }
        let sheet = self.workbook.worksheet_from_index(self.sheet)?;
        for (column, (_, content)) in (0..).zip(line.cells()) {
            match content {
                Cell::Empty => {}
                Cell::Whole(value) => drop(sheet.write_number(self.row, column, value)?),
                Cell::Number(value) => drop(sheet.write_number(self.row, column, value)?),
                Cell::Flag(value) => drop(sheet.write_boolean(self.row, column, value)?),
                Cell::Time(instant) => match serial(instant, &self.zone) {
                    Some(serial) => drop(sheet.write_number(self.row, column, serial)?),
                    None => drop(sheet.write_string(self.row, column, instant.rfc3339())?),
                },
                Cell::NotApplicable => drop(sheet.write_string(self.row, column, NOT_APPLICABLE)?),
                // Excel never calculates a string cell, whatever its first character.
                other => drop(sheet.write_string(self.row, column, cell_text(text::plain_text(&other, &mut self.cell)))?),
            }
        }
        self.row += 1;
        Ok(())
    }

    /// Compresses the file.
    ///
    /// # Errors
    /// When it cannot be written to.
    pub fn finish(mut self) -> Result<W, XlsxError> {
        self.end_sheet()?;
        self.workbook.save_to_writer(&mut self.out)?;
        Ok(self.out)
    }

    fn begin_sheet(&mut self) -> Result<(), XlsxError> {
        self.sheets += 1;
        // The codebook is the second sheet.
        self.sheet = if self.sheets == 1 { 0 } else { self.sheets };
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        match self.sheets {
            1 => drop(sheet.set_name(&self.name)?),
            number => drop(sheet.set_name(format!("{} {number}", self.name))?),
        }
        let time = Format::new().set_num_format(DATE_TIME);
        for (column, (name, kind)) in (0..).zip(&self.headings) {
            if *kind == Kind::Time {
                sheet.set_column_format(column, &time)?;
            }
            sheet.set_column_width(column, width(name, *kind))?;
            sheet.write_string_with_format(0, column, name, &heading())?;
        }
        sheet.set_freeze_panes(1, 0)?;
        self.row = 1;
        Ok(())
    }

    /// Sets the filter of the sheet, whose last row is known only now.
    fn end_sheet(&mut self) -> Result<(), XlsxError> {
        let last = u16::try_from(self.headings.len() - 1).map_err(|_| XlsxError::RowColumnLimitError)?;
        self.workbook.worksheet_from_index(self.sheet)?.autofilter(0, 0, self.row - 1, last)?;
        Ok(())
    }
}

fn write_codebook(sheet: &mut Worksheet, name: &str, entries: &[Entry]) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    for (column, (name, width)) in (0..).zip(codebook::HEADING.into_iter().zip([24, 60, 16, 16, 40, 10, 100])) {
        sheet.write_string_with_format(0, column, name, &heading())?;
        sheet.set_column_width(column, width)?;
    }
    for (row, entry) in (1..).zip(entries) {
        for (column, text) in (0..).zip(entry.cells()) {
            if !text.is_empty() {
                sheet.write_string(row, column, cell_text(text))?;
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// The format of headings.
pub fn heading() -> Format {
    Format::new().set_bold()
}

/// The width of a column, in characters.
fn width(name: &str, kind: Kind) -> u32 {
    let least = match kind {
        Kind::Time => 19,
        Kind::Text => 16,
        Kind::Whole | Kind::Number | Kind::Flag => 8,
    };
    // Room for the button of the filter.
    least.max(u32::try_from(name.len()).unwrap_or(u32::MAX).min(40) + 3)
}

/// Excel's serial number of an instant, in local time of this zone: days since the end of 1899. `None` outside of
/// Excel's calendar.
fn serial(instant: Millis, zone: &TimeZone) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "the milliseconds of ten thousand years have fewer than 53 bits")]
    let days = text::local(instant, zone) as f64 / text::DAY as f64 + EPOCH;
    (FIRST_DAY..DAY_AFTER_LAST).contains(&days).then_some(days)
}

/// A text as a cell holds it: each line break as one line feed, and no longer than a cell may be. A carriage return would
/// be written as `_x000D_`, which other readers than Excel show as it is.
pub fn cell_text(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        return Cow::Owned(short(&text).to_owned());
    }
    Cow::Borrowed(short(text))
}

/// The text, cut to the limit of a cell.
fn short(text: &str) -> &str {
    if text.len() <= MAX_CHARACTERS {
        return text;
    }
    text.char_indices().nth(MAX_CHARACTERS).map_or(text, |(end, _)| &text[..end])
}
