/**
 * Keeps the notice where it can be used on pages that are in its way. That may be a modal of the page, a page that is transformed, or
 * what has the focus behind it. Loaded when one of these may be so.
 */

/**
 * @typedef {object} Parts of the script that loads this file; a later or earlier release may be the one that does
 * @property {ShadowRoot} root
 * @property {() => HTMLElement | undefined} box what lies over the page now
 * @property {(parent: Element) => void} place puts the element there, if it is not
 * @property {boolean} [keys] whether the keyboard is used
 */

let started = false;

/** Keeps what has the focus from ending up behind what is fixed to an edge. */
const room = new CSSStyleSheet();
let needed = false;
/** @type {ResizeObserver | undefined} */
let watch;

/** @param {Parts} parts */
export default ({ root, box, place, keys }) => {
  const host = /** @type {HTMLElement} */ (root.host);
  needed ||= !!keys;

  const makeRoom = () => {
    const { top = 0, bottom = 0, height = 0 } = box()?.getBoundingClientRect() ?? {};
    const { scrollHeight, clientHeight } = document.documentElement;
    const low = innerHeight - bottom <= top;
    // A hidden one takes none.
    const size = height && Math.ceil(low ? innerHeight - top : bottom);
    const space = low && size && (needed || scrollHeight > clientHeight) ? `html::after{content:"";display:block;height:${size}px}` : '';
    room.replaceSync(`@media screen{html{scroll-padding-${low ? 'bottom' : 'top'}:${size}px}${space}}`);
  };

  /** The page's own modal lies over everything else and lets nothing else be used; so it is shown in it. */
  const follow = () => {
    const over = [...document.querySelectorAll('dialog:modal')].pop();
    const { parentNode } = host;
    if (over != parentNode && (over || parentNode instanceof HTMLDialogElement) && !root.querySelector('dialog')) {
      place(over ?? document.documentElement);
      rise();
    }
  };

  /** A page that is transformed carries along what is fixed in it; the top layer is not. */
  const rise = () => {
    const { top = 0, bottom = 0 } = box()?.getBoundingClientRect() ?? {};
    if (host.popover || top < 0 || bottom > innerHeight) {
      host.popover = 'manual';
      host.showPopover();
    }
  };

  /** Leaves what has the focus to be seen, where scrolling could not bring it out. */
  const uncover = () => {
    const at = document.activeElement;
    const above = box();
    if (!above || !at || at == host || at == document.body) return;
    const [over, under] = [above, at].map((element) => element.getBoundingClientRect());
    if (under.top < over.bottom && under.bottom > over.top && under.left < over.right && under.right > over.left) {
      above.classList.toggle('away');
    }
  };

  /** Moves the small control off bars that are fixed to the same edge. */
  const stepAside = () => {
    const own = box();
    if (!own?.matches('.control')) return;
    own.style.margin = '';
    const { left, right, top, bottom } = own.getBoundingClientRect();
    const low = top > innerHeight / 2;
    let away = 0;
    for (const x of [left, (left + right) / 2, right]) {
      for (const at of document.elementsFromPoint(x, low ? bottom : top)) {
        const bar = at.getBoundingClientRect();
        if (/fixed|sticky/.test(getComputedStyle(at).position) && bar.height < innerHeight / 2) {
          away = Math.max(away, low ? innerHeight - bar.top : bar.bottom);
        }
      }
    }
    if (away) own.style[low ? 'marginBottom' : 'marginTop'] = away + 'px';
  };

  const dialog = root.querySelector('dialog');
  if (dialog?.open && !dialog.matches(':modal')) {
    // Thrown away and put back, it is open and no modal any more.
    dialog.open = false;
    dialog.showModal();
  }
  follow();
  rise();
  stepAside();
  makeRoom();
  watch?.disconnect();
  watch = new ResizeObserver(makeRoom);
  const own = box();
  if (own) watch.observe(own);
  if (started) return;
  started = true;
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, room];
  requestAnimationFrame(uncover);
  addEventListener('focusin', () => requestAnimationFrame(uncover));
};
