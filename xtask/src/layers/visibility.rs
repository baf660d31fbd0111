//! The allowed visibility of an item: public, crate, parent or private, never `pub(in …)`.

use proc_macro2::{TokenStream, TokenTree};

/// At most one breach, with the number of uses of `pub(in …)`.
pub fn breaches(file: &str, tokens: &TokenStream) -> Option<String> {
    let count = scoped(tokens.clone());
    (count > 0).then(|| format!("{file}: {count} × `pub(in …)`; use `pub`, `pub(crate)`, `pub(super)` or nothing"))
}

fn scoped(stream: TokenStream) -> usize {
    let tokens: Vec<_> = stream.into_iter().collect();
    let here = tokens.windows(2).filter(|pair| is_scoped(&pair[0], &pair[1])).count();
    let inside = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => scoped(group.stream()),
        _ => 0,
    });
    here + inside.sum::<usize>()
}

fn is_scoped(word: &TokenTree, group: &TokenTree) -> bool {
    let TokenTree::Group(group) = group else { return false };
    let public = matches!(word, TokenTree::Ident(word) if word == "pub");
    public && matches!(group.stream().into_iter().next(), Some(TokenTree::Ident(word)) if word == "in")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visibility_in_a_path_is_a_breach() {
        let check = |text: &str| breaches("a.rs", &text.parse().unwrap());
        for fine in ["pub fn a() {}", "pub(crate) fn a() {}", "pub(super) fn a() {}", "fn a() {}", "// pub(in super::super)"] {
            assert_eq!(check(fine), None, "{fine}");
        }
        let twice = check("pub(in crate::http) struct A { pub(in super::super) b: u8 }").unwrap();
        assert!(twice.starts_with("a.rs: 2 × `pub(in …)`"), "{twice}");
    }
}
