// Handing in to the room: the code once, a pseudonym, a receipt. Nothing is lost by a refusal.
import { Refused, handIn, join } from "./room.js";
import { button, element, sign } from "./element.js";

const LEARNER = "socialise:learner";

/** {learner, secret, room} of this device, or null: who hands in. */
function knownLearner(room, memory) {
  try {
    memory.learner ??= JSON.parse(localStorage.getItem(LEARNER));
  } catch {
    // Refused storage: the pseudonym lasts as long as the page.
  }
  return memory.learner?.secret && memory.learner.room === room ? memory.learner : null;
}

function keepLearner(learner, memory) {
  memory.learner = learner;
  try {
    if (learner) localStorage.setItem(LEARNER, JSON.stringify(learner));
    else localStorage.removeItem(LEARNER);
  } catch {
    // As above.
  }
}

function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

/**
 * The panel; place: {lesson, activity, room}; sent() gives the answers, flush() saves them.
 * Gives {node, changed(), forget()}: changed() after an edit, forget() drops the last receipt.
 */
export function drawHandIn(say, prefix, place, { sent, flush, announce }) {
  const { lesson, activity, room } = place;
  const receiptKey = `socialise:receipt:${lesson}:${activity}`;
  const memory = { learner: null };
  let receipt = recall(receiptKey);
  let busy = false;

  const title = element("h4", { id: `${prefix}-handin` }, say("hand_in.title"));
  const message = element("p", { class: "so-message", role: "alert" });
  const body = element("div");
  const last = element("p", { class: "so-receipt", role: "status" });
  const node = element(
    "section",
    { class: "so-hand-in", "aria-labelledby": title.id },
    title,
    body,
    message,
    last,
  );

  const code = element("input", {
    class: "so-control",
    type: "text",
    id: `${prefix}-code`,
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    "aria-describedby": `${prefix}-code-help ${prefix}-purpose`,
  });
  code.addEventListener("keydown", (event) => {
    if (event.key === "Enter") submit();
  });

  function draw() {
    const learner = knownLearner(room, memory);
    const send = button(say(receipt ? "hand_in.again" : "hand_in.send"), submit, {
      class: "so-button so-primary",
    });
    if (learner) {
      body.replaceChildren(
        element(
          "p",
          {},
          say("hand_in.as"),
          " ",
          element("strong", { class: "so-learner" }, learner.learner),
        ),
        element(
          "div",
          { class: "so-actions" },
          send,
          button(
            say("hand_in.other_learner"),
            () => {
              keepLearner(null, memory);
              draw();
              code.focus();
            },
            { class: "so-button so-quiet" },
          ),
        ),
      );
    } else {
      body.replaceChildren(
        element("label", { class: "so-label", for: code.id }, say("hand_in.code")),
        element(
          "p",
          { class: "so-help", id: `${prefix}-code-help` },
          say("hand_in.code_help", { room }),
        ),
        code,
        element(
          "ul",
          { class: "so-purpose", id: `${prefix}-purpose` },
          ["what", "why", "how_long", "who"].map((key) =>
            element("li", {}, say(`hand_in.purpose_${key}`)),
          ),
        ),
        element("div", { class: "so-actions" }, send),
      );
    }
    drawReceipt();
  }

  function drawReceipt() {
    if (!receipt) return last.replaceChildren();
    const when = new Date(receipt.received_at);
    const date = Number.isNaN(when.getTime()) ? receipt.received_at : longDate(when);
    const state = say(receipt.digest === digest(sent()) ? "hand_in.same" : "hand_in.changed");
    const text = say("hand_in.receipt", {
      receipt: receipt.receipt,
      date,
      learner: receipt.learner,
    });
    if (last.textContent !== `✓${text} ${state}`)
      last.replaceChildren(sign("✓"), `${text} ${state}`);
    return undefined;
  }

  async function submit() {
    if (busy) return;
    busy = true;
    flush();
    message.textContent = "";
    announce(say("hand_in.sending"));
    const answers = sent();
    try {
      let learner = knownLearner(room, memory);
      if (!learner) {
        if (!code.value.trim()) {
          message.textContent = say("hand_in.code_missing");
          code.focus();
          return;
        }
        learner = { ...(await join(code.value.trim())), room };
        keepLearner(learner, memory);
        draw();
      }
      const given = await handIn({ lesson, activity, answers }, learner.secret);
      receipt = { learner: learner.learner, ...given, digest: digest(answers) };
      try {
        localStorage.setItem(receiptKey, JSON.stringify(receipt));
      } catch {
        // The receipt stays on the screen.
      }
      draw();
      body.querySelector("button")?.focus();
    } catch (problem) {
      const refused = problem instanceof Refused;
      // The room no longer knows this pseudonym: its code is asked again.
      if (refused && [401, 403].includes(problem.status) && knownLearner(room, memory)) {
        keepLearner(null, memory);
        draw();
      }
      message.textContent = refused
        ? `${problem.message} ${say("hand_in.kept")}`
        : say("hand_in.unreachable");
    } finally {
      busy = false;
    }
  }

  draw();
  return {
    node,
    changed: drawReceipt,
    forget: () => {
      receipt = null;
      try {
        localStorage.removeItem(receiptKey);
      } catch {
        // Nothing was kept.
      }
      draw();
    },
  };
}

function longDate(date) {
  return new Intl.DateTimeFormat("fr-CA", { dateStyle: "long", timeStyle: "short" }).format(date);
}

/** A short mark of the answers (FNV-1a, 32 bits): enough to say « the same » or « changed since ». */
function digest(answers) {
  let hash = 0x811c9dc5;
  for (const unit of JSON.stringify(answers))
    hash = Math.imul(hash ^ unit.codePointAt(0), 0x01000193);
  return (hash >>> 0).toString(16);
}
