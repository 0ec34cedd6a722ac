// The ways off a page wait until what was typed is safe. What cannot be made safe is asked about, in
// the page's own words; the browser's question is for a closing window only.
const box = document.getElementById("unsaved-words");
const noNetwork = document.getElementById("no-network");
let mayGo = false;

addEventListener("pageshow", () => (mayGo = false));

function ask(go, stay) {
  const answer = (how) => {
    box.close();
    how?.();
  };
  box.querySelector("[data-stay]").onclick = () => answer(stay);
  box.querySelector("[data-go]").onclick = () => answer(go);
  box.showModal();
}

// Without a network a way off leads to a page of the browser's own: the reader stays where they are.
function holdHere() {
  noNetwork.querySelector("button").onclick = () => noNetwork.close();
  if (!noNetwork.open) noNetwork.showModal();
}

// isSafe(form, button): is all safe, if this form is sent now (none, for a link)? makeSafe() tries to
// bring that about. stay() is what happens if the reader stays. isSentBehind(): at a closing window,
// what is left was sent, and nobody needs to be asked. isCut(): is there no network?
export function guard({ isSafe, makeSafe, stay, isSentBehind, isCut = () => !navigator.onLine }) {
  async function hold(event, form, go) {
    if (!mayGo && isCut()) {
      event.preventDefault();
      holdHere();
      return;
    }
    if (mayGo || isSafe(form, event.submitter)) {
      if (form) mayGo = true;
      return;
    }
    event.preventDefault();
    const leave = () => {
      mayGo = true;
      go();
    };
    if (await makeSafe?.()) leave();
    else if (isCut()) holdHere();
    else ask(leave, stay);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    const isElsewhere = event.button || event.metaKey || event.ctrlKey || event.shiftKey;
    if (!link || event.defaultPrevented || isElsewhere || link.target === "_blank") return;
    const isHere = link.pathname === location.pathname && link.search === location.search;
    if (link.hash && isHere) return;
    hold(event, null, () => location.assign(link.href));
  });

  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented) return;
    // Whoever has to leave in a hurry is asked nothing, whatever is lost.
    if (form.hasAttribute("data-quickly")) mayGo = true;
    else hold(event, form, () => form.requestSubmit(submitter));
  });

  addEventListener("beforeunload", (event) => {
    if (!mayGo && !isSafe() && !isSentBehind?.()) event.preventDefault();
  });

  return { holdHere };
}
