// What keeps a form's answers on this device, and says whether they are kept: the open ones and
// the private ones, each under a key of their own.
import { button, element, sign } from "./element.js";
import { FORMAT, VERSION, isBlank } from "./file.js";
import { drawNote } from "./question.js";
import { openRecord } from "./storage.js";

const SAVE_MS = 250;
const STATE_SIGNS = { saved: "✓", saving: "…", refused: "!" };

/**
 * Draws stored answers in the form and keeps what is typed:
 *   state, warning, note      nodes: saved or not; storage refused; what another tab did
 *   edited(id)                the person changed this field
 *   replace(answers)          these in place of all the open ones
 *   answers()                 the open ones, hidden fields included
 *   flush()                   saves now what was to be saved soon
 *   erase()                   a promise of true once nothing is left on the device
 * onOther(erased) is called after another tab changed or erased answers; download() gives them.
 */
export function keepAnswers(form, { lesson, activity }, { onOther, download }) {
  const { say } = form;
  const state = element("p", { class: "so-saved" });
  const warning = element("div", { class: "so-warning", role: "alert" });
  const note = drawNote();
  const records = {
    open: openRecord(`socialise:answers:${lesson}:${activity}`, {
      format: FORMAT,
      version: VERSION,
      lesson,
      activity,
    }),
    private: openRecord(`socialise:private:${lesson}:${activity}`, { lesson, activity }),
  };
  const all = Object.values(records);
  const ids = [...form.fields.keys()];
  const recordOf = (id) => (form.fields.get(id)?.private ? records.private : records.open);
  let saving = null;
  let refused = false;

  function show(next) {
    state.dataset.state = next;
    state.replaceChildren(
      ...[STATE_SIGNS[next] && sign(STATE_SIGNS[next]), say(`save.${next}`)].filter(Boolean),
    );
    if (next === "saving" || refused === (next === "refused")) return;
    refused = next === "refused";
    const offer = () => [
      element("p", {}, sign("!"), say("save.refused_long")),
      button(say("file.download"), download),
    ];
    warning.replaceChildren(...(refused ? offer() : []));
  }

  const hasAnswers = () => all.some(({ record }) => Object.keys(record.answers).length > 0);

  /** Draws what a record knew better than the form did. */
  function draw(taken) {
    const known = taken.map((id) => [id, recordOf(id).record.answers[id]]);
    if (known.length) form.write(Object.fromEntries(known));
  }

  async function save() {
    clearTimeout(saving);
    saving = null;
    const runs = all.map((record) => record.save());
    draw(runs.flatMap((run) => run.taken));
    const results = await Promise.all(runs.map((run) => run.saved));
    if (!saving) show(results.every(Boolean) ? (hasAnswers() ? "saved" : "empty") : "refused");
  }

  const flush = () => {
    if (saving) save();
  };

  function edited(id) {
    const value = form.value(id);
    recordOf(id).put(id, value, isBlank(value));
    note.clear();
    show("saving");
    clearTimeout(saving);
    saving = setTimeout(save, SAVE_MS);
  }

  for (const record of all) {
    draw(record.load());
    record.onOther((taken) => {
      draw(taken ?? ids.filter((id) => recordOf(id) === record));
      const labels = taken?.map((id) => form.fields.get(id)?.label).filter(Boolean);
      note.tell(labels ? say("tabs.changed", { labels: labels.join(", ") }) : say("tabs.erased"));
      if (!saving) show(hasAnswers() ? "saved" : "empty");
      onOther(!taken);
    });
    // IndexedDB may know what a killed browser did not have time to write elsewhere.
    record.recover().then((taken) => {
      draw(taken);
      if (hasAnswers() && !saving) show("saved");
    });
    // A page that the browser put aside did not hear the other tabs.
    window.addEventListener("pageshow", (event) => event.persisted && draw(record.load()));
  }
  form.root.addEventListener("focusout", flush);
  window.addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", () => document.hidden && flush());
  show(hasAnswers() ? "saved" : "empty");

  return {
    state,
    warning,
    note: note.node,
    edited,
    flush,
    answers: () => ({ ...records.open.record.answers }),
    replace: (answers) => {
      for (const id of ids.filter((one) => form.answered(one) && !form.fields.get(one).private)) {
        form.write({ [id]: answers[id] });
        records.open.put(id, answers[id], isBlank(answers[id]));
      }
      return save();
    },
    erase: async () => {
      clearTimeout(saving);
      saving = null;
      note.clear();
      form.write(Object.fromEntries(ids.map((id) => [id, undefined])));
      const gone = await Promise.all(all.map((record) => record.erase()));
      show("empty");
      return gone.every(Boolean);
    },
  };
}
