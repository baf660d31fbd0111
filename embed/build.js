/**
 * Bundles `src` into the one classic script `dist/consent.js`, or into the file named on the command line. Each file in `src/later`
 * becomes a module beside it, which that script loads when it is used.
 */
import { readFile, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build, transform } from 'esbuild';

const here = import.meta.dirname;

/** A style sheet imported by a module becomes its minified text. */
const styles = {
  name: 'styles',
  /** @param {import('esbuild').PluginBuild} plugin */
  setup(plugin) {
    plugin.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true, target });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

/** The oldest browsers that are promised the notice: those with style sheets that a strict policy lets a script make. */
const target = ['chrome103', 'firefox119', 'safari16.4'];

const script = process.argv[2] ?? join(here, 'dist/consent.js');

/** @type {import('esbuild').BuildOptions} */
const common = { bundle: true, minify: true, charset: 'utf8', target, plugins: [styles], logLevel: 'warning' };

await build({
  ...common,
  entryPoints: [join(here, 'src/consent.js')],
  outfile: script,
  // A page may carry the tag twice; the second must not ask again.
  banner: { js: 'if(!window.klankbord?.consent){' },
  footer: { js: '}' },
  format: 'iife',
});

const sources = (await readdir(join(here, 'src/later'))).filter((name) => name.endsWith('.js'));
const built = sources.map((name) => `consent-${name}`);
// What is no longer made must not be served.
for (const old of await readdir(dirname(script))) {
  if (/^consent-[a-z]+\.js$/.test(old) && !built.includes(old)) await rm(join(dirname(script), old));
}
await build({
  ...common,
  entryPoints: sources.map((name) => ({ in: join(here, 'src/later', name), out: `consent-${basename(name, '.js')}` })),
  outdir: dirname(script),
  format: 'esm',
});
