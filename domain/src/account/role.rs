//! The roles of accounts. Each role has all permissions of the role before it.

use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::{
    error::{ErrorCode, expected::Expected, rule::RuleId},
    response::filter::Condition,
};

/// A role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case", parse_err_ty = ErrorCode, parse_err_fn = Self::unknown)]
pub enum Role {
    /// Sees figures only.
    Reader,
    /// Reads comments and downloads responses. Each download is recorded.
    Analyst,
    /// Creates websites and publishes their notices.
    Editor,
    /// Handles privacy requests.
    Owner,
}

impl Role {
    /// Every role, the one with the fewest permissions first.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The name in storage and commands.
    pub fn name(self) -> &'static str {
        self.into()
    }

    const fn unknown(_: &str) -> ErrorCode {
        ErrorCode::Invalid { expected: Expected::Role }
    }
}

/// A role with its restriction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rights {
    /// The role.
    pub role: Role,
    /// The restriction of a reader: only responses that meet this condition count, such as those of one store. `None`
    /// means all responses.
    pub only: Option<Condition>,
}

impl Rights {
    /// The rights of a role without a restriction.
    pub const fn of(role: Role) -> Self {
        Self { role, only: None }
    }

    /// The rights of a role with an optional restriction.
    ///
    /// # Errors
    /// [`ErrorCode::Forbidden`] if a role other than reader has a restriction, because that role sees all rows.
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
