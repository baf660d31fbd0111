//! The organisation: its commands, and the statements about its works council.

pub(crate) mod command;
pub(crate) mod stated_texts_command;
pub(crate) mod works_council;
pub(crate) mod works_council_command;
