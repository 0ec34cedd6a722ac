// Pages without boxes of their own: show what the other side did. A region that has an address for
// itself (data-live-url) is fetched and swapped; else the page is loaded again, once nothing is typed.
import { reloadUnlessGoing } from "./going.js";
import { opened, reopen } from "./stay.js";
import { showTurn } from "./turn.js";

// A page of questions hears its own news, box by box (sheet.js).
const region = document.querySelector("[data-live]:not([data-rows])");

const isTyping = () =>
  [...document.querySelectorAll("textarea, input:not([type=hidden])")].some((field) =>
    /^(radio|checkbox)$/.test(field.type)
      ? field.checked !== field.defaultChecked
      : field.value !== field.defaultValue,
  );

async function refresh() {
  const url = region.dataset.liveUrl;
  if (!url) {
    reloadUnlessGoing(() => !isTyping());
    return;
  }
  const answer = await fetch(url, { headers: { "X-Part": "1" } }).catch(() => null);
  // Behind the shutter another page answers; the news is asked for again when it is lifted.
  if (!answer?.ok || answer.redirected) return;
  const template = document.createElement("template");
  template.innerHTML = await answer.text();
  const were = opened();
  region.replaceChildren(...template.content.childNodes);
  reopen(were);
}

document.addEventListener("uncovered", () => region?.dataset.liveUrl && refresh());

if (region?.dataset.live) {
  let at = Number(region.dataset.at);
  const stream = new EventSource(region.dataset.live);
  stream.addEventListener("at", (event) => {
    const [thread, number] = event.data.split(" ");
    if (thread !== region.dataset.thread || Number(number) <= at) return;
    at = Number(number);
    refresh();
  });
  stream.addEventListener("turn", (event) => showTurn(event.data));
  stream.addEventListener("gone", () => {
    stream.close();
    // What is typed stays in sight, though it cannot be sent from here any more.
    reloadUnlessGoing(() => !isTyping());
  });
}
