// The live sheet. Every act goes out with an id of its own, in order, until it is answered; the
// other side's rows come in as they are made. Without this script the form's buttons do the same.
import { reloadUnlessGoing } from "./going.js";
import { guard } from "./leaving.js";

const form = document.querySelector("[data-sheet]");
const line = document.getElementById("saved");

const FIRST_REST = 500; // milliseconds before an unanswered act is sent again; doubled each time
const PATIENCE = 4_000; // how long a way off the page waits for its words to be stored

const acts = []; // {body, key}: said here, not yet answered by the server
let at = Number(form.dataset.at);
let sending = false;
let rest = FIRST_REST;

const newId = () =>
  crypto.randomUUID?.() ??
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
    (+c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (+c / 4)))).toString(16),
  );

// What the server would not take, by item: the words stay in their box until they are mended.
const refused = new Map();

const say = (state, words) => {
  line.dataset.state = state;
  line.textContent = words ?? line.dataset[state];
};

const itemOf = (element) => element.closest("[data-item]");
const fieldsOf = (key) =>
  [...form.elements].filter((e) => e.name === key || e.name.startsWith(`${key}:`));

// What one item says now, as the form itself would send it.
function bodyOf(key, extra = {}) {
  const body = new URLSearchParams();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.append("by_act", 1);
  body.append(`act:${key}`, newId());
  body.append(`was:${key}`, form.elements[`was:${key}`]?.value ?? 0);
  for (const field of fieldsOf(key)) {
    if ((field.type === "radio" || field.type === "checkbox") && !field.checked) continue;
    body.append(field.name, field.value);
  }
  for (const [name, value] of Object.entries(extra)) body.append(name, value);
  return body;
}

function act(key, extra) {
  acts.push({ key, body: bodyOf(key, extra) });
  refused.delete(key);
  for (const field of fieldsOf(key)) dirty.delete(field.name);
  say("unsaved");
  send();
}

async function send() {
  if (sending || !acts.length) return;
  sending = true;
  while (acts.length) {
    const { key, body } = acts[0];
    body.set("seen", at);
    let answer;
    try {
      answer = await fetch(form.action, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        signal: AbortSignal.timeout(8000),
        redirect: "manual",
      });
    } catch {
      answer = null;
    }
    if (answer?.ok) {
      acts.shift();
      rest = FIRST_REST;
      take(await answer.json());
    } else if (answer && (answer.status === 409 || answer.status === 400)) {
      acts.shift();
      rest = FIRST_REST;
      refuse(key, await answer.json().catch(() => ({})));
    } else if (answer && (answer.status === 404 || answer.status === 403 || answer.type === "opaqueredirect")) {
      // The door is shut: another try cannot help, and the words must stay in sight.
      say("unsaved", form.dataset.gone);
      sending = false;
      return;
    } else {
      say("unsaved");
      await new Promise((done) => setTimeout(done, rest));
      rest = Math.min(rest * 2, 5000);
    }
  }
  sending = false;
  sayWhereWeAre();
}

// The server draws what it did not take with its sentence at the field; all else is news as ever.
function refuse(key, told) {
  refused.set(key, told.refused ?? told.errors?.[key] ?? "");
  const row = itemOf(fieldsOf(key)[0])?.dataset.item;
  const { [row]: html, ...rows } = told.rows ?? {};
  if (told.rows) take({ at: told.at, reload: told.reload, rows });
  if (!html || !replace(row, html, told.at, key)) {
    for (const field of fieldsOf(key).filter(isWritten)) field.ariaInvalid = "true";
    document.getElementById(`item-${row}`)?.classList.add("has-error");
  }
  openAround(fieldsOf(key)[0]);
  sayWhereWeAre();
}

const isWritten = (field) => field.matches("textarea, input[type=date]");

function openAround(field) {
  const shut = field?.closest("details:not([open])");
  if (shut) shut.open = true;
}

// Where the reader is needed: at the first thing that was not taken.
function showRefused() {
  const [key] = refused.keys();
  const field = fieldsOf(key ?? "").find((one) => one.type !== "hidden");
  openAround(field);
  field?.focus();
}

