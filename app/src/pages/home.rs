//! The front page, `/`: says what this is and lists nothing.

use crate::page::PageContext;

/// The page.
pub fn render(cx: &PageContext) -> String {
    crate::shell::rough(cx, "Klankbord")
}
