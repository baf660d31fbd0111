//! One writer for each format, behind one type.

pub(crate) mod csv;
pub(crate) mod jsonl;
pub(crate) mod parquet;
pub(crate) mod spss;
pub(crate) mod xlsx;

use std::{error::Error, io::Write as _};

use domain::export::Format;
use store::ExportRow;

use super::{
    Export,
    codebook::entries,
    dialect::Dialect,
    format::{csv::CsvWriter, jsonl::JsonlWriter, parquet::ParquetWriter, spss::SpssWriter, xlsx::XlsxWriter},
    outlet::Outlet,
    table::{Line, Table},
};
use crate::clock::zone;

/// An error of the crate that writes the format.
type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// Writes responses in one of the formats.
pub struct Writer {
    table: Table,
    file: File,
}

enum File {
    Csv(Box<CsvWriter<Outlet>>),
    Jsonl(JsonlWriter<Outlet>),
    Xlsx(Box<XlsxWriter<Outlet>>),
    Parquet(Box<ParquetWriter<Outlet>>),
    Spss(Box<SpssWriter<Outlet>>),
}

impl Writer {
    /// Starts the file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(export: &Export, out: Outlet) -> Result<Self> {
        let Export { published, filter, options, locale, .. } = export;
        let table = Table::new(&published.version.questionnaire, *options, *locale);
        let zone = zone(published);
        let file = match options.format {
            Format::Csv | Format::CsvExcelNl => {
                File::Csv(Box::new(CsvWriter::new(out, &table, Dialect::of(options.format, zone))?))
            }
            Format::Jsonl => File::Jsonl(JsonlWriter::new(out)),
            Format::Xlsx => {
                let codebook = entries(&table, published, filter, *options);
                File::Xlsx(Box::new(XlsxWriter::new(out, &table, &codebook, zone, &export.scratch)?))
            }
            Format::Parquet => {
                let codebook = String::from_utf8(export.codebook_csv())?;
                File::Parquet(Box::new(ParquetWriter::new(out, &table, codebook)?))
            }
            Format::Spss => File::Spss(Box::new(SpssWriter::new(out, &table, export.codebook_csv(), zone)?)),
        };
        Ok(Self { table, file })
    }

    /// Writes a response.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn row(&mut self, row: &ExportRow) -> Result<()> {
        let Self { table, file } = self;
        table.each_line(row, |line| file.line(line))
    }

    /// Writes the rest of the file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> Result<()> {
        match self.file {
            File::Csv(file) => file.finish()?,
            File::Jsonl(file) => file.finish()?,
            File::Xlsx(file) => file.finish()?.flush()?,
            File::Parquet(file) => file.finish()?.flush()?,
            File::Spss(file) => file.finish(&self.table)?.flush()?,
        }
        Ok(())
    }
}

impl File {
    fn line(&mut self, line: Line<'_>) -> Result<()> {
        match self {
            Self::Csv(file) => file.line(line)?,
            Self::Jsonl(file) => file.line(line)?,
            Self::Xlsx(file) => file.line(line)?,
            Self::Parquet(file) => file.line(line)?,
            Self::Spss(file) => file.line(line)?,
        }
        Ok(())
    }
}
