//! Tests of the privacy statement and of the processing register.

mod register;
mod statement;
