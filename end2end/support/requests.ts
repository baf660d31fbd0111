/** Answers sent without a browser, to fill a survey quickly. */

const HIDDEN = /<input type="hidden" name="(\w+)" value="([^"]*)"/g;

export interface Sent {
  /** The code of the receipt; empty in light mode. */
  code: string;
  status: number;
}

/** Answers a survey by its own form. */
export async function answer(
  origin: string,
  slug: string,
  fields: Record<string, string | number | string[]>,
  lang = 'nl',
): Promise<Sent> {
  const page = await (await fetch(`${origin}/s/${slug}?lang=${lang}`)).text();
  // The question about cookies is another form on the page.
  const own = page.slice(page.indexOf('id="answer-form"'), page.indexOf('</main>'));
  const form = new URLSearchParams();
  for (const [, name, value] of own.matchAll(HIDDEN)) form.append(name!, value!);
  for (const [name, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? value : [value]) form.append(name, String(one));
  }
  const sent = await fetch(`${origin}/s/${slug}`, { method: 'POST', body: form, redirect: 'manual' });
  const code = /\/r\/([\w-]{43})/.exec(sent.headers.get('location') ?? '')?.[1] ?? '';
  return { code, status: sent.status };
}

/** Answers the NPS survey once per score. */
export async function answerNps(origin: string, scores: number[], reason?: (index: number) => string): Promise<string[]> {
  const codes: string[] = [];
  for (const [index, recommend] of scores.entries()) {
    const sent = await answer(origin, 'nps', { recommend, ...(reason && { reason: reason(index) }) });
    if (sent.status !== 303) throw new Error(`answer ${index} was not accepted: ${sent.status}`);
    codes.push(sent.code);
  }
  return codes;
}
