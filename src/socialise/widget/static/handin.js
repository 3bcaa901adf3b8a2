// Handing in to the room: the code once, a pseudonym, a receipt. Nothing is lost by a refusal.
import { button, element, sign } from "./element.js";
import { forgetLearner, keepLearner, knownLearner } from "./learner.js";
import { drawQuestion } from "./question.js";
import { digest, dropReceipt, keepReceipt, lastReceipt, receivedAt } from "./receipt.js";
import { Refused, handIn, join } from "./room.js";

const PURPOSE = ["what", "why", "how_long", "who"];

/**
 * The panel of a form in a room; place: {lesson, activity, room}; flush() saves the answers.
 *   node
 *   edited()     the answers changed: the receipt says so
 *   learner()    who hands in, or null
 *   forget()     drops the receipt that is shown
 */
export function drawHandIn(form, place, { flush }) {
  const { say, prefix } = form;
  const { lesson, activity, room } = place;
  let receipt = lastReceipt(place);
  let busy = false;

  const title = element("h4", { id: `${prefix}-handin` }, say("hand_in.title"));
  const body = element("div");
  const message = element("p", { class: "so-message", role: "alert" });
  const shown = element("p", { class: "so-receipt", role: "status" });
  const node = element(
    "section",
    { class: "so-hand-in", "aria-labelledby": title.id },
    title,
    body,
    message,
    shown,
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
    const learner = knownLearner(room);
    const send = button(say(receipt ? "hand_in.again" : "hand_in.send"), submit);
    send.classList.add("so-primary");
    body.replaceChildren(...(learner ? drawKnown(learner, send) : drawJoining(send)));
    drawReceipt();
    return send;
  }

  function drawKnown({ learner }, send) {
    const other = drawQuestion(
      `${prefix}-other`,
      {
        ask: say("hand_in.other_learner"),
        what: say("hand_in.other_what", { learner }),
        yes: say("hand_in.other_yes"),
        no: say("hand_in.other_no", { learner }),
      },
      () => {
        forgetLearner();
        draw();
        code.focus();
      },
    );
    const named = element("strong", { class: "so-learner" }, learner);
    return [
      element("p", {}, say("hand_in.as"), " ", named, "."),
      element("div", { class: "so-actions" }, send, other.opener),
      other.node,
    ];
  }

  function drawJoining(send) {
    const help = say("hand_in.code_help", { room });
    const purpose = PURPOSE.map((key) => element("li", {}, say(`hand_in.purpose_${key}`)));
    return [
      element("label", { class: "so-label", for: code.id }, say("hand_in.code")),
      element("p", { class: "so-help", id: `${prefix}-code-help` }, help),
      code,
      element("ul", { class: "so-purpose", id: `${prefix}-purpose` }, purpose),
      element("div", { class: "so-actions" }, send),
    ];
  }

  function drawReceipt() {
    const same = receipt && receipt.digest === digest(form.sent());
    const state = receipt && say(same ? "hand_in.same" : "hand_in.changed");
    const given = receipt && { receipt: receipt.receipt, date: receivedAt(receipt) };
    const text = receipt ? `${say("hand_in.receipt", given)} ${state}` : "";
    if (shown.lastChild?.data === text) return;
    shown.replaceChildren(...(text ? [sign("✓"), text] : []));
  }

  async function submit() {
    if (busy) return;
    busy = true;
    flush();
    message.textContent = "";
    form.announce(say("hand_in.sending"));
    try {
      await send();
    } catch (problem) {
      refuse(problem);
    }
    busy = false;
  }

  async function send() {
    if (!knownLearner(room)) {
      const typed = code.value.trim();
      if (!typed) {
        message.textContent = say("hand_in.code_missing");
        code.focus();
        return;
      }
      keepLearner({ ...(await join(typed)), room });
      draw();
    }
    const answers = form.sent();
    const given = await handIn({ lesson, activity, answers }, knownLearner(room).secret);
    receipt = { ...given, digest: digest(answers) };
    keepReceipt(place, receipt);
    draw().focus();
  }

  function refuse(problem) {
    if (!(problem instanceof Refused)) {
      message.textContent = say("hand_in.unreachable");
      return;
    }
    // The room no longer knows this pseudonym: its code is asked again.
    if (problem.status === 401) {
      forgetLearner();
      draw();
    }
    form.mark(problem.problems);
    message.textContent = `${problem.message} ${say("hand_in.kept")}`;
  }

  draw();
  return {
    node,
    edited: drawReceipt,
    learner: () => knownLearner(room),
    forget: () => {
      receipt = null;
      dropReceipt(place);
      draw();
    },
  };
}
