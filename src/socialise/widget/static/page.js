// An activity in a lesson page, with no kernel: the form, what keeps its answers on this device,
// who judges them, and how they leave.
import { openEngine } from "./engine.js";
import { answersFile, offer, readAnswersFile } from "./file.js";
import { isBlank, mount } from "./form.js";
import { drawHandIn } from "./handin.js";
import { Refused, roomName } from "./room.js";
import { openRecord } from "./storage.js";
import { button, element, sign } from "./element.js";
import { drawVerdict } from "./verdict.js";

const SAVE_MS = 250;
const JUDGE_MS = 300;

export function openActivity(section) {
  const schema = JSON.parse(section.querySelector(".activite-schema").textContent);
  const { lesson, activity } = section.dataset;
  const room = roomName();
  const root = element("div", { class: "socialise" });
  const header = element("header", { class: "so-header" });
  const warning = element("div", { class: "so-warning", role: "alert" });
  const work = element("div", { class: "so-work" });
  root.append(header, warning, work);
  section.append(root);

  const records = {
    open: openRecord(`socialise:answers:${lesson}:${activity}`, {
      format: "socialise-answers",
      version: 1,
      lesson,
      activity,
    }),
    private: openRecord(`socialise:private:${lesson}:${activity}`, { lesson, activity }),
  };
  const form = mount(work, schema, { onChange });
  const { say, prefix, announce } = form;
  const recordOf = (id) => (form.fields.get(id)?.private ? records.private : records.open);
  header.append(
    element("h3", { class: "so-title" }, schema.title),
    schema.minutes
      ? element("p", { class: "so-minutes" }, say("form.minutes", { n: schema.minutes }))
      : "",
    schema.intro ? element("p", { class: "so-intro" }, schema.intro) : "",
  );

  // ---- Saving ----
  const saved = element("p", { class: "so-saved" });
  let saving = null;
  let refused = false;

  function showSaved(state) {
    saved.dataset.state = state;
    const signs = { saved: "✓", saving: "…", refused: "!", empty: "" };
    saved.replaceChildren(
      ...[signs[state] && sign(signs[state]), say(`save.${state}`)].filter(Boolean),
    );
    if (state !== "refused" && state !== "saved") return;
    if ((state === "refused") === refused) return;
    refused = state === "refused";
    warning.replaceChildren(
      ...(refused
        ? [
            element("p", {}, sign("!"), say("save.refused_long")),
            button(say("file.download"), download),
          ]
        : []),
    );
  }

  async function save() {
    clearTimeout(saving);
    saving = null;
    const runs = [records.open.save(), records.private.save()];
    receive(runs.flatMap((run) => run.taken));
    const results = await Promise.all(runs.map((run) => run.saved));
    if (!saving) showSaved(results.every(Boolean) ? "saved" : "refused");
  }

  function saveSoon() {
    showSaved("saving");
    clearTimeout(saving);
    saving = setTimeout(save, SAVE_MS);
  }

  function flush() {
    if (saving) save();
  }

  function put(id) {
    const value = form.value(id);
    recordOf(id).put(id, value, isBlank(value));
  }

  function onChange(id) {
    put(id);
    edits += 1;
    verdict.fresh(false);
    handIn?.changed();
    note.replaceChildren();
    saveSoon();
    judgeSoon();
  }

  /** Draws what a record knows better than the form does. */
  function receive(ids) {
    if (ids.length)
      form.write(Object.fromEntries(ids.map((id) => [id, recordOf(id).record.answers[id]])));
  }

  for (const record of Object.values(records)) {
    receive(record.load());
    record.onOther((ids) => {
      receive(ids ?? [...form.fields.keys()].filter((id) => recordOf(id) === record));
      edits += 1;
      const labels = (ids ?? [])
        .map((id) => form.fields.get(id)?.label)
        .filter(Boolean)
        .join(", ");
      tell(ids ? say("tabs.changed", { labels }) : say("tabs.erased"));
      verdict.fresh(false);
      handIn?.changed();
      if (!ids) forgetVerdict();
      else judgeSoon();
    });
    // IndexedDB may know what a killed browser did not have time to write elsewhere.
    record.recover().then((ids) => {
      receive(ids);
      if (hasAnswers() && !saving) showSaved("saved");
    });
    // A page that the browser put aside did not hear the other tabs.
    window.addEventListener("pageshow", (event) => event.persisted && receive(record.load()));
  }
  form.root.addEventListener("focusout", flush);
  window.addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", () => document.hidden && flush());

  const hasAnswers = () =>
    Object.values(records).some(({ record }) => Object.keys(record.answers).length > 0);

  // ---- Verdict ----
  const engine = openEngine({ lesson, activity, ...section.dataset });
  const live = [...form.fields.values()].some(
    ({ kind }) => kind === "computed" || kind === "figure",
  );
  let edits = 0;
  let checked = false;
  let touched = false;
  let judging = null;
  let again = false;
  let timer = null;
  let down = false;

  const verdict = drawVerdict(say, prefix, {
    place: form.place,
    focusField: ({ field, row, column }) => form.focus(field, row, column),
    takeHome: fetchTakeHome,
  });
  const check = button(say("verdict.check"), checkNow, { class: "so-button so-primary so-check" });
  const waiting = element("p", { class: "so-waiting", role: "status" });

  form.root.addEventListener("focusin", touch);
  form.root.addEventListener("input", touch);

  function touch() {
    if (touched) return;
    touched = true;
    engine.warm().then(judgeLive, () => (down = true));
  }

  function judgeSoon() {
    clearTimeout(timer);
    timer = setTimeout(judgeLive, JUDGE_MS);
  }

  /** Judges without being asked: always on this device, by the room only for what is asked or live. */
  async function judgeLive() {
    if (down || !(checked || (touched && (engine.local || live)))) return;
    try {
      await judge();
    } catch (problem) {
      // Nobody is asked again before the next « Vérifier », which says so.
      down = !(problem instanceof Refused);
    }
  }

  /** One judgement at a time; the last answers always get theirs. */
  async function judge() {
    again = true;
    judging ??= (async () => {
      try {
        let verdicts;
        while (again) {
          again = false;
          const asked = edits;
          verdicts = await engine.judge(form.sent());
          if (asked !== edits && again) continue;
          show(verdicts, asked === edits);
        }
        return verdicts;
      } finally {
        judging = null;
      }
    })();
    return judging;
  }

  let shownScore = "";
  function show(verdicts, isFresh) {
    form.show(verdicts);
    if (!checked) return;
    verdict.draw(verdicts);
    verdict.fresh(isFresh);
    const score = verdict.score(verdicts);
    if (shownScore && shownScore !== score) announce(score);
    shownScore = score;
  }

  async function checkNow() {
    if (check.getAttribute("aria-busy")) return;
    flush();
    checked = true;
    touched = true;
    down = false;
    shownScore = "";
    check.setAttribute("aria-busy", "true");
    waiting.textContent = say(engine.local ? "verdict.waiting_local" : "verdict.waiting");
    try {
      await judge();
    } catch (problem) {
      const text =
        problem instanceof Refused
          ? problem.message
          : say(room === null ? "verdict.none_static" : "verdict.none_room");
      verdict.fail(say("verdict.none"), text);
    } finally {
      waiting.textContent = "";
      check.removeAttribute("aria-busy");
    }
    verdict.focus();
  }

  function forgetVerdict() {
    checked = false;
    verdict.hide();
    form.show({});
  }

  async function fetchTakeHome(item) {
    announce(say("take_home.making"));
    try {
      const file = await engine.takeHome(form.sent(), item.id, new Date().toISOString());
      offer(file.bytes, file.filename ?? item.filename);
      tell(say("take_home.made", { filename: file.filename ?? item.filename }));
    } catch (problem) {
      tell(problem instanceof Refused ? problem.message : say("take_home.none"));
    }
  }

  // ---- Leaving ----
  const note = element("p", { class: "so-note", role: "status" });
  const tell = (text, ...more) => note.replaceChildren(element("span", {}, text), ...more);

  function download() {
    flush();
    offer(answersFile(schema, form.sent()), `${activity}.json`, "application/json");
    tell(say("file.downloaded", { filename: `${activity}.json` }));
  }

  const chooser = element("input", {
    type: "file",
    accept: ".json,application/json",
    hidden: true,
    tabindex: "-1",
    "aria-label": say("file.load"),
  });
  chooser.addEventListener("change", async () => {
    const [file] = chooser.files;
    if (!file) return;
    const {
      answers,
      unknown,
      refused: key,
      values,
    } = await readAnswersFile(file, schema, form.fields);
    chooser.value = "";
    if (key) {
      tell(`${say(key, values)} ${say("load.kept")}`);
      return;
    }
    const before = { ...records.open.record.answers };
    replace(answers);
    const back = button(say("load.undo"), () => {
      replace(before);
      tell(say("load.undone"));
    });
    const rest = unknown ? ` ${say.count("load.unknown", unknown)}` : "";
    tell(
      `${say.count("load.done", Object.keys(answers).length)}${rest}`,
      ...(Object.keys(before).length ? [" ", back] : []),
    );
  });

  /** Puts these answers in place of all the open ones. */
  function replace(answers) {
    for (const [id, field] of form.fields) {
      if (field.private || ["computed", "figure"].includes(field.kind)) continue;
      form.write({ [id]: answers[id] });
      records.open.put(id, answers[id], isBlank(answers[id]));
    }
    edits += 1;
    verdict.fresh(false);
    handIn?.changed();
    save();
    judgeSoon();
  }

  const eraseAsk = element("div", {
    class: "so-erase",
    hidden: true,
    role: "group",
    "aria-labelledby": `${prefix}-erase`,
  });
  const erase = button(
    say("erase.ask"),
    () => {
      eraseAsk.hidden = false;
      eraseAsk.querySelector("button:last-of-type").focus();
    },
    { class: "so-button so-quiet", "aria-expanded": null },
  );
  const closeErase = () => {
    eraseAsk.hidden = true;
    erase.focus();
  };
  eraseAsk.append(
    element(
      "p",
      { id: `${prefix}-erase` },
      say(room === null ? "erase.what_static" : "erase.what"),
    ),
    button(
      say("erase.yes"),
      async () => {
        clearTimeout(saving);
        saving = null;
        form.write(Object.fromEntries([...form.fields.keys()].map((id) => [id, undefined])));
        edits += 1;
        forgetVerdict();
        handIn?.forget();
        const gone = await Promise.all(Object.values(records).map((record) => record.erase()));
        showSaved("empty");
        closeErase();
        tell(say(gone.every(Boolean) ? "erase.done" : "erase.refused"));
      },
      { class: "so-button so-primary" },
    ),
    button(say("erase.no"), closeErase),
  );

  const handIn =
    room === null
      ? null
      : drawHandIn(say, prefix, { lesson, activity, room }, { sent: form.sent, flush, announce });
  const hasPrivate = [...form.fields.values()].some((field) => field.private);
  const device = element(
    "section",
    { class: "so-device", "aria-labelledby": `${prefix}-device` },
    element("h4", { id: `${prefix}-device` }, say("file.title")),
    room === null ? element("p", {}, say("file.send")) : "",
    hasPrivate ? element("p", { class: "so-help" }, say("file.without_private")) : "",
    element(
      "div",
      { class: "so-actions" },
      button([sign("↓"), say("file.download")], download),
      button([sign("↑"), say("file.load")], () => chooser.click()),
      erase,
    ),
    chooser,
    eraseAsk,
    note,
  );
  work.append(
    element("div", { class: "so-bar" }, saved, waiting, check),
    verdict.node,
    handIn?.node ?? "",
    device,
  );
  showSaved(hasAnswers() ? "saved" : "empty");
  return form;
}

// The page may already link the sheet, to be drawn at once; else it is brought here.
if (!document.querySelector('link[rel="stylesheet"][href*="form.css"]')) {
  const href = new URL("form.css", import.meta.url).href;
  document.head.append(element("link", { rel: "stylesheet", href }));
}
document.querySelectorAll("section.activite").forEach(openActivity);
