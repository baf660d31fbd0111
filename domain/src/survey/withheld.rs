//! Attributes that a survey declares and that are withheld, with the reason.

use crate::{error::rule::RuleId, id::Key, survey::attribute::Attribute};

/// Why a declared attribute is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The organisation has not stated that it may be stored and shown, or revoked the statement, or its last day is
    /// over.
    NotStated,
    /// The account sees figures only.
    Reader,
    /// The request is for a fixed report.
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

/// A withheld attribute.
#[derive(Clone, Debug, PartialEq)]
pub struct Withheld {
    /// The position among the attributes that the survey declares.
    pub(crate) at: usize,
    /// The attribute.
    pub attribute: Attribute,
    /// The reason.
    pub why: Why,
}

impl Withheld {
    /// The attribute that is shown instead.
    pub fn team(&self) -> Option<&Key> {
        self.attribute.team.as_ref()
    }
}
