/**
 * Fails when what is built is heavier than promised, in brotli at its strongest, styles included. That is 6,000 bytes for the script
 * of each page, and 4,000 for the files that it loads when they are used.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const folder = join(import.meta.dirname, 'dist');

/** @param {string} name */
function weigh(name) {
  const script = readFileSync(join(folder, name));
  const weight = brotliCompressSync(script, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: script.length,
    },
  }).length;
  console.log(`${name}: ${weight} bytes in brotli 11, ${script.length} plain`);
  return weight;
}

/** @param {string} what @param {string[]} names @param {number} most */
function check(what, names, most) {
  const weight = names.map(weigh).reduce((sum, one) => sum + one, 0);
  console.log(`${what}: ${weight} of ${most} bytes`);
  if (weight > most) process.exitCode = 1;
}

check('on each page', ['consent.js'], 6_000);
check('when used', readdirSync(folder).filter((name) => /^consent-.*\.js$/.test(name)), 4_000);
