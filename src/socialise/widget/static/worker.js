// The browser's Python, in a dedicated module worker: judges the activity that it is given.
//
// It lies beside Pyodide in the folder that runtime.py makes, and needs only its own origin.
// In:   {id, type: "open", bundle}                  the activity's bundle, or its address
//       {id, type: "judge", answers}
//       {id, type: "take_home", answers, take_home, now}     now: ISO 8601, with its offset
//       {id, type: "gather", bundle, answers, first}         one activity of a portfolio
//       {id, type: "portfolio", kind, now}                   all that was gathered; pdf or zip
// Out, one for each, in order:
//       {id, type: "ready"}                         opened, or gathered
//       {id, type: "verdicts", verdicts}
//       {id, type: "skipped"}                       a newer judge waits right behind this one
//       {id, type: "file", bytes, filename, mime}
//       {id, type: "error", code, message}
// code: "start" (Python could not be loaded, or died: a new worker may try again), "not_ready" (the
// message, for the learner, says what is missing), else the type of what was asked (the tool is
// broken: this is no verdict). All other messages are for a log, not for a learner.

const here = (name) => new URL(name, import.meta.url).href;

// All asked for at once: none waits for another.
const loader = import("./pyodide.mjs");
const lock = import("./lock.mjs");
const runtime = import("./pyodide.asm.mjs");
const rooms = received(fetch(here("socialise.zip")));
const starting = start();
for (const each of [loader, lock, runtime, rooms, starting]) each.catch(() => {}); // told by reply

async function start() {
  const { loadPyodide } = await loader;
  const { default: lockFileContents } = await lock;
  const pyodide = await loadPyodide({
    indexURL: here("./"),
    packageBaseUrl: here("./"),
    lockFileContents,
    createPyodideModule: async (settings) => (await runtime).default(settings),
    stdin: () => null,
    stdout: () => {},
    stderr: () => {},
  });
  const [major, minor] = lockFileContents.info.python.split(".");
  unpack(pyodide.FS, `/lib/python${major}.${minor}/site-packages`, await rooms);
  const python = pyodide.pyimport("browser_judge");
  python.start(fetchNow);
  return python;
}

// A zip whose files are stored as they are. Python would take twenty times longer over it.
function unpack(FS, folder, buffer) {
  const [view, bytes] = [new DataView(buffer), new Uint8Array(buffer)];
  const end = buffer.byteLength - 22; // no comment follows the end record
  let entry = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const size = view.getUint32(entry + 24, true);
    const nameSize = view.getUint16(entry + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(entry + 46, entry + 46 + nameSize));
    const local = view.getUint32(entry + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const path = `${folder}/${name}`;
    FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    FS.writeFile(path, bytes.subarray(start, start + size));
    entry += 46 + nameSize + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true);
  }
}

async function received(asking) {
  const response = await asking;
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response.arrayBuffer();
}

// An import cannot wait for a promise: an archive that an import needs is asked for at once.
function fetchNow(name) {
  const request = new XMLHttpRequest();
  request.open("GET", here(name), false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${name}: ${request.status}`);
  return new Uint8Array(request.response);
}

async function bundleText(bundle) {
  if (typeof bundle !== "string") return JSON.stringify(bundle);
  const address = new URL(bundle, self.location.href);
  if (address.origin !== self.location.origin) throw new Error(`${address.origin}: other origin`);
  return new TextDecoder().decode(await received(fetch(address)));
}

const answer = {
  async open(python, { id, bundle }) {
    python.open_activity(await bundle);
    return [{ id, type: "ready" }];
  },
  judge(python, { id, answers }) {
    const verdicts = JSON.parse(python.judge(JSON.stringify(answers)));
    return [{ id, type: "verdicts", verdicts }];
  },
  take_home(python, { id, answers, take_home, now }) {
    return file(id, python.take_home(JSON.stringify(answers), take_home, now));
  },
  async gather(python, { id, bundle, answers, first }) {
    python.gather(await bundle, JSON.stringify(answers), first);
    return [{ id, type: "ready" }];
  },
  portfolio(python, { id, kind, now }) {
    return file(id, python.portfolio(kind, now));
  },
};

function file(id, made) {
  const [filename, mime, content] = made.toJs();
  made.destroy();
  return [{ id, type: "file", bytes: content.buffer, filename, mime }, [content.buffer]];
}

function reason(error, code) {
  const lines = String(error?.message ?? error).trim().split("\n");
  if (error?.type === "NotReady") {
    return { code: "not_ready", message: lines.at(-1).replace(/^[\w.]*NotReady: /, "") };
  }
  return { code: error?.pyodide_fatal_error ? "start" : code, message: lines.at(-1) };
}

async function reply(request) {
  const { id, type } = request;
  let python;
  try {
    python = await starting;
  } catch (error) {
    return [{ id, type: "error", ...reason(error, "start") }];
  }
  try {
    if (!Object.hasOwn(answer, type)) throw new Error(`unknown request: ${type}`);
    return await answer[type](python, request);
  } catch (error) {
    return [{ id, type: "error", ...reason(error, type) }];
  }
}

// Requests posted while Python was busy are delivered before this turn comes.
const turns = new MessageChannel();
const turn = () =>
  new Promise((resolve) => {
    turns.port1.onmessage = resolve;
    turns.port2.postMessage(null);
  });

const queue = [];
let busy = false;
const IDLE_MS = 100; // someone who has just touched a field types for longer than that

self.onmessage = async ({ data }) => {
  if (data.bundle) {
    const bundle = bundleText(data.bundle); // does not wait for Python
    bundle.catch(() => {});
    queue.push({ ...data, bundle });
  } else {
    queue.push(data);
  }
  if (busy) return;
  busy = true;
  while (queue.length) {
    await turn();
    const request = queue.shift();
    if (request.type === "judge" && queue[0]?.type === "judge") {
      self.postMessage({ id: request.id, type: "skipped" });
    } else {
      const message = await reply(request);
      self.postMessage(...message);
      if (request.type === "open" && message[0].type === "ready") setTimeout(warmUp, IDLE_MS);
    }
  }
  busy = false;
};

async function warmUp() {
  const python = await starting;
  if (!busy && !queue.length) python.warm_up();
}
