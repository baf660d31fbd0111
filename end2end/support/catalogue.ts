/** Every page there is, in every state that changes what stands on it, and how to get there. */
import { expect, type Page } from '@playwright/test';
import { AnsweringPage } from './answering.ts';
import type { House } from './house.ts';
import type { Server } from './server.ts';
import { fixReport, makeKey, saveView, sendNatively, signedIn } from './staff.ts';

export interface Sight {
  name: string;
  /** Respondents get larger targets, and no cookie before a choice. */
  audience: 'respondent' | 'staff';
  /** Whether the visitor made a choice about cookies on the way. */
  chosen?: true;
  /** Whether the page loads a script and WebAssembly. */
  islands?: true;
  show(page: Page, house: House): Promise<void>;
}

const full = ['nps', 'csat', 'csat10', 'loyalty', 'ces', 'belang'];

export const sights: Sight[] = [
  ...full.map((slug): Sight => ({ name: `answering ${slug}`, audience: 'respondent', islands: true, show: answering(slug) })),
  ...full.map((slug): Sight => ({
    name: `answering ${slug}, with errors`,
    audience: 'respondent',
    islands: true,
    show: async (page, house) => {
      await answering(slug)(page, house);
      const form = new AnsweringPage(page, slug);
      await form.write('reason', 'x'.repeat(2100));
      await form.send();
      await expect(form.errors).toBeVisible();
      await form.enhanced();
    },
  })),
  {
    name: 'answering nps in English, answered, notice unfolded',
    audience: 'respondent',
    islands: true,
    show: async (page, house) => {
      await page.goto(`${house.server.url}/s/nps?lang=en`);
      const form = new AnsweringPage(page, 'nps');
      await form.enhanced();
      await form.score('recommend', 9);
      await page.locator('#notice summary').click();
    },
  },
  {
    name: 'answering by a link that brings something along',
    audience: 'respondent',
    islands: true,
    show: async (page, house) => {
      await page.goto(`${house.server.url}/s/belang?store=rotterdam`);
      await new AnsweringPage(page, 'belang').enhanced();
    },
  },
  respondent('thanks, with more to allow', (house) => `${house.server.url}/r/${house.fresh}?thanks=1`),
  {
    name: 'thanks, allowed wrongly, contact revealed',
    audience: 'respondent',
    show: async (page, house) => {
      const form = new AnsweringPage(page, 'nps');
      await page.goto(`${house.server.url}/r/${house.fresh}?thanks=1`);
      await form.tick('contact').then(() => form.allowButton.click());
    },
  },
  respondent('answering helpful', (house) => `${house.server.url}/s/helpful`),
  respondent('thanks of helpful', (house) => `${house.server.url}/s/helpful/thanks`),
  respondent('thanks with receipt', (house) => `${house.server.url}/r/${house.given}?thanks=1`),
  {
    name: 'receipt given, notice open',
    audience: 'respondent',
    show: async (page, house) => {
      await page.goto(`${house.server.url}/r/${house.given}`);
      await page.locator('details > summary').last().click();
    },
  },
  respondent('receipt given, in English', (house) => `${house.server.url}/r/${house.given}?lang=en`),
  {
    name: 'the check of receipts, with a receipt that is broken',
    audience: 'respondent',
    islands: true,
    show: async (page, house) => {
      await page.goto(`${house.server.url}/verify`);
      await page.locator('#receipt-check details > summary').click();
      const receipt = await (await page.request.get(`${house.server.url}/r/${house.given}/receipt.json`)).text();
      await page.locator('#receipt-text').fill(receipt.replaceAll('127.0.0.1', '127.0.0.2'));
      await page.locator('#receipt-check button').click();
      await page.locator('.verdict ~ .card summary').first().click();
    },
  },
  respondent('the programming interface', (house) => `${house.server.url}/api/docs`),
  respondent('correcting answers', (house) => `${house.server.url}/r/${house.given}/correct`),
  {
    name: 'correcting answers, wrongly, in English',
    audience: 'respondent',
    show: async (page, house) => {
      await page.goto(`${house.server.url}/r/${house.given}/correct?lang=en`);
      await page.locator('#f-contact_email').fill('nobody');
      await page.locator('form.correct button.primary').click();
      await expect(page.locator('#error-summary')).toBeVisible();
    },
  },
  respondent('receipt withdrawn', (house) => `${house.server.url}/r/${house.withdrawn}`),
  respondent('receipt erased', (house) => `${house.server.url}/r/${house.erased}`),
  respondent('everything erased', (house) => `${house.server.url}/erased`),
  respondent('unknown receipt', (house) => `${house.server.url}/r/${'A'.repeat(43)}`, 404),
  respondent('closed survey', (house) => `${house.server.url}/s/gesloten`, 410),
  respondent('unknown survey', (house) => `${house.server.url}/s/nergens`, 404),
  respondent('no such page', (house) => `${house.server.url}/nergens`, 404),
  respondent('home', (house) => house.server.url),
  {
    name: 'form sent before (409)',
    audience: 'respondent',
    show: async (page, house) => {
      await answering('csat10')(page, house);
      const form = new AnsweringPage(page, 'csat10');
      const value = (name: string) => page.locator(`input[name=${name}]`).inputValue();
      const fields = { key: await value('key'), version: await value('version'), locale: await value('locale') };
      const first = await page.request.post(page.url(), { form: { ...fields, satisfaction: 1 }, maxRedirects: 0 });
      expect(first.status()).toBe(303);
      await form.score('satisfaction', 9);
      await form.send();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dit formulier is al verstuurd');
    },
  },
  {
    name: 'too much text (413)',
    audience: 'respondent',
    show: async (page, house) => {
      await answering('nps')(page, house);
      await sendNatively(page, '#f-reason', 'é'.repeat(100_000));
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dit is te veel tekst');
    },
  },
  {
    name: 'damaged form (422)',
    audience: 'respondent',
    islands: true,
    show: async (page, house) => {
      await answering('nps')(page, house);
      await sendNatively(page, 'input[name=version]', 'x');
      await expect(page.locator('#error-summary')).toContainText('verouderd of beschadigd');
      await new AnsweringPage(page, 'nps').enhanced();
    },
  },
  {
    name: 'too many requests (429)',
    audience: 'respondent',
    show: async (page, house) => {
      // Whoever came first had the one request of this minute.
      await expect
        .poll(async () => (await page.goto(house.strict.url))!.status(), { intervals: [0] })
        .toBe(429);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Even wachten');
    },
  },
  respondent('cookies before a choice', (house) => `${house.server.url}/cookies`),
  respondent('cookies where nothing is asked', (house) => `${house.bare.url}/cookies?lang=en`),
  respondent('privacy', (house) => `${house.server.url}/privacy`),
  respondent('privacy in English', (house) => `${house.server.url}/privacy?lang=en`),
  respondent('privacy of our own pages', (house) => `${house.server.url}/privacy/klankbord`),
  chosen('cookies granted', 'Keuze bewaren', async (page) => {
    await expect(page.getByRole('status')).toHaveText('Uw keuze is bewaard.');
    await expect(page.locator('#stored')).toContainText('Hiervoor gaf u toestemming');
  }),
  chosen('cookies refused', 'Weigeren', async (page) => {
    await expect(page.locator('#stored')).toContainText('heeft geweigerd');
  }),
  chosen('cookies withdrawn', 'Keuze bewaren', async (page) => {
    await page.locator('footer').getByRole('button').click();
    await expect(page.getByRole('status')).toContainText('Ingetrokken');
  }),
  chosen('answering nps with cookies granted', 'Accepteren', async (page, house) => answering('nps')(page, house), true),
  visitor('sign-in', (house) => `${house.server.url}/sign-in`),
  visitor('sign-in after signing out', (house) => `${house.server.url}/sign-in?signed-out=everywhere`),
  {
    name: 'sign-in failed',
    audience: 'staff',
    show: async (page, house) => {
      await page.goto(`${house.server.url}/sign-in?lang=en`);
      await page.locator('#f-email').fill(`${crypto.randomUUID()}@example.org`);
      await page.locator('#f-password').fill('not a password of anyone');
      await page.locator('main form button.primary').click();
      await expect(page.locator('#error-summary')).toBeVisible();
    },
  },
  visitor('set-up', (house) => house.invitation),
  visitor('set-up link used before', (house) => house.server.setupLink, 404),
  staff('overview', (house) => house.server, '/admin'),
  staff('overview in English', (house) => house.server, '/admin?lang=en'),
  staff('overview without surveys', (house) => house.bare, '/admin/surveys'),
  staff('new survey', (house) => house.server, '/admin/new-survey'),
  staff('place for privacy', (house) => house.server, '/admin/privacy'),
  staff('place for settings', (house) => house.server, '/admin/settings'),
  staff('place for settings in English', (house) => house.server, '/admin/settings?lang=en'),
  staff('websites', (house) => house.server, '/admin/sites'),
  staff('websites in English', (house) => house.server, '/admin/sites?lang=en'),
  staff('websites, none yet', (house) => house.bare, '/admin/sites'),
  staff('numbers of a website', (house) => house.server, '/admin/sites/demo'),
  staff('numbers of a website in English', (house) => house.server, '/admin/sites/demo?lang=en'),
  staff('numbers of a website, nothing counted', (house) => house.server, '/admin/sites/demo?from=2020-01-01&to=2020-01-31'),
  staff('numbers of a website, wrong days', (house) => house.server, '/admin/sites/demo?from=2026-02-10&to=2026-02-01', 422),
  staff('notice of a website', (house) => house.server, '/admin/sites/demo/notice'),
  staff('notice of a website in English', (house) => house.server, '/admin/sites/demo/notice?lang=en'),
  staff('processing register', (house) => house.server, '/admin/register'),
  staff('processing register in English', (house) => house.server, '/admin/register?lang=en'),
  staff('requests of people', (house) => house.server, '/admin/rights'),
  staff('requests of people, none yet, in English', (house) => house.bare, '/admin/rights?lang=en'),
  staff('a request', (house) => house.server, (house) => house.request),
  staff('a request that ended', (house) => house.server, (house) => house.ended),
  staff('who was found', (house) => house.server, (house) => house.person),
  staff('who was found, in English', (house) => house.server, (house) => `${house.person}?lang=en&done=restricted`),
  staff('correcting at the desk', (house) => house.server, (house) => `${house.person}/correct`),
  {
    name: 'looking someone up',
    audience: 'staff',
    show: async (page, house) => {
      await signedIn(page, house, house.server);
      await page.goto(`${house.server.url}${house.request}`);
      await page.locator('#f-value').fill('KLANT@voorbeeld.nl');
      await page.locator('#search button').click();
      await page.locator('#found summary').click();
    },
  },
  staff('results of nps', (house) => house.server, '/admin/surveys/nps'),
  staff('results of loyalty by week in English', (house) => house.server, '/admin/surveys/loyalty?period=week&lang=en'),
  staff('results of csat10', (house) => house.server, '/admin/surveys/csat10?period=month'),
  staff('results of helpful', (house) => house.server, '/admin/surveys/helpful'),
  staff('results of a small group', (house) => house.server, '/admin/surveys/csat'),
  staff('results without answers', (house) => house.server, '/admin/surveys/ces'),
  staff(
    'results of nps against other days',
    (house) => house.server,
    '/admin/surveys/nps?from=2000-01-01&to=2099-12-31&against_from=2000-01-01&against_to=2099-12-31',
  ),
  staff('results of nps told apart by channel', (house) => house.server, '/admin/surveys/nps?by=channel'),
  staff('results of loyalty told apart by an answer', (house) => house.server, '/admin/surveys/loyalty?by=repurchase&lang=en'),
  staff('results of nps in a crosstab', (house) => house.server, '/admin/surveys/nps?by=channel&across=locale'),
  staff('results of loyalty in a crosstab in English', (house) => house.server, '/admin/surveys/loyalty?by=repurchase&across=explore&lang=en'),
  staff('a report', (house) => house.server, '/admin/surveys/nps/report?by=channel&across=locale'),
  staff('a report in English', (house) => house.server, '/admin/surveys/loyalty/report?by=repurchase&lang=en'),
  staff('results under a condition', (house) => house.server, '/admin/surveys/loyalty?where=repurchase%3A8'),
  {
    name: 'saving a view, wrongly',
    audience: 'staff',
    show: async (page, house) => {
      await signedIn(page, house, house.server);
      await page.goto(`${house.server.url}/admin/surveys/nps?by=channel&from=2026-01-01&to=2026-03-31`);
      await page.locator('#views button').click();
      await expect(page.locator('#error-summary')).toBeVisible();
    },
  },
  {
    name: 'a saved view',
    audience: 'staff',
    show: async (page, house) => {
      await saveView(page, house, '/admin/surveys/nps?by=channel');
      await page.locator('#views a[href*="/edit"]').first().click();
      await expect(page).toHaveURL(/edit/);
    },
  },
  {
    name: 'a saved view of what is no longer asked, in English',
    audience: 'staff',
    show: async (page, house) => {
      await saveView(page, house, '/admin/surveys/nps?by=province&lang=en');
      await expect(page.getByRole('alert')).toBeVisible();
    },
  },
  {
    name: 'a fixed report',
    audience: 'staff',
    show: async (page, house) => fixReport(page, house, '/admin/surveys/nps/report?by=channel&across=locale'),
  },
  {
    name: 'a fixed report in English, deleted without a reason',
    audience: 'staff',
    show: async (page, house) => {
      await fixReport(page, house, '/admin/surveys/loyalty/report?by=repurchase&lang=en');
      await page.locator('main > details > summary').click();
      await page.locator('main > details button').click();
      await expect(page.locator('#error-summary')).toBeVisible();
    },
  },
  {
    name: 'fixing a report, wrongly',
    audience: 'staff',
    show: async (page, house) => {
      await signedIn(page, house, house.server);
      await page.goto(`${house.server.url}/admin/surveys/nps/report?by=channel`);
      await page.locator('#fix button').click();
      await expect(page.locator('#error-summary')).toBeVisible();
    },
  },
  {
    name: 'fixed reports, with the trail',
    audience: 'staff',
    show: async (page, house) => {
      await fixReport(page, house, '/admin/surveys/csat10/report');
      await page.locator('.back a').first().click();
      await expect(page.locator('#trail')).toBeVisible();
    },
  },
  staff('fixed reports, none yet', (house) => house.bare, '/admin/reports'),
  staff('prepared exports', (house) => house.server, '/admin/exports'),
  staff('the log of exports', (house) => house.server, '/admin/access'),
  staff('the audit log', (house) => house.server, '/admin/audit'),
  staff('keys, none yet', (house) => house.bare, '/admin/keys'),
  {
    name: 'a key that was made',
    audience: 'staff',
    show: async (page, house) => {
      await makeKey(page, house);
      await expect(page.locator('.secret').first()).toBeVisible();
    },
  },
  {
    name: 'keys, one to be revoked and a wrong one, in English',
    audience: 'staff',
    show: async (page, house) => {
      await makeKey(page, house);
      await page.goto(`${house.server.url}/admin/keys?lang=en`);
      await page.locator('main form.make button').click();
      await expect(page.locator('#error-summary')).toBeVisible();
      await page.locator('.prepared details > summary').first().click();
    },
  },
  staff('the works council, nothing stated', (house) => house.bare, '/admin/works-council'),
  staff('the works council, stated, in English', (house) => house.server, '/admin/works-council?lang=en'),
  {
    name: 'the works council, wrongly',
    audience: 'staff',
    show: async (page, house) => {
      await signedIn(page, house, house.bare);
      await page.goto(`${house.bare.url}/admin/works-council`);
      await page.locator('main form.make button').click();
      await expect(page.locator('#error-summary')).toBeVisible();
    },
  },
  staff('results by employee', (house) => house.server, '/admin/surveys/belang?by=cashier'),
  staff('what goes together with loyalty', (house) => house.server, '/admin/surveys/loyalty/drivers'),
  staff('what goes together, in English', (house) => house.server, '/admin/surveys/loyalty/drivers?lang=en'),
  staff('comments of nps', (house) => house.server, '/admin/surveys/nps/comments'),
  staff('comments of nps, searched, in English', (house) => house.server, '/admin/surveys/nps/comments?q=-goed&group=low&lang=en'),
  staff('comments of nps, wrongly searched', (house) => house.server, '/admin/surveys/nps/comments?q=%3F', 422),
  staff('comments with a tag', (house) => house.server, '/admin/surveys/nps/comments?tag=wachttijd'),
  staff('comments under a condition', (house) => house.server, '/admin/surveys/loyalty/comments?where=repurchase%3A8'),
  staff('comments of too few people', (house) => house.server, '/admin/surveys/csat/comments'),
  staff('comments where nothing open is asked', (house) => house.server, '/admin/surveys/helpful/comments'),
  staff('results with a wrong filter', (house) => house.server, '/admin/surveys/nps?from=2026-02-10&to=2026-02-01&locale=nl', 422),
];

