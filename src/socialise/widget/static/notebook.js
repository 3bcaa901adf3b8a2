// The same form as the front end of an anywidget, in JupyterLab. The kernel keeps the answers in
// <activity>.json beside the notebook; private fields stay in this browser.
//
// Traits: schema (read once), answers (written here, never read again: an echo would overwrite
// what is being typed), verdicts (read at each change).
// Messages out:  {type: "judge"} · {type: "take_home", id}
// Messages in:   {type: "saved", answers}   what the kernel read back from the file
//                {type: "verdicts", verdicts}
//                {type: "file", id, filename}  with the bytes as the first buffer
//                {type: "error", message}   a French sentence
import { button, element, sign } from "./element.js";
import { answersFile, canonical, isBlank, offer } from "./file.js";
import { mount } from "./form.js";
import { openRecord } from "./storage.js";
import { drawVerdict } from "./verdict.js";

const SAVE_MS = 250;
const UNCONFIRMED_MS = 5000;

function render({ model, el }) {
  const schema = model.get("schema");
  const { lesson, activity } = schema;
  const root = element("div", {
    class: "socialise so-notebook",
    lang: "fr",
    "data-lm-suppress-shortcuts": "true",
  });
  el.append(root);

  const form = mount(root, schema, { onChange });
  const { say, prefix, announce } = form;
  const hidden = openRecord(`socialise:private:${lesson}:${activity}`, { lesson, activity });
  form.write(model.get("answers") ?? {});
  hidden.load();
  hidden.recover().then(() => form.write(hidden.record.answers));

  const saved = element("p", { class: "so-saved" });
  const note = element("p", { class: "so-note", role: "status" });
  let saving = null;
  let confirming = null;
  let checked = false;

  const showSaved = (state, ...more) => {
    saved.dataset.state = state;
    saved.replaceChildren(
      sign({ saved: "✓", saving: "…" }[state] ?? "!"),
      say(`save.${state}_notebook`),
      ...more,
    );
  };
  const same = (answers) => JSON.stringify(canonical(answers));

  let wanted = same(model.get("answers") ?? {}); // sent last
  let kept = wanted; // read back last

  function save() {
    clearTimeout(saving);
    saving = null;
    const answers = form.sent();
    // Typed then taken back: equal answers are not sent again, so nothing would confirm them.
    if (same(answers) === wanted) {
      if (kept !== wanted) return;
      showSaved("saved");
      verdict.fresh(true);
      return;
    }
    wanted = same(answers);
    model.set("answers", structuredClone(answers));
    model.save_changes();
    clearTimeout(confirming);
    confirming = setTimeout(
      () => showSaved("unconfirmed", " ", button(say("file.download"), download)),
      UNCONFIRMED_MS,
    );
  }

  function onChange(id) {
    if (form.fields.get(id).private) {
      const value = form.value(id);
      hidden.put(id, value, isBlank(value));
      hidden.save();
      return;
    }
    showSaved("saving");
    verdict.fresh(false);
    clearTimeout(saving);
    saving = setTimeout(save, SAVE_MS);
  }

  function flush() {
    if (saving) save();
  }

  function download() {
    offer(answersFile(schema, form.sent()), `${activity}.json`, "application/json");
  }

  const verdict = drawVerdict(say, prefix, {
    level: 2,
    place: form.place,
    focusField: ({ field, row, column }) => form.focus(field, row, column),
    takeHome: (item) => {
      flush();
      model.send({ type: "take_home", id: item.id });
    },
  });
  const check = button(
    say("verdict.check"),
    () => {
      flush();
      checked = "asked";
      model.send({ type: "judge" });
    },
    { class: "so-button so-primary so-check" },
  );

  function show(verdicts) {
    if (!verdicts?.criteria) return;
    form.show(verdicts);
    if (!checked || !verdicts.criteria.length) return; // none: the kernel has no cell that judges
    verdict.draw(verdicts);
    verdict.fresh(!saving);
    if (checked === "asked") verdict.focus();
    checked = true;
  }

  function onMessage(message, buffers) {
    if (message.type === "saved" && same(message.answers) === wanted) {
      kept = wanted;
      clearTimeout(confirming);
      if (!saving) showSaved("saved");
    } else if (message.type === "verdicts") show(message.verdicts);
    else if (message.type === "file") offer(buffers[0], message.filename);
    else if (message.type === "error") note.textContent = message.message;
  }
  const onVerdicts = () => show(model.get("verdicts"));
  model.on("msg:custom", onMessage);
  model.on("change:verdicts", onVerdicts);

  // JupyterLab takes Enter and single letters for itself; its own shortcuts keep ctrl, meta, alt.
  for (const type of ["keydown", "keypress", "beforeinput"]) {
    root.addEventListener(type, (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
    });
  }
  root.addEventListener("focusout", flush);
  window.addEventListener("pagehide", flush);
  root.append(element("div", { class: "so-bar" }, saved, check), verdict.node, note);
  onVerdicts();

  return () => {
    flush();
    form.close();
    clearTimeout(confirming);
    window.removeEventListener("pagehide", flush);
    model.off("msg:custom", onMessage);
    model.off("change:verdicts", onVerdicts);
  };
}

export default { render };
