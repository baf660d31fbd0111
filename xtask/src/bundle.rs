//! The browser's bundles: `frontend` compiled once per feature, bound by wasm-bindgen and, for a release, optimised for
//! size. The library of wasm-bindgen's tool is linked in: it compiles in half a minute and always matches the lock
//! file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use anyhow::{Context as _, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::npm;
use crate::process;
use crate::setup::{self, Need, WASM};
use crate::workspace::{self, Flavour, Workspace};

/// A bundle for each feature of `frontend`, as `NAME.js` and `NAME_bg.wasm`.
pub const BUNDLES: [&str; 2] = ["public", "verify"];

/// The features of browsers of the last years. With `--all-features` `wasm-opt` writes a file that they refuse.
const WASM_OPT: [&str; 11] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// One finished bundle.
pub struct Bundle {
    /// Its JavaScript module, which starts the WebAssembly.
    pub script: PathBuf,
    /// Its WebAssembly.
    pub wasm: PathBuf,
}

/// Builds every bundle, unless its input is unchanged.
pub fn build(workspace: &Workspace, flavour: Flavour) -> Result<Vec<Bundle>> {
    setup::ensure(&[Need::WasmTarget])?;
    BUNDLES.iter().map(|name| build_one(workspace, flavour, name)).collect()
}

fn build_one(workspace: &Workspace, flavour: Flavour, name: &str) -> Result<Bundle> {
    let input = compile(workspace, flavour, name)?;
    let folder = workspace.work(flavour);
    let bundle = Bundle { script: folder.join(format!("{name}.js")), wasm: folder.join(format!("{name}_bg.wasm")) };
    let stamp_file = folder.join(format!("{name}.stamp"));
    let stamp = stamp(&input)?;
    let fresh = fs::read_to_string(&stamp_file).is_ok_and(|done| done == stamp);
    if fresh && bundle.script.is_file() && bundle.wasm.is_file() {
        return Ok(bundle);
    }

    workspace::create_folder(&folder)?;
    bind(&input, &folder, name, flavour)?;
    if flavour == Flavour::Release {
        shrink(workspace, &bundle)?;
    }
    workspace::write_if_changed(&stamp_file, stamp.as_bytes())?;
    Ok(bundle)
}

fn compile(workspace: &Workspace, flavour: Flavour, name: &str) -> Result<PathBuf> {
    let profile = match flavour {
        Flavour::Dev => "wasm-dev",
        Flavour::Release => "wasm-release",
    };
    let mut cargo = workspace.cargo(flavour);
    cargo.args(["build", "--package", "frontend", "--lib", "--target", WASM, "--profile", profile]);
    process::run(cargo.args(["--no-default-features", "--features", name]))?;
    Ok(workspace.target.join(WASM).join(profile).join("frontend.wasm"))
}

fn bind(input: &Path, folder: &Path, name: &str, flavour: Flavour) -> Result<()> {
    let snippets = folder.join("snippets");
    if snippets.exists() {
        fs::remove_dir_all(&snippets).with_context(|| format!("{} cannot be removed", snippets.display()))?;
    }
    let mut bindgen = Bindgen::new();
    bindgen.input_path(input).out_name(name).typescript(false);
    bindgen.web(true).context("wasm-bindgen refused the web target")?;
    if flavour == Flavour::Release {
        bindgen.remove_name_section(true).remove_producers_section(true);
    }
    bindgen.generate(folder).with_context(|| format!("wasm-bindgen could not bind {}", input.display()))?;
    if snippets.exists() {
        bail!("the bundle `{name}` brings JavaScript files of its own ({}); the site serves one script", snippets.display());
    }
    Ok(())
}

fn shrink(workspace: &Workspace, bundle: &Bundle) -> Result<()> {
    let tools = npm::tools(workspace)?;
    let mut optimise = Command::new(tools.join("wasm-opt"));
    process::run(optimise.args(WASM_OPT).arg(&bundle.wasm).arg("--output").arg(&bundle.wasm))?;
    let mut minify = Command::new(tools.join("esbuild"));
    minify.args(["--minify", "--format=esm", "--target=es2022", "--legal-comments=none", "--log-level=warning"]);
    let script = process::capture(minify.arg(&bundle.script))?;
    workspace::write_if_changed(&bundle.script, script.as_bytes())
}

/// Cargo writes its output only if it changed, so time and length are enough. The rest identifies the tools.
fn stamp(input: &Path) -> Result<String> {
    let about = fs::metadata(input).with_context(|| format!("cargo built no {}", input.display()))?;
    let changed = about.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
    Ok(format!("{changed} {} {} {}", about.len(), npm::version(), WASM_OPT.join(" ")))
}
