/**
 * Plays the part of Klankbord that `consent.js` speaks with, as strictly as the contract: what the contract does not allow is kept in
 * `complaints`. It can be stopped, hang, and answer 500.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoNotices } from './notice.js';
import { bodyOf, Server } from './server.js';

const built = join(import.meta.dirname, '../dist');
/** What proxies answer to decisions, by mood; they let the notice through. @type {Record<string, number>} */
const PROXIES = { conflict: 409, unauthorized: 401, forbidden: 403, missing: 404, portal: 200 };
const controls = ['accept_all', 'refuse_all', 'own_choice', 'withdraw', 'gpc'];

/**
 * @typedef {object} Recorded
 * @property {any} body
 * @property {string} text as it was sent
 * @property {number} status
 * @property {any} answer
 * @property {import('node:http').IncomingHttpHeaders} headers
 */

export class Klankbord {
  /** @param {{ origins: () => string[], host?: string }} site the origins that may ask; `host` names the machine in addresses */
  constructor({ origins, host = '127.0.0.1' }) {
    this.origins = origins;
    this.host = host;
    /** What happens to requests of the API. @type {'ok' | 'hang' | 'error' | 'busy' | 'reject' | 'reused' | 'conflict' | 'unauthorized' | 'forbidden' | 'missing' | 'portal'} */
    this.mood = 'ok';
    /** How long browsers may keep the notice. */
    this.cacheControl = 'public, max-age=300';
    /** Each decision once, in the order in which they arrived. @type {Recorded[]} */
    this.decisions = [];
    /** Whether decisions arrive and their answers do not. */
    this.loses = false;
    /** Scripts that were asked for. @type {string[]} */
    this.files = [];
    /** Whether only `consent.js` itself can be had. */
    this.withholds = false;
    /** What stands, by the event that is asked about, where it is not what the visitor last decided. @type {Map<string, string[]>} */
    this.stands = new Map();
    /** Events that were asked about. @type {string[]} */
    this.asked = [];
    /** What is answered to that, where it is not by the contract. @type {{ status: number, body: unknown } | undefined} */
    this.astray = undefined;
    /** What the answer to that waits for. @type {Promise<unknown>} */
    this.thinks = Promise.resolve();
    /** Which decisions are refused for good. @type {((body: any) => boolean) | undefined} */
    this.rejects = undefined;
    /** Records that are not the last word of their visitors any more. @type {Set<string>} */
    this.superseded = new Set();
    /** Every POST of a decision, also the repeated and the failed. */
    this.attempts = 0;
    /** What a browser waits for when it asks whether it may send one. @type {Promise<unknown>} */
    this.preflight = Promise.resolve();
    /** Every question of a browser whether it may send one. */
    this.preflights = 0;
    /** Times that the notice was asked for. */
    this.fetches = 0;
    /** Times that a browser said it showed the notice. */
    this.shown = 0;
    /** @type {string[]} */
    this.complaints = [];
    this.server = new Server((request, response) => void this.#answer(request, response));
  }

  async start(port = 0) {
    await this.server.start(port);
    this.notices = demoNotices(this.url);
  }

  get url() {
    return `http://${this.host}:${this.server.port}`;
  }

  stop() {
    return this.server.stop();
  }

  /** The same address, and everything it knew. */
  restart() {
    return this.server.start();
  }

  /** Changes the notice in every language. @param {(notice: any) => void} change */
  publish(change) {
    for (const notice of Object.values(this.notices ?? {})) change(notice);
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  async #answer(request, response) {
    const { pathname, searchParams } = new URL(request.url ?? '', this.url);
    if (/^\/consent(-[a-z]+)?\.js$/.test(pathname)) {
      this.files.push(pathname);
      if (this.withholds && pathname != '/consent.js') {
        response.destroy();
        return;
      }
      response.setHeader('Content-Type', 'text/javascript');
      response.setHeader('Access-Control-Allow-Origin', '*');
      // So that a page opened while the server is down still has its notice.
      response.setHeader('Cache-Control', 'public, max-age=3600');
      response.end(await readFile(join(built, pathname)));
      return;
    }
    const origin = request.headers.origin ?? '';
    if (this.origins().includes(origin)) response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Vary', 'Origin');
    if (request.headers.cookie) this.complaints.push(`a cookie came along to ${pathname}`);
    if (request.headers.referer) this.complaints.push(`the address of the page came along to ${pathname}`);
    const path = pathname.replace('/api/v1/sites/demo/', '');
    if (request.method == 'OPTIONS') this.preflights++;
    if (request.method == 'OPTIONS' && this.mood != 'hang') {
      await this.preflight;
      response.writeHead(204, { 'Access-Control-Allow-Methods': 'POST', 'Access-Control-Allow-Headers': 'content-type' }).end();
    } else if (this.mood != 'ok' && !(path == 'notice' && this.mood in PROXIES)) {
      this.#misbehave(path, response);
    } else if (path == 'notice') {
      this.#notice(searchParams.get('locale') ?? '', request, response);
    } else if (path == 'decisions' && request.method == 'POST') {
      this.attempts++;
      const text = await bodyOf(request);
      this.#decision(text, request, response);
    } else if (path == 'standing' && request.method == 'POST') {
      const text = await bodyOf(request);
      await this.thinks;
      this.#standing(JSON.parse(text), request, response);
    } else if (path == 'shown' && request.method == 'POST') {
      this.shown++;
      if (!/^[a-z]{2}/.test(searchParams.get('locale') ?? '')) this.complaints.push('shown, but in which language was not said');
      response.writeHead(204).end();
    } else {
      problem(response, 404);
    }
  }

  /** @param {string} path @param {import('node:http').ServerResponse} response */
  #misbehave(path, response) {
    if (path == 'decisions') this.attempts++;
    if (this.mood == 'error') problem(response, 500);
    if (this.mood == 'busy') problem(response, 429);
    if (this.mood == 'reject') problem(response, 422);
    if (this.mood == 'reused') problem(response, 409);
    // As a proxy answers, which knows nothing of decisions.
    const status = PROXIES[this.mood];
    if (status) response.writeHead(status, { 'Content-Type': 'text/html' }).end('<h1>Proxy</h1>');
    // Hanging is answering nothing at all.
  }

