//! The shapes of files that are prepared in the background.

#![expect(dead_code, reason = "they are described, never made")]

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// The kind of file.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FileFormat {
    Csv,
    CsvExcelNl,
    Xlsx,
    Jsonl,
    Parquet,
    Spss,
}

/// Codes only, or for each column of codes one more with its labels in that language.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FileLabels {
    Codes,
    Nl,
    En,
}

/// What a row is.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FileShape {
    Wide,
    Long,
}

/// How far a file is.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FileState {
    Waiting,
    Running,
    Ready,
    Failed,
    Expired,
}

/// A file that is prepared in the background.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Export {
    id: Uuid,
    /// The survey's name in addresses.
    survey: String,
    state: FileState,
    /// How much of it is done; 100 once it is ready.
    #[schema(minimum = 0, maximum = 100)]
    percent: u32,
    /// How many responses it holds so far.
    #[schema(minimum = 0)]
    responses: u64,
    file_name: String,
    /// Its size once it is ready.
    #[schema(required, minimum = 0)]
    bytes: Option<u64>,
    #[schema(format = DateTime)]
    created_at: String,
    /// When the file goes, once it is ready.
    #[schema(required, format = DateTime)]
    expires_at: Option<String>,
    /// When this was so (RFC 3339).
    #[schema(format = DateTime)]
    as_of: String,
}
