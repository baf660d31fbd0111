/** Servers with something of everything in them, for tests that only look. One house per worker; nobody changes it. */
import { test as base } from './test.ts';
import { email, password } from './marketer.ts';
import { answer, answerNps } from './requests.ts';
import { Server } from './server.ts';
import { Watch } from './watch.ts';

export interface House {
  /** The demo surveys, with answers. */
  server: Server;
  /** Nothing but an organisation. */
  bare: Server;
  /** Lets nobody ask more than once a minute. */
  strict: Server;
  /** A set-up link that nobody used yet. */
  invitation: string;
  /** Codes of receipts. */
  given: string;
  withdrawn: string;
  erased: string;
  /** One whose page of thanks still has something to ask. */
  fresh: string;
  /** A request of a person, and the response that was found for it. */
  request: string;
  person: string;
  /** A request that was closed. */
  ended: string;
  /** The session of someone who signed in, per server. */
  sessions: Map<Server, string>;
}

export const test = base.extend<object, { house: House }>({
  house: [
    async ({}, use) => {
      const started = await Promise.allSettled([
        Server.start(),
        Server.start({ demo: false }),
        Server.start({ rateLimit: '1,1' }),
      ]);
      try {
        const [server, bare, strict] = started.map((start) => {
          if (start.status === 'rejected') throw start.reason;
          return start.value;
        });
        await use(await furnish(server!, bare!, strict!));
      } finally {
        await Promise.all(started.map((start) => (start.status === 'fulfilled' ? start.value.stop() : undefined)));
      }
    },
    { scope: 'worker' },
  ],
  server: async ({ house }, use) => use(house.server),
  watch: async ({ context, house }, use) => {
    const watch = new Watch(house.server.url, house.bare.url, house.strict.url);
    watch.context(context);
    await use(watch);
    watch.conclude();
  },
});

async function furnish(server: Server, bare: Server, strict: Server): Promise<House> {
  const full = {
    recommend: 9,
    reason: 'Vriendelijk geholpen.\nEn warm brood.',
    purpose: ['contact', 'publish', 'connect'],
    contact_email: 'klant@voorbeeld.nl',
  };
  const receipt = async () => (await answer(server.url, 'nps', full)).code;
  const [given, withdrawn, erased] = [await receipt(), await receipt(), await receipt()];
  const fresh = (await answer(server.url, 'nps', { recommend: 8 })).code;
  await post(`${server.url}/r/${withdrawn}/withdraw`, { purpose: 'analysis' });
  await post(`${server.url}/r/${erased}/erase`, { scope: 'answers' });
  await answerNps(server.url, [3, 10], (index) => ['Te lang wachten. '.repeat(20), '<b>Heerlijk</b>'][index]!);
  for (const survey of ['nps', 'loyalty', 'csat10', 'helpful']) {
    await server.command('demo', '--responses', '120', '--seed', '3', '--survey', survey);
  }
  for (const satisfaction of [5, 4, 1]) await answer(server.url, 'csat', { satisfaction, reason: 'Te klein' });
  await server.command('survey', 'create', '--template', 'csat', '--slug', 'gesloten');
  await server.command('survey', 'close', 'gesloten');
  await server.command('survey', 'create', '--template', 'nps', '--slug', 'belang', '--basis', 'legitimate_interest');
  const store = ['--key', 'store', '--name-nl', 'Winkel', '--name-en', 'Store', '--value', 'rotterdam', '--by', 'link'];
  await server.command('survey', 'attribute', 'belang', ...store);
  const cashier = ['--key', 'cashier', '--name-nl', 'Wie u hielp', '--name-en', 'Who helped you', '--names-employee', '--team', 'store'];
  await server.command('survey', 'attribute', 'belang', ...cashier);
  await server.command('works-council', 'state', '--agreed-on', '2026-01-31', '--document', 'OR 2026/3');
  await server.command('works-council', 'take-back');
  await server.command('works-council', 'state', '--agreed-on', '2026-02-28', '--document', 'OR 2026/7', '--until', '2099-12-31');
  await server.ownPages();
  await decide(server.url);
  const sessions = new Map([
    [server, await session(server)],
    [bare, await session(bare)],
  ]);
  const officer = (path: string, fields: Record<string, string>) => post(`${server.url}${path}`, fields, sessions.get(server));
  for (const [name, rule] of [['Wachttijd', 'wachten, wachttijd, rij'], ['Service & contact', 'geholpen, vriendelijk*, service']]) {
    await officer('/admin/surveys/nps/comments/tags', { do: 'rule', name: name!, rule: rule!, query: '' });
  }
  const entered = async (received: string) => {
    const fields = { right: 'access', received, reference: 'Zaak 2026-117', identity: 'address' };
    return (await officer('/admin/rights', fields)).headers.get('location')!.split('?')[0]!;
  };
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const [request, ended] = [await entered(day(26)), await entered(day(10))];
  await entered(day(40));
  await officer(ended, { do: 'close', outcome: 'refused', note: 'Het was niet na te gaan wie dit vroeg.' });
  const found = await (await officer(`${request}/search`, { by: 'receipt', value: given })).text();
  const person = new RegExp(`${request}/responses/[0-9a-f-]{36}`).exec(found)![0];
  const invited = await server.command('user', 'link', '--email', 'nieuw@voorbeeld.nl', '--public-url', server.url);
  const invitation = /\S+\/setup\/\S+/.exec(invited)![0];
  return { server, bare, strict, invitation, given, withdrawn, erased, fresh, request, person, ended, sessions };
}

/** Visitors of the website `demo` who see its notice and decide. */
async function decide(url: string): Promise<void> {
  const at = `${url}/api/v1/sites/demo`;
  const headers = { origin: 'http://127.0.0.1:4811', 'content-type': 'application/json' };
  for (let n = 0; n < 45; n++) await fetch(`${at}/shown?locale=${n % 5 ? 'nl' : 'en'}`, { method: 'POST', headers });
  for (let n = 0; n < 40; n++) {
    const control = ['accept_all', 'refuse_all', 'own_choice', 'refuse_all', n % 8 === 4 ? 'gpc' : 'accept_all'][n % 5]!;
    const granted = { accept_all: ['preferences', 'analytics', 'marketing'], own_choice: ['analytics'] }[control] ?? [];
    const purposes = Object.fromEntries(['preferences', 'analytics', 'marketing'].map((key) => [key, granted.includes(key)]));
    const idempotency_key = n.toString(16).padStart(32, '0');
    const body = { idempotency_key, notice_version: 1, locale: 'nl', control, gpc: control === 'gpc', purposes };
    const answer = await fetch(`${at}/decisions`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`a decision was refused: ${answer.status} ${await answer.text()}`);
  }
}

/** Makes the first account and returns the value of its session's cookie. */
async function session(server: Server): Promise<string> {
  const made = await post(server.setupLink, { email, password });
  const value = /klankbord=([^;]+)/.exec(made.headers.get('set-cookie') ?? '')?.[1];
  if (!value) throw new Error(`no session was started: ${made.status}`);
  return value;
}

function post(url: string, fields: Record<string, string>, session?: string): Promise<Response> {
  const headers: Record<string, string> = session ? { cookie: `klankbord=${session}` } : {};
  return fetch(url, { method: 'POST', headers, body: new URLSearchParams(fields), redirect: 'manual' });
}
