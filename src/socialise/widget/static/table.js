// A table whose rows are added and removed: one fieldset a row, drawn as a grid where there is
// room and as cards where there is none. Rows too wide for a grid are cards that fold: one line
// says what each holds.
import { button, element, heard, sign } from "./element.js";
import { drawFrame, drawSingle } from "./field.js";

// Shares of a row's width; a date has the width of the browser's own control, and a choice among
// long sentences more than one among days.
const WIDTH = { text: 3, long_text: 4, number: 1.3 };
const LONG_OPTION = 12;
const isWordy = ({ options }) => options.some(({ label }) => label.length > LONG_OPTION);
function shareOf(column) {
  if (column.kind === "date") return "minmax(9.75rem, 1fr)";
  const share = column.kind === "choice" ? (isWordy(column) ? 3 : 2) : (WIDTH[column.kind] ?? 1.6);
  return `minmax(0, ${share}fr)`;
}
const MOST_IN_GRID = 4;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY = new Intl.DateTimeFormat("fr-CA", {
  weekday: "short",
  day: "numeric",
  month: "short",
  timeZone: "UTC",
});

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
    reach(row);
    host.announce(say("table.added", { row: name(row) }));
  });
  const frame = drawFrame(field, host, id, drawHead(field), body, undo, full, add);
  const folds = field.columns.length > MOST_IN_GRID;
  if (!folds) frame.node.classList.add("so-grid");
  frame.node.style.setProperty("--columns", field.columns.map(shareOf).join(" "));

  const name = (row) => `${title} ${rows.indexOf(row) + 1}`;
  const blank = (values) => Object.values(values).every((value) => !value.trim());

  function insert(values, place) {
    serial += 1;
    const title = element(folds ? "span" : "legend", { class: "so-row-name" });
    const cells = field.columns.map((column) => {
      const part = drawSingle(column, host, `${id}-r${serial}-${column.id}`, true);
      part.node.classList.add("so-cell", `so-${column.kind}`);
      part.write(values[column.id]);
      return { column: column.id, part };
    });
    const row = { title, cells };
    row.spoken = heard("");
    row.remove = button(
      [sign("×"), element("span", { class: "so-remove-word" }, say("table.remove")), row.spoken],
      () => remove(row),
      { class: "so-button so-quiet so-remove" },
    );
    const inside = [cells.map(({ part }) => part.node), row.remove];
    row.node = folds
      ? drawFolding(row, inside, `${id}-r${serial}`, say)
      : element("fieldset", { class: "so-row" }, title, inside);
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
    reach(near);
    host.announce(say("table.removed", { row: removed }));
    if (blank(values)) return;
    undo.hidden = false;
    undo.replaceChildren(
      `${say("table.removed", { row: removed })} `,
      button(say("table.undo"), () => {
        const back = insert(values, Math.min(place, rows.length));
        settle();
        reach(back);
        host.announce(say("table.added", { row: name(back) }));
      }),
    );
  }

  function number() {
    for (const row of rows) {
      row.title.textContent = name(row);
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
    for (const row of rows) row.describe?.();
    rows.find((row) => !row.full?.())?.open?.();
  };
  function reach(row, column) {
    row.open?.();
    (row.cells.find((cell) => cell.column === column) ?? row.cells[0]).part.focus();
  }
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
      reach(filled()[row] ?? rows[0], column);
    },
  };
}

/**
 * A row that folds: its name, how much of it is filled and its first words are always there.
 * Gives the row open(), full() and describe(); what cannot be read in it shows when it is folded.
 */
function drawFolding(row, inside, id, say) {
  const filled = element("span", { class: "so-filled" });
  const gist = element("span", { class: "so-gist" });
  const doubt = element(
    "span",
    { class: "so-doubt", hidden: true },
    sign("?"),
    say("verdict.a_verifier"),
  );
  const card = element("div", { class: "so-card", id: `${id}-card`, hidden: true }, inside);
  const fold = button([row.title, filled, doubt, gist], () => row.open(card.hidden), {
    class: "so-fold",
    "aria-controls": card.id,
    "aria-expanded": "false",
  });
  row.title.id = `${id}-name`;
  row.open = (open = true) => {
    card.hidden = !open;
    fold.setAttribute("aria-expanded", String(open));
  };
  row.full = () => row.cells.every(({ part }) => part.read().trim());
  row.describe = () => {
    const told = row.cells.map(({ part }) => toldBy(part)).filter(Boolean);
    filled.textContent = told.length
      ? say("table.filled", { n: told.length, total: row.cells.length })
      : say("table.blank");
    gist.textContent = told.join(" · ");
  };
  for (const { part } of row.cells) {
    const { slot } = part.slots[0];
    const show = slot.show;
    slot.show = (judged) => {
      show(judged);
      doubt.hidden = !card.querySelector(".so-problem");
    };
  }
  const node = element(
    "fieldset",
    { class: "so-row so-folding", "aria-labelledby": row.title.id },
    fold,
    card,
  );
  node.addEventListener("input", row.describe);
  return node;
}

/** What a person reads of a cell: the option's label, a date in short. */
function toldBy(part) {
  const value = part.read().trim();
  const option = part.node.querySelector("option:checked");
  if (value && option) return option.textContent;
  return ISO_DAY.test(value) ? DAY.format(new Date(`${value}T00:00Z`)) : value;
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
