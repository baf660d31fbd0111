//! The page of a form whose key was spent on other content (409). It offers the receipt and shows no stored answer.

use domain::receipt::ReceiptCode;

use crate::page::PageContext;

/// The page.
pub fn render(cx: &PageContext, code: &ReceiptCode) -> String {
    crate::shell::rough(cx, &code.to_string())
}
