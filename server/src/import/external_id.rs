//! The id of a row in its source, from one column or several.

/// The most characters of an id. Both databases index it; they take the 2,000 bytes that it can have.
pub const MAX_LENGTH: usize = 500;

/// Joins the cells of the id columns. A single cell is unchanged. Several are joined with `|`, and each `|` or `\` in a
/// cell gets a `\` before it, so that rows with different cells have different ids.
pub fn join(cells: &[&str]) -> String {
    if let [only] = cells {
        return (*only).to_owned();
    }
    let mut id = String::with_capacity(cells.iter().map(|cell| cell.len() + 1).sum());
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            id.push('|');
        }
        for c in cell.chars() {
            if matches!(c, '|' | '\\') {
                id.push('\\');
            }
            id.push(c);
        }
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_as_it_is_several_told_apart() {
        assert_eq!(join(&["a|b\\"]), "a|b\\");
        assert_eq!(join(&["a", "b"]), "a|b");
        assert_eq!(join(&["a|b", "c"]), "a\\|b|c");
        assert_ne!(join(&["a|b", "c"]), join(&["a", "b|c"]));
        assert_ne!(join(&["a\\", "b"]), join(&["a", "\\b"]));
        assert_ne!(join(&["a\\|b", "c"]), join(&["a\\", "b|c"]));
    }
}
