//! The browser's entry: one bundle per feature, each hydrating the islands that `app` compiles for it. Must not contain
//! behaviour.

/// The loader calls it once, before it hydrates the islands.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}

#[cfg(feature = "public")]
mod public {
    //! The bundle of the answering page.

    // Used here so that the linker keeps the islands' exports (leptos#2083).
    #[expect(unused_imports, reason = "the islands are called by name from JavaScript, not from here")]
    use app::islands::{AnswerGuard, AnswerProgress, CharacterCounts};
}

#[cfg(feature = "verify")]
mod verify {
    //! The bundle of the page that checks receipts.

    #[expect(unused_imports, reason = "the islands are called by name from JavaScript, not from here")]
    use app::islands::ReceiptCheck;
}
