// A page of the person's own that nobody uses goes, with what is written on it, as by the button that
// leaves it quickly: whoever picks the phone up next sees nothing. The server says after how long.
const form = document.querySelector("[data-idle]");
// What hands do. A page also scrolls by itself, when a line appears in it; that is no use.
const USES = ["pointerdown", "keydown", "input", "wheel", "touchmove"];
let waiting = null;

function rest() {
  clearTimeout(waiting);
  waiting = setTimeout(() => form.requestSubmit(), Number(form.dataset.idle) * 1000);
}

if (form) {
  for (const use of USES) addEventListener(use, rest, { passive: true });
  rest();
}
