// Starts the islands of a page: loads the bundle named by this script's own tag, and hands every <leptos-island> to its
// function, the outer ones first. Does what leptos' island_script.js does for islands without children; a page without an
// island does not load it. Where anything fails, the page goes on working as plain HTML.

const { js, wasm } = document.querySelector("script[data-wasm]").dataset;

const start = async () => {
  const bundle = await import(js);
  await bundle.default({ module_or_path: wasm });
  bundle.hydrate();
  for (const island of document.querySelectorAll("leptos-island")) {
    const hydrate = bundle[island.dataset.component];
    if (hydrate) await hydrate(island);
  }
  document.documentElement.dataset.islands = "ready";
};

start().catch((error) => console.warn("the islands did not start", error));
