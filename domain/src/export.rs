//! The options of a download of responses: file format, labels, shape. Must not know the content of the file.

pub mod job;

use std::str::FromStr;

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    error::{ErrorCode, expected::Expected},
    locale::Locale,
};

/// The options of an export. The names are the same in addresses and on the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExportOptions {
    /// The file format.
    pub format: Format,
    /// Whether the file has labels beside the codes.
    pub labels: Labels,
    /// The content of a row.
    pub shape: Shape,
}

/// The file format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case", parse_err_ty = ErrorCode, parse_err_fn = Self::unknown)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = FileFormat, rename_all = "kebab-case"))]
pub enum Format {
    /// RFC 4180: UTF-8, commas, points, records that end in CR LF.
    #[default]
    Csv,
    /// CSV for Excel with a decimal comma: semicolons, UTF-8 with a byte order mark.
    CsvExcelNl,
    /// A workbook with typed cells, and the codebook on its own sheet.
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

    /// The file extension, without the point.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvExcelNl => "csv",
            Self::Xlsx => "xlsx",
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
            Self::Spss => "zip",
        }
    }

    /// Whether the file itself shows the codebook to a reader, so that no separate one is needed.
    pub const fn holds_codebook(self) -> bool {
        matches!(self, Self::Xlsx | Self::Spss)
    }

    const fn unknown(_: &str) -> ErrorCode {
        ErrorCode::Invalid { expected: Expected::ExportFormat }
    }
}

/// Whether the file has labels beside the codes, and in which language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Labels {
    /// Codes only.
    #[default]
    Codes,
    /// An extra column with labels for each column of codes.
    In(Locale),
}

impl Labels {
    /// Every value.
    pub const ALL: [Self; 3] = [Self::Codes, Self::In(Locale::Nl), Self::In(Locale::En)];

    /// The name in addresses and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Codes => "codes",
            Self::In(locale) => locale.tag(),
        }
    }

    /// The language of the labels. `None` for codes only.
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

/// The content of a row in an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case", parse_err_ty = ErrorCode, parse_err_fn = Self::unknown)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = FileShape, description = "What a row is.", rename_all = "snake_case"))]
pub enum Shape {
    /// One response, with a column for each question of the current version.
    #[default]
    Wide,
    /// One answer. Each of several choices or statements is an answer of its own. Includes questions of earlier
    /// versions.
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
