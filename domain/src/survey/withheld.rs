//! Attributes that a survey declares and that are withheld, with the reason.

use crate::{error::rule::RuleId, id::Key, survey::attribute::Attribute};

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
    /// The rule that withholds it.
    pub const fn rule(self) -> RuleId {
        match self {
            Self::NotStated => RuleId::EmployeeNotStated,
            Self::Reader => RuleId::EmployeeReader,
            Self::Kept => RuleId::EmployeeNotKept,
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
