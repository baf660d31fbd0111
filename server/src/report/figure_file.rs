//! Figures as files: the same sheet as CSV and as a workbook. They are small enough to be made in memory.

use std::io;

use app::report::figure_sheet::{COLUMNS, Line, Sheet, SheetCell, sheet_names};
use domain::locale::Locale;
use jiff::tz::TimeZone;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use crate::export::{dialect::Dialect, format::xlsx, text};

/// The context of the figures, and the figures, in one table.
///
/// # Errors
/// When a cell cannot be written.
pub fn figures_csv(sheet: &Sheet, dialect: &Dialect) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut csv = dialect.start(&mut out)?;
    csv.write_record(COLUMNS)?;
    let cell = &mut Vec::new();
    for line in sheet.about.iter().chain(&sheet.figures) {
        for column in COLUMNS {
            match line.cell(column) {
                None => csv.write_field(b"")?,
                Some(SheetCell::Text(words)) => csv.write_field(text::guarded(words, cell))?,
                Some(SheetCell::Number(value)) => csv.write_field(text::number(*value, dialect.mark(), cell))?,
                Some(SheetCell::Whole(value)) => csv.write_field(value.to_string())?,
                Some(SheetCell::Flag(value)) => csv.write_field(if *value { b"1" } else { b"0" })?,
                Some(SheetCell::Time(instant)) => csv.write_field(dialect.time(*instant, cell))?,
            }
        }
        csv.write_record(None::<&[u8]>)?;
    }
    csv.flush()?;
    drop(csv);
    Ok(out)
}

/// The figures on one sheet, their context on another.
///
/// # Errors
/// When the workbook cannot be compressed.
pub fn figures_xlsx(sheet: &Sheet, locale: Locale, zone: &TimeZone) -> Result<Vec<u8>, XlsxError> {
    let [figures, about] = sheet_names(locale);
    let mut workbook = Workbook::new();
    write(workbook.add_worksheet().set_name(figures)?, &sheet.figures, zone)?;
    write(workbook.add_worksheet().set_name(about)?, &sheet.about, zone)?;
    workbook.save_to_buffer()
}

/// Writes the columns that have a cell in any line, or all columns if there are no lines.
fn write(sheet: &mut Worksheet, lines: &[Line], zone: &TimeZone) -> Result<(), XlsxError> {
    let is_used = |column: &&str| lines.is_empty() || lines.iter().any(|line| line.cell(column).is_some());
    for (at, column) in (0..).zip(COLUMNS.into_iter().filter(is_used)) {
        sheet.write_string_with_format(0, at, column, &xlsx::heading())?;
        sheet.set_column_width(
            at,
            if matches!(column, "question_text" | "group_text" | "column_text" | "text") { 32 } else { 14 },
        )?;
        for (row, line) in (1..).zip(lines) {
            match line.cell(column) {
                None => {}
                // Excel never calculates a string cell, whatever its first character.
                Some(SheetCell::Text(words)) => drop(sheet.write_string(row, at, xlsx::cell_text(words))?),
                Some(SheetCell::Number(value)) => drop(sheet.write_number(row, at, *value)?),
                #[expect(clippy::cast_precision_loss, reason = "nobody counts beyond 53 bits")]
                Some(SheetCell::Whole(value)) => drop(sheet.write_number(row, at, *value as f64)?),
                Some(SheetCell::Flag(value)) => drop(sheet.write_boolean(row, at, *value)?),
                Some(SheetCell::Time(instant)) => {
                    let shown = &mut Vec::new();
                    let local = String::from_utf8_lossy(text::local_time(*instant, zone, shown)).into_owned();
                    sheet.write_string(row, at, local)?;
                }
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Reader as _, Xlsx, open_workbook_from_rs};

    use super::*;

    #[test]
    fn the_sheets_of_exported_figures_have_names_in_the_language() {
        let sheet = Sheet { about: Vec::new(), figures: Vec::new() };
        for (locale, names) in [(Locale::Nl, ["Cijfers", "Verantwoording"]), (Locale::En, ["Figures", "About"])] {
            let bytes = figures_xlsx(&sheet, locale, &TimeZone::UTC).unwrap();
            let book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
            assert_eq!(book.sheet_names(), names);
        }
    }
}
