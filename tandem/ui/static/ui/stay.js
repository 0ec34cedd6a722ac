// What the reader opened stays open, and the focus where it was, when a page is drawn anew.
const all = () => [...document.querySelectorAll("details")];
const nameOf = (details) => details.id || details.querySelector("summary").textContent.trim();

// What is in sight and not folded, such as a question that was not answered when the page was opened.
const inSight = () => [...document.querySelectorAll("[data-item]:not(:has(> .faced))")];

// By its id, or the words of the summary: the page may have gained a part meanwhile, or lost one.
export const opened = () =>
  Object.fromEntries([
    ...inSight().map((one) => [`fold-${one.dataset.item}`, true]),
    ...all().map((one) => [nameOf(one), one.open]),
  ]);

export function reopen(was) {
  for (const one of all()) one.open = was[nameOf(one)] ?? one.open;
}

// The history's own note of this page lives through a reload and is seen by no other page.
export const remember = () =>
  history.replaceState({ opened: opened(), focus: document.activeElement?.id }, "");

if (history.state?.opened) {
  const { opened: was, focus } = history.state;
  history.replaceState(null, "");
  reopen(was);
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
}
