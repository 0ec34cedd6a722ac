// Forms that are an act of their own, such as a goal or a step: kept on the device and sent until the
// server has answered, like what is said on the sheet. Then the page goes on to where the form leads.
import { isGoing } from "./going.js";
import { room, sendAll } from "./waiting.js";

const forms = new Map(); // by the number of the act
let onward = null;

// What may not wait, such as a yes about money, says so (data-now) and goes as forms go.
const isAct = (form) =>
  form.method === "post" &&
  form.elements.act &&
  form.enctype !== "multipart/form-data" &&
  !("now" in form.dataset);

// For somebody who reads it later, away from this page.
const asked = (form) =>
  (form.querySelector("legend, label") ?? document.querySelector("h1")).textContent.trim();
const words = (form, submitter) =>
  [...form.querySelectorAll("textarea, input[type=text]")]
    .map((field) => field.value.trim())
    .filter(Boolean)
    .join("\n") || (submitter?.textContent.trim() ?? "");

// Whoever has gone another way meanwhile is not called back.
function goTo(address) {
  if (isGoing()) return;
  const to = new URL(address, location.href);
  const isHere = to.pathname === location.pathname && to.search === location.search;
  location.assign(to);
  if (isHere) location.reload();
}

function taken(act, answer) {
  if (forms.delete(act.id)) onward = answer.to;
  if (onward && !queue.acts.length) goTo(onward);
}

// Sent as forms go, it is drawn again with what was typed and a sentence that says what to do.
function refused(act) {
  const sent = forms.get(act.id);
  if (!sent) return false;
  queue.letGo(act);
  const { name, value } = sent.submitter ?? {};
  const pressed = { type: "hidden", name, value };
  if (name) sent.form.append(Object.assign(document.createElement("input"), pressed));
  sent.form.submit();
  return true;
}

function send(form, submitter) {
  const body = new URLSearchParams(new FormData(form, submitter));
  body.delete("csrfmiddlewaretoken");
  queue.say(form.elements.act.value, (id) => {
    forms.set(id, { form, submitter });
    return {
      action: form.getAttribute("action") || location.pathname,
      body: body.toString(),
      asked: asked(form),
      words: words(form, submitter),
    };
  });
}

// Where a page has no place to say what waits, its forms go as forms go.
const queue = room.sitting ? sendAll(room, { taken, refused }).queue : null;

if (queue)
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || !form.closest("main") || !isAct(form)) return;
    event.preventDefault();
    if ("sent" in form.dataset) return; // pressed twice: it is on its way
    form.dataset.sent = ""; // nothing in it is unsaid any more
    send(form, submitter);
  });

// A page that the way back brings up again holds forms that were sent.
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
