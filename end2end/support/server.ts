/** A `klankbord serve` of a test's own: a free port, a new data folder, the demo surveys. It knows nothing of browsers. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const program = process.env.KLANKBORD_BIN || join(import.meta.dirname, '../../target/debug/klankbord');

/** Servers that run; none may outlive the tests, however those end. */
const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** How long a server may take to stop before it is ended by force. */
const STOP_TIME = 10_000;

export interface Options {
  /** Whether the demo surveys are there; they are unless said otherwise. */
  demo?: boolean;
  /** Posts and reads a minute; no limit unless said otherwise. */
  rateLimit?: string;
}

export class Server {
  private constructor(
    private child: ChildProcess,
    /** Where everything is kept. */
    readonly dataDir: string,
    /** Scheme, host and port. */
    readonly url: string,
    /** The one-time link that makes the first account. */
    readonly setupLink: string,
    private readonly log: string[],
  ) {}

  static async start({ demo = true, rateLimit = 'off' }: Options = {}): Promise<Server> {
    const dataDir = await mkdtemp(join(tmpdir(), 'klankbord-e2e-'));
    const { child, url, setupLink, log } = await serve(dataDir, '127.0.0.1:0', demo, rateLimit);
    return new Server(child, dataDir, url, setupLink, log);
  }

  /** Runs another command of the program on the same database. */
  async command(...words: string[]): Promise<string> {
    const done = await promisify(execFile)(program, [...words, '--data-dir', this.dataDir], { env: environment() });
    return done.stdout;
  }

  /** Makes the website of our own pages, so that these ask whether they may remember the language. */
  async ownPages(): Promise<void> {
    await this.command('site', 'create', '--own-pages', '--key', 'klankbord', '--origin', 'http://127.0.0.1:*');
    // A running server looks for it once a second.
    while (!(await (await fetch(`${this.url}/privacy`)).text()).includes('consent-title'));
  }

  /** Ends the process, and starts another on the same address and data. */
  async restart(): Promise<void> {
    await this.halt();
    const again = await serve(this.dataDir, new URL(this.url).host, false, 'off');
    this.child = again.child;
  }

  /** Ends the process only. */
  async halt(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const force = setTimeout(() => this.child.kill('SIGKILL'), STOP_TIME);
    await exited;
    clearTimeout(force);
  }

  /** Ends the process as a power cut would: nothing of it is finished. */
  async kill(): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }

  async stop(): Promise<void> {
    await this.halt();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** What the server wrote to its log. */
  get output(): string {
    return this.log.join('\n');
  }
}

async function serve(dataDir: string, address: string, demo: boolean, rateLimit: string) {
  const words = ['serve', '--addr', address, '--data-dir', dataDir, '--rate-limit', rateLimit, '--log', 'warn'];
  const child = spawn(program, demo ? [...words, '--load-demo-if-new'] : words, {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const log: string[] = [];
  createInterface({ input: child.stderr! }).on('line', (line) => log.push(line));
  const said: string[] = [];
  // The last line says where to make the first account, or where to sign in.
  const announced = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${log.join('\n')}`)));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      said.push(line);
      if (/\/setup\/|\/sign-in$/.test(line)) resolve();
    });
  });
  await announced;
  const text = said.join('\n');
  const url = /answers at (\S+)/.exec(text)?.[1];
  if (!url) throw new Error(`the server did not say where it is:\n${text}`);
  const ready = await fetch(`${url}/health/ready`);
  if (!ready.ok) throw new Error(`the server is not ready: ${ready.status}`);
  return { child, url, setupLink: /\S+\/setup\/\S+/.exec(text)?.[0] ?? '', log };
}

/** Without the settings of whoever runs the tests. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('KLANKBORD_')));
}
