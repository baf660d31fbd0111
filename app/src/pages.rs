//! The pages, one file per address, each a function from its data to a document.

pub mod answer;
pub mod api_docs;
pub mod cookies;
pub mod correct;
pub mod erased;
pub mod home;
pub mod key_reused;
pub mod message;
pub mod overview;
pub mod privacy;
pub mod receipt;
pub mod register;
pub mod results;
pub mod rights;
pub mod rights_person;
pub mod rights_request;
pub mod setup;
pub mod sign_in;
pub mod site_list;
pub mod site_notice;
pub mod site_numbers;
pub mod site_privacy;
pub mod site_receipt;
pub mod survey_state;
pub mod thanks_light;
pub mod verify;
