/** Layer one, and the small control that takes its place once the question has been answered. */
import { bothAnswers, choose, confirmation } from './choose.js';
import { button, h } from './dom.js';
import { showPreferences } from './preferences.js';
import { covers, mount, root } from './stage.js';
import { gpc, granted, insists, notice, receipt, unanswered } from './state.js';
import { call, setting } from './tag.js';

/** @type {HTMLElement | undefined} */
let layer;
/** @type {ReturnType<typeof makeControl> | undefined} */
let control;

/** Shows what the state asks for, and leaves alone what already stands there: the visitor may be in the middle of it. */
export function render() {
  if (!notice || document.readyState == 'loading') return;
  const { lang } = /** @type {HTMLElement} */ (root.host);
  if (lang && lang != notice.locale) {
    // The page speaks another language now.
    root.replaceChildren();
    layer = control = undefined;
  }
  control ??= makeControl();
  if (!unanswered() && !insists) {
    // The page has a link of its own in its place.
    control.box.hidden = /none/.test(setting('control')) && !!document.querySelector('[data-klankbord=preferences]');
    control.withdraw.hidden = !granted()[0];
    control.receipt.hidden = !receipt;
    control.receipt.href = receipt;
    if (!control.box.isConnected) {
      layer?.remove();
      layer = undefined;
      root.append(control.box);
      mount(false);
      // Last: to look for bars beside it is to look at how it stands there.
      covers(control.box);
    }
  } else if (!layer) {
    control.box.remove();
    root.append((layer = makeLayer()));
    mount(true);
    covers(layer);
    // Counted without an identifier; when it fails there is nothing to repeat.
    call('shown?locale=' + notice.locale, { method: 'POST' }).catch(() => {});
  }
}

function makeLayer() {
  const { texts, purposes, controller, privacy_url, position } = /** @type {import('./state.js').Notice} */ (notice);
  return h(
    'section',
    { className: `layer ${position}`, ariaLabel: texts.title },
    h(
      'div',
      { className: 'text' },
      h('h2', texts.title),
      h('p', texts.body),
      h('p', h('b', controller), ': ', purposes.map(({ name }) => name).join(', ')),
      h('p', texts.withdraw_hint, ' ', h('a', texts.privacy, { href: privacy_url })),
      gpc && h('p', texts.gpc),
    ),
    h(
      'div',
      { className: 'buttons' },
      ...bothAnswers(),
      button(texts.choose, showPreferences),
    ),
  );
}

function makeControl() {
  const { texts } = /** @type {import('./state.js').Notice} */ (notice);
  const withdraw = button(texts.withdraw, () => choose([], 'withdraw'));
  const receipt = h('a', texts.receipt, { target: '_blank' });
  const reopen = button(texts.reopen, showPreferences);
  const box = h('div', { className: 'control ' + setting('control') }, reopen, withdraw, confirmation, receipt);
  return { withdraw, receipt, box };
}
