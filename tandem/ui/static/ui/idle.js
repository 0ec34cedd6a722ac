// A page of the person's own that nobody uses goes, with what is written on it, as by the button that
// leaves it quickly: whoever picks the phone up next sees nothing. The server says after how long.
const form = document.querySelector("[data-idle]");
const USES = ["pointerdown", "keydown", "input", "scroll"];
let waiting = null;

function rest() {
  clearTimeout(waiting);
  waiting = setTimeout(() => form.requestSubmit(), Number(form.dataset.idle) * 1000);
}

if (form) {
  for (const use of USES) addEventListener(use, rest, { passive: true });
  rest();
}
