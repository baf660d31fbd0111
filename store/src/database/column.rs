//! Conversion between the values of columns and the types of `domain`.
//!
//! `domain` does not know sea-orm, so its types cannot implement the traits of a column. [`Text`] does it for all of
//! them.

use std::sync::Arc;

use domain::{
    account::{access_log::AccessKind, api_key::Scope, audit::AuditAction, role::Role},
    channel::Channel,
    comment::tag::TagName,
    consent::State,
    contact::{EmailAddress, PhoneNumber},
    export::job::ExportState,
    hash::Sha256Hash,
    id::{Key, Slug},
    locale::Locale,
    notice::purpose::Basis,
    organisation::works_council::Ground,
    report::ReportDeed,
    response::filter::Condition,
    results::{saved_view::ViewCode, span::Span},
    rights::{ActionKind, Identity, Outcome, Right},
    site::Counted,
    survey::SurveyStatus,
};
use sea_orm::{
    ActiveValue,
    ColIdx,
    ColumnType,
    DbErr,
    IntoActiveValue,
    QueryResult,
    TryFromU64,
    TryGetError,
    TryGetable,
    Value,
    // Not `ValueType`: its `try_from` would hide that of `TryFrom`.
    sea_query::{self, ArrayType, Nullable, ValueTypeErr},
};

use crate::error::{StoreError, Unreadable};

/// A type of `domain` that is stored as the text of a column.
pub(crate) trait ColumnText: Sized {
    /// The name of the value in an error when the text cannot be read.
    const WHAT: &'static str;

    /// The value with this text.
    fn read(text: &str) -> Option<Self>;

    /// The text to be stored.
    fn write(self) -> String;
}

/// Declares how each type is read and written: one line for each.
macro_rules! column_text {
    ($($type:ty, $what:literal, $read:expr, $write:expr;)*) => { $(
        impl ColumnText for $type {
            const WHAT: &'static str = $what;

            fn read(text: &str) -> Option<Self> {
                let read: fn(&str) -> Option<Self> = $read;
                read(text)
            }

            fn write(self) -> String {
                let write: fn(Self) -> String = $write;
                write(self)
            }
        }
    )* };
}

column_text! {
    AccessKind, "a note of access", |text| text.parse().ok(), |kind| kind.name().to_owned();
    ActionKind, "what was done for a request", |text| text.parse().ok(), |kind| kind.name().to_owned();
    AuditAction, "what somebody did", |text| text.parse().ok(), |action| action.name().to_owned();
    Basis, "what stands for a purpose", |text| text.parse().ok(), |basis| basis.name().to_owned();
    Channel, "a channel", |text| text.parse().ok(), |channel| channel.name().to_owned();
    Condition, "the condition of a role", |text| Self::parse(text).ok(), |condition| condition.to_string();
    Counted, "a counter of decisions", |text| text.parse().ok(), |kind| kind.name().to_owned();
    EmailAddress, "contact details", |text| Self::parse(text).ok(), |address| address.as_str().to_owned();
    ExportState, "an export", |text| text.parse().ok(), |state| state.name().to_owned();
    Ground, "what was stated of a works council", |text| text.parse().ok(), |ground| ground.name().to_owned();
    Identity, "a request of a person", |text| text.parse().ok(), |identity| identity.name().to_owned();
    Key, "a key", |text| Self::parse(text).ok(), String::from;
    Locale, "a locale", |text| text.parse().ok(), |locale| locale.tag().to_owned();
    Outcome, "a request of a person", |text| text.parse().ok(), |outcome| outcome.name().to_owned();
    PhoneNumber, "contact details", |text| Self::parse(text).ok(), |number| number.as_str().to_owned();
    ReportDeed, "a note of a report", |text| text.parse().ok(), |deed| deed.name().to_owned();
    Right, "a request of a person", |text| text.parse().ok(), |right| right.name().to_owned();
    Role, "a role", |text| text.parse().ok(), |role| role.name().to_owned();
    Scope, "the scopes of a key", |text| text.parse().ok(), |scope| scope.name().to_owned();
    Slug, "a slug", |text| Self::parse(text).ok(), String::from;
    Span, "a saved view", |text| text.parse().ok(), |span| span.name().to_owned();
    State, "what stands for a purpose", |text| text.parse().ok(), |state| state.name().to_owned();
    SurveyStatus, "the status of a survey", |text| text.parse().ok(), |status| status.name().to_owned();
    TagName, "a tag", |text| Self::parse(text).ok(), |name| name.as_str().to_owned();
    ViewCode, "a saved view", |text| text.parse().ok(), |code| code.to_string();
}

/// The value with a text from elsewhere than an entity's column, such as a packed row.
pub(crate) fn read_text<T: ColumnText>(text: &str) -> Result<T, StoreError> {
    T::read(text).ok_or_else(|| StoreError::unreadable(T::WHAT))
}

/// A text column of an entity, as its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Text<T>(pub(crate) T);

impl<T: ColumnText> TryGetable for Text<T> {
    fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
        let text = String::try_get_by(row, index)?;
        T::read(&text).map(Self).ok_or_else(|| {
            let source = Unreadable { what: T::WHAT, column: index.as_str().map(str::to_owned) };
            TryGetError::DbErr(DbErr::TryIntoErr { from: "String", into: T::WHAT, source: Arc::new(source) })
        })
    }
}

impl<T: ColumnText> From<Text<T>> for Value {
    fn from(column: Text<T>) -> Self {
        column.0.write().into()
    }
}

impl<T: ColumnText> sea_query::ValueType for Text<T> {
    fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
        T::read(&<String as sea_query::ValueType>::try_from(value)?).map(Self).ok_or(ValueTypeErr)
    }

    fn type_name() -> String {
        <String as sea_query::ValueType>::type_name()
    }

    fn array_type() -> ArrayType {
        <String as sea_query::ValueType>::array_type()
    }

    fn column_type() -> ColumnType {
        <String as sea_query::ValueType>::column_type()
    }
}

impl<T: ColumnText> Nullable for Text<T> {
    fn null() -> Value {
        String::null()
    }
}

impl<T: ColumnText> IntoActiveValue<Self> for Text<T> {
    fn into_active_value(self) -> ActiveValue<Self> {
        ActiveValue::Set(self)
    }
}

/// sea-orm requires this for a column of a primary key. Only keys that the database generates would use it.
impl<T: ColumnText> TryFromU64 for Text<T> {
    fn try_from_u64(_: u64) -> Result<Self, DbErr> {
        Err(DbErr::ConvertFromU64(T::WHAT))
    }
}

/// A count, which the database never makes negative.
pub(crate) fn count_from_db(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}

/// A score. `None` if the number is not a score.
pub(crate) fn score_from_db(score: i16) -> Option<u8> {
    u8::try_from(score).ok()
}

pub(crate) fn hash(bytes: &[u8]) -> Result<Sha256Hash, StoreError> {
    bytes.try_into().map(Sha256Hash).map_err(|_| StoreError::unreadable("a hash"))
}

pub(crate) fn number(number: i32) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

pub(crate) fn to_json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("our own types have a JSON form")
}

pub(crate) fn from_json<T: serde::de::DeserializeOwned>(text: &str, what: &'static str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::unreadable(what))
}
