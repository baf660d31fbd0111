//! The names that a file uses: its `use` lines and every path in its code and macros.
//!
//! It reads tokens instead of syntax, so it sees a path inside `view! { … }` or `format!(…)` as in other code. It knows
//! no other files, so it cannot resolve a path.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, TokenStream, TokenTree};

/// The names between `::`, such as `["crate", "survey", "Question"]`. One that begins with `::` has an empty first
/// name.
pub type Path = Vec<String>;

/// One import of a `use`.
#[derive(Debug, PartialEq, Eq)]
pub struct Import {
    /// The imported path, relative to the module of the `use`.
    pub path: Path,
    /// The name it has here; `None` for `*`.
    pub name: Option<String>,
}

/// The names that one module uses, without those in code for tests only.
#[derive(Debug, Default)]
pub struct Names {
    /// Every `use`, including those inside functions.
    pub imports: Vec<Import>,
    /// Every other path of two or more names.
    pub paths: BTreeSet<Path>,
    /// Items that are defined here.
    pub items: BTreeSet<String>,
    /// Modules whose body is in the same file.
    pub modules: BTreeMap<String, Self>,
    /// Modules in files of their own that are compiled for tests only.
    pub test_modules: BTreeSet<String>,
}

impl Names {
    /// Reads a whole file.
    pub fn read(file: TokenStream) -> Self {
        let mut names = Self::default();
        names.walk(file, Literals::Skip);
        names
    }

    fn walk(&mut self, stream: TokenStream, literals: Literals) {
        let tokens: Vec<_> = stream.into_iter().collect();
        let mut rest = tokens.as_slice();
        while !rest.is_empty() {
            rest = &rest[self.step(rest, literals)..];
        }
    }

    /// Reads the first item, and returns the number of its tokens.
    fn step(&mut self, tokens: &[TokenTree], literals: Literals) -> usize {
        match tokens {
            [TokenTree::Punct(hash), TokenTree::Group(attribute), rest @ ..] if hash.as_char() == '#' => {
                if is_for_tests(attribute) {
                    return 2 + self.pass_over(rest);
                }
                self.walk(attribute.stream(), Literals::Read);
                2
            }
            // `$name::…`: the argument of a macro is read at its call.
            [TokenTree::Punct(dollar), TokenTree::Ident(name), ..] if dollar.as_char() == '$' && name != "crate" => {
                1 + path(&tokens[1..]).len() * 3 - 2
            }
            // `::serde::…` and `<T as Trait>::…`: the first part is not a name of this module.
            [TokenTree::Punct(first), TokenTree::Punct(second), rest @ ..] if is_separator(first, second) => {
                2 + (path(rest).len() * 3).saturating_sub(2)
            }
            [TokenTree::Ident(word), rest @ ..] if word == "use" && !starts_with(rest, '<') => {
                let end = rest.iter().position(|token| is_punct(token, ';')).unwrap_or(rest.len());
                self.read_use(&rest[..end], &Path::new());
                1 + end
            }
            [TokenTree::Ident(word), TokenTree::Ident(name), TokenTree::Group(body), ..] if word == "mod" => {
                self.modules.entry(plain(name)).or_default().walk(body.stream(), literals);
                3
            }
            [TokenTree::Ident(word), TokenTree::Ident(name), ..] if is_one_of(word, &DEFINING) => {
                self.items.insert(plain(name));
                1
            }
            [TokenTree::Ident(_), ..] => {
                let path = path(tokens);
                let used = path.len() * 3 - 2;
                if path.len() > 1 {
                    self.paths.insert(path);
                }
                used
            }
            [TokenTree::Group(group), ..] => {
                self.walk(group.stream(), literals);
                1
            }
            [TokenTree::Literal(literal), ..] if literals == Literals::Read => {
                self.paths.extend(path_in_text(literal));
                1
            }
            _ => 1,
        }
    }

