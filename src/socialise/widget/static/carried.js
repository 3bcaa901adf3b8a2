// An answer of another activity: shown as it stands there, judged and sent with this one's.
import { element } from "./element.js";
import { drawSlot } from "./field.js";
import { FORMAT, VERSION, canonical, isBlank } from "./file.js";
import { openRecord } from "./storage.js";

/** A part (see field.js) that no one types in; host.elsewhere(source) is the address to write it. */
export function drawCarried(field, host, id) {
  const { say } = host;
  const slot = drawSlot(`${id}-state`, say);
  const shown = element("div", { class: "so-carried-text" });
  const address = host.elsewhere?.(field.source);
  const link = address && element("a", { class: "so-carried-link", href: address });
  let value = "";

  const draw = () => {
    const blank = isBlank(value);
    shown.replaceChildren(...(blank ? [say("carried.empty")] : nodesOf(field.asked, value)));
    shown.classList.toggle("so-carried-empty", blank);
    if (link) link.textContent = say(blank ? "carried.write" : "carried.change");
  };
  draw();
  return {
    node: element(
      "div",
      { role: "group", "aria-labelledby": `${id}-label`, "aria-describedby": slot.node.id },
      element("p", { class: "so-label", id: `${id}-label` }, field.label),
      field.help ? element("p", { class: "so-help" }, field.help) : null,
      shown,
      link,
      slot.node,
    ),
    read: () => value,
    write: (next) => {
      value = next ?? "";
      draw();
    },
    slots: [{ row: null, column: null, slot }],
    focus: () => link?.focus(),
  };
}

/** What was answered, as nodes: labels instead of keys, a line for each row of a table. */
function nodesOf(asked, value) {
  const label = (key) => asked.options?.find((option) => option.key === key)?.label ?? key;
  if (Array.isArray(value) && asked.columns) {
    const line = (row) =>
      asked.columns
        .map((column) => (isBlank(row[column.id]) ? "" : textOf(nodesOf(column, row[column.id]))))
        .filter(Boolean)
        .join(" · ");
    const lines = value.map(line).filter(Boolean);
    return [
      element(
        "ul",
        {},
        lines.map((each) => element("li", {}, each)),
      ),
    ];
  }
  if (Array.isArray(value)) return [value.map(label).join(", ")];
  if (typeof value === "object") {
    const side = (key) => asked.categories?.find((one) => one.key === key)?.label ?? key;
    const pairs = Object.entries(value).map(([item, place]) => `${label(item)} → ${side(place)}`);
    return [pairs.join(", ")];
  }
  return [asked.kind === "date" ? longDate(value) : withUnit(asked, label(value))];
}

const textOf = (nodes) => nodes.map(String).join("");

/** « 21 décembre 2026 » for what a date field gives; what was typed otherwise stays as it is. */
function longDate(value) {
  const [iso, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? [];
  if (!iso) return value;
  const date = new Date(Date.UTC(year, month - 1, day));
  return new Intl.DateTimeFormat("fr-CA", { dateStyle: "long", timeZone: "UTC" })
    .format(date)
    .replace(/^1 /, "1er ");
}

/** A number with its unit, unless she typed it too. */
function withUnit({ unit }, value) {
  return unit && /^[\d\s.,−-]+$/.test(value) ? `${value}\u00a0${unit}` : value;
}

/**
 * Keeps every carried answer as it stands on this device: now, when this page is seen again, and
 * when another tab writes it. onChange(id) is called where one is no longer the same. What the
 * device does not know stays as it came, in a file for instance.
 */
export function carryAnswers(form, onChange) {
  const carried = [...form.fields.values()].filter(({ kind }) => kind === "carried");
  if (!carried.length) return;
  const key = ({ lesson, activity }) => `socialise:answers:${lesson}:${activity}`;

  async function known(source) {
    const { lesson, activity } = source;
    const stamp = { format: FORMAT, version: VERSION, lesson, activity };
    const one = openRecord(key(source), stamp);
    one.load();
    await one.recover();
    const { answers, edited, erased } = one.record;
    return erased || Object.keys(edited).length ? answers : null;
  }

  async function refresh() {
    const places = new Map(carried.map(({ source }) => [key(source), source]));
    const answers = new Map();
    for (const [place, source] of places) answers.set(place, await known(source));
    for (const { id, source, asked } of carried) {
      const there = answers.get(key(source));
      if (!there) continue;
      const value = carriedPart(asked, there[source.field]);
      if (sameAnswer(value, form.value(id))) continue;
      form.write({ [id]: value });
      onChange(id);
    }
  }

  refresh();
  window.addEventListener("pageshow", refresh);
  document.addEventListener("visibilitychange", () => document.hidden || refresh());
  window.addEventListener("storage", ({ key: changed }) => {
    if (changed === null || carried.some(({ source }) => key(source) === changed)) refresh();
  });
}

/** The columns that are carried, of a table that may have more. */
function carriedPart(asked, value) {
  if (!asked.columns || !Array.isArray(value)) return value;
  const kept = asked.columns.map(({ id }) => id);
  return value.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([column]) => kept.includes(column))),
  );
}

const sameAnswer = (one, other) =>
  (isBlank(one) && isBlank(other)) ||
  JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));
