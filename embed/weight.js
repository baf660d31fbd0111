/** Fails when the built script is heavier than promised: 5,000 bytes in brotli at its strongest, styles included. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const MOST = 5_000;

const script = readFileSync(join(import.meta.dirname, 'dist/consent.js'));
const weight = brotliCompressSync(script, {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: script.length,
  },
}).length;
console.log(`consent.js: ${weight} bytes in brotli 11 (at most ${MOST}), ${script.length} plain`);
if (weight > MOST) process.exitCode = 1;
