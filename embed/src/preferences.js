/** Opens layer two, whose file is loaded the first time. */
import { bothAnswers, choose } from './choose.js';
import { button, fill, h } from './dom.js';
import { place, root } from './stage.js';
import { askAgain, choice, gpc, granted, notice, receipt, unanswered } from './state.js';
import { use } from './tag.js';

/** @type {boolean} */
let wanted;

/** Opens it; before the notice is there, as soon as it is. */
export function showPreferences() {
  wanted = true;
  openWanted();
}

export async function openWanted() {
  if (!wanted || !notice || !root.firstChild) return;
  wanted = false;
  // Whatever the page did with it.
  if (!root.host.isConnected) place();
  try {
    await use('preferences', {
      root,
      notice,
      choice: unanswered() ? undefined : choice,
      granted: granted(),
      gpc,
      receipt,
      h,
      button,
      fill,
      bothAnswers,
      choose,
    });
  } catch {
    // Whoever wants to choose can do so on layer one.
    askAgain();
  }
}