  /** @param {string} locale @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  #notice(locale, request, response) {
    this.fetches++;
    const notices = /** @type {NonNullable<typeof this.notices>} */ (this.notices);
    const language = locale.split('-')[0];
    const text = JSON.stringify(language == 'en' ? notices.en : notices.nl);
    const tag = `"${createHash('sha256').update(text).digest('base64url')}"`;
    response.setHeader('ETag', tag);
    response.setHeader('Cache-Control', this.cacheControl);
    if (request.headers['if-none-match'] == tag) response.writeHead(304).end();
    else response.writeHead(200, { 'Content-Type': 'application/json' }).end(text);
  }

  /** @param {any} body @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  #standing(body, request, response) {
    if (request.headers['content-type'] != 'application/json' || `${Object.keys(body)}` != 'event_id') {
      this.complaints.push(`standing: ${JSON.stringify(body)}`);
    }
    const { event_id } = body;
    this.asked.push(event_id);
    const last = this.decisions.findLast(({ status }) => status == 201);
    const known = this.decisions.some(({ answer }) => answer.event_id == event_id);
    const decided = known && Object.keys(last?.body.purposes).filter((key) => last?.body.purposes[key]);
    const granted = this.stands.get(event_id) ?? decided;
    if (this.astray) response.writeHead(this.astray.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(this.astray.body));
    else if (granted) response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ granted }));
    else problem(response, 404, { code: 'unknown_event' });
  }

  /** @param {string} text @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  #decision(text, request, response) {
    const body = JSON.parse(text);
    this.#check(body, request);
    if (this.rejects?.(body)) {
      problem(response, 422);
      return;
    }
    let known = this.decisions.find((one) => one.body.idempotency_key == body.idempotency_key);
    if (!known) {
      const id = randomUUID();
      const counted = !Object.values(body.purposes).includes(true) && !body.subject && !body.receipt;
      known = {
        body,
        text,
        status: counted ? 202 : 201,
        answer: counted ? {} : { event_id: id, receipt_url: `${this.url}/r/${id.replaceAll('-', '')}` },
        headers: request.headers,
      };
      this.decisions.push(known);
    } else if (contentOf(known.body) != contentOf(body)) {
      this.complaints.push('one idempotency key came with two decisions');
    }
    if (this.loses) response.destroy();
    else if (this.superseded.has(known.answer.event_id)) problem(response, 409, { event_id: known.answer.event_id });
    else response.writeHead(known.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(known.answer));
  }

  /** @param {any} body @param {import('node:http').IncomingMessage} request */
  #check(body, request) {
    const must = (/** @type {boolean} */ good, /** @type {string} */ what) => {
      if (!good) this.complaints.push(`${what}: ${JSON.stringify(body)}`);
    };
    const allowed = ['idempotency_key', 'notice_version', 'locale', 'control', 'gpc', 'purposes', 'subject', 'receipt', 'subject_receipt'];
    must(request.headers['content-type'] == 'application/json', 'content type');
    must(Object.keys(body).every((key) => allowed.includes(key)), 'an unknown field');
    must(/^[0-9a-f]{32}$/.test(body.idempotency_key), 'idempotency key');
    must(Number.isInteger(body.notice_version), 'notice version');
    must(/^(nl|en)$/.test(body.locale), 'locale');
    must(controls.includes(body.control), 'control');
    must(typeof body.gpc == 'boolean', 'gpc');
    must(Object.keys(body.purposes).length > 0, 'purposes');
    must(Object.values(body.purposes).every((value) => typeof value == 'boolean'), 'purposes');
    must(!('necessary' in body.purposes), 'an exempt purpose is not decided');
    must(!('subject' in body) || /^[0-9a-f-]{36}$/.test(body.subject), 'subject');
    must(!('subject_receipt' in body) || /^[0-9a-f]{32}$/.test(body.subject_receipt), 'code of a receipt');
    must(!('receipt' in body) || typeof body.receipt == 'boolean', 'receipt');
  }
}

/** What a decision says; the code of an earlier receipt is no part of it. @param {any} body */
function contentOf({ subject_receipt: _, ...body }) {
  return JSON.stringify(body);
}

/** @param {import('node:http').ServerResponse} response @param {number} status @param {object} [more] members of its own */
function problem(response, status, more = {}) {
  const document = { type: 'about:blank', status, ...more };
  response.writeHead(status, { 'Content-Type': 'application/problem+json' }).end(JSON.stringify(document));
}
