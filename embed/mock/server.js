/** A server on loopback that can be stopped, with whatever is open on it, and started again on the same port. */
import { once } from 'node:events';
import { createServer } from 'node:http';

export class Server {
  /** @param {import('node:http').RequestListener} listener */
  constructor(listener) {
    this.listener = listener;
    this.port = 0;
    /** @type {import('node:http').Server | undefined} */
    this.server = undefined;
  }

  /** @param {number} [port] a free one unless given */
  async start(port = this.port) {
    const listener = /** @type {import('node:http').RequestListener} */ ((request, response) => {
      // By it a browser, whose clock may be another under `cargo xtask test --at`, would take for old what it has just got.
      response.sendDate = false;
      this.listener(request, response);
    });
    this.server = createServer(listener).listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = /** @type {import('node:net').AddressInfo} */ (this.server.address()).port;
  }

  async stop() {
    const { server } = this;
    if (!server?.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }
}

/**
 * The whole body of a request.
 * @param {import('node:http').IncomingMessage} request
 */
export async function bodyOf(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
