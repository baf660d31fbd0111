//! The flags of `klankbord import` that say how a file is written.

use clap::builder::BoolishValueParser;
use domain::response::number::DecimalMark;
use encoding_rs::{Encoding, REPLACEMENT};

use super::{
    cells::{CellFormat, parse_date_format},
    source::FileShape,
};

/// How the file is written, and whether it is only checked.
#[derive(clap::Args, Debug)]
pub struct FormatArgs {
    /// The character between fields, or tab
    #[arg(long, env = "KLANKBORD_DELIMITER", value_name = "CHAR", default_value = ",", value_parser = parse_delimiter)]
    delimiter: u8,

    /// The character encoding of the file, such as windows-1252; a byte order mark counts more [default: detected]
    #[arg(long, env = "KLANKBORD_ENCODING", value_name = "NAME", value_parser = parse_encoding)]
    encoding: Option<&'static Encoding>,

    /// How many rows of heading the file has (Qualtrics: 3, SurveyMonkey: 2). The first names the columns; where a name stands
    /// above several of them, the name of the second row follows it: "Which products? / Bread"
    #[arg(
        long,
        env = "KLANKBORD_HEADER_ROWS",
        value_name = "N",
        default_value_t = 1,
        value_parser = clap::value_parser!(u32).range(1..=20)
    )]
    header_rows: u32,

    /// How times are written, such as "%d-%m-%Y %H:%M" or %m/%d/%Y [default: 2026-11-21, perhaps with a time and an offset]
    #[arg(long, env = "KLANKBORD_DATE_FORMAT", value_name = "FORM", value_parser = parse_date_format)]
    date_format: Option<String>,

    /// The sign before the decimals of numbers: . or , (the other one then separates thousands). Without it, numbers that may
    /// be read in two ways, such as 1.000, are refused
    #[arg(long, env = "KLANKBORD_DECIMAL", value_name = "SIGN", value_parser = parse_decimal)]
    decimal: Option<DecimalMark>,

    /// The values that mean that there is none, such as NA,N/A,-
    #[arg(long, env = "KLANKBORD_MISSING", value_name = "VALUE[,VALUE]", value_delimiter = ',', allow_hyphen_values = true)]
    missing: Vec<String>,

    /// Drop blanks around every value
    #[arg(long, env = "KLANKBORD_TRIM", value_parser = BoolishValueParser::new())]
    trim: bool,

    /// Accept the texts of choices and scales too, in Dutch or English, for their codes and scores
    #[arg(long, env = "KLANKBORD_LABELS", value_parser = BoolishValueParser::new())]
    labels: bool,

    /// Check the file and say how it is read, but import nothing
    #[arg(long, env = "KLANKBORD_DRY_RUN", value_parser = BoolishValueParser::new())]
    pub(super) dry_run: bool,
}

impl FormatArgs {
    /// How the file is divided.
    pub(super) const fn shape(&self) -> FileShape {
        FileShape { delimiter: self.delimiter, header_rows: self.header_rows, encoding: self.encoding }
    }

    /// How its cells are read.
    pub(super) fn cells(&self) -> CellFormat {
        CellFormat {
            trim: self.trim,
            missing: self.missing.clone(),
            decimal: self.decimal,
            date_format: self.date_format.clone(),
            labels: self.labels,
        }
    }
}

fn parse_delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"tab" => Ok(b'\t'),
        [byte] if byte.is_ascii() && !b"\"\r\n".contains(byte) => Ok(*byte),
        _ => Err("expected one character, such as , or ;".to_owned()),
    }
}

fn parse_encoding(name: &str) -> Result<&'static Encoding, String> {
    let known = Encoding::for_label(name.as_bytes()).filter(|encoding| *encoding != REPLACEMENT);
    known.ok_or_else(|| "expected the name of an encoding, such as utf-8, windows-1252 or utf-16le".to_owned())
}

fn parse_decimal(text: &str) -> Result<DecimalMark, String> {
    match text {
        "." => Ok(DecimalMark::Point),
        "," => Ok(DecimalMark::Comma),
        _ => Err("expected . or ,".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_and_encodings() {
        assert_eq!((parse_delimiter(";"), parse_delimiter("tab")), (Ok(b';'), Ok(b'\t')));
        for bad in ["", "ab", "é", "\"", "\n"] {
            assert!(parse_delimiter(bad).is_err(), "{bad}");
        }
        assert_eq!(parse_encoding("latin1").unwrap(), encoding_rs::WINDOWS_1252);
        assert!(parse_encoding("klingon").is_err());
        assert_eq!(parse_decimal(","), Ok(DecimalMark::Comma));
        assert!(parse_decimal(";").is_err());
    }
}
