//! The page that says that everything was erased, `/erased`.

use crate::page::PageContext;

/// The page.
pub fn render(cx: &PageContext) -> String {
    crate::shell::rough(cx, "erased")
}
