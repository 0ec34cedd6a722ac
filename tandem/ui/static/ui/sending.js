// What one page has to say, in its order: each act is first kept on the device, then sent until the
// server has answered. An act that goes twice is one, because it has an id of its own.
import { isAble, newId, openBox } from "./outbox.js";

const FIRST_REST = 250; // milliseconds before an unanswered act is sent again; doubled each time
const LONGEST_REST = 5_000;
const PATIENCE = 4_000; // with the server, for one try; a line that is slower is waited for longer
const LONGEST_PATIENCE = 16_000;
const TO_STORE = 1_000; // with the device: what it does not store in this time is sent all the same
const AWAY_AFTER = 2_000;

const within = (time) => Math.min(Math.max(time, PATIENCE), LONGEST_PATIENCE);
const sleep = (time) => new Promise((rested) => setTimeout(rested, time));
const today = () => new Date().toLocaleDateString("sv"); // as 2026-03-01, by this device's clock

// `told` hears what became of it all: taken(act, answer), refused(act, answer), left(act) for what
// was refused before this page, changed() and cannot() where this device stores nothing.
export function sender({ sitting, by, door, token, told }) {
  const acts = [];
  const drafts = new Map(); // by item: words that are still being typed
  const missed = new Set(); // acts that could not be stored, because the key had not come
  let box = null;
  let opening = null;
  let again = null; // the timer that asks for the key once more
  let isShut = false;
  let isUnable = !isAble();
  let sending = false;
  let rest = FIRST_REST;
  let patience = PATIENCE;
  let wake = () => {};
  let since = null; // the timer that says when an answer is overdue
  let isAway = false;
  let isAsked = false;

  function unable() {
    if (isUnable) return;
    isUnable = true;
    told.cannot?.();
  }

  // Once the key is there, what earlier pages left behind comes first.
  function open() {
    if (box || isUnable) return Promise.resolve(box);
    opening ??= (async () => {
      try {
        const found = await openBox({ sitting, by, keyAt: `/${door}/${sitting}/outbox` });
        const left = (await found?.adopt()) ?? [];
        box = found;
        for (const act of left.filter(({ why }) => why)) told.left?.(act);
        const waiting = left.filter(({ why }) => !why);
        for (const act of waiting) Object.assign(act, { isAdopted: true, isStored: true });
        acts.unshift(...waiting);
        if (waiting.length) wait();
        if (box) storeMissed();
        return box;
      } catch {
        unable();
        return null;
      } finally {
        opening = null;
      }
    })();
    return opening;
  }

  // A network that goes before the key has come leaves nothing to seal with: once the key is there,
  // all that was said meanwhile is stored, so it is asked for until then.
  function miss(act) {
    missed.add(act);
    again ??= setTimeout(() => {
      again = null;
      for (const one of missed) if (one.isGone) missed.delete(one);
      if (!missed.size || isShut) return;
      open().then((place) => place || isUnable || missed.forEach(miss));
    }, LONGEST_REST);
  }

  function storeMissed() {
    for (const act of missed) act.stored = store(act);
    missed.clear();
  }

  // One after the other: the second time it has its number.
  const store = (act) => (act.storing = (act.storing ?? Promise.resolve()).then(() => put(act)));

  async function put(act) {
    const place = await open();
    if (act.isGone) return;
    if (!place) {
      if (!isUnable) miss(act);
      return;
    }
    const { key, action, body, asked, words, isDraft, why, on } = act;
    try {
      act.n = await place.keep(act.id, act.n, {
        ...{ key, action, body, asked, words, isDraft, why, on },
      });
      act.isStored = true;
      if (act.isGone) await place.letGo(act.n);
    } catch {
      unable();
    }
    told.changed?.();
  }

  function letGo(act) {
    act.isGone = true;
    if (act.n !== undefined) box?.letGo(act.n).catch(() => {});
  }

  function remove(act) {
    const place = acts.indexOf(act);
    if (place >= 0) acts.splice(place, 1);
  }

  function wait() {
    since ??= setTimeout(() => {
      isAway = acts.length > 0;
      if (isAway && !isAsked) navigator.storage?.persist?.().catch(() => {});
      isAsked ||= isAway;
      told.changed?.();
    }, AWAY_AFTER);
  }

  function heard() {
    clearTimeout(since);
    since = null;
    rest = FIRST_REST;
    isAway = false;
    if (acts.length) wait();
  }

  async function post(act) {
    const body = new URLSearchParams(act.body);
    body.set("csrfmiddlewaretoken", token());
    body.set("said_on", act.on);
    if (act.isDraft) body.set("draft", 1);
    told.before?.(act, body);
    const began = performance.now();
    try {
      const answer = await fetch(act.action.replace(/^\/\w+\//, `/${door}/`), {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        signal: AbortSignal.timeout(patience),
        redirect: "manual",
      });
      patience = within(3 * (performance.now() - began));
      return answer;
    } catch (fault) {
      if (fault.name === "TimeoutError") patience = within(2 * patience);
      return null;
    }
  }

  const SHUT = [401, 403, 404];

  async function send() {
    if (sending) return;
    sending = true;
    await Promise.race([open(), sleep(TO_STORE)]);
    while (acts.length) {
      const act = acts[0];
      await Promise.race([act.stored, sleep(TO_STORE)]);
      if (acts[0] !== act) continue; // what was left behind goes first
      const answer = await post(act);
      const said = answer && (await answer.json().catch(() => null));
      if (answer?.ok && said) {
        remove(act);
        letGo(act);
        heard();
        told.taken?.(act, said);
      } else if (said && (answer.status === 409 || answer.status === 400)) {
        remove(act);
        heard();
        act.why = said.refused ?? said.errors?.[act.key] ?? "";
        act.stored = store(act);
        told.refused?.(act, said);
      } else if (answer && (SHUT.includes(answer.status) || answer.type === "opaqueredirect")) {
        // The door is shut: another try cannot help here, and the words must stay in sight.
        isShut = true;
        break;
      } else {
        told.changed?.();
        await Promise.race([sleep(rest), new Promise((woken) => (wake = woken))]);
        rest = Math.min(rest * 2, LONGEST_REST);
      }
    }
    sending = false;
    told.changed?.();
  }

  addEventListener("online", () => {
    rest = FIRST_REST;
    open();
    wake();
    send();
  });
  open().then(() => acts.length && send());

  return {
    acts,
    open,
    send,
    letGo,
    get isAway() {
      return isAway;
    },
    get isShut() {
      return isShut;
    },
    get isUnable() {
      return isUnable;
    },
    // Nothing of what waits would go with this page.
    get isKept() {
      return acts.every((act) => act.isStored);
    },
    get isSlow() {
      return rest > FIRST_REST;
    },
    // The act of an item, begun when its first letter was typed; `fill` gives it its words.
    say(key, fill) {
      const act = drafts.get(key) ?? { id: newId(), key };
      drafts.delete(key);
      Object.assign(act, fill(act.id), { isDraft: false, isStored: false, on: today() });
      acts.push(act);
      act.stored = store(act);
      wait();
      send();
    },
    draft(key, fill) {
      const act = drafts.get(key) ?? { id: newId(), key };
      drafts.set(key, act);
      Object.assign(act, fill(act.id), { isDraft: true, on: today() });
      return store(act);
    },
    undraft(key) {
      const act = drafts.get(key);
      drafts.delete(key);
      if (act) letGo(act);
    },
  };
}
