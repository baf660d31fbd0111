/** Stands between a browser and the real server, and can spoil what passes, as networks do. */
import { type IncomingMessage, request as ask, type ServerResponse } from 'node:http';
import { Server as Listener } from '../../mock/server.js';

/** `lose`: the server gets the decision, and its answer breaks off. */
export type Mood = 'pass' | 'error' | 'hang' | 'lose';

export class Gate {
  mood: Mood = 'pass';
  /** Decisions that a browser tried to send, or asked whether it may. */
  attempts = 0;
  /** How often one of them, or its answer, was kept from arriving. */
  spoiled = 0;
  /** What the server must not be told. */
  readonly complaints: string[] = [];
  private readonly listener = new Listener((request: IncomingMessage, response: ServerResponse) => this.pass(request, response));

  /** `server` is the address to pass everything on to. */
  constructor(
    private readonly server: string,
    private readonly host: string,
  ) {}

  start(): Promise<void> {
    return this.listener.start(0);
  }

  stop(): Promise<void> {
    return this.listener.stop();
  }

  get url(): string {
    return `http://${this.host}:${this.listener.port}`;
  }

  private pass(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '/';
    const ofApi = path.startsWith('/api/');
    const decision = path.endsWith('/decisions');
    if (ofApi) this.watch(path, request);
    if (decision) this.attempts++;
    const spoil = () => void (decision && this.spoiled++);
    if (ofApi && this.mood === 'hang') return spoil();
    if (ofApi && this.mood === 'error') {
      if (request.method === 'POST') spoil();
      const headers = { 'Access-Control-Allow-Origin': request.headers.origin ?? '*', 'Access-Control-Allow-Headers': 'content-type' };
      response.writeHead(request.method === 'OPTIONS' ? 204 : 500, headers).end();
      return;
    }
    const { hostname, port } = new URL(this.server);
    const forward = ask({ hostname, port, path, method: request.method, headers: request.headers }, (answer) => {
      if (this.mood === 'lose' && decision && request.method === 'POST') {
        spoil();
        // Half of it arrives: of an answer that never began, the browser would ask again by itself.
        response.writeHead(answer.statusCode!, answer.headers);
        response.write('{', () => response.destroy());
        answer.resume();
        return;
      }
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
    });
    // A server that is gone is a connection that breaks off.
    forward.once('error', () => {
      spoil();
      response.destroy();
    });
    request.pipe(forward);
  }

  private watch(path: string, { headers }: IncomingMessage): void {
    if (headers.cookie) this.complaints.push(`a cookie came along to ${path}`);
    if (headers.referer) this.complaints.push(`the address of the page came along to ${path}`);
  }
}
