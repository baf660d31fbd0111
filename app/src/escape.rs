//! The `<textarea>` field and the escaping of its text. It is the only element whose children leptos 0.8 writes without
//! escaping. That is leptos#4818, fixed in 0.9. This file must be removed then, or text would be escaped twice. No page
//! writes a `<textarea>` in another way.

use leptos::prelude::*;

/// A text field of several lines.
pub(crate) struct Textarea {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) described_by: Option<String>,
    pub(crate) labelled_by: String,
    pub(crate) invalid: bool,
    /// The number of visible lines.
    pub(crate) rows: u8,
    /// The most characters, for the counter below the field. `None` means no counter.
    pub(crate) max: Option<usize>,
}

impl Textarea {
    pub(crate) fn view(self) -> AnyView {
        view! {
            <textarea
                id=self.id
                name=self.name
                rows=self.rows.to_string()
                data-max=self.max
                aria-labelledby=self.labelled_by
                aria-describedby=self.described_by
                aria-invalid=self.invalid.then_some("true")
            >
                {content(&self.text)}
            </textarea>
        }
        .into_any()
    }
}

/// The escaped text, which cannot end the element. HTML removes a line break at the start, so one is added.
fn content(text: &str) -> String {
    format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_textarea_holds_nothing_but_text() {
        let field = Textarea {
            id: "f-reason".into(),
            name: "reason".into(),
            text: "\n</textarea><script>alert(1)</script>&lt;".into(),
            described_by: None,
            labelled_by: "l-reason".into(),
            invalid: false,
            rows: 4,
            max: Some(10),
        };
        let html = field.view().to_html();
        assert!(html.contains(">\n\n&lt;/textarea>&lt;script>alert(1)&lt;/script>&amp;lt;</textarea>"), "{html}");
        assert!(!html.contains("<script"), "{html}");
    }
}
