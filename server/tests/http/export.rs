//! Tests of exports: in the browser, in the background, and for programs.

mod jobs;
mod page;
mod responses_api;
