// Answers kept on this device, twice: in localStorage, at once and seen by the other tabs, and
// in IndexedDB with strict durability, because Chromium keeps the last seconds of localStorage
// in memory and a killed browser loses them. Both exist at a plain-HTTP address.
//
// A record is {answers: {field: value}, edited: {field: ms since 1970}}. Two records merge
// field by field: the later edit wins. An erased record keeps only {erased: ms}, so that a
// copy which a crash brings back is not mistaken for answers.

const DATABASE = "socialise";
const STORE = "records";
const DATABASE_MS = 2000;

let opening = null;

function database() {
  opening ??= new Promise((resolve) => {
    setTimeout(() => resolve(null), DATABASE_MS);
    try {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onsuccess = () => {
        request.result.onversionchange = () => request.result.close();
        resolve(request.result);
      };
      request.onerror = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
  return opening;
}

async function transact(mode, work) {
  const db = await database();
  if (!db) return undefined;
  return new Promise((resolve) => {
    try {
      const transaction = db.transaction(STORE, mode, { durability: "strict" });
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result ?? null);
      transaction.onabort = () => resolve(undefined);
      transaction.onerror = () => resolve(undefined);
      transaction.commit?.();
    } catch {
      resolve(undefined);
    }
  });
}

/** Reads localStorage; undefined when the browser refuses. */
function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return undefined;
  }
}

/** Writes and reads back; false when the browser refuses or gives back something else. */
function keep(key, text) {
  try {
    localStorage.setItem(key, text);
    return localStorage.getItem(key) === text;
  } catch {
    return false;
  }
}

function drop(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Refused storage holds nothing.
  }
}

function parse(text) {
  try {
    const record = JSON.parse(text);
    const sound = record && typeof record.answers === "object" && typeof record.edited === "object";
    return sound
      ? { erased: 0, ...record }
      : { answers: {}, edited: {}, erased: Number(record?.erased) || 0 };
  } catch {
    return { answers: {}, edited: {}, erased: 0 };
  }
}

/**
 * The record under a key.
 *   record                    what this tab knows
 *   load()                    the ids that localStorage knew better; at once
 *   recover()                 the ids that IndexedDB knew better (a promise)
 *   put(id, value, blank)     an edit, now
 *   save()                    {taken, saved}: the ids that another tab knew better, and a promise
 *                             of true once a read-back equals what was put
 *   erase()                   a promise of true once nothing is left to read
 *   onOther(listener)         listener(ids) after another tab's edits; ids is null after an erasure
 */
export function openRecord(key, stamp) {
  const record = { answers: {}, edited: {}, erased: 0 };
  let writing = Promise.resolve(true);
  let latest = "";
  let written = "";

  function merge(other) {
    const taken = [];
    record.erased = Math.max(record.erased, other.erased);
    for (const [id, time] of Object.entries(record.edited)) {
      if (time > record.erased) continue;
      delete record.edited[id];
      delete record.answers[id];
      taken.push(id);
    }
    for (const [id, time] of Object.entries(other.edited)) {
      if (time <= (record.edited[id] ?? 0) || time <= record.erased) continue;
      record.edited[id] = time;
      if (JSON.stringify(other.answers[id]) === JSON.stringify(record.answers[id])) continue;
      if (id in other.answers) record.answers[id] = other.answers[id];
      else delete record.answers[id];
      taken.push(id);
    }
    return taken;
  }

  function text() {
    return JSON.stringify({ ...stamp, ...record });
  }

  async function write(quick) {
    const wanted = latest;
    if (wanted === written) return true;
    const done = await transact("readwrite", (store) => store.put(wanted, key));
    if (done === undefined) return quick;
    if ((await transact("readonly", (store) => store.get(key))) !== wanted) return false;
    written = wanted;
    return true;
  }

  return {
    record,
    load: () => merge(parse(recall(key))),
    recover: async () => {
      const found = parse(await transact("readonly", (store) => store.get(key)));
      // Another tab may have written while the database was opening.
      const taken = [...merge(parse(recall(key))), ...merge(found)];
      if (Object.keys(record.edited).length === 0) drop(key);
      else if (taken.length) keep(key, text());
      return taken;
    },
    put: (id, value, blank) => {
      // Two edits in the same millisecond, or a clock set back, must still be two edits.
      record.edited[id] = Math.max(Date.now(), (record.edited[id] ?? 0) + 1, record.erased + 1);
      if (blank) delete record.answers[id];
      else record.answers[id] = value;
    },
    save: () => {
      // Another tab may have written since: what it edited later is kept.
      const taken = merge(parse(recall(key)));
      latest = text();
      const quick = keep(key, latest);
      writing = writing.then(() => write(quick));
      return { taken, saved: writing };
    },
    erase: async () => {
      const erased = Date.now();
      Object.assign(record, { answers: {}, edited: {}, erased });
      drop(key);
      await writing;
      written = "";
      const mark = JSON.stringify({ erased });
      await transact("readwrite", (store) => store.put(mark, key));
      const left = await transact("readonly", (store) => store.get(key));
      return (left === undefined || left === mark) && !recall(key);
    },
    onOther: (listener) =>
      window.addEventListener("storage", (event) => {
        if (event.key !== key && event.key !== null) return;
        if (event.newValue === null) {
          Object.assign(record, { answers: {}, edited: {}, erased: Date.now() });
          listener(null);
          return;
        }
        const taken = merge(parse(event.newValue));
        if (taken.length) listener(taken);
      }),
  };
}