// "Saved" only when nothing at all is left to say, and nothing was sent back.
function sayWhereWeAre() {
  if (refused.size) {
    const why = [...refused.values()].at(-1);
    say("refused", `${form.dataset.refused}${why} ${form.dataset.kept}`);
  } else if (acts.length || dirty.size) {
    say("unsaved");
  } else {
    say("saved");
    fetchOwed();
  }
}

// Items with words that nobody was told yet; their boxes are never replaced from outside.
const dirty = new Set();

const isAllSaid = () => !acts.length && !dirty.size && !refused.size;

// Where a finger or button is down: what is drawn anew under it would lose the tap.
let pressed = null;
const mayReload = () => isAllSaid() && !pressed;
form.addEventListener("pointerdown", (event) => (pressed = event.target));
for (const end of ["pointerup", "pointercancel"])
  addEventListener(end, () =>
    // The tap itself comes after this.
    setTimeout(() => {
      pressed = null;
      if (mayReload()) fetchOwed();
    }),
  );

// From this number on rows were left undrawn, because somebody was writing in them.
let owed = null;

// The number that each row was drawn at: an answer that was overtaken must not bring old words back.
const drawn = new Map();

function take({ at: now, rows, reload }) {
  if (now <= at && !Object.keys(rows).length) return;
  const before = at;
  at = Math.max(at, now);
  form.elements.seen.value = at;
  for (const [key, html] of Object.entries(rows))
    if (!replace(key, html, now)) owed = Math.min(owed ?? before, before);
  if (reload) reloadUnlessGoing(mayReload);
}

// Draws a row anew; false where somebody writes in it or taps it and it has to wait. `mended` is the item whose
// refusal the row itself tells.
function replace(key, html, now, mended = null) {
  const old = document.getElementById(`item-${key}`);
  if (!old || now < (drawn.get(key) ?? 0)) return true;
  const inner = [...old.querySelectorAll("textarea, input[type=date]")];
  const template = document.createElement("template");
  template.innerHTML = html;
  const fresh = template.content.firstElementChild;
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const keys = [key, ...[...old.querySelectorAll("[data-follows]")].map((e) => e.dataset.follows)];
  const isWaiting = (one) =>
    (one !== mended && refused.has(one)) || acts.some((act) => act.key === one);
  const waiting = keys.some(isWaiting);
  if (waiting || old.contains(pressed) || (focused && dirty.has(focused.name))) return false;
  for (const field of inner) {
    // What is being typed stays, letter by letter.
    const same = fresh.querySelector(`#${CSS.escape(field.id)}`);
    if (same && dirty.has(field.name)) same.value = field.value;
  }
  const wasFocused = focused?.id;
  const selection = focused?.selectionStart;
  old.replaceWith(fresh);
  drawn.set(key, now);
  if (wasFocused) {
    const again = document.getElementById(wasFocused);
    again?.focus({ preventScroll: true });
    if (selection != null && again?.setSelectionRange && again.type === "textarea")
      again.setSelectionRange(selection, selection);
  }
  fresh.dispatchEvent(new CustomEvent("row", { bubbles: true }));
  return true;
}

// A choice is an act at once. Words become one when the writer leaves the box.
form.addEventListener("change", (event) => {
  const field = event.target;
  const key = keyOf(field);
  // A day is typed in parts, and each part counts as a change: it is said when the box is left.
  if (!key || field.type === "date") return;
  if (field.matches("textarea") && !dirty.has(field.name)) return; // said already, in another way
  if (field.type === "radio" && isByArrow) return passBy(field);
  choose(field);
});

function choose(field) {
  if (field.type === "radio") openMore(field);
  act(keyOf(field));
}

// The arrow keys pass by choices that nobody means: one is said when they rest, or on the way out.
const REST = 1000;
let isByArrow = false;
let resting;

form.addEventListener("keydown", (event) => (isByArrow = event.key.startsWith("Arrow")));
form.addEventListener("pointerdown", () => (isByArrow = false));

function passBy(field) {
  dirty.add(field.name);
  say("unsaved");
  clearTimeout(resting);
  resting = setTimeout(() => dirty.has(field.name) && choose(field), REST);
}

form.addEventListener("input", (event) => {
  if (event.target.matches("textarea, input[type=date]")) {
    dirty.add(event.target.name);
    say("unsaved");
  }
});