    /// Reads a tree of `use`. `before` is the path before the braces.
    fn read_use(&mut self, tree: &[TokenTree], before: &Path) {
        for branch in tree.split(|token| is_punct(token, ',')).filter(|branch| !branch.is_empty()) {
            let mut path = before.clone();
            if starts_with(branch, ':') {
                path.push(String::new());
            }
            let mut renamed = None;
            let mut words = branch.iter();
            while let Some(token) = words.next() {
                match token {
                    TokenTree::Ident(word) if word == "as" => {
                        renamed = words.next().map(ToString::to_string);
                    }
                    TokenTree::Ident(name) => path.push(plain(name)),
                    TokenTree::Group(group) => {
                        let inner: Vec<_> = group.stream().into_iter().collect();
                        self.read_use(&inner, &path);
                        path.clear();
                    }
                    TokenTree::Punct(star) if star.as_char() == '*' => {
                        self.imports.push(Import { path: std::mem::take(&mut path), name: None });
                    }
                    _ => {}
                }
            }
            if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
                path.pop();
            }
            if let Some(last) = path.last() {
                let name = Some(renamed.unwrap_or_else(|| last.clone()));
                self.imports.push(Import { path, name });
            }
        }
    }

    /// Skips an item with `#[cfg(test)]`, and returns the number of its tokens.
    fn pass_over(&mut self, tokens: &[TokenTree]) -> usize {
        let body = tokens.iter().position(|token| is_punct(token, ';') || is_block(token)).unwrap_or(tokens.len());
        let keyword =
            tokens[..body].iter().position(|token| matches!(token, TokenTree::Ident(word) if is_one_of(word, &KEYWORDS)));
        let end = match keyword.map(|at| &tokens[at..]) {
            Some([TokenTree::Ident(word), TokenTree::Ident(name), TokenTree::Punct(_), ..]) if word == "mod" => {
                self.test_modules.insert(plain(name));
                Some(body)
            }
            Some([TokenTree::Ident(word), next, ..]) if holds_value(word, next) => {
                tokens.iter().position(|token| is_punct(token, ';'))
            }
            Some(_) => Some(body),
            // A field, a variant, a call.
            None => tokens.iter().position(|token| is_punct(token, ',')).map_or(Some(body), |comma| Some(comma.min(body))),
        };
        end.map_or(tokens.len(), |end| tokens.len().min(end + 1))
    }
}

/// Keywords that are followed by the name of an item.
const DEFINING: [&str; 9] = ["const", "enum", "fn", "mod", "static", "struct", "trait", "type", "union"];

/// Keywords that determine where an item or a statement ends.
const KEYWORDS: [&str; 12] = ["const", "enum", "fn", "impl", "let", "mod", "static", "struct", "trait", "type", "union", "use"];

/// Whether a string literal may be a path: inside an attribute, as in `#[serde(with = "time::rfc3339")]`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Literals {
    Read,
    Skip,
}

/// The first path: names joined by `::`. With `n` names it has `3 * n - 2` tokens.
fn path(tokens: &[TokenTree]) -> Path {
    let mut path = Path::new();
    let mut rest = tokens;
    while let [TokenTree::Ident(name), after @ ..] = rest {
        path.push(plain(name));
        match after {
            [TokenTree::Punct(first), TokenTree::Punct(second), after @ ..] if is_separator(first, second) => rest = after,
            _ => break,
        }
    }
    path
}

fn path_in_text(literal: &Literal) -> Option<Path> {
    let text = literal.to_string();
    let text = text.strip_prefix('"')?.strip_suffix('"')?;
    let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let path: Path = text.split("::").map(ToOwned::to_owned).collect();
    (path.len() > 1 && path.iter().all(|name| is_name(name))).then_some(path)
}

/// `cfg(test)` and `cfg(all(test, …))`.
fn is_for_tests(attribute: &Group) -> bool {
    let tokens: Vec<_> = attribute.stream().into_iter().collect();
    let [TokenTree::Ident(cfg), TokenTree::Group(condition)] = tokens.as_slice() else { return false };
    let condition: Vec<_> = condition.stream().into_iter().collect();
    cfg == "cfg"
        && match condition.as_slice() {
            [TokenTree::Ident(word)] => word == "test",
            [TokenTree::Ident(all), TokenTree::Group(each)] if all == "all" => {
                each.stream().into_iter().any(|token| matches!(token, TokenTree::Ident(word) if word == "test"))
            }
            _ => false,
        }
}

/// Whether braces may occur before the `;` that ends the item.
fn holds_value(keyword: &Ident, next: &TokenTree) -> bool {
    let function = matches!(next, TokenTree::Ident(next) if is_one_of(next, &["async", "extern", "fn", "unsafe"]));
    is_one_of(keyword, &["let", "static", "type", "use"]) || (keyword == "const" && !function)
}

fn is_one_of(word: &Ident, words: &[&str]) -> bool {
    words.iter().any(|other| word == other)
}

