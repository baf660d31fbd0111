//! Tests of websites: the interface of the script, the admin pages, and the cookies of our own pages.

mod api;
mod cookie_question;
mod cookies;
mod notice;
mod pages;
mod record;
mod standing;
