//! The document around every page.

use crate::page::PageContext;

pub(crate) fn rough(cx: &PageContext, title: &str) -> String {
    format!("<!DOCTYPE html><html lang=\"{}\"><title>{title}</title><h1>{title}</h1>", cx.locale)
}
