// The browser's Python in a worker of this page, asked one thing at a time.
import { Refused } from "./room.js";

/** What may first be fetched over a slow network. */
export const MAKING_MS = 300_000;

/** Neither the server nor the worker answered. */
export class NoEngine extends Error {}

/** An address of the page, as a worker needs it. */
export function absolute(address) {
  return new URL(address, document.baseURI).href;
}

const REST_MS = 2000; // for the page to draw the verdict

/** Where the site is kept on the device (hors-ligne.js), so is Python once it has been of use: not
 * before, for what is waited for goes first on a slow network. */
const keepForLater = () =>
  navigator.serviceWorker?.ready.then(({ active }) =>
    setTimeout(() => active.postMessage("python"), REST_MS),
  );

/**
 * A worker (worker.js) whose every message has an answer, begun at once:
 *   ask(message, limit_ms)   its reply; throws Refused or NoEngine
 *   stop(problem)            no more of it: all that waits is told
 *   broken                   it was stopped, or died: another may try
 */
export function openThread(runtime) {
  const waiting = new Map();
  let serial = 0;
  const thread = { broken: false, ask, stop };
  const worker = new Worker(`${absolute(runtime)}worker.js`, { type: "module" });

  function stop(problem) {
    thread.broken = true;
    worker.terminate();
    for (const { reject } of waiting.values()) reject(problem);
    waiting.clear();
  }
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
    else {
      one?.resolve(data);
      if (data.type === "verdicts") keepForLater();
    }
  };

  function ask(message, limit_ms) {
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
  return thread;
}
