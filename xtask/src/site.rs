//! The folder of assets that the server embeds. It has bundles and style sheets, whose names contain a hash of their
//! content, and a Brotli copy of each. Its `manifest.json` maps each plain name to the hashed name.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::{Map, Value};

use crate::bundle;
use crate::consent;
use crate::npm;
use crate::process;
use crate::workspace::{self, Flavour, Workspace};

/// One sheet per audience. Each begins with the tokens and the base.
const SHEETS: [&str; 2] = ["public", "admin"];

/// The limit for scripts and WebAssembly of the answering page together, in bytes as sent.
const BUNDLE_LIMIT: usize = 60_000;

/// One file of the finished site.
pub struct Asset {
    /// The name in code: `public.css`.
    pub name: String,
    /// Its length in bytes.
    pub plain: usize,
    /// The length of its Brotli copy.
    pub brotli: usize,
}

/// Builds all assets of browsers, and returns them.
pub fn build(workspace: &Workspace, flavour: Flavour) -> Result<Vec<Asset>> {
    let mut content = Vec::new();
    // First, because it takes a second: a missing tool is reported before the compiler starts.
    let scripts = consent::build(workspace)?;
    for bundle in bundle::build(workspace, flavour)? {
        for path in [bundle.script, bundle.wasm] {
            let bytes = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
            content.push((file_name(&path), bytes));
        }
    }
    // The loader of the islands needs no bundling.
    let loader = workspace::list(&workspace.root.join("frontend"), ".js")?;
    for path in loader.into_iter().chain(scripts) {
        let bytes = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        content.push((file_name(&path), bytes));
    }
    for name in SHEETS {
        let mut text = sheet(&workspace.root.join("style"), name)?;
        if flavour == Flavour::Release {
            text = minify(workspace, name, &text)?;
        }
        content.push((format!("{name}.css"), text.into_bytes()));
    }
    let quality = match flavour {
        Flavour::Dev => 5,
        Flavour::Release => 11,
    };
    write(&workspace.site(flavour), content, quality)
}

/// Prints the size of each asset, and whether the answering page is within its limit.
pub fn report(assets: &[Asset]) {
    println!("{:<20} {:>10} {:>10}", "asset", "bytes", "brotli");
    for asset in assets {
        println!("{:<20} {:>10} {:>10}", asset.name, asset.plain, asset.brotli);
    }
    let bundle = ["loader.js", "public.js", "public_bg.wasm"];
    let total: usize = assets.iter().filter(|asset| bundle.contains(&&*asset.name)).map(|asset| asset.brotli).sum();
    let verdict = if total <= BUNDLE_LIMIT { "within" } else { "OVER" };
    println!("{} together: {total} bytes of Brotli, {verdict} the limit of {BUNDLE_LIMIT}", bundle.join(", "));
}

/// `tokens.css`, `base.css`, the files shared by both audiences, then those of the folder, in the order of names within
/// each folder.
fn sheet(style: &Path, name: &str) -> Result<String> {
    let mut files: Vec<_> = ["tokens.css", "base.css"].map(|file| style.join(file)).into();
    files.retain(|file| file.is_file());
    for folder in ["shared", name] {
        files.extend(workspace::list(&style.join(folder), ".css")?);
    }
    let mut text = String::new();
    for file in files {
        text += &fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        if !text.ends_with('\n') {
            text.push('\n');
        }
    }
    Ok(text)
}

fn minify(workspace: &Workspace, name: &str, text: &str) -> Result<String> {
    let folder = workspace.work(Flavour::Release);
    workspace::create_folder(&folder)?;
    let whole = folder.join(format!("{name}.css"));
    workspace::write_if_changed(&whole, text.as_bytes())?;
    let mut esbuild = Command::new(npm::tools(workspace)?.join("esbuild"));
    process::capture(esbuild.args(["--minify", "--log-level=warning"]).arg(&whole))
}

fn write(folder: &Path, content: Vec<(String, Vec<u8>)>, quality: i32) -> Result<Vec<Asset>> {
    workspace::create_folder(folder)?;
    let mut manifest = Map::new();
    let mut kept = vec!["manifest.json".to_owned()];
    let mut assets = Vec::new();
    for (name, bytes) in content {
        let hashed = hashed_name(&name, &bytes);
        workspace::write_if_changed(&folder.join(&hashed), &bytes)?;
        let copy = folder.join(format!("{hashed}.br"));
        if !copy.is_file() {
            workspace::write_if_changed(&copy, &compress(&bytes, quality)?)?;
        }
        let brotli = fs::metadata(&copy).with_context(|| format!("{} cannot be read", copy.display()))?.len();
        assets.push(Asset { name: name.clone(), plain: bytes.len(), brotli: usize::try_from(brotli)? });
        kept.extend([format!("{hashed}.br"), hashed.clone()]);
        manifest.insert(name, Value::String(hashed));
    }
    for stale in workspace::list(folder, "")?.iter().filter(|path| !kept.contains(&file_name(path))) {
        fs::remove_file(stale).with_context(|| format!("{} cannot be removed", stale.display()))?;
    }
    let manifest = serde_json::to_string_pretty(&Value::Object(manifest))? + "\n";
    workspace::write_if_changed(&folder.join("manifest.json"), manifest.as_bytes())?;
    Ok(assets)
}

/// `public.css` becomes `public.3f9a2c10.css`.
fn hashed_name(name: &str, bytes: &[u8]) -> String {
    let hash = &workspace::digest(bytes)[..8];
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{hash}.{ending}"),
        None => format!("{name}.{hash}"),
    }
}

fn compress(bytes: &[u8], quality: i32) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams { quality, size_hint: bytes.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters).context("Brotli failed")?;
    Ok(compressed)
}

fn file_name(path: &Path) -> String {
    PathBuf::from(path).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        workspace::list(folder, "").unwrap().iter().map(|path| file_name(path)).collect()
    }

    #[test]
    fn every_asset_has_a_hashed_name_and_a_brotli_copy_and_old_ones_go() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        write(folder, vec![("public_bg.wasm".into(), b"abc".into())], 5).unwrap();
        let expected = ["manifest.json", "public_bg.ba7816bf.wasm", "public_bg.ba7816bf.wasm.br"];
        assert_eq!(names(folder), expected);
        let manifest: Value = serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap();
        assert_eq!(manifest["public_bg.wasm"], "public_bg.ba7816bf.wasm");
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut fs::read(folder.join(expected[2])).unwrap().as_slice(), &mut plain).unwrap();
        assert_eq!(plain, b"abc");

        write(folder, vec![("public_bg.wasm".into(), b"abd".into())], 5).unwrap();
        assert_eq!(names(folder).len(), 3);
        assert!(!names(folder).contains(&expected[1].to_owned()));
    }

    #[test]
    fn a_sheet_is_tokens_then_base_then_its_folder_by_name() {
        let style = tempfile::tempdir().unwrap();
        let style = style.path();
        for folder in ["public", "shared", "admin"] {
            fs::create_dir(style.join(folder)).unwrap();
        }
        for (name, text) in [
            ("base.css", "b{}"),
            ("tokens.css", "t{}\n"),
            ("public/20-z.css", "z{}"),
            ("public/10-a.css", "a{}"),
            ("shared/x.css", "s{}"),
        ] {
            fs::write(style.join(name), text).unwrap();
        }
        assert_eq!(sheet(style, "public").unwrap(), "t{}\nb{}\ns{}\na{}\nz{}\n");
        assert_eq!(sheet(style, "admin").unwrap(), "t{}\nb{}\ns{}\n");
    }
}
