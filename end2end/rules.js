/**
 * Which tests hold which numbered rule of consent, asked of Playwright itself, so that a title made in a loop counts as well. Fails where
 * a rule lacks a test in a language, or where docs/consent-rules.md says otherwise; with `--write` it is made to say so.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const page = join(root, 'docs/consent-rules.md');
const RULES = Array.from({ length: 30 }, (_, index) => index + 1);
const LANGUAGES = ['nl', 'en'];
/** From here on a rule is about surveys, which are pages of our own only. */
const SURVEYS = 26;

/** @typedef {{ rules: number[], languages: string[], project: string, file: string }} Held */

/** @param {string} folder @returns {Held[]} every test whose title begins with numbers of rules */
function held(folder) {
  const playwright = join(root, folder, 'node_modules/.bin/playwright');
  const text = execFileSync(playwright, ['test', '--list', '--reporter=json'], { cwd: join(root, folder), encoding: 'utf8', maxBuffer: 1e8 });
  const { suites, config, errors } = JSON.parse(text);
  if (errors.length) throw new Error(JSON.stringify(errors));
  /** @type {Held[]} */
  const found = [];
  const walk = (/** @type {any} */ suite, /** @type {string[]} */ above) => {
    for (const { title, file, tests } of suite.specs ?? []) {
      const rules = /^(\d+(?:, \d+)*): /.exec(title)?.[1]?.split(', ').map(Number);
      if (!rules) continue;
      const languages = LANGUAGES.filter((tag) => above.includes(tag) || new RegExp(`\\((.*, )?${tag}(, .*)?\\)$`).test(title));
      const path = join(config.rootDir, file).slice(root.length + 1);
      for (const { projectName } of tests) found.push({ rules, languages, project: projectName, file: path });
    }
    for (const inner of suite.suites ?? []) walk(inner, [...above, inner.title]);
  };
  for (const suite of suites) walk(suite, []);
  return found;
}

const [elsewhere, own] = [held('embed'), held('end2end')];
/** @type {string[]} */
const faults = [];

for (const rule of RULES) {
  const tests = (rule < SURVEYS ? elsewhere : own).filter(({ rules }) => rules.includes(rule));
  for (const language of LANGUAGES) {
    const spoken = tests.filter(({ languages }) => languages.includes(language));
    if (!spoken.length) faults.push(`rule ${rule} has no test in ${language}`);
    if (rule >= SURVEYS && !spoken.some(({ project }) => project == 'no-javascript')) faults.push(`rule ${rule} has no test without JavaScript in ${language}`);
  }
}

/** @param {Held[]} tests @param {number} rule */
function files(tests, rule) {
  const names = tests.filter(({ rules }) => rules.includes(rule)).map(({ file }) => file);
  return [...new Set(names)].sort().map((file) => `[${file.split('/').slice(1).join('/')}](../${file})`).join(', ') || '–';
}

const before = readFileSync(page, 'utf8');
const after = before.replace(/^\| (\d+) \| (.*?) \|.*$/gm, (_, rule, words) => `| ${rule} | ${words} | ${files(elsewhere, +rule)} | ${files(own, +rule)} |`);
const listed = [...after.matchAll(/^\| (\d+) \|/gm)].map(([, rule]) => Number(rule));
if (`${listed}` != `${RULES}`) faults.push(`the page lists the rules ${listed}`);
if (process.argv.includes('--write')) writeFileSync(page, after);
else if (before != after) faults.push('docs/consent-rules.md is not what the tests are; `node end2end/rules.js --write` makes it so');

for (const fault of faults) console.error(fault);
if (faults.length) process.exitCode = 1;
else console.log(`each of ${RULES.length} rules has its tests, in ${LANGUAGES.join(' and ')}`);
