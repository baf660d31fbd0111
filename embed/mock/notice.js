/** The notice of the demo site, as Klankbord would hand it out: one version, two languages. */

/** What both languages share. */
const common = {
  site: 'demo',
  version: 3,
  ask: 2,
  locales: ['nl', 'en'],
  validity_months: 6,
  mode: 'basic',
  position: 'bottom',
  colours: { accent: '#0b5cab', on_accent: '#ffffff' },
};

const nl = {
  controller: 'Voorbeeld BV',
  texts: {
    title: 'Cookies op deze website',
    body: 'Wij willen graag cookies gebruiken om te meten hoe de website wordt gebruikt en om u advertenties te tonen. Dat doen we alleen als u dat goed vindt.',
    withdraw_hint: 'U kunt uw keuze altijd veranderen of intrekken, met de knop Cookie-instellingen onder aan elke pagina.',
    privacy: 'Lees wat wij bewaren',
    accept: 'Accepteren',
    refuse: 'Weigeren',
    choose: 'Zelf kiezen',
    save: 'Keuze bewaren',
    back: 'Sluiten',
    withdraw: 'Intrekken',
    saved: 'Uw keuze is bewaard.',
    withdrawn: 'Ingetrokken. Wat op deze pagina al draaide, stopt als u een andere pagina opent.',
    gpc: 'Uw browser vraagt om u niet te volgen (Global Privacy Control). Wij hebben dat opgevat als weigeren.',
    show_once: 'Toon dit één keer',
    placeholder: 'Dit onderdeel komt van een andere partij en is er alleen als u kiest voor: {purposes}.',
    reopen: 'Cookie-instellingen',
    stored_grant: 'U gaf toestemming, onder versie {version} van deze melding. Die geldt tot {at}.',
    stored_refusal: 'U heeft geweigerd, in {at}, onder versie {version} van deze melding.',
    months: 'januari februari maart april mei juni juli augustus september oktober november december',
    receipt: 'Ontvangstbewijs',
    cookies: 'Cookies en opslag',
    vendors: 'Partijen',
    provider: 'Aanbieder',
    duration: 'Bewaartijd',
    purpose_of_item: 'Waarvoor',
    necessary: 'altijd aan',
  },
  purposes: [
    purpose('necessary', 'exempt', 'Noodzakelijk', 'Zonder deze cookies werkt de website niet.', [
      item('klankbord_demo', 'cookie', 'Voorbeeld BV', '6 maanden', 'Onthoudt uw keuze op deze melding.'),
    ]),
    purpose('analytics', 'consent', 'Statistieken', 'Wij meten welke pagina’s mensen lezen.', [
      item('_fa', 'cookie', 'Fakelytics', '2 jaar', 'Herkent uw browser bij een volgend bezoek.'),
      item('_fa_*', 'cookie', 'Fakelytics', '2 jaar', 'Telt uw bezoeken per website.'),
      item('fa_queue', 'local', 'Fakelytics', 'tot u het wist', 'Bewaart metingen die nog verstuurd moeten worden.'),
      item('fa_visit', 'session', 'Fakelytics', 'tot u het tabblad sluit', 'Houdt uw bezoek bij elkaar.'),
    ], ['Fakelytics Ltd']),
    purpose('marketing', 'consent', 'Advertenties', 'Wij tonen u advertenties die bij u passen.', [
      item('_fads', 'cookie', 'Fakeads', '90 dagen', 'Herkent u op andere websites.'),
    ], ['Fakeads Inc.', 'Faketube']),
  ],
};

const en = {
  controller: 'Voorbeeld BV',
  texts: {
    title: 'Cookies on this website',
    body: 'We would like to use cookies to measure how this website is used and to show you advertisements. We only do so if you agree.',
    withdraw_hint: 'You can always change or withdraw your choice, with the button Cookie settings at the bottom of every page.',
    privacy: 'Read what we keep',
    accept: 'Accept',
    refuse: 'Refuse',
    choose: 'Let me choose',
    save: 'Save my choice',
    back: 'Close',
    withdraw: 'Withdraw',
    saved: 'Your choice has been saved.',
    withdrawn: 'Withdrawn. What already ran on this page stops when you open another page.',
    gpc: 'Your browser asks not to track you (Global Privacy Control). We took that as a refusal.',
    show_once: 'Show this once',
    placeholder: 'This part comes from someone else and is only shown if you choose: {purposes}.',
    reopen: 'Cookie settings',
    stored_grant: 'You gave consent, under version {version} of this notice. It holds until {at}.',
    stored_refusal: 'You refused, in {at}, under version {version} of this notice.',
    months: 'January February March April May June July August September October November December',
    receipt: 'Receipt',
    cookies: 'Cookies and storage',
    vendors: 'Parties',
    provider: 'Provider',
    duration: 'Kept for',
    purpose_of_item: 'Used for',
    necessary: 'always on',
  },
  purposes: [
    purpose('necessary', 'exempt', 'Necessary', 'Without these cookies the website does not work.', [
      item('klankbord_demo', 'cookie', 'Voorbeeld BV', '6 months', 'Remembers your choice in this notice.'),
    ]),
    purpose('analytics', 'consent', 'Statistics', 'We measure which pages people read.', [
      item('_fa', 'cookie', 'Fakelytics', '2 years', 'Recognises your browser at a next visit.'),
      item('_fa_*', 'cookie', 'Fakelytics', '2 years', 'Counts your visits per website.'),
      item('fa_queue', 'local', 'Fakelytics', 'until you clear it', 'Keeps measurements that have yet to be sent.'),
      item('fa_visit', 'session', 'Fakelytics', 'until you close the tab', 'Holds your visit together.'),
    ], ['Fakelytics Ltd']),
    purpose('marketing', 'consent', 'Advertisements', 'We show you advertisements that suit you.', [
      item('_fads', 'cookie', 'Fakeads', '90 days', 'Recognises you on other websites.'),
    ], ['Fakeads Inc.', 'Faketube']),
  ],
};

/** @param {string} name @param {string} kind @param {string} provider @param {string} duration @param {string} text */
function item(name, kind, provider, duration, text) {
  return { name, kind, provider, duration, text };
}

/**
 * @param {string} key @param {string} basis @param {string} name @param {string} text
 * @param {ReturnType<typeof item>[]} items @param {string[]} [vendors]
 */
function purpose(key, basis, name, text, items, vendors = []) {
  return { key, basis, name, text, items, vendors };
}

/**
 * A new copy, which a test may change.
 * @param {string} host where Klankbord answers
 */
export function demoNotices(host) {
  /** @param {string} locale @param {typeof nl} words */
  const notice = (locale, words) => structuredClone({ ...common, locale, privacy_url: `${host}/privacy/demo`, ...words });
  return { nl: notice('nl', nl), en: notice('en', en) };
}
