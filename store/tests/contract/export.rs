//! Tests of exports: the responses, and the jobs in the background.

mod jobs;
mod responses;
