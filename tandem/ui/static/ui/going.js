// Whether this page is on its way to another one. News that arrives meanwhile, often of the very act
// that leads on, must not load the old page again and so cut the way short.
import { remember } from "./stay.js";

const LONGEST = 10_000; // a way that takes longer has failed, and the page stays
const AGAIN = 1_000; // how soon it is asked again whether the page may be loaded anew
let began = -Infinity;
let waiting = null;

addEventListener("beforeunload", () => (began = performance.now()));
addEventListener("pageshow", () => (began = -Infinity));

export const isGoing = () => performance.now() - began < LONGEST;

// Loads the page again: now, or once it has turned out to stay and nothing on it is unsaid.
export function reloadUnlessGoing(mayReload = () => true) {
  clearTimeout(waiting);
  const isCovered = document.documentElement.classList.contains("is-covered");
  if (isGoing() || isCovered || !mayReload()) {
    waiting = setTimeout(() => reloadUnlessGoing(mayReload), isGoing() ? LONGEST : AGAIN);
    return;
  }
  remember();
  location.reload();
}
