//! Attributes that a survey declares and that are withheld, with the reason.

use crate::{id::Key, survey::attribute::Attribute};

/// What programs and pages are told of an attribute that is off.
pub const NOT_STATED: &str =
    "it names an employee, and stays off until the organisation states what its works council consents to";
/// What who sees figures alone is told.
pub const READERS: &str = "it names an employee, which is for analysts and above";
/// What a report that is kept is told.
pub const NOT_KEPT: &str = "it names an employee, and no report that is kept is about one";

/// Why an attribute that a survey declares is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The organisation has not stated that it may be kept and shown, took that back, or stated it until a day that is over.
    NotStated,
    /// Who looks sees figures alone.
    Reader,
    /// It is asked of a report that is kept as it is.
    Kept,
}

impl Why {
    /// The rule, in English.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::NotStated => NOT_STATED,
            Self::Reader => READERS,
            Self::Kept => NOT_KEPT,
        }
    }
}

/// An attribute that is withheld.
#[derive(Clone, Debug, PartialEq)]
pub struct Withheld {
    /// Its place among those that the survey declares.
    pub(crate) at: usize,
    /// The attribute.
    pub attribute: Attribute,
    /// Why.
    pub why: Why,
}

impl Withheld {
    /// By what is shown instead.
    pub fn team(&self) -> Option<&Key> {
        self.attribute.team.as_ref()
    }
}
