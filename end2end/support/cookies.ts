/** The question about our own cookies and the preference centre, as a visitor uses them. */
import { expect, type Page } from '@playwright/test';

/** What a visitor may read and press, in both languages. */
export const words = {
  nl: {
    tag: 'nl',
    title: 'Cookies op deze pagina’s',
    accept: 'Accepteren',
    refuse: 'Weigeren',
    choose: 'Zelf kiezen',
    save: 'Keuze bewaren',
    withdraw: 'Toestemming intrekken',
    withdrawn: 'Ingetrokken.',
    saved: 'Uw keuze is bewaard.',
    purposes: ['Noodzakelijk', 'Voorkeuren'],
    hint: 'U kunt uw keuze altijd veranderen of intrekken',
    signal: 'Uw browser vraagt om u niet te volgen (Global Privacy Control). Wij zien dat als weigeren.',
    other: 'English',
  },
  en: {
    tag: 'en',
    title: 'Cookies on these pages',
    accept: 'Accept',
    refuse: 'Refuse',
    choose: 'Let me choose',
    save: 'Save my choice',
    withdraw: 'Withdraw consent',
    withdrawn: 'Withdrawn.',
    saved: 'Your choice has been saved.',
    purposes: ['Necessary', 'Preferences'],
    hint: 'You can always change or withdraw your choice',
    signal: 'Your browser asks not to track you (Global Privacy Control). We take that as a refusal.',
    other: 'Nederlands',
  },
} as const;

export type Language = keyof typeof words;
export const languages = ['nl', 'en'] as const;

export const CHOICE = 'klankbord_klankbord';
export const LANGUAGE = 'klankbord_language';
export const RECEIPT = 'klankbord_receipt';

export class Question {
  readonly words;

  constructor(
    readonly page: Page,
    language: Language = 'nl',
  ) {
    this.words = words[language];
  }

  /** Opens a page that asks. */
  static async open(page: Page, language: Language = 'nl', path = '/s/nps'): Promise<Question> {
    const question = new Question(page, language);
    await page.goto(`${path}?lang=${language}`);
    await expect(question.layer).toBeVisible();
    return question;
  }

  /** Layer one. */
  get layer() {
    return this.page.getByRole('dialog', { name: this.words.title });
  }

  get accept() {
    return this.layer.getByRole('button', { name: this.words.accept, exact: true });
  }

  get refuse() {
    return this.layer.getByRole('button', { name: this.words.refuse, exact: true });
  }

  get choose() {
    return this.layer.getByRole('link', { name: this.words.choose, exact: true });
  }

  get footer() {
    return this.page.getByRole('contentinfo');
  }

  /** What takes all consent back, on every page once there is some. */
  get withdraw() {
    return this.footer.getByRole('button', { name: this.words.withdraw });
  }

  /** What holds now, in the preference centre. */
  get stored() {
    return this.page.locator('#stored');
  }

  /** The boxes of layer two. */
  get boxes() {
    return this.page.locator('#choose input[type=checkbox]');
  }

  get save() {
    return this.page.locator('#choose').getByRole('button', { name: this.words.save });
  }
}

/** The names of the cookies that the browser has. */
export async function cookieNames(page: Page): Promise<string[]> {
  return (await page.context().cookies()).map(({ name }) => name).sort();
}

/** What the cookie of the choice says. */
export async function choice(page: Page): Promise<Record<string, string>> {
  const kept = (await page.context().cookies()).find(({ name }) => name === CHOICE);
  return Object.fromEntries(new URLSearchParams(kept?.value ?? ''));
}
