//! The forms in which answers are taken along: kind of file, labels, shape. What such a file looks like inside is not known here.

pub mod job;

use std::str::FromStr;

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    error::{ErrorCode, expected::Expected},
    locale::Locale,
};

/// How an export is to look. The names of the parts are the same in addresses and on the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExportOptions {
    /// The kind of file.
    pub format: Format,
    /// Whether labels stand beside the codes.
    pub labels: Labels,
    /// What a row is.
    pub shape: Shape,
}

/// The kind of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case", parse_err_ty = ErrorCode, parse_err_fn = Self::unknown)]
pub enum Format {
    /// RFC 4180: UTF-8, commas, points, records that end in CR LF.
    #[default]
    Csv,
    /// As Excel opens it where a comma stands in decimals: semicolons, UTF-8 with a byte order mark.
    CsvExcelNl,
    /// A workbook with typed cells and the codebook on a sheet of its own.
    Xlsx,
    /// One JSON object per line.
    Jsonl,
    /// Apache Parquet: typed columns, compressed.
    Parquet,
    /// A zip with data and a syntax file that names variables, values and missing values.
    Spss,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The name in addresses and on the command line.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// How the name of such a file ends, without the point.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvExcelNl => "csv",
            Self::Xlsx => "xlsx",
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
            Self::Spss => "zip",
        }
    }

    /// Whether the codebook is a part of the file that a reader sees, so that none belongs beside it.
    pub const fn holds_codebook(self) -> bool {
        matches!(self, Self::Xlsx | Self::Spss)
    }

    const fn unknown(_: &str) -> ErrorCode {
        ErrorCode::Invalid { expected: Expected::ExportFormat }
    }
}

/// Whether labels stand beside the codes, and in which language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Labels {
    /// Codes only.
    #[default]
    Codes,
    /// For each column of codes one more with its labels.
    In(Locale),
}

impl Labels {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Codes, Self::In(Locale::Nl), Self::In(Locale::En)];

    /// The name in addresses and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Codes => "codes",
            Self::In(locale) => locale.tag(),
        }
    }

    /// The language of the labels; none where there are only codes.
    pub const fn locale(self) -> Option<Locale> {
        match self {
            Self::Codes => None,
            Self::In(locale) => Some(locale),
        }
    }
}

impl FromStr for Labels {
    type Err = ErrorCode;

    fn from_str(text: &str) -> Result<Self, ErrorCode> {
        Self::ALL.into_iter().find(|l| l.name() == text).ok_or(ErrorCode::Invalid { expected: Expected::ExportLabels })
    }
}

/// What a row of an export is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case", parse_err_ty = ErrorCode, parse_err_fn = Self::unknown)]
pub enum Shape {
    /// One response, with a column for each question of the version asked now.
    #[default]
    Wide,
    /// One answer; one of several choices, or of several statements, is an answer of its own. Holds earlier versions' questions.
    Long,
}

impl Shape {
    /// Every shape.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The name in addresses and on the command line.
    pub fn name(self) -> &'static str {
        self.into()
    }

    const fn unknown(_: &str) -> ErrorCode {
        ErrorCode::Invalid { expected: Expected::ExportShape }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back_and_no_other() {
        for &format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(format));
        }
        for labels in Labels::ALL {
            assert_eq!(labels.name().parse(), Ok(labels));
        }
        for &shape in Shape::ALL {
            assert_eq!(shape.name().parse(), Ok(shape));
        }
        assert!("CSV".parse::<Format>().is_err() && "fr".parse::<Labels>().is_err() && "".parse::<Shape>().is_err());
    }
}
