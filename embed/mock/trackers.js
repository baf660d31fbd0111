/** The fake third parties of the demo: their scripts do what real ones do, and every request to them is kept. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Server } from './server.js';

const folder = join(import.meta.dirname, '../demo/trackers');
const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

export class Trackers {
  constructor(host = '127.0.0.1') {
    this.host = host;
    /** Path and query of every request. @type {string[]} */
    this.requests = [];
    /** How long an answer to a path takes, in milliseconds. @type {Map<string, number>} */
    this.delays = new Map();
    /** Scripts of a test's own, by path. @type {Map<string, string>} */
    this.scripts = new Map();
    this.server = new Server((request, response) => void this.#answer(request.url ?? '', response));
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

  /** @param {string} address @param {import('node:http').ServerResponse} response */
  async #answer(address, response) {
    this.requests.push(address);
    const path = address.split('?')[0];
    const delay = this.delays.get(path);
    if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (path.endsWith('.gif')) {
      response.writeHead(200, { 'Content-Type': 'image/gif' }).end(pixel);
      return;
    }
    const type = path.endsWith('.html') ? 'text/html; charset=utf-8' : 'text/javascript';
    try {
      const text = this.scripts.get(path) ?? (await readFile(join(folder, path.slice(1)), 'utf8'));
      response.writeHead(200, { 'Content-Type': type }).end(text.replaceAll('{TRACKERS}', this.url));
    } catch {
      response.writeHead(404).end();
    }
  }
}
