// Who judges: the room's server where there is one, else (or when it does not answer) Python
// in a worker of this page. The worker is started at the first touch of a field.
import { Refused, askVerdicts, roomName, takeHome } from "./room.js";

const OPENING_MS = 300_000;
const JUDGING_MS = 30_000;

/** Neither the server nor the worker answered. */
export class NoEngine extends Error {}

/**
 * The engine of one activity; place: {lesson, activity, bundle, runtime}, addresses as in the page.
 *   warm()               starts what takes time; a promise of true when it can judge
 *   judge(answers)       the verdicts message; throws Refused or NoEngine
 *   takeHome(answers, id, now)   {bytes, filename?}; throws Refused or NoEngine
 *   local                true when answers stay on this device
 */
export function openEngine({ lesson, activity, bundle, runtime }) {
  const local = roomName() === null;
  let worker = null;

  async function elsewhere(ask, fallback) {
    if (local) return fallback();
    try {
      return await ask();
    } catch (problem) {
      if (problem instanceof Refused) throw problem;
      return fallback();
    }
  }

  async function inWorker(message) {
    if (!bundle || !runtime) throw new NoEngine("no bundle");
    worker ??= startWorker(absolute(runtime), absolute(bundle));
    try {
      return await worker.ask(message);
    } catch (problem) {
      if (worker?.broken) worker = null;
      throw problem;
    }
  }

  return {
    local,
    warm: () =>
      local
        ? inWorker({ type: "open", bundle: absolute(bundle) }).then(() => true)
        : Promise.resolve(true),
    judge: (answers) =>
      elsewhere(
        () => askVerdicts({ lesson, activity, answers }),
        async () => (await inWorker({ type: "judge", answers })).verdicts,
      ),
    takeHome: (answers, id, now) =>
      elsewhere(
        async () => ({ bytes: await takeHome({ lesson, activity, answers }, id) }),
        () => inWorker({ type: "take_home", answers, take_home: id, now }),
      ),
  };
}

function absolute(address) {
  return new URL(address, document.baseURI).href;
}

/** A worker whose every message has an answer: ask(message) → its reply. */
function startWorker(runtime, bundle) {
  const waiting = new Map();
  let serial = 0;
  let opened = null;
  const thread = { broken: false, ask };
  const worker = new Worker(`${runtime}worker.js`, { type: "module" });

  const stop = (problem) => {
    thread.broken = true;
    worker.terminate();
    for (const { reject } of waiting.values()) reject(problem);
    waiting.clear();
  };
  worker.onerror = (event) => {
    event.preventDefault();
    stop(new NoEngine(event.message));
  };
  worker.onmessage = ({ data }) => {
    const one = waiting.get(data.id);
    waiting.delete(data.id);
    // « not_ready » speaks to the learner: it says what is missing. The rest is for a log.
    if (data.code === "not_ready") one?.reject(new Refused(409, data.message));
    else if (data.code === "start") {
      one?.reject(new NoEngine(data.message));
      stop(new NoEngine(data.message)); // Python died: the next question starts a new worker
    } else if (data.type === "error") one?.reject(new NoEngine(data.message));
    else one?.resolve(data);
  };

  function send(message, limit_ms) {
    return new Promise((resolve, reject) => {
      serial += 1;
      const id = serial;
      const timer = setTimeout(() => stop(new NoEngine("no answer")), limit_ms);
      const settle = (done) => (value) => {
        clearTimeout(timer);
        done(value);
      };
      waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
      worker.postMessage({ id, ...message });
    });
  }

  async function ask(message) {
    opened ??= send({ type: "open", bundle }, OPENING_MS).catch((problem) => {
      stop(problem);
      throw problem;
    });
    const ready = await opened;
    if (message.type === "open") return ready;
    // A finished thing may first fetch what makes it, over a slow network.
    return send(message, message.type === "take_home" ? OPENING_MS : JUDGING_MS);
  }
  return thread;
}
