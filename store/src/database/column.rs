//! Values of columns as types of the house, and back.

use domain::hash::Sha256Hash;

use crate::error::StoreError;

pub(crate) fn whole(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}

pub(crate) fn small(score: i16) -> Option<u8> {
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
