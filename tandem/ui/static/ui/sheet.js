// The live sheet. Every act goes out with an id of its own, in order, until it is answered; the
// other side's rows come in as they are made. Without this script the form's buttons do the same.
import { guard } from "./leaving.js";
import { rowsOf } from "./rows.js";
import { sender } from "./sending.js";
import { room, sayWaiting, showKept, token } from "./waiting.js";

const form = document.querySelector("[data-sheet]");
const line = document.getElementById("saved");

const PATIENCE = 4_000; // how long a way off the page waits for its words to be stored
const TYPING = 500; // how long typing rests before the words so far are kept on the device

// What the server would not take, by item: the words stay in their box until they are mended.
const refused = new Map();
// Items with words that nobody was told yet; their boxes are never replaced from outside.
const dirty = new Set();

const isAllSaid = () => !sending.acts.length && !dirty.size && !refused.size;

const sending = sender({
  ...room,
  token,
  told: {
    before: (act, body) => act.isAdopted || body.set("seen", rows.at),
    taken: (act, answer) => isHere(act) && rows.take(answer),
    refused: refuse,
    left: (act) => showKept(act, sending.letGo),
    changed: sayWhereWeAre,
    cannot: () => (document.getElementById("only-online").hidden = false),
  },
});

const rows = rowsOf(form, {
  isAllSaid,
  isDirty: (name) => dirty.has(name),
  isWaiting: (key, mended) =>
    (key !== mended && refused.has(key)) || sending.acts.some((act) => act.key === key),
});

function say(state, words) {
  const next = words ?? line.dataset[state];
  if (line.dataset.state === state && line.textContent === next) return;
  line.dataset.state = state;
  line.textContent = next;
}

const isHere = ({ action }) => action === form.getAttribute("action");
const itemOf = (element) => element.closest("[data-item]");
const fieldsOf = (key) =>
  [...form.elements].filter((e) => e.name === key || e.name.startsWith(`${key}:`));
const chosen = (field) => !/^(radio|checkbox)$/.test(field.type) || field.checked;

// What one item says now, as the form itself would send it.
function bodyOf(id, key, extra = {}) {
  const body = new URLSearchParams();
  body.append("by_act", 1);
  body.append(`act:${key}`, id);
  body.append(`was:${key}`, form.elements[`was:${key}`]?.value ?? 0);
  body.append("seen", rows.at);
  for (const field of fieldsOf(key)) if (chosen(field)) body.append(field.name, field.value);
  for (const [name, value] of Object.entries(extra)) body.append(name, value);
  return body.toString();
}

// The same for somebody who reads it later, away from this page.
const inWords = (key) =>
  fieldsOf(key)
    .filter((field) => field.type !== "hidden" && !field.matches("select") && chosen(field))
    .map((field) => (isWritten(field) ? field.value : (field.labels[0]?.textContent.trim() ?? field.value)))
    .filter((words) => words.trim())
    .join("\n");

const asked = (key) =>
  itemOf(fieldsOf(key)[0])?.querySelector("legend, label")?.textContent.trim() ?? "";

const fill = (key, extra) => (id) => ({
  action: form.getAttribute("action"),
  body: bodyOf(id, key, extra),
  asked: asked(key),
  words: inWords(key),
});

function act(key, extra) {
  if (refused.has(key)) sending.letGo(refused.get(key));
  refused.delete(key);
  for (const field of fieldsOf(key)) dirty.delete(field.name);
  sending.say(key, fill(key, extra));
  sayWhereWeAre();
}

// The server draws what it did not take with its sentence at the field; all else is news as ever.
function refuse(act, told) {
  const { key } = act;
  const [field] = fieldsOf(key);
  if (!isHere(act) || !field) {
    showKept(act, sending.letGo);
    return;
  }
  refused.set(key, act);
  const row = itemOf(field)?.dataset.item;
  const { [row]: html, ...others } = told.rows ?? {};
  if (told.rows) rows.take({ at: told.at, reload: told.reload, rows: others });
  if (!html || !rows.replace(row, html, told.at, key)) {
    for (const one of fieldsOf(key).filter(isWritten)) one.ariaInvalid = "true";
    document.getElementById(`item-${row}`)?.classList.add("has-error");
  }
  openAround(fieldsOf(key)[0]);
  sayWhereWeAre();
}

const isChoice = (field) => field.type === "radio" || field.matches("select");
const isWritten = (field) => field.matches("textarea, input[type=date]");

function openAround(field) {
  for (let shut; (shut = field?.closest("details:not([open])")); ) shut.open = true;
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
  const { acts } = sending;
  const isOnDevice = acts.length && sending.isKept;
  sayWaiting(sending.isAway || sending.isShut ? acts.length : 0);
  if (refused.size) {
    const { why } = [...refused.values()].at(-1);
    say("refused", `${form.dataset.refused}${why} ${form.dataset.kept}`);
  } else if (sending.isShut && acts.length) {
    say("unsaved", isOnDevice ? form.dataset.goneKept : form.dataset.gone);
  } else if (sending.isAway && isOnDevice) {
    say("device");
  } else if (acts.length || dirty.size) {
    say("unsaved");
  } else {
    say("saved");
    rows.fetchOwed();
  }
}

