// Nothing typed is lost: every keystroke goes to this browser's own database at once, and to the newsroom's
// server within two seconds. After a crash the form opens with both: what only this device has is sent first.
const form = document.getElementById("article_form");
const safety = document.getElementById("story-safety");
const fields = form?.elements;
const MINE = `${safety?.dataset.user}/`;
const STORE = "pages";
// How long typing may go on before the server hears of it, and how long a pause makes it hear at once.
const LONGEST_WAIT = 1500;
const PAUSE = 700;
const REQUEST_OF_ITS_OWN = new Set(["csrfmiddlewaretoken", "_next"]);

// ------------------------------------------------------------------ this device
const database = new Promise((resolve, reject) => {
  const opening = indexedDB.open("newsroom-writing", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "key" });
  opening.onsuccess = () => resolve(opening.result);
  opening.onerror = () => reject(opening.error);
});
database.catch(() => {});

const inStore = async (mode, work) => {
  const transaction = (await database).transaction(STORE, mode);
  const request = work(transaction.objectStore(STORE));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
};

const write = (record) => inStore("readwrite", (store) => store.put(record));
const forget = (key) => inStore("readwrite", (store) => store.delete(key));
const allMine = () => inStore("readonly", (store) => store.getAll(IDBKeyRange.bound(MINE, `${MINE}\uffff`)));

// ------------------------------------------------------------------ what is in the form
let sequence = Number(fields?.sequence.value) || 0;
let kept = 0;
const key = fields && `${MINE}${fields.page.value}`;

const held = () => {
  fields.sequence.value = sequence;
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !REQUEST_OF_ITS_OWN.has(name));
};

const record = () => ({
  key, sequence, kept, pairs: held(), story: safety.dataset.story, draft: fields.draft.value, url: safety.dataset.keepUrl,
});

// One write at a time, and the newest state next: fast typing never queues up behind the disk.
let writing = null;
const writeDown = () => {
  if (writing) return writing;
  writing = (async () => {
    for (let done = -1; done !== sequence;) {
      done = sequence;
      await write(record());
    }
  })().catch(() => {}).finally(() => { writing = null; });
  return writing;
};

// ------------------------------------------------------------------ the server
const post = (url, pairs, options = {}) => {
  const data = new FormData();
  for (const [name, value] of pairs) data.append(name, value);
  data.set("csrfmiddlewaretoken", fields.csrfmiddlewaretoken.value);
  return fetch(url, { method: "POST", body: data, headers: { Accept: "application/json" }, ...options });
};

const tell = (name, detail = {}) => form.dispatchEvent(new CustomEvent(name, { detail }));
const WHAT_HAPPENED = { 401: "story:signed-out", 403: "story:stale", 409: "story:other" };

let timer = null;
let waitingSince = 0;
let sending = false;
let closed = false;

const send = async () => {
  timer = null;
  if (sending || closed || kept === sequence) return;
  sending = true;
  waitingSince = 0;
  const now = sequence;
  try {
    const answer = await post(safety.dataset.keepUrl, held());
    if (answer.ok) {
      kept = Math.max(kept, now);
      tell("story:kept", { all: kept === sequence });
      await write(record());
    } else {
      const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
      tell(WHAT_HAPPENED[answer.status] || "story:down", said);
    }
  } catch {
    tell("story:down");
  } finally {
    sending = false;
    if (kept !== sequence && !closed) soon(kept < now ? 3000 : PAUSE);
  }
};

const soon = (wait = PAUSE) => {
  waitingSince ||= Date.now();
  clearTimeout(timer);
  timer = setTimeout(send, Math.max(0, wait > PAUSE ? wait : Math.min(wait, waitingSince + LONGEST_WAIT - Date.now())));
};

const typed = () => {
  sequence += 1;
  fields.sequence.value = sequence;
  writeDown();
  soon();
};

// ------------------------------------------------------------------ after a crash
const isOpen = async () => {
  const { held: locks } = await navigator.locks.query();
  const open = new Set(locks.map((lock) => lock.name));
  return (each) => open.has(each.key);
};

// Send on what a page that is gone had not sent yet. True when the server now has words it did not have.
const sendOn = async (each) => {
  if (each.kept >= each.sequence) {
    await forget(each.key);
    return false;
  }
  const answer = await post(each.url, each.pairs);
  if (!answer.ok) return false;
  await forget(each.key);
  return !(await answer.json()).late;
};

const recover = async () => {
  if (!navigator.locks) return;
  const open = await isOpen();
  let found = false;
  for (const each of await allMine()) {
    if (each.key === key || open(each) || each.story !== safety.dataset.story) continue;
    found = await sendOn(each) || found;
  }
  if (!found) return;
  if (sequence === 0) location.reload();
  else tell("story:recovered");
};

if (form && safety) {
  navigator.locks?.request(key, () => new Promise(() => {}));
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  window.django?.jQuery(form).on("change", "select", (event) => event.originalEvent || typed());
  form.addEventListener("story:signed-in", () => soon(0));
  addEventListener("online", () => kept !== sequence && soon(0));
  // The save has taken over what is in the form: an older text must not arrive behind it.
  form.addEventListener("story:saving", () => { closed = true; clearTimeout(timer); });
  form.addEventListener("story:not-saved", () => { closed = false; if (kept !== sequence) soon(); });
  form.addEventListener("story:saved", (event) => {
    event.detail.after((async () => { await writing; await forget(key); })().catch(() => {}));
  });
  addEventListener("pagehide", () => {
    if (kept !== sequence && !closed) post(safety.dataset.keepUrl, held(), { keepalive: true }).catch(() => {});
  });
  recover().catch(() => {});
}
