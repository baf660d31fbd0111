/** Bundles `src` into the one classic script `dist/consent.js`, or into the file named on the command line. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
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

await build({
  entryPoints: [join(here, 'src/consent.js')],
  outfile: process.argv[2] ?? join(here, 'dist/consent.js'),
  // A page may carry the tag twice; the second must not ask again.
  banner: { js: 'if(!window.klankbord?.consent){' },
  footer: { js: '}' },
  bundle: true,
  minify: true,
  format: 'iife',
  charset: 'utf8',
  target,
  plugins: [styles],
  logLevel: 'warning',
});
