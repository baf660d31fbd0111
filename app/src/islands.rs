//! Islands: what becomes WebAssembly. They get their words as properties and must not need the server's crates.

mod character_count;

pub use character_count::CharacterCount;
