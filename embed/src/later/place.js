/**
 * Keeps the notice where it can be used on pages that are in its way. That may be a modal of the page, a page that is transformed, or
 * what has the focus behind it. Loaded when one of these may be so.
 */

/**
 * @typedef {object} Parts of the script that loads this file; a later or earlier release may be the one that does
 * @property {ShadowRoot} root
 * @property {() => HTMLElement | undefined} box what lies over the page now
 * @property {(parent: Element) => void} place puts the element there, if it is not
 */

let started = false;

/** @param {Parts} parts */
export default ({ root, box, place }) => {
  const host = /** @type {HTMLElement} */ (root.host);

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

  const dialog = root.querySelector('dialog');
  if (dialog && !dialog.matches(':modal')) {
    // Thrown away and put back, it is open and no modal any more.
    dialog.open = false;
    dialog.showModal();
  }
  follow();
  rise();
  if (started) return;
  started = true;
  requestAnimationFrame(uncover);
  addEventListener('focusin', () => requestAnimationFrame(uncover));
};
