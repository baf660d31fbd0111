//! Tests of exports: in the browser, in the background, and in the API.

mod jobs;
mod page;
mod responses_api;
