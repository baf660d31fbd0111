/** Layer two: a switch per purpose with what lies behind it, and what is stored now. Loaded when it is first wanted. */
import css from './preferences.css';

/**
 * @typedef {object} Parts of the script that loads this file; a later or earlier release may be the one that does
 * @property {ShadowRoot} root
 * @property {import('../state.js').Notice} notice
 * @property {import('../state.js').Choice | undefined} choice undefined while it is still asked for
 * @property {string[]} granted
 * @property {boolean} gpc
 * @property {string} receipt
 * @property {typeof import('../dom.js').h} h
 * @property {typeof import('../dom.js').button} button
 * @property {typeof import('../dom.js').fill} fill
 * @property {() => HTMLButtonElement[]} bothAnswers
 * @property {(keys: string[], control: string, own?: boolean) => void} choose
 */

/** @type {CSSStyleSheet | undefined} */
let sheet;

/** @param {Parts} parts */
export default ({ root, notice, choice, granted, gpc, receipt, h, button, fill, bothAnswers, choose }) => {
  if (root.querySelector('dialog')) return;
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }
  const { texts, purposes } = notice;
  /** @type {HTMLInputElement[]} */
  const switches = [];
  const dialog = h(
    'dialog',
    { className: 'layer center', ariaLabel: texts.reopen, onclose: () => dialog.remove() },
    h(
      'div',
      { className: 'text' },
      h('h2', texts.reopen, { tabIndex: -1, autofocus: true }),
      !!choice && h('p', stored(choice), ' ', !!receipt && h('a', texts.receipt, { href: receipt, target: '_blank' })),
      gpc && h('p', texts.gpc),
      ...purposes.flatMap((purpose) => {
        const { key, basis, name, text, items, vendors } = purpose;
        const box = h('input', { type: 'checkbox', role: 'switch', value: key, checked: granted.includes(key) });
        const free = basis == 'exempt';
        if (!free) switches.push(box);
        return [
          free ? h('h3', `${name}: ${texts.necessary}`) : h('label', box, name),
          h('p', text),
          // Nothing to unfold where nothing is stored and nobody is involved.
          !!(items[0] || vendors[0]) && h(
            'details',
            h('summary', texts.cookies),
            ...items.map((item) =>
              h(
                'p',
                h('b', item.name),
                ...[[texts.purpose_of_item, item.text], [texts.provider, item.provider], [texts.duration, item.duration]].flatMap(
                  ([label, value]) => [h('br'), `${label}: ${value}`],
                ),
              ),
            ),
            !!vendors[0] && h('p', `${texts.vendors}: ${vendors.join(', ')}`),
          ),
        ];
      }),
    ),
    h(
      'div',
      { className: 'buttons' },
      ...bothAnswers(),
      button(
        texts.save,
        (own) => choose(switches.filter((box) => box.checked).map((box) => box.value), 'own_choice', own),
        'choice',
      ),
      button(texts.back, () => dialog.close()),
    ),
  );
  root.append(dialog);
  dialog.showModal();

  /** @param {import('../state.js').Choice} choice */
  function stored({ version, until, refused }) {
    const [year, month, day = ''] = (until ?? refused ?? '').split('-');
    // The browser's own names of months take it tens of milliseconds to find.
    const at = `${day.replace(/^0/, '')} ${texts.months.split(' ')[+month - 1]} ${year}`.trim();
    return fill(until ? texts.stored_grant : texts.stored_refusal, { version, at });
  }
};
