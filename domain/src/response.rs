//! Responses: the answering form, the answers, and the filter that selects responses.

pub mod answer;
pub mod api_submission;
pub mod attribute_link;
pub mod correction;
pub mod filter;
pub mod form;
pub mod number;
pub mod sending;
