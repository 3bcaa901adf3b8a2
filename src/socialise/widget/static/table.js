// A table whose rows are added and removed: one fieldset a row, drawn as a grid where there is
// room and as cards where there is none.
import { button, element, heard, sign } from "./element.js";
import { drawFrame, drawSingle } from "./field.js";

// Shares of a row's width; a date has the width of the browser's own control.
const WIDTH = { text: 3, long_text: 4, choice: 2.4 };
const shareOf = ({ kind }) =>
  kind === "date" ? "minmax(9.75rem, 1fr)" : `minmax(0, ${WIDTH[kind] ?? 1.6}fr)`;
const MOST_IN_GRID = 5;

export function drawTable(field, host, id) {
  const { say } = host;
  // « un objectif » names a row with its article; a numbered row goes without it.
  const noun = field.row_name.replace(/^\S+\s+/, "");
  const title = noun.charAt(0).toUpperCase() + noun.slice(1);
  const most = field.max_rows ?? Infinity;
  let rows = [];
  let serial = 0;

  const body = element("div", { class: "so-rows" });
  const undo = element("p", { class: "so-undo", hidden: true });
  const full = element("p", { class: "so-help" }, say("table.full", { n: most }));
  const add = button([sign("+"), say("table.add", { row_name: field.row_name })], () => {
    const row = insert({}, rows.length);
    settle();
    row.cells[0].part.focus();
    host.announce(say("table.added", { row: name(row) }));
  });
  const frame = drawFrame(field, host, id, drawHead(field), body, undo, full, add);
  if (field.columns.length <= MOST_IN_GRID) frame.node.classList.add("so-grid");
  frame.node.style.setProperty("--columns", field.columns.map(shareOf).join(" "));

  const name = (row) => `${title} ${rows.indexOf(row) + 1}`;
  const blank = (values) => Object.values(values).every((value) => !value.trim());

  function insert(values, place) {
    serial += 1;
    const legend = element("legend", { class: "so-row-name" });
    const cells = field.columns.map((column) => {
      const part = drawSingle(column, host, `${id}-r${serial}-${column.id}`, true);
      part.node.classList.add("so-cell", `so-${column.kind}`);
      part.write(values[column.id]);
      return { column: column.id, part };
    });
    const row = { legend, cells };
    row.spoken = heard("");
    row.remove = button(
      [sign("×"), element("span", { class: "so-remove-word" }, say("table.remove")), row.spoken],
      () => remove(row),
      { class: "so-button so-quiet so-remove" },
    );
    row.node = element(
      "fieldset",
      { class: "so-row" },
      legend,
      cells.map(({ part }) => part.node),
      row.remove,
    );
    body.insertBefore(row.node, rows[place]?.node ?? null);
    rows.splice(place, 0, row);
    return row;
  }

  function readRow(row) {
    return Object.fromEntries(row.cells.map(({ column, part }) => [column, part.read()]));
  }

  function remove(row) {
    const place = rows.indexOf(row);
    const values = readRow(row);
    const removed = name(row);
    rows.splice(place, 1);
    row.node.remove();
    if (!rows.length) insert({}, 0);
    settle();
    const near = rows[Math.min(place, rows.length - 1)];
    near.cells[0].part.focus();
    host.announce(say("table.removed", { row: removed }));
    if (blank(values)) return;
    undo.hidden = false;
    undo.replaceChildren(
      `${say("table.removed", { row: removed })} `,
      button(say("table.undo"), () => {
        const back = insert(values, Math.min(place, rows.length));
        settle();
        back.cells[0].part.focus();
        host.announce(say("table.added", { row: name(back) }));
      }),
    );
  }

  function number() {
    for (const row of rows) {
      row.legend.textContent = name(row);
      row.spoken.textContent = ` ${name(row)}`;
    }
    add.hidden = rows.length >= most;
    full.hidden = !add.hidden;
  }

  function settle() {
    undo.hidden = true;
    number();
    host.changed(field.id);
  }

  const filled = () => rows.filter((row) => !blank(readRow(row)));
  const fill = (values) => {
    body.replaceChildren();
    rows = [];
    undo.hidden = true;
    const least = Math.max(field.min_rows ?? 1, 1);
    const kept = (Array.isArray(values) ? values : []).filter(
      (row) => row && typeof row === "object",
    );
    while (kept.length < least) kept.push({});
    kept.forEach((row, place) => insert(row, place));
    number();
  };
  fill([]);
  return {
    node: frame.node,
    // Rows that are wholly blank are dropped: a problem's row counts the others, from 0.
    read: () => filled().map(readRow),
    write: fill,
    get slots() {
      const all = [{ row: null, column: null, slot: frame.slot }];
      let index = 0;
      for (const row of rows) {
        const place = blank(readRow(row)) ? -1 : index++;
        for (const { column, part } of row.cells)
          all.push({ row: place, column, slot: part.slots[0].slot });
      }
      return all;
    },
    focus: (row, column) => {
      const target = filled()[row] ?? rows[0];
      (target.cells.find((cell) => cell.column === column) ?? target.cells[0]).part.focus();
    },
  };
}

function drawHead(field) {
  return element(
    "div",
    { class: "so-head", "aria-hidden": "true" },
    field.columns.map((column) =>
      element(
        "div",
        {},
        element("span", { class: "so-label" }, column.label),
        column.help && element("span", { class: "so-help" }, column.help),
      ),
    ),
  );
}
