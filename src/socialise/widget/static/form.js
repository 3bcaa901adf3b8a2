// A form drawn from its schema: the same in a lesson page and in a notebook.
import { drawCarried } from "./carried.js";
import { drawField } from "./field.js";
import { element, freshPrefix, wording } from "./element.js";
import { isBlank } from "./file.js";
import { drawTable } from "./table.js";

const LONGEST_PRESS_MS = 1000;
const DRAWN_ONLY = new Set(["computed", "figure"]);

/**
 * Draws the form of the schema in the root and gives what drives it:
 *   root, say, prefix, fields        the field schemas by id
 *   announce(text)                   says it once to those who listen
 *   value(id), write(answers)        as typed; write changes only the fields named in answers
 *   sent()                           what may leave: shown, not private, not empty
 *   place(problem)                   the label of a problem's field, with its row and column
 *   answered(id)                     whether the field takes an answer
 *   show(verdicts)                   problems, notices, read-outs and pictures beside the fields
 *   mark(problems, notices)          those alone
 *   focus(id, row, column), close()
 * options.onChange(id) is called at every change made by the person; options.elsewhere(source) gives
 * the address of {lesson, activity}, where there is one.
 */
export function mount(root, schema, options = {}) {
  const say = wording(schema.words);
  const prefix = freshPrefix();
  const parts = new Map();
  const sections = [];
  let shown = new Set();
  let editing = null;

  const spoken = element("p", { class: "so-heard", role: "status", "aria-live": "polite" });
  const announce = (text) => {
    // The same sentence twice must still be a change for those who listen.
    spoken.textContent = spoken.textContent === text ? `${text}\u00a0` : text;
  };
  const changed = (id) => {
    settleVisibility(true);
    options.onChange?.(id);
  };
  const host = {
    say,
    prefix,
    changed,
    announce,
    table: drawTable,
    carried: drawCarried,
    elsewhere: options.elsewhere,
  };

  const form = element("form", { class: "so-form", novalidate: true, autocomplete: "off" });
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const section of schema.sections) {
    const help = section.help
      ? element("p", { class: "so-help", id: `${prefix}-s-${section.id}` }, section.help)
      : null;
    const node = element(
      "fieldset",
      { class: "so-section", "aria-describedby": help?.id },
      element("legend", { class: "so-section-title" }, section.title),
      help,
    );
    for (const field of section.fields) {
      const part = drawField(field, host);
      part.field = field;
      part.node.dataset.field = field.id;
      parts.set(field.id, part);
      node.append(part.node);
    }
    sections.push({ node, ids: section.fields.map((field) => field.id) });
    form.append(node);
  }
  root.append(form, spoken);

  form.addEventListener("input", (event) => {
    editing = event.target;
    const id = event.target.closest("[data-field]")?.dataset.field;
    if (id) changed(id);
  });
  // What appears when a field is left must not move a button from under the pointer that is
  // pressing it: it waits for the release.
  const closing = new AbortController();
  const whenever = { capture: true, signal: closing.signal };
  let pressing = false;
  let held = null;
  let longest = null;
  document.addEventListener(
    "pointerdown",
    () => {
      pressing = true;
      clearTimeout(longest);
      longest = setTimeout(release, LONGEST_PRESS_MS); // a native list or menu hides the release
    },
    whenever,
  );
  for (const type of ["pointerup", "pointercancel"]) {
    document.addEventListener(type, () => setTimeout(release), whenever);
  }
  form.addEventListener("focusout", () => {
    editing = null;
    setTimeout(() => pressing || showWaiting());
  });

  function release() {
    pressing = false;
    if (held) show(held);
    held = null;
    if (!editing) showWaiting();
  }

  function showWaiting() {
    const waiting = [...parts.values()].flatMap((part) =>
      part.slots
        .filter(({ slot }) => slot.pending)
        .map(({ slot }) => ({ slot, label: part.field.label })),
    );
    for (const { slot, label } of waiting) {
      const texts = [...slot.own, ...slot.pending].map(({ text }) => text);
      if (texts.length) announce(`${label} — ${texts.join(" ")}`);
      slot.show(slot.pending);
    }
  }

  function visible(field, depth = 0) {
    const rule = field.show_if;
    if (!rule) return true;
    const other = parts.get(rule.field);
    if (!other || depth > parts.size) return false;
    return (
      visible(other.field, depth + 1) && [other.read()].flat().some((key) => rule.in.includes(key))
    );
  }

  function settleVisibility(aloud) {
    const before = shown;
    shown = new Set(
      [...parts.values()].filter((part) => visible(part.field)).map((part) => part.field.id),
    );
    const told = [];
    for (const [id, part] of parts) {
      part.node.hidden = !shown.has(id);
      if (shown.has(id) !== before.has(id))
        told.push(say(shown.has(id) ? "form.shown" : "form.hidden", { label: part.field.label }));
    }
    if (aloud && told.length) announce(told.join(" "));
    for (const section of sections) section.node.hidden = !section.ids.some((id) => shown.has(id));
  }
  settleVisibility(false);

  function show(verdicts) {
    if (pressing) {
      held = verdicts;
      return;
    }
    const stay = heldInSight(form);
    for (const [id, part] of parts) {
      part.fill?.((part.field.kind === "figure" ? verdicts.figures : verdicts.readouts)?.[id]);
    }
    mark(verdicts.problems, verdicts.notices);
    stay();
  }

  function mark(problems = [], notices = []) {
    const messages = [
      ...problems.map((problem) => ({ kind: "problem", ...problem })),
      ...notices.map((notice) => ({ kind: "notice", ...notice })),
    ];
    for (const [id, part] of parts) {
      const slots = part.slots;
      const taken = new Map(slots.map(({ slot }) => [slot, []]));
      for (const { field, kind, text, row, column } of messages) {
        if (field !== id) continue;
        const place = slots.find(
          (one) => one.row === (row ?? null) && one.column === (column ?? null),
        );
        taken.get((place ?? slots[0])?.slot)?.push({ kind, text });
      }
      for (const [slot, list] of taken) {
        // What is being typed is not judged under the fingers: its problem waits for the field
        // to be left.
        const busy = editing && slot.controls.includes(editing);
        const news = JSON.stringify(list) !== JSON.stringify(slot.judged);
        if (busy && list.length && news) slot.pending = list;
        else slot.show(list);
      }
    }
  }

  return {
    root,
    say,
    prefix,
    announce,
    fields: new Map([...parts].map(([id, part]) => [id, part.field])),
    value: (id) => parts.get(id).read(),
    write: (answers) => {
      for (const [id, value] of Object.entries(answers)) parts.get(id)?.write(value);
      settleVisibility(false);
    },
    sent: () => {
      const answers = {};
      for (const [id, { field, read }] of parts) {
        if (field.private || DRAWN_ONLY.has(field.kind) || !shown.has(id)) continue;
        const value = read();
        if (!isBlank(value)) answers[id] = value;
      }
      return answers;
    },
    place: ({ field, row, column }) => {
      const { label, columns } = parts.get(field)?.field ?? { label: field };
      if (row === null || row === undefined) return label;
      const named = columns?.find((one) => one.id === column)?.label;
      return [label, say("table.row", { n: row + 1 }), named].filter(Boolean).join(", ");
    },
    answered: (id) => !DRAWN_ONLY.has(parts.get(id).field.kind),
    show,
    mark,
    close: () => closing.abort(),
    focus: (id, row = null, column = null) => {
      parts.get(id)?.focus(row, column);
      parts.get(id)?.node.scrollIntoView({ block: "center" });
    },
  };
}

/**
 * What has the focus in a form stays where it is on the screen, when what is drawn above it grows:
 * gives what to call once it is drawn. Browsers that hold the page themselves do not always.
 */
function heldInSight(form) {
  const node = document.activeElement;
  if (!form.contains(node)) return () => {};
  const place = () => node.getBoundingClientRect().top;
  const before = place();
  return () => {
    const moved = place() - before;
    if (Math.abs(moved) >= 1) scrollBy(0, moved);
  };
}
