//! What someone who signs in may do. Each role may do all that the one before it may.

use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::{
    error::{ErrorCode, expected::Expected, rule::RuleId},
    response::filter::Condition,
};

/// A role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case", parse_err_ty = ErrorCode, parse_err_fn = Self::unknown)]
pub enum Role {
    /// Sees figures.
    Reader,
    /// Sees what people wrote, and takes responses along; each use is noted.
    Analyst,
    /// Makes websites and publishes their notices.
    Editor,
    /// Keeps the rights desk.
    Owner,
}

impl Role {
    /// Every role, the least first.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The name in storage and commands.
    pub fn name(self) -> &'static str {
        self.into()
    }

    const fn unknown(_: &str) -> ErrorCode {
        ErrorCode::Invalid { expected: Expected::Role }
    }
}

/// A role, with what it is bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rights {
    /// The role.
    pub role: Role,
    /// Of a reader: the only answers that count, such as those about one store; none: all.
    pub only: Option<Condition>,
}

impl Rights {
    /// The rights of a role that is bound to nothing.
    pub const fn of(role: Role) -> Self {
        Self { role, only: None }
    }

    /// Rights that may be bound.
    ///
    /// # Errors
    /// [`ErrorCode::Forbidden`] where another role than a reader is bound: it would see everything else in the rows.
    pub fn bound(role: Role, only: Option<Condition>) -> Result<Self, ErrorCode> {
        match only {
            Some(_) if role != Role::Reader => Err(ErrorCode::Forbidden { rule: RuleId::BoundReader }),
            only => Ok(Self { role, only }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_read_by_their_names_and_stand_in_order() {
        for &role in Role::ALL {
            assert_eq!(role.name().parse(), Ok(role));
        }
        assert!("admin".parse::<Role>().is_err());
        assert!(Role::Owner > Role::Editor && Role::Analyst > Role::Reader);
    }

    #[test]
    fn only_a_reader_is_bound() {
        let store = Condition::parse("store:Utrecht").unwrap();
        assert!(Rights::bound(Role::Reader, Some(store.clone())).is_ok());
        assert!(Rights::bound(Role::Analyst, Some(store)).is_err());
        assert_eq!(Rights::bound(Role::Owner, None), Ok(Rights::of(Role::Owner)));
    }
}