fn is_separator(first: &Punct, second: &Punct) -> bool {
    first.as_char() == ':' && first.spacing() == Spacing::Joint && second.as_char() == ':'
}

fn is_punct(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}

fn is_block(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

fn starts_with(tokens: &[TokenTree], character: char) -> bool {
    tokens.first().is_some_and(|token| is_punct(token, character))
}

fn plain(name: &Ident) -> String {
    let name = name.to_string();
    name.strip_prefix("r#").map(ToOwned::to_owned).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Names {
        Names::read(text.parse().unwrap())
    }

    /// Each `use` as `path`, `path as name` or `path::*`.
    fn imports(text: &str) -> Vec<String> {
        let shown = |import: &Import| match &import.name {
            None => format!("{}::*", import.path.join("::")),
            Some(name) if import.path.last() == Some(name) => import.path.join("::"),
            Some(name) => format!("{} as {name}", import.path.join("::")),
        };
        read(text).imports.iter().map(shown).collect()
    }

    fn paths(text: &str) -> Vec<String> {
        read(text).paths.iter().map(|path| path.join("::")).collect()
    }

    #[test]
    fn a_use_is_read_whole() {
        assert_eq!(imports("use a;"), ["a"]);
        assert_eq!(imports("pub(crate) use crate::a::B as C;"), ["crate::a::B as C"]);
        assert_eq!(imports("use ::a::B;"), ["::a::B"]);
        assert_eq!(imports("use super::*;"), ["super::*"]);
        assert_eq!(
            imports("use a::{self as b, c::{self, D as _, E}, r#type::*,};"),
            ["a as b", "a::c", "a::c::D as _", "a::c::E", "a::type::*"]
        );
        assert_eq!(imports("fn f() { if x { use a::B; } }"), ["a::B"]);
        assert!(imports("fn f<'a>() -> impl Iterator + use<'a> {}").is_empty());
    }

    #[test]
    fn paths_are_found_wherever_code_stands() {
        assert_eq!(paths("fn f(x: a::B) -> c::D<e::F> { g::h::<i::J>() }"), ["a::B", "c::D", "e::F", "g::h", "i::J"]);
        assert_eq!(paths("fn f() { view! { <b::C on:click=move |_| a::f() /> } }"), ["a::f", "b::C"]);
        assert_eq!(paths("impl crate::a::B for super::C {}"), ["crate::a::B", "super::C"]);
        assert_eq!(paths("#[derive(a::B)] #[c(with = \"d::e\", name = \"f\")] struct G;"), ["a::B", "d::e"]);
        assert_eq!(paths("macro_rules! m { ($t:ty) => { $crate::a::B; $t::c::D } }"), ["crate::a::B"]);
        assert!(paths("fn f() { ::a::b(); <T as U>::c::d(); x.e::<f>(); \"g::h\" } // i::j").is_empty());
    }

    #[test]
    fn items_and_inner_modules_are_told_apart() {
        let names = read("pub const fn f() {} struct A; mod b { use c::D; mod e {} } mod g;");
        assert!(["f", "A", "g"].iter().all(|item| names.items.contains(*item)));
        assert!(names.imports.is_empty());
        let inner = &names.modules["b"];
        assert_eq!(inner.imports.len(), 1);
        assert!(inner.modules.contains_key("e"));
    }

    #[test]
    fn what_is_for_tests_is_passed_over_and_no_more() {
        for text in [
            "#[cfg(test)] mod t { fn f() { x::y() } }",
            "#[cfg(test)] #[expect(dead_code)] pub(crate) fn f<const N: usize>(x: x::Y) { x::y(); }",
            "#[cfg(test)] const X: x::Y = x::Y { a: 1 };",
            "#[cfg(test)] const fn f() -> x::Y {}",
            "#[cfg(test)] use x::{y::z};",
            "#[cfg(all(test, unix))] impl x::Y for Z {}",
            "#[cfg(test)] x::y! {}",
        ] {
            assert_eq!(paths(&format!("{text} fn g() {{ a::b() }}")), ["a::b"], "{text}");
            assert!(imports(text).is_empty(), "{text}");
        }
        assert_eq!(paths("enum E { #[cfg(test)] A(x::Y), B(a::B) }"), ["a::B"]);
        assert_eq!(paths("#[cfg(any(test, unix))] fn f() { a::b() }"), ["a::b"]);
        assert!(read("#[cfg(test)] pub mod t; fn g() {}").test_modules.contains("t"));
    }
}
