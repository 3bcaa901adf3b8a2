// An activity in a lesson page, with no kernel: the form, what keeps its answers on this device,
// who judges them, and how they leave.
import { carryAnswers } from "./carried.js";
import { drawDevice } from "./device.js";
import { element } from "./element.js";
import { openEngine } from "./engine.js";
import { answersFile, offer } from "./file.js";
import { mount } from "./form.js";
import { drawHandIn } from "./handin.js";
import { judgeForm } from "./judging.js";
import { keepAnswers } from "./keeper.js";
import { roomName, signedAnswers } from "./room.js";

/** Draws the activity of a section whose first script holds its schema. */
export function openActivity(section) {
  const schema = JSON.parse(section.querySelector(".activite-schema").textContent);
  const { lesson, activity, bundle, runtime } = section.dataset;
  const room = roomName();
  const work = element("div", { class: "so-work" });
  const elsewhere = (source) => `${source.lesson}.html#activite-${source.activity}`;
  const form = mount(work, schema, { onChange, elsewhere });
  const { say } = form;

  const keeper = keepAnswers(form, { lesson, activity }, { onOther, download });
  const engine = openEngine({ lesson, activity, bundle, runtime });
  const judging = judgeForm(form, engine, keeper);
  const handIn = room === null ? null : drawHandIn(form, { lesson, activity, room }, keeper);

  function onChange(id) {
    keeper.edited(id);
    onEdit();
  }

  function onEdit() {
    judging.edited();
    handIn?.edited();
  }

  function onOther(erased) {
    onEdit();
    if (erased) judging.forget();
  }

  /** Signed by the room where it knows who asks, so that the file finds its owner again. */
  async function download() {
    keeper.flush();
    const filename = `${activity}.json`;
    const answers = form.sent();
    const learner = handIn?.learner();
    const signed = learner && (await signedAnswers({ lesson, activity, answers }, learner.secret));
    offer(signed || answersFile({ lesson, activity }, answers), filename, "application/json");
    return filename;
  }

  const device = drawDevice(form, { lesson, activity }, room, {
    download,
    answers: keeper.answers,
    replace: (answers) => {
      keeper.replace(answers);
      onEdit();
    },
    erase: () => {
      judging.forget();
      handIn?.forget();
      return keeper.erase();
    },
  });

  carryAnswers(form, onChange);

  // Two forms in a page have these parts twice: each is named by its activity too.
  for (const part of [judging.panel, handIn?.node, device]) {
    const own = part?.getAttribute("aria-labelledby");
    if (own) part.setAttribute("aria-labelledby", `${own} ${form.prefix}-title`);
  }
  work.append(
    element("div", { class: "so-bar" }, keeper.state, judging.waiting, judging.check),
    keeper.note,
    judging.panel,
    judging.note,
    ...(handIn ? [handIn.node] : []),
    device,
  );
  section.append(
    element(
      "div",
      { class: "socialise" },
      element(
        "header",
        { class: "so-header" },
        element("h3", { class: "so-title", id: `${form.prefix}-title` }, schema.title),
        schema.minutes &&
          element("p", { class: "so-minutes" }, say("form.minutes", { n: schema.minutes })),
        schema.intro && element("p", { class: "so-intro" }, schema.intro),
      ),
      keeper.warning,
      work,
    ),
  );
}

// The page may already link the sheet, to be drawn at once; else it is brought here.
if (!document.querySelector('link[rel="stylesheet"][href*="form.css"]')) {
  const href = new URL("form.css", import.meta.url).href;
  document.head.append(element("link", { rel: "stylesheet", href }));
}
// Each in a task of its own: a key pressed in the first form waits for no other form.
for (const section of document.querySelectorAll("section.activite")) {
  try {
    openActivity(section);
  } catch (problem) {
    reportError(problem); // a form that cannot be drawn does not take the others with it
  }
  await new Promise((drawn) => setTimeout(drawn));
}
