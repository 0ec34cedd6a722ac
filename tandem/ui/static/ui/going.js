// Whether this page is on its way to another one. News that arrives meanwhile, often of the very act
// that leads on, must not load the old page again and so cut the way short.
const LONGEST = 10_000; // a way that takes longer has failed, and the page stays
let began = -Infinity;

addEventListener("beforeunload", () => (began = performance.now()));
addEventListener("pageshow", () => (began = -Infinity));

export const isGoing = () => performance.now() - began < LONGEST;

// Loads the page again, now or once it has turned out to stay.
export function reloadUnlessGoing(mayReload = () => true) {
  if (isGoing()) setTimeout(() => reloadUnlessGoing(mayReload), LONGEST);
  else if (mayReload()) location.reload();
}
