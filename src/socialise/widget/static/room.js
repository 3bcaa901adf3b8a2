// The workshop's server, where there is one: its pages carry <meta name="socialise-room">.
// A static site is never asked: a request for what is not there would be an error in the console.

const WAIT_MS = 15_000;
const SIGNING_MS = 3_000;

/** The server did not answer, or not as a server of ours. */
export class Unreachable extends Error {}

/** The server answered no; the message is its French sentence, the problems name their fields. */
export class Refused extends Error {
  constructor(status, message, problems = []) {
    super(message);
    this.status = status;
    this.problems = problems;
  }
}

/** The room's name, or null on a static site. */
export function roomName() {
  return document.querySelector('meta[name="socialise-room"]')?.content ?? null;
}

/** Posts JSON and gives the response; throws Refused (with a message) or Unreachable. */
async function post(path, body, headers = {}, limit_ms = WAIT_MS) {
  let response;
  try {
    response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout?.(limit_ms),
    });
  } catch (cause) {
    throw new Unreachable(path, { cause });
  }
  if (response.ok) return response;
  const said = await response.json().catch(() => null);
  if (said?.message) throw new Refused(response.status, said.message, said.problems);
  throw new Unreachable(`${path}: ${response.status}`);
}

async function json(response) {
  try {
    return await response.json();
  } catch (cause) {
    throw new Unreachable("not JSON", { cause });
  }
}

/** The verdicts message on these answers; nothing is stored. */
export async function askVerdicts(submission) {
  return json(await post("/api/verdicts", submission));
}

/** {learner, secret}: a pseudonym and what proves it. */
export async function join(code) {
  return json(await post("/api/learners", { code }));
}

/** The receipt of a hand-in. */
export async function handIn(submission, secret) {
  return json(await post("/api/submissions", submission, { Authorization: `Bearer ${secret}` }));
}

/** The bytes of a finished thing. */
export async function takeHome(submission, id) {
  const response = await post("/api/take-home", { ...submission, id });
  return response.arrayBuffer();
}

/** The answers file signed for this learner, or null: a file is never kept waiting for it. */
export async function signedAnswers(submission, secret) {
  const known = { Authorization: `Bearer ${secret}` };
  try {
    return await (await post("/api/answers-files", submission, known, SIGNING_MS)).arrayBuffer();
  } catch {
    return null;
  }
}
