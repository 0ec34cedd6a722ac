// Covers the page at once, then tells the server, which keeps every page of this sign-in covered.
// The page stays as it is beneath, with all that was typed, and is uncovered where it was.
const form = document.getElementById("shutter");
const sheet = document.getElementById("cover");
const onward = sheet?.querySelector("form");

const AGAIN = 1_000;
const root = document.documentElement;
let last = 0;
let told = Promise.resolve(); // one message at a time, in order
let isTold = false;
let retry;
let address;

// Whether the server has it: true, false (it says no), or null (nobody answered).
function tell(url) {
  told = told.then(async () => {
    try {
      const answer = await fetch(url, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
        redirect: "manual",
      });
      return answer.ok;
    } catch {
      return null;
    }
  });
  return told;
}

async function cover() {
  if (sheet.open) return;
  address = location.href;
  speechSynthesis?.cancel();
  // Words in an open box go out behind the shutter, before they lose the focus.
  document.dispatchEvent(new Event("covered"));
  root.classList.add("is-covered");
  onward.hidden = true;
  sheet.querySelector(".error").hidden = true;
  sheet.showModal();
  await tellCovered();
  onward.hidden = false;
  sheet.querySelector("button").focus();
}

async function tellCovered() {
  isTold = await tell(form.action);
  if (isTold) history.replaceState(history.state, "", form.action); // nor does the address say more
  else if (sheet.open) retry = setTimeout(tellCovered, AGAIN);
}

async function uncover() {
  clearTimeout(retry);
  const answer = await tell(onward.action);
  if (answer === false) location.reload();
  else if (answer || !isTold) lift();
  else sheet.querySelector(".error").hidden = false;
}

function lift() {
  history.replaceState(history.state, "", address);
  root.classList.remove("is-covered");
  sheet.close();
  document.dispatchEvent(new Event("uncovered"));
}

if (form && sheet) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    cover();
  });
  onward.addEventListener("submit", (event) => {
    event.preventDefault();
    uncover();
  });
  sheet.addEventListener("cancel", (event) => event.preventDefault());
  sheet.addEventListener("close", () => root.classList.contains("is-covered") && sheet.showModal());
  // Escape twice within a second: one key, found without looking, hard to press by mistake.
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (sheet.open) event.preventDefault();
    else if (!event.repeat && !event.isComposing) {
      if (event.timeStamp - last < 1000) cover();
      last = event.timeStamp;
    }
  });
  // A page brought back by the browser must not lie under a cover that the server has lifted.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}
