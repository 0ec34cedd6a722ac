// The rows of the sheet, drawn anew as the server tells: with the answer to what was said here, and
// when the other side says something. What somebody is writing in or tapping is never replaced.
import { reloadUnlessGoing } from "./going.js";
import { showTurn } from "./turn.js";

// What is folded stays as the reader has it; and what is answered under their eyes is not folded away
// before the page is opened again.
function foldAs(old, fresh) {
  const [was, fold] = [old, fresh].map((row) => row.querySelector(":scope > .faced"));
  if (was && fold) fold.open = was.open;
  if (was || !fold) return;
  const last = fresh.querySelectorAll(".faced > :is(.passed, .item-actions), :scope > .actions");
  fold.firstElementChild.remove();
  fold.replaceWith(...fold.childNodes);
  fresh.append(...last);
}

// A child, a debt is called by what was answered first.
function rename([part, name]) {
  for (const place of document.querySelectorAll(`[data-named="${CSS.escape(part)}"] > bdi`))
    place.textContent = name;
}

// `held` says what has to stay: isWaiting(key, mended), isDirty(name), isAllSaid().
export function rowsOf(form, held) {
  let at = Number(form.dataset.at);
  // From this number on rows were left undrawn, because somebody was writing in them.
  let owed = null;
  // The number that each row was drawn at: an answer that was overtaken must not bring old words back.
  const drawn = new Map();

  // Where a finger or button is down: what is drawn anew under it would lose the tap.
  let pressed = null;
  const mayReload = () => held.isAllSaid() && !pressed;
  form.addEventListener("pointerdown", (event) => (pressed = event.target));
  for (const end of ["pointerup", "pointercancel"])
    addEventListener(end, () =>
      // The tap itself comes after this.
      setTimeout(() => {
        pressed = null;
        if (mayReload()) fetchOwed();
      }),
    );

  function take({ at: now, rows, reload, turn, names = {} }) {
    if (turn !== undefined) showTurn(turn);
    if (now >= at) Object.entries(names).forEach(rename);
    if (now <= at && !Object.keys(rows).length) return;
    const before = at;
    at = Math.max(at, now);
    form.elements.seen.value = at;
    for (const [key, html] of Object.entries(rows))
      if (!replace(key, html, now)) owed = Math.min(owed ?? before, before);
    if (reload) reloadUnlessGoing(mayReload);
  }

  // Draws a row anew; false where somebody writes in it or taps it and it has to wait. `mended` is
  // the item whose refusal the row itself tells.
  function replace(key, html, now, mended = null) {
    const old = document.getElementById(`item-${key}`);
    if (!old || now < (drawn.get(key) ?? 0)) return true;
    const inner = [...old.querySelectorAll("textarea, input[type=date]")];
    const template = document.createElement("template");
    template.innerHTML = html;
    const fresh = template.content.firstElementChild;
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const follows = [...old.querySelectorAll("[data-follows]")];
    const keys = [key, ...follows.map((e) => e.dataset.follows)];
    const isHeld = keys.some((one) => held.isWaiting(one, mended)) || old.contains(pressed);
    if (isHeld || (focused && held.isDirty(focused.name))) return false;
    for (const field of inner) {
      // What is being typed stays, letter by letter.
      const same = fresh.querySelector(`#${CSS.escape(field.id)}`);
      if (same && held.isDirty(field.name)) same.value = field.value;
    }
    const wasFocused = focused?.id;
    const selection = focused?.selectionStart;
    foldAs(old, fresh);
    old.replaceWith(fresh);
    drawn.set(key, now);
    if (wasFocused) {
      // A mark that waits is put away; the way to make it again stands in its place.
      const again = document.getElementById(wasFocused) ?? fresh.querySelector("[name=again]");
      again?.focus({ preventScroll: true });
      if (selection != null && again?.setSelectionRange && again.type === "textarea")
        again.setSelectionRange(selection, selection);
    }
    fresh.dispatchEvent(new CustomEvent("row", { bubbles: true }));
    return true;
  }

  // The stream tells the number, the rows come by an ordinary request.
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
    stream.addEventListener("turn", (event) => showTurn(event.data));
    stream.addEventListener("at", (event) => {
      const [thread, number] = event.data.split(" ");
      if (thread === form.dataset.thread && Number(number) > at) fetchRows();
    });
  }

  return {
    take,
    replace,
    fetchRows,
    fetchOwed,
    get at() {
      return at;
    },
  };
}
