/** What the database of a server holds, read from its file: not what the server says of itself. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';

/** Node.js 20 cannot read SQLite; Python can, and prints blobs as hexadecimal digits. */
const READ = `
import json, sqlite3, sys
rows = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True, timeout=10).execute(sys.argv[2])
names = [column[0] for column in rows.description]
text = lambda value: value.hex() if isinstance(value, bytes) else value
print(json.dumps([dict(zip(names, map(text, row))) for row in rows]))
`;

/** An event as its canonical bytes say it. */
export interface StoredEvent {
  id: string;
  site: string;
  notice: { id: string; version: number; hash: string };
  locale: string;
  control: string;
  origin: string;
  purposes: Record<string, string>;
  subject: string;
}

export class Database {
  private readonly file: string;

  constructor(dataDir: string) {
    this.file = join(dataDir, 'klankbord.db');
  }

  async rows(sql: string): Promise<any[]> {
    const { stdout } = await promisify(execFile)('python3', ['-c', READ, this.file, sql]);
    return JSON.parse(stdout);
  }

  /** Every event about a website, in the order in which they were recorded. */
  async events(): Promise<StoredEvent[]> {
    const rows = await this.rows('SELECT leaf FROM consent_event ORDER BY id');
    return rows
      .map(({ leaf }) => JSON.parse(Buffer.from(leaf, 'hex').toString()))
      .filter(({ site }) => site)
      .map(({ decisions, ...event }) => ({
        ...event,
        purposes: Object.fromEntries(decisions.map(({ purpose, state }: Record<string, string>) => [purpose, state])),
      }));
  }

  /** How often each control was used, and the notice shown, in one language. */
  async counts(locale: string): Promise<Record<string, number>> {
    const rows = await this.rows(`SELECT kind, SUM(n) AS n FROM decision_count WHERE locale = '${locale}' GROUP BY kind`);
    return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]));
  }

  /** What stands now, of everybody. */
  async standing(): Promise<Record<string, string>> {
    const rows = await this.rows('SELECT purpose, state FROM site_standing ORDER BY purpose');
    return Object.fromEntries(rows.map(({ purpose, state }) => [purpose, state]));
  }

  /** How many persons there is a pseudonym of. */
  async persons(): Promise<number> {
    const sql = 'SELECT COUNT(DISTINCT subject) AS n FROM (SELECT subject FROM event_subject UNION ALL SELECT subject FROM decision)';
    return (await this.rows(sql))[0].n;
  }

  /** The hash of a version of the demo website's notice. */
  async noticeHash(version: number): Promise<string> {
    const sql = `SELECT v.hash FROM notice_version v JOIN site s ON s.id = v.site_id WHERE s.key = 'demo' AND v.number = ${version}`;
    return (await this.rows(sql))[0].hash;
  }

  /** Waits until so many events are on disk; there are never more. */
  async recorded(count: number): Promise<StoredEvent[]> {
    await expect.poll(async () => (await this.events()).length).toBe(count);
    return this.events();
  }
}
