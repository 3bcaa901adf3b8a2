// Who judges: the room's server where there is one, else (or when it does not answer) Python
// in a worker of this page. The worker is started at the first touch of a field.
import { Refused, askVerdicts, roomName, takeHome } from "./room.js";
import { MAKING_MS, NoEngine, absolute, openThread } from "./thread.js";

const JUDGING_MS = 30_000;

/**
 * The engine of one activity; place: {lesson, activity, bundle, runtime}, addresses as in the page.
 *   warm()               starts what takes time; a promise of true when it can judge
 *   judge(answers)       the verdicts message; throws Refused or NoEngine
 *   takeHome(answers, id, now)   {bytes, filename?}; throws Refused or NoEngine
 *   local                true when answers stay on this device
 */
export function openEngine({ lesson, activity, bundle, runtime }) {
  const local = roomName() === null;
  let worker = null; // {thread, opened}

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
    worker ??= begin();
    const { thread, opened } = worker;
    try {
      const ready = await opened;
      if (message.type === "open") return ready;
      // A finished thing may first fetch what makes it, over a slow network.
      return await thread.ask(message, message.type === "take_home" ? MAKING_MS : JUDGING_MS);
    } catch (problem) {
      if (worker?.thread.broken) worker = null;
      throw problem;
    }
  }

  function begin() {
    const thread = openThread(runtime);
    const opened = thread.ask({ type: "open", bundle: absolute(bundle) }, MAKING_MS);
    opened.catch(thread.stop);
    return { thread, opened };
  }

  return {
    local,
    warm: () =>
      local
        ? inWorker({ type: "open" }).then(() => true)
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