form.addEventListener("focusout", (event) => {
  const left = event.target;
  if (left.type === "date" && dirty.has(left.name)) act(keyOf(left));
  if (left.type === "radio" && dirty.has(left.name) && event.relatedTarget?.name !== left.name) choose(left);
  if (!left.matches("textarea")) return;
  if (dirty.delete(event.target.name)) sayWhereWeAre();
});

function keyOf(field) {
  if (!field.name || field.type === "hidden") return null;
  const key = field.name.replace(/:(words|day)$/, "");
  return form.elements[`act:${key}`] ? key : null;
}

// A hard answer opens the rest of the area; a good one leaves it to the reader.
function openMore(field) {
  const leave = itemOf(field)?.dataset.leave;
  const more = itemOf(field)?.parentElement.querySelector("[data-more]");
  if (leave && more && field.name === itemOf(field).dataset.item)
    more.open = more.open || !leave.split(" ").includes(field.value);
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.name !== "not_today" && button?.name !== "still_right") return;
  event.preventDefault();
  act(button.value, { [button.name]: button.value });
});

// The form's own buttons: everything was sent as it was said, so only words still in a box go now,
// and the button leads on once all is safe.
form.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (button?.name === "not_today" || button?.name === "still_right") return;
  event.preventDefault();
  sayDirty();
  const wait = setInterval(() => {
    if (acts.length) return;
    clearInterval(wait);
    if (refused.size) showRefused();
    else goOn(button);
  }, 50);
});

// Each item once, though words and their day may both wait.
function sayDirty() {
  for (const key of new Set([...dirty].map((name) => name.replace(/:(words|day)$/, "")))) act(key);
}

function goOn(button) {
  if (button?.name === "onward" && button.value === "areas") {
    location.assign(document.querySelector(".trail a").href);
  } else if (button?.name === "notice" || button?.name === "typing") {
    const chosen = document.createElement("input");
    Object.assign(chosen, { type: "hidden", name: button.name, value: button.value });
    form.append(chosen);
    form.submit();
  }
}

// A link is held while its page's words are being stored; the reader is asked only if they cannot be.
async function makeSafe() {
  sayDirty();
  const until = performance.now() + PATIENCE;
  while (acts.length && performance.now() < until) await new Promise((done) => setTimeout(done, 50));
  return isAllSaid();
}

// At a closing window nothing can be waited for: what is left goes out behind it, each act with its
// own number, so that one that arrives twice is one.
function isSentBehind() {
  sayDirty();
  if (refused.size || !navigator.onLine || rest > FIRST_REST) return false;
  for (const { body } of acts)
    fetch(form.action, { method: "POST", body, keepalive: true, headers: { Accept: "application/json" } });
  return true;
}

guard({ isSafe: isAllSaid, makeSafe, stay: showRefused, isSentBehind });
addEventListener("online", send);

// Behind the shutter words are stored as ever, and told of when it is lifted.
document.addEventListener("covered", sayDirty);
document.addEventListener("uncovered", () => {
  for (const key of [...refused.keys()]) act(key);
  fetchRows();
});

say("saved");

// What the other side says: the stream tells the number, the rows come by an ordinary request.
async function fetchRows(since = at) {
  try {
    const answer = await fetch(`${form.dataset.rows}?since=${since}`, {
      headers: { Accept: "application/json" },
    });
    if (answer.ok) take(await answer.json());
  } catch {
    // The next news or the next poll asks again.
  }
}

function fetchOwed() {
  if (owed === null) return;
  const since = owed;
  owed = null;
  fetchRows(since);
}

let poll = null;
const polling = (on) => {
  if (on && !poll) poll = setInterval(() => fetchRows(), 5000);
  if (!on && poll) poll = clearInterval(poll);
};

if (form.dataset.live) {
  const stream = new EventSource(form.dataset.live);
  stream.addEventListener("open", () => polling(false));
  stream.addEventListener("error", () => polling(true));
  stream.addEventListener("gone", () => {
    stream.close();
    polling(false);
    reloadUnlessGoing(mayReload);
  });
  stream.addEventListener("at", (event) => {
    const [thread, number] = event.data.split(" ");
    if (thread === form.dataset.thread && Number(number) > at) fetchRows();
  });
}
