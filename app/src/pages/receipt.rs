//! The receipt, `/r/{code}`: what was stored under which notice, and taking it back. With `thanks=1` it says thank you first.

use domain::receipt::ReceiptCode;
use store::Receipt;

use crate::page::PageContext;

/// What the receipt shows.
#[derive(Clone, Copy, Debug)]
pub struct ReceiptPage<'a> {
    /// All that is stored.
    pub receipt: &'a Receipt,
    /// The code in its address.
    pub code: &'a ReceiptCode,
    /// Whether it is shown right after sending: thanks, with links to the receipt and to withdrawal.
    pub thanks: bool,
}

/// The page.
pub fn render(cx: &PageContext, page: &ReceiptPage<'_>) -> String {
    crate::shell::rough(cx, &page.code.to_string())
}
