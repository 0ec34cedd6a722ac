// What waits on this device, on every page: it is sent from wherever its writer is now, and said.
// What the server did not take is shown with its words, until somebody lets go of it.
import { countAll, leftBehind } from "./outbox.js";
import { sender } from "./sending.js";

const panel = document.getElementById("waiting");
const said = panel?.querySelector("[role=status]");
const count = document.getElementById("waiting-count");
const { sitting, by, door } = panel?.dataset ?? {};

export const room = { sitting, by, door };
export const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

const filled = (words, number) => words.replace("%{count}", number);

function say(state, number) {
  const words = filled(panel.dataset[state], number);
  if (said.textContent !== words) said.textContent = words;
  panel.hidden = false;
}

// Beside the quiet line, and not read out each time it grows.
export function sayWaiting(number) {
  const words = number ? filled(count.dataset.words, number) : "";
  if (count.textContent === words) return;
  count.textContent = words;
  count.hidden = !number;
}

export function showKept(act, letGo) {
  const row = panel.querySelector("template").content.cloneNode(true).firstElementChild;
  const box = row.querySelector("textarea");
  row.querySelector("[data-asked]").textContent = act.asked;
  row.querySelector("[data-why]").textContent = act.why || panel.dataset.shut;
  box.value = act.words;
  row.querySelector("[data-copy]").addEventListener("click", () => {
    box.select();
    navigator.clipboard?.writeText(box.value).catch(() => {});
  });
  row.querySelector("[data-let-go]").addEventListener("click", () => {
    letGo(act);
    row.remove();
    panel.hidden = !said.textContent && !panel.querySelector("li");
  });
  panel.querySelector("ul").append(row);
  panel.hidden = false;
}

// Whose is it? A room knows of its own sitting alone; the desk asks for the key of each.
const mayBeOurs = (one) =>
  door === "desk" ? one.by === "worker" : one.sitting === sitting && one.by === by;

async function sendWhatWaits() {
  const left = await leftBehind();
  if (!left.length) return;
  if (door === "out") {
    say("out");
    return;
  }
  const queues = left.filter(mayBeOurs).map((one) => sendAll(one));
  const sent = await Promise.all(queues.map(({ ready }) => ready));
  const isOthers = left.length > queues.length || sent.includes(null);
  if (door === "desk" && isOthers && !queues.some(({ queue }) => queue.acts.length)) say("others");
}

// `here` is a page with forms of its own: it may take an answer to what was said on it.
export function sendAll({ sitting: which, by: voice }, here = {}) {
  let sent = 0;
  const shown = new Set();
  const queue = sender({
    sitting: which,
    by: voice,
    door,
    token,
    told: {
      refused: (act) => here.refused?.(act) || showKept(act, queue.letGo),
      left: (act) => showKept(act, queue.letGo),
      changed() {
        const { length } = queue.acts;
        if (!length && !sent) said.textContent = ""; // nothing was taken
        // What goes out at once needs no word.
        if (here.taken && length && !queue.isAway && !queue.isShut) return;
        if (queue.isShut) {
          for (const act of queue.acts.filter((one) => !shown.has(one))) {
            shown.add(act);
            showKept(act, queue.letGo);
          }
        } else if (length) say(queue.isAway ? "away" : "sending", length);
        else if (sent) say("sent", sent);
      },
      taken(act, answer) {
        here.taken?.(act, answer);
        sent += 1;
        if (here.taken) return;
        if (queue.acts.length) say("sending", queue.acts.length);
      },
    },
  });
  const ready = queue.open().then((box) => {
    if (queue.acts.length) say("sending", queue.acts.length);
    return box;
  });
  return { queue, ready };
}

// The way out clears this device, so it waits until nothing here waits. What is left behind stays
// sealed; the server is told to clear all only if there is nothing.
const box = document.getElementById("answers-wait");
for (const form of document.querySelectorAll("[data-way-out]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const all = await countAll().catch(() => 0);
    const others = (await leftBehind().catch(() => [])).reduce((sum, one) => sum + one.count, 0);
    form.elements.empty.value = all ? "" : "1";
    if (all === others) form.submit();
    else {
      box.querySelector("[data-count]").textContent = filled(box.dataset.words, all - others);
      box.querySelector("[data-stay]").onclick = () => box.close();
      box.querySelector("[data-go]").onclick = () => form.submit();
      box.showModal();
    }
  });
}

// A page on which something can be said sends what waits itself, before what is said there.
const isSaidHere = document.querySelector("[data-sheet]") || (sitting && document.querySelector("[data-acts]"));
if (panel && !isSaidHere) sendWhatWaits().catch(() => {});
