// When answers are judged: at « Vérifier »; then, and for read-outs and pictures from the first
// touch, after each pause in the answers.
import { button, element } from "./element.js";
import { offer } from "./file.js";
import { drawNote } from "./question.js";
import { Refused } from "./room.js";
import { drawVerdict } from "./verdict.js";

const PAUSE_MS = 300;

/**
 * Judges a form by an engine:
 *   check, waiting      nodes: « Vérifier », and what is said while it works
 *   panel, note         nodes: the verdict, and what became of a file
 *   edited()            the answers changed, by whomever
 *   forget()            no answers, no verdict
 * flush() saves the answers before they are judged.
 */
export function judgeForm(form, engine, { flush }) {
  const { say, announce } = form;
  const live = [...form.fields.values()].some(
    ({ kind }) => kind === "computed" || kind === "figure",
  );
  const note = drawNote();
  const verdict = drawVerdict(say, form.prefix, {
    place: form.place,
    focusField: ({ field, row, column }) => form.focus(field, row, column),
    takeHome,
  });
  const check = button(say("verdict.check"), checkNow, {
    class: "so-button so-primary so-check",
  });
  const waiting = element("p", { class: "so-waiting", role: "status" });

  let edits = 0; // a verdict is up to date when none came while it was made
  let touched = false;
  let checked = false;
  let down = false; // nobody answers: not asked again before the next « Vérifier »
  let judging = null;
  let again = false;
  let pause = null;
  let lastScore = "";

  form.root.addEventListener("focusin", touch);
  form.root.addEventListener("input", touch);

  function touch() {
    if (touched) return;
    touched = true;
    engine.warm().then(judgeLive, () => (down = true));
  }

  function edited() {
    edits += 1;
    verdict.fresh(false);
    clearTimeout(pause);
    pause = setTimeout(judgeLive, PAUSE_MS);
  }

  async function judgeLive() {
    if (down || !(checked || (touched && (engine.local || live)))) return;
    try {
      await judge();
    } catch (problem) {
      down = !(problem instanceof Refused);
    }
  }

  /** One judgement at a time; the last answers always get theirs. */
  function judge() {
    again = true;
    judging ??= judgeAll().finally(() => (judging = null));
    return judging;
  }

  async function judgeAll() {
    while (again) {
      again = false;
      const asked = edits;
      const verdicts = await engine.judge(form.sent());
      if (!again) show(verdicts, asked === edits);
    }
  }

  function show(verdicts, isFresh) {
    form.show(verdicts);
    if (!checked) return;
    verdict.draw(verdicts);
    verdict.fresh(isFresh);
    const score = verdict.score(verdicts);
    if (lastScore && lastScore !== score) announce(score);
    lastScore = score;
  }

  async function checkNow() {
    if (check.getAttribute("aria-busy")) return;
    flush();
    note.clear();
    checked = true;
    touched = true;
    down = false;
    lastScore = "";
    check.setAttribute("aria-busy", "true");
    waiting.textContent = say(engine.local ? "verdict.waiting_local" : "verdict.waiting");
    try {
      await judge();
    } catch (problem) {
      fail(problem);
    } finally {
      waiting.textContent = "";
      check.removeAttribute("aria-busy");
    }
    verdict.focus();
  }

  function fail(problem) {
    if (problem instanceof Refused) form.mark(problem.problems);
    const none = say(engine.local ? "verdict.none_static" : "verdict.none_room");
    verdict.fail(say("verdict.none"), problem instanceof Refused ? problem.message : none);
  }

  async function takeHome(item) {
    note.tell(say("take_home.making"));
    try {
      const file = await engine.takeHome(form.sent(), item.id, new Date().toISOString());
      const filename = file.filename ?? item.filename;
      offer(file.bytes, filename);
      note.tell(say("take_home.made", { filename }));
    } catch (problem) {
      note.tell(problem instanceof Refused ? problem.message : say("take_home.none"));
    }
  }

  return {
    check,
    waiting,
    panel: verdict.node,
    note: note.node,
    edited,
    forget: () => {
      edits += 1;
      checked = false;
      note.clear();
      verdict.hide();
      form.show({});
    },
  };
}
