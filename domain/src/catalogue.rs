//! The texts of the Fluent files by id, in Dutch and English. Must not know their use.
//!
//! The browser does not need them, so this module is only built with the feature `texts`.

use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};

/// The Dutch texts.
pub(crate) static DUTCH: Catalogue = Catalogue(LazyLock::new(|| read("nl", &FILES.map(|file| file.nl))));
/// The English texts.
pub(crate) static ENGLISH: Catalogue = Catalogue(LazyLock::new(|| read("en", &FILES.map(|file| file.en))));

/// The texts in one language, parsed at the first use.
pub(crate) struct Catalogue(LazyLock<FluentBundle<FluentResource>>);

impl Catalogue {
    /// The text with this id, with its variables filled in.
    ///
    /// # Panics
    /// If no file has the id or a variable has no value, because a stored text must be complete.
    pub(crate) fn say(&self, id: &str, values: &[(&'static str, &str)]) -> String {
        let pattern = self.0.get_message(id).and_then(|message| message.value()).expect("the files have each id of the code");
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            args.set(*name, *value);
        }
        let mut errors = Vec::new();
        let text = self.0.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        assert!(errors.is_empty(), "text {id}: {errors:?}");
        text
    }
}

/// One file, with its text in each language.
#[derive(Clone, Copy)]
struct File {
    #[cfg(test)]
    name: &'static str,
    nl: &'static str,
    en: &'static str,
}

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        [$(File {
            #[cfg(test)]
            name: $name,
            nl: include_str!(concat!("../messages/nl/", $name, ".ftl")),
            en: include_str!(concat!("../messages/en/", $name, ".ftl")),
        }),+]
    };
}

/// The files of `domain/messages`, the same in both languages.
const FILES: [File; 5] = files!["notice", "own_pages", "rules", "site", "survey"];

fn read(tag: &str, texts: &[&'static str]) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![tag.parse().expect("our own tags are well formed")]);
    // A stored text must not contain the direction marks that Fluent adds.
    bundle.set_use_isolating(false);
    for text in texts {
        let resource = FluentResource::try_new((*text).to_owned()).expect("our own files are well formed");
        bundle.add_resource(resource).expect("our own files have no id twice");
    }
    bundle
}

#[cfg(test)]
mod tests {
    use std::{
        collections::{BTreeMap, BTreeSet},
        fs,
        path::Path,
    };

    use super::*;

    /// Every id of a file with the variables of its text. The form of address is left out, because English does not
    /// need it.
    fn messages(text: &'static str) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
        let mut found: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        let mut id = "";
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with([' ', '}'])) {
                id = name;
                assert!(found.insert(id, BTreeSet::new()).is_none(), "{id} stands twice");
            }
            for rest in line.split('$').skip(1) {
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
                if &rest[..end] != "form" {
                    found.get_mut(id).unwrap().insert(&rest[..end]);
                }
            }
        }
        found
    }

    fn sources(folder: &Path, text: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, text);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                text.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }

    #[test]
    fn the_list_has_every_file_of_both_languages() {
        let listed: BTreeSet<_> = FILES.iter().map(|file| format!("{}.ftl", file.name)).collect();
        assert_eq!(listed.len(), FILES.len(), "a name stands twice in the list");
        for tag in ["nl", "en"] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("messages").join(tag);
            let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
            assert_eq!(names.collect::<BTreeSet<_>>(), listed, "{tag}");
        }
    }

    #[test]
    fn both_languages_say_the_same_things_and_each_id_stands_in_one_file() {
        let mut known = BTreeSet::new();
        for file in FILES {
            let (nl, en) = (messages(file.nl), messages(file.en));
            assert!(!nl.is_empty(), "{} has no texts", file.name);
            assert_eq!(nl, en, "{}", file.name);
            for id in nl.into_keys() {
                assert!(known.insert(id), "{id} stands in two files");
            }
        }
    }

    #[test]
    fn every_text_is_used() {
        let mut code = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code);
        // The ids of `rules` are made from names, and are tested in `error`.
        for id in FILES.iter().filter(|file| file.name != "rules").flat_map(|file| messages(file.nl).into_keys()) {
            assert!(code.contains(&format!("\"{id}\"")), "{id} is used nowhere");
        }
    }
}
