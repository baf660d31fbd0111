/** The demo site: the pages in `demo/`, and whatever pages a test adds, each under a policy of its own. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Server } from './server.js';

const folder = join(import.meta.dirname, '../demo');
/** @type {Record<string, string>} */
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript' };

/**
 * What a strict page of the field allows: itself, Klankbord, and the parties that it names.
 * @param {string} host @param {string} trackers @param {string} nonce
 */
const policy = (host, trackers, nonce) =>
  [
    `default-src 'self'`,
    `script-src 'self' ${host} ${trackers} 'nonce-${nonce}'`,
    `style-src 'self'`,
    `img-src 'self' ${trackers}`,
    `connect-src ${host} ${trackers}`,
    `frame-src ${trackers}`,
    `object-src 'none'`,
    `base-uri 'none'`,
  ].join('; ');

/** @typedef {{ html: string, csp?: string }} Page */

export class Site {
  /** @param {{ klankbord: () => string, trackers: () => string, host?: string }} around */
  constructor({ klankbord, trackers, host = '127.0.0.1' }) {
    this.klankbord = klankbord;
    this.trackers = trackers;
    this.host = host;
    /** Pages and scripts of a test's own, by path. @type {Map<string, Page>} */
    this.pages = new Map();
    /** Pages that a test writes itself, piece by piece. @type {Map<string, (response: import('node:http').ServerResponse) => void>} */
    this.streams = new Map();
    /** Paths asked for. @type {string[]} */
    this.requests = [];
    this.server = new Server((request, response) => void this.#answer(request, response));
  }

  start(port = 0) {
    return this.server.start(port);
  }

  stop() {
    return this.server.stop();
  }

  get url() {
    return `http://${this.host}:${this.server.port}`;
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  async #answer(request, response) {
    const path = new URL(request.url ?? '', this.url).pathname;
    this.requests.push(path);
    const stream = this.streams.get(path);
    if (stream) {
      stream(response);
      return;
    }
    const page = this.pages.get(path) ?? (await this.#file(path));
    if (!page) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found');
      return;
    }
    const nonce = randomBytes(16).toString('base64');
    const type = types[extname(path)] ?? types['.html'];
    response.setHeader('Content-Type', type);
    if (type == types['.html']) {
      response.setHeader('Content-Security-Policy', page.csp ?? policy(this.klankbord(), this.trackers(), nonce));
    }
    const text = page.html.replaceAll('{HOST}', this.klankbord()).replaceAll('{TRACKERS}', this.trackers()).replaceAll('{NONCE}', nonce);
    response.end(text);
  }

  /** @param {string} path @returns {Promise<Page | undefined>} */
  async #file(path) {
    const name = path == '/' ? '/nl.html' : path;
    if (!/^\/[\w-]+\.(html|css|js)$/.test(name)) return;
    try {
      return { html: await readFile(join(folder, name), 'utf8') };
    } catch {
      return;
    }
  }
}