function answering(slug: string) {
  return async (page: Page, house: House) => {
    await page.goto(`${house.server.url}/s/${slug}`);
    await new AnsweringPage(page, slug).enhanced();
  };
}

/** After a choice in the preference centre; what is ticked there is the purpose of preferences. */
function chosen(name: string, button: string, then: (page: Page, house: House) => Promise<void>, islands?: true): Sight {
  return {
    name,
    audience: 'respondent',
    chosen: true,
    ...(islands && { islands }),
    show: async (page, house) => {
      await page.goto(`${house.server.url}/cookies?lang=nl`);
      await page.locator('#choose input[type=checkbox]').check();
      await page.locator('#choose').getByRole('button', { name: button }).click();
      await expect(page.locator('#stored')).not.toContainText('nog niets gekozen');
      await then(page, house);
    },
  };
}

function respondent(name: string, address: (house: House) => string, status = 200): Sight {
  return { name, audience: 'respondent', show: open(address, status) };
}

function visitor(name: string, address: (house: House) => string, status = 200): Sight {
  return { name, audience: 'staff', show: open(address, status) };
}

function open(address: (house: House) => string, status: number) {
  return async (page: Page, house: House) => {
    const response = await page.goto(address(house));
    expect(response!.status()).toBe(status);
  };
}

function staff(
  name: string,
  server: (house: House) => Server,
  path: string | ((house: House) => string),
  status = 200,
): Sight {
  return {
    name,
    audience: 'staff',
    show: async (page, house) => {
      const at = server(house);
      await signedIn(page, house, at);
      const url = at.url + (typeof path === 'string' ? path : path(house));
      const response = await page.goto(url);
      expect(response!.status()).toBe(status);
      await expect(page).toHaveURL(url);
      // On a busy machine a page may count first; it shows itself when that is done.
      await expect(page.getByRole('heading', { name: /^(Wordt geteld|Being counted)$/ })).toHaveCount(0);
    },
  };
}
