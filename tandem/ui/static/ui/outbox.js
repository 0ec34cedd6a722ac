// What was said here and not answered yet, kept on this device. It is sealed with a key that the
// server hands to whoever may say it, and that the memory of a page alone holds. Each row belongs to
// the page that wrote it while that page lives; what a page leaves behind, the next one takes over.
const NAME = "tandem";
const STORE = "outbox";
const BLOCK = 512; // letters: how long a sealed row is tells little of what it holds
const PATIENCE = 8_000;

export const newId = () =>
  crypto.randomUUID?.() ??
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
    (+c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (+c / 4)))).toString(16),
  );

// Without https none of these is there, and some private windows lack a place to store.
export const isAble = () =>
  Boolean(globalThis.indexedDB && globalThis.crypto?.subtle && navigator.locks);

const me = `page ${newId()}`;
let isHeld = null;

// For as long as this page lives; a browser that is killed holds nothing.
const holdPage = () =>
  (isHeld ??= new Promise((held) => {
    navigator.locks.request(me, () => (held(), new Promise(() => {})));
  }));

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

let database = null;
const db = () =>
  (database ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () =>
      request.result.createObjectStore(STORE, { keyPath: "n", autoIncrement: true });
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => reject(request.error);
  }));

// Every change in its order, each on the disk before the next: browsers are lax unless asked. What a
// change must wait for, it waits for in its place.
let last = Promise.resolve();
function change(how, ready) {
  const next = last.then(async () => {
    await ready;
    const changing = (await db()).transaction(STORE, "readwrite", { durability: "strict" });
    const result = done(how(changing.objectStore(STORE)));
    await new Promise((resolve, reject) => {
      changing.oncomplete = resolve;
      changing.onabort = changing.onerror = () => reject(changing.error);
    });
    return result;
  });
  last = next.catch(() => {});
  return next;
}

const all = async () => done((await db()).transaction(STORE).objectStore(STORE).getAll());

// What no living page looks after: for each sitting and voice, how many.
export async function leftBehind() {
  if (!isAble()) return [];
  const rows = (await all()).filter(await isOrphan());
  const groups = new Map();
  for (const { sitting, by } of rows) {
    const name = `${sitting} ${by}`;
    groups.set(name, { sitting, by, count: (groups.get(name)?.count ?? 0) + 1 });
  }
  return [...groups.values()];
}

export const countAll = async () => (isAble() ? (await all()).length : 0);

async function isOrphan() {
  const { held } = await navigator.locks.query();
  const living = new Set(held.map(({ name }) => name));
  return (row) => row.page !== me && !living.has(row.page);
}

async function keysFrom(address) {
  const answer = await fetch(address, {
    headers: { Accept: "application/json" },
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!answer.ok) return [];
  const bytes = (raw) => Uint8Array.from(atob(raw), (letter) => letter.charCodeAt(0));
  return Promise.all(
    (await answer.json()).keys.map((raw) =>
      crypto.subtle.importKey("raw", bytes(raw), "AES-GCM", false, ["encrypt", "decrypt"]),
    ),
  );
}

// The rows of one sitting and voice; null where the server does not give the key.
export async function openBox({ sitting, by, keyAt }) {
  await db();
  const keys = await keysFrom(keyAt).catch(() => []);
  if (!keys.length) return null;
  const how = (row) => ({
    name: "AES-GCM",
    iv: row.iv,
    additionalData: new TextEncoder().encode(`${row.sitting} ${row.by} ${row.id}`),
  });

  async function read(row) {
    for (const key of keys) {
      try {
        const words = await crypto.subtle.decrypt(how(row), key, row.sealed);
        return { ...JSON.parse(new TextDecoder().decode(words)), n: row.n, id: row.id };
      } catch {
        // Sealed under an older secret, perhaps.
      }
    }
    return null;
  }

  return {
    // Stores an act, or stores it anew as it is now; gives its number.
    async keep(id, n, said) {
      const row = { sitting, by, id, page: me, iv: crypto.getRandomValues(new Uint8Array(12)) };
      const words = JSON.stringify(said);
      const length = Math.ceil(words.length / BLOCK) * BLOCK;
      const seal = async () => {
        const plain = new TextEncoder().encode(words.padEnd(length));
        row.sealed = await crypto.subtle.encrypt(how(row), keys[0], plain);
        await holdPage();
      };
      return change((store) => store.put(n === undefined ? row : { ...row, n }), seal());
    },

    letGo: (n) => change((store) => store.delete(n)),

    // What pages that are gone left behind, in its order; it is this page's from now on.
    adopt: () =>
      navigator.locks.request("taking over", async () => {
        await holdPage();
        const isLeft = await isOrphan();
        const found = [];
        for (const row of await all()) {
          if (row.sitting !== sitting || row.by !== by || !isLeft(row)) continue;
          const said = await read(row);
          if (!said) continue;
          await change((store) => store.put({ ...row, page: me }));
          found.push(said);
        }
        return found;
      }),
  };
}
