//! The answering form and its fields, one file per kind of question.

pub(crate) mod answers;
pub(crate) mod choices;
pub mod correction;
pub(crate) mod field;
pub mod form;
pub mod key_reused;
pub(crate) mod matrix;
pub(crate) mod purposes;
pub(crate) mod question;
pub mod resend;
pub(crate) mod scale;
pub(crate) mod text;
pub mod thanks;
