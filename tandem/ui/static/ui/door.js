// Two screens finding each other: the waiting one goes on once it is let in, the shared one shows
// who waits. Without this the "go on" links do the same.
import { isGoing, reloadUnlessGoing } from "./going.js";

const door = document.querySelector("[data-door]");
const wait = document.querySelector("[data-wait]");
const ask = async (url) => {
  try {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
};
const every = (step) => setInterval(step, 1500);

if (door) {
  every(async () => {
    const answer = await ask(door.dataset.door);
    if (answer?.open || answer?.gone) reloadUnlessGoing();
  });
}
if (wait) {
  every(async () => {
    const answer = await ask(wait.dataset.wait);
    if (answer?.waiting && !isGoing()) location.assign(location.pathname);
  });
}
