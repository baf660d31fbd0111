/** Layer two: a switch per purpose with what lies behind it, and what is stored now. */
import { bothAnswers, choose } from './choose.js';
import { button, fill, h } from './dom.js';
import { root } from './stage.js';
import { choice, gpc, granted, notice, receipt, unanswered } from './state.js';

/** @type {boolean} */
let wanted;

/** Opens it; before the notice is there, as soon as it is. */
export function showPreferences() {
  wanted = true;
  openWanted();
}

export function openWanted() {
  if (!wanted || !notice || !root.host.isConnected || root.querySelector('dialog')) return;
  wanted = false;
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
      !unanswered() && h('p', stored(), ' ', receipt && h('a', texts.receipt, { href: receipt, target: '_blank' })),
      gpc && h('p', texts.gpc),
      ...purposes.flatMap((purpose) => {
        const { key, basis, name, text, items, vendors } = purpose;
        const box = h('input', { type: 'checkbox', role: 'switch', value: key, checked: granted().includes(key) });
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
      button(texts.save, () => choose(switches.filter((box) => box.checked).map((box) => box.value), 'own_choice'), 'choice'),
      button(texts.back, () => dialog.close()),
    ),
  );
  root.append(dialog);
  dialog.showModal();

  function stored() {
    const { version, until, refused } = /** @type {import('./state.js').Choice} */ (choice);
    const [year, month, day = ''] = (until ?? refused ?? '').split('-');
    // The browser's own names of months take it tens of milliseconds to find.
    const at = `${day.replace(/^0/, '')} ${texts.months.split(' ')[+month - 1]} ${year}`.trim();
    return fill(until ? texts.stored_grant : texts.stored_refusal, { version, at });
  }
}