// A choice is an act at once. Words become one when the writer leaves the box.
form.addEventListener("change", (event) => {
  const field = event.target;
  const key = keyOf(field);
  // A day is typed in parts, and each part counts as a change: it is said when the box is left.
  if (!key || field.type === "date") return;
  if (field.matches("textarea") && !dirty.has(field.name)) return; // said already, in another way
  if (isChoice(field) && isByArrow) return passBy(field);
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
  sayWhereWeAre();
  clearTimeout(resting);
  resting = setTimeout(() => dirty.has(field.name) && choose(field), REST);
}

// Words that are being typed are kept on the device as they grow: at every rest, and at least once
// a second while there is none.
let drafting = null;

form.addEventListener("input", ({ target }) => {
  if (!isWritten(target)) return;
  dirty.add(target.name);
  sayWhereWeAre();
  drafting ??= setTimeout(() => {
    drafting = null;
    for (const key of dirtyKeys()) sending.draft(key, fill(key));
  }, TYPING);
});

form.addEventListener("focusout", (event) => {
  const left = event.target;
  if (left.type === "date" && dirty.has(left.name)) act(keyOf(left));
  if (isChoice(left) && dirty.has(left.name) && event.relatedTarget?.name !== left.name) choose(left);
  if (!left.matches("textarea")) return;
  if (!dirty.delete(left.name)) return;
  sending.undraft(keyOf(left));
  sayWhereWeAre();
});

const withoutPart = (name) => name.replace(/:(words|day|source)$/, "");

function keyOf(field) {
  if (!field.name || field.type === "hidden") return null;
  const key = withoutPart(field.name);
  return form.elements[`act:${key}`] ? key : null;
}

// A hard answer opens the rest of the area; a good one leaves it to the reader.
function openMore(field) {
  const leave = itemOf(field)?.dataset.leave;
  const more = itemOf(field)?.parentElement.querySelector("[data-more]");
  if (leave && more && field.name === itemOf(field).dataset.item)
    more.open = more.open || !leave.split(" ").includes(field.value);
}

// Buttons that are an act on one item.
const AT_ONCE = new Set(["not_today", "still_right", "new_today"]);
// Buttons that send the form once all that was said is stored.
const SENDS = ["notice", "typing", "words", "way", "again", "speaks", "turn", "add_repeat", "strike_repeat"];

form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!AT_ONCE.has(button?.name)) return;
  event.preventDefault();
  act(button.value, { [button.name]: button.value });
});

// The form's own buttons: everything was sent as it was said, so only words still in a box go now,
// and the button leads on once all is safe. Without a network it leads nowhere.
form.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (AT_ONCE.has(button?.name)) return;
  event.preventDefault();
  sayDirty();
  await untilSent();
  if (refused.size) showRefused();
  else if (!sending.acts.length) goOn(button);
  else if (button?.value) holdHere();
});

// Each item once, though words and their day may both wait.
const dirtyKeys = () => new Set([...dirty].map(withoutPart));

function sayDirty() {
  for (const key of dirtyKeys()) act(key);
}

function goOn(button) {
  if (button?.name === "onward" && button.value === "areas") {
    location.assign(document.querySelector(".trail a").href);
  } else if (SENDS.includes(button?.name)) {
    const chosen = document.createElement("input");
    Object.assign(chosen, { type: "hidden", name: button.name, value: button.value });
    form.append(chosen);
    form.submit();
  }
}

// Nobody answers: the page stays, and what is said on it is kept on the device.
const isCut = () => !navigator.onLine || sending.isAway;

async function untilSent(patience = Infinity) {
  const until = performance.now() + patience;
  const isOver = () => performance.now() > until || isCut() || sending.isShut;
  while (sending.acts.length && !isOver()) await new Promise((rested) => setTimeout(rested, 50));
}

// A link is held while its page's words are being stored; the reader is asked only if they cannot be.
async function makeSafe() {
  sayDirty();
  await untilSent(PATIENCE);
  return isAllSaid() || (sending.isShut && sending.isKept && !refused.size);
}

// At a closing window nothing can be waited for: what is left goes out behind it, each act with its
// own number, so that one that arrives twice is one.
function isSentBehind() {
  const isKept = sending.isKept && !dirty.size;
  sayDirty();
  if (refused.size) return false;
  if (!navigator.onLine || sending.isSlow) return isKept;
  for (const { body } of sending.acts) {
    const all = new URLSearchParams(body);
    all.set("csrfmiddlewaretoken", token());
    const headers = { Accept: "application/json" };
    fetch(form.action, { method: "POST", body: all, keepalive: true, headers });
  }
  return true;
}

const { holdHere } = guard({ isSafe: isAllSaid, makeSafe, stay: showRefused, isSentBehind, isCut });

// Behind the shutter words are stored as ever, and told of when it is lifted.
document.addEventListener("covered", sayDirty);
document.addEventListener("uncovered", () => {
  for (const key of [...refused.keys()]) act(key);
  rows.fetchRows();
});

if (sending.isUnable) document.getElementById("only-online").hidden = false;
say("saved");
