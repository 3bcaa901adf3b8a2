// All of a learner's work, gathered from this device: one PDF, or everything in one .zip. Made here,
// by the page's Python: nothing leaves.
import { button, element, wording } from "./element.js";
import { FORMAT, VERSION, offer } from "./file.js";
import { drawNote } from "./question.js";
import { Refused } from "./room.js";
import { openRecord } from "./storage.js";
import { MAKING_MS, absolute, openThread } from "./thread.js";

/** Draws the page of a section whose first script holds {works, words}; see course/sphinx/works.py. */
export function openPortfolio(section) {
  const { works, words } = JSON.parse(section.querySelector("script").textContent);
  const say = wording(words);
  const note = drawNote();
  const bar = element("progress", { hidden: true, "aria-label": say("works.making") });
  const lines = works.map((work) => drawWork(work, say));
  let thread = null;
  let busy = false;

  async function refresh() {
    await Promise.all(lines.map((line) => line.refresh()));
  }

  async function make(kind) {
    if (busy) return;
    busy = true;
    for (const one of buttons) one.setAttribute("aria-disabled", "true");
    try {
      note.tell(...(await gathered(kind)));
    } catch (problem) {
      if (thread?.broken) thread = null;
      note.tell(problem instanceof Refused ? say("works.empty") : say("take_home.none"));
    } finally {
      busy = false;
      bar.hidden = true;
      for (const one of buttons) one.removeAttribute("aria-disabled");
    }
  }

  /** What to tell once the file is made: its name, and what could not be added. */
  async function gathered(kind) {
    await refresh();
    if (!lines.some((line) => line.begun())) return [say("works.empty")];
    thread ??= openThread(section.dataset.runtime);
    bar.hidden = false;
    bar.max = works.length + 1;
    const left_out = [];
    let first = true;
    for (const [place, { bundle, title }] of works.entries()) {
      bar.value = place;
      note.tell(say("works.reading", { title, n: place + 1, total: works.length }));
      try {
        const answers = lines[place].answers();
        const message = { type: "gather", bundle: absolute(bundle), answers, first };
        await thread.ask(message, MAKING_MS);
        first = false;
      } catch (problem) {
        if (thread.broken) throw problem;
        left_out.push(title); // its exercise does not run: the others are still there
      }
    }
    bar.value = works.length;
    note.tell(say("works.making"));
    const now = new Date().toISOString();
    const file = await thread.ask({ type: "portfolio", kind, now }, MAKING_MS);
    offer(file.bytes, file.filename, file.mime);
    const told = [say("works.made", { filename: file.filename })];
    if (left_out.length) told.push(say("works.left_out", { titles: left_out.join(", ") }));
    return [told.join(" ")];
  }

  const buttons = [
    button(say("works.pdf"), () => make("pdf"), { class: "so-button so-primary" }),
    button(say("works.zip"), () => make("zip")),
  ];
  section.append(
    element(
      "div",
      { class: "socialise" },
      element("ol", { class: "so-works" }, lines.map((line) => line.node)),
      element("div", { class: "so-actions" }, buttons),
      bar,
      note.node,
    ),
  );
  refresh();
  window.addEventListener("pageshow", (event) => event.persisted && refresh());
  window.addEventListener("storage", refresh);
  document.addEventListener("visibilitychange", () => document.hidden || refresh());
}

/** A line of the list: the activity, and how much of it this device keeps. */
function drawWork({ lesson, activity, title, address }, say) {
  const state = element("span", { class: "so-works-state" });
  let answers = {};

  async function refresh() {
    const stamp = { format: FORMAT, version: VERSION, lesson, activity };
    const one = openRecord(`socialise:answers:${lesson}:${activity}`, stamp);
    one.load();
    await one.recover();
    answers = one.record.answers;
    const count = Object.keys(answers).length;
    state.textContent = count ? say.count("works.answers", count) : say("works.none");
    node.classList.toggle("so-works-none", !count);
  }

  const node = element("li", {}, element("a", { href: address }, title), " ", state);
  return {
    node,
    refresh,
    answers: () => answers,
    begun: () => Object.keys(answers).length > 0,
  };
}

for (const section of document.querySelectorAll("section.travaux")) openPortfolio(section);
