// One field of a form, by its kind. Each drawn field is a part:
//   node            what stands in the page
//   read()          the value as typed: string, list or object (see docs/formats.md)
//   write(value)    puts a stored value back; a value of the wrong shape reads as empty
//   slots           where a problem or a notice is written: [{row, column, slot}]
//   focus(row, column)
import { button, element, heard, sign } from "./element.js";
import { picture } from "./figure.js";

const MOST_RADIOS = 7;
const MOST_CATEGORIES = 4;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A part for the field; host: {say, prefix, changed(id), announce(text), table, carried}. */
export function drawField(field, host) {
  const kinds = {
    choice: field.options?.length > MOST_RADIOS ? drawSingle : drawRadios,
    choices: drawChecks,
    scale: drawScale,
    table: host.table,
    carried: host.carried,
    ranking: drawRanking,
    classify: drawClassify,
    computed: drawComputed,
    figure: drawFigure,
  };
  const part = (kinds[field.kind] ?? drawSingle)(field, host, `${host.prefix}-${field.id}`);
  part.node.classList.add("so-field", `so-${field.kind}`);
  if (field.private) part.node.classList.add("so-private");
  return part;
}

/** Label, help, one control, and the slot for what is wrong: single fields and table cells. */
export function drawSingle(field, host, id, narrow = false) {
  const slot = drawSlot(`${id}-state`, host.say, field.label);
  const help = drawHelp(field, `${id}-help`);
  const count = field.max_length ? element("p", { class: "so-count", id: `${id}-count` }) : null;
  const unit = field.unit
    ? element("span", { class: "so-unit", id: `${id}-unit` }, field.unit)
    : null;
  const described = [help, unit, count, slot.node]
    .filter(Boolean)
    .map((node) => node.id)
    .join(" ");
  const control = drawControl(field, host.say, narrow, { id, "aria-describedby": described });
  slot.controls = [control];

  const measure = () => {
    grow(control);
    if (!count) return;
    const left = field.max_length - [...control.value].length;
    const near = left < field.max_length / 5;
    count.textContent = !near
      ? ""
      : host.say.count(left < 0 ? "field.over" : "field.left", Math.abs(left));
    count.classList.toggle("so-over", left < 0);
  };
  control.addEventListener("input", measure);
  if (field.kind === "date") {
    // The browser keeps half a date to itself: what it cannot give is said, not lost in silence.
    control.addEventListener("focusout", () => {
      const unfinished = control.validity.badInput;
      slot.own = unfinished ? [{ kind: "problem", text: host.say("field.date_unfinished") }] : [];
      slot.pending ??= slot.judged;
    });
  }
  const node = element(
    "div",
    {},
    element("label", { class: "so-label", for: id }, field.label, drawMarks(field, host.say)),
    help,
    element("div", { class: "so-entry" }, control, unit),
    count,
    slot.node,
  );
  return {
    node,
    read: () => control.value,
    write: (value) => {
      const text = typeof value === "string" ? value : "";
      if (field.kind === "date") control.type = text && !ISO_DATE.test(text) ? "text" : "date";
      control.value = text;
      measure();
    },
    slots: [{ row: null, column: null, slot }],
    focus: () => control.focus(),
  };
}

function drawControl(field, say, narrow, attributes) {
  const common = { class: "so-control", autocomplete: "off", ...attributes };
  switch (field.kind) {
    case "long_text":
      return drawArea(field.rows ?? 4, common);
    case "choice":
      return element(
        "select",
        common,
        element("option", { value: "" }, say("field.choose")),
        field.options.map((option) => element("option", { value: option.key }, option.label)),
      );
    case "date":
      return element("input", { ...common, type: "date" });
    case "number":
    case "money":
    case "percent":
      return element("input", {
        ...common,
        type: "text",
        inputmode: "decimal",
        autocapitalize: "off",
      });
    case "duration":
      return element("input", {
        ...common,
        type: "text",
        inputmode: "text",
        autocapitalize: "off",
      });
    default:
      return narrow ? drawLine(common) : element("input", { ...common, type: "text" });
  }
}

/** Writing lines, as many as asked for at least; their height follows the text. */
function drawArea(rows, attributes) {
  const area = element("textarea", { ...attributes, rows });
  area.style.setProperty("--rows", rows);
  return area;
}

/** One line of text that shows itself whole, in a column too narrow for it. */
function drawLine(attributes) {
  const line = drawArea(1, { ...attributes, class: `${attributes.class} so-line` });
  line.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) event.preventDefault();
  });
  line.addEventListener("input", () => {
    if (/[\r\n]/.test(line.value)) line.value = line.value.replace(/\s*[\r\n]+\s*/g, " ");
  });
  return line;
}

/** For browsers where CSS cannot make the height follow the text. */
function grow(control) {
  if (control.localName !== "textarea" || CSS.supports("field-sizing", "content")) return;
  control.style.height = "auto";
  control.style.height = `${control.scrollHeight + 4}px`;
}

function drawRadios(field, host, id) {
  return drawGroup(field, host, id, "radio", drawOptions(field.options, id, "radio"));
}

function drawChecks(field, host, id) {
  return drawGroup(field, host, id, "checkbox", drawOptions(field.options, id, "checkbox"));
}

function drawScale(field, host, id) {
  const ends = { 1: field.low, 5: field.high };
  const options = ["1", "2", "3", "4", "5"].map((key) => ({ key, label: key, spoken: ends[key] }));
  const drawn = drawOptions(options, id, "radio");
  const words = element(
    "div",
    { class: "so-ends", "aria-hidden": "true" },
    element("span", {}, field.low ?? ""),
    element("span", {}, field.high ?? ""),
  );
  return drawGroup(field, host, id, "radio", drawn, words);
}

function drawGroup(field, host, id, type, drawn, after = null) {
  const frame = drawFrame(field, host, id, drawn.node, after);
  const chosen = () => drawn.inputs.filter((input) => input.checked).map((input) => input.value);
  return {
    node: frame.node,
    read: () => (type === "radio" ? (chosen()[0] ?? "") : chosen()),
    write: (value) => {
      const keys = type === "radio" ? [value] : Array.isArray(value) ? value : [];
      for (const input of drawn.inputs) input.checked = keys.includes(input.value);
    },
    slots: [{ row: null, column: null, slot: frame.slot }],
    focus: () => (drawn.inputs.find((input) => input.checked) ?? drawn.inputs[0])?.focus(),
  };
}

function drawOptions(options, id, type) {
  const inputs = [];
  const node = element("div", { class: "so-options" });
  options.forEach((option, index) => {
    const key = `${id}-${index}`;
    const help = option.help
      ? element("span", { class: "so-help", id: `${key}-help` }, option.help)
      : null;
    const input = element("input", {
      type,
      id: key,
      name: id,
      value: option.key,
      "aria-describedby": help?.id,
    });
    inputs.push(input);
    const spoken = option.spoken ? heard(`, ${option.spoken}`) : null;
    const label = element("label", { for: key }, element("span", {}, option.label, spoken), help);
    node.append(element("div", { class: "so-option" }, input, label));
  });
  return { node, inputs };
}

function drawClassify(field, host, id) {
  const many = field.categories.length > MOST_CATEGORIES;
  const items = field.options.map((item, index) => {
    const own = {
      kind: "choice",
      id: item.key,
      label: item.label,
      help: item.help,
      options: field.categories,
    };
    const part = (many ? drawSingle : drawRadios)(own, host, `${id}-i${index}`);
    part.node.classList.add("so-item");
    return { key: item.key, part };
  });
  const frame = drawFrame(
    field,
    host,
    id,
    element(
      "div",
      { class: "so-items" },
      items.map(({ part }) => part.node),
    ),
  );
  return {
    node: frame.node,
    read: () =>
      Object.fromEntries(
        items.map(({ key, part }) => [key, part.read()]).filter(([, category]) => category),
      ),
    write: (value) => items.forEach(({ key, part }) => part.write(value?.[key] ?? "")),
    slots: [
      { row: null, column: null, slot: frame.slot },
      ...items.map(({ key, part }) => ({ row: null, column: key, slot: part.slots[0].slot })),
    ],
    focus: () => (items.find(({ part }) => !part.read()) ?? items[0])?.part.focus(),
  };
}

function drawRanking(field, host, id) {
  let answered = false;
  const list = element("ol", { class: "so-ranking" });
  const { say } = host;
  const rows = field.options.map((option) => {
    const label = element("span", { class: "so-rank-label" }, option.label);
    const row = element("li", { "data-key": option.key }, label);
    const mover = (key, arrow, step) =>
      button([sign(arrow), say(key), heard(` ${option.label}`)], () => move(row, option, step), {
        class: "so-button so-quiet",
      });
    row.append(
      element(
        "span",
        { class: "so-movers" },
        mover("ranking.up", "↑", -1),
        mover("ranking.down", "↓", 1),
      ),
    );
    list.append(row);
    return row;
  });
  const keep = button(say("ranking.keep"), () => {
    settle();
    host.announce(say("ranking.kept"));
    rows[0]?.querySelector("button")?.focus();
  });
  const unset = element("p", { class: "so-unset" }, say("ranking.unset"), " ", keep);

  const draw = () => {
    unset.hidden = answered;
    [...list.children].forEach((row, place) => {
      const [up, down] = row.querySelectorAll("button");
      up.setAttribute("aria-disabled", String(place === 0));
      down.setAttribute("aria-disabled", String(place === rows.length - 1));
    });
  };
  const settle = () => {
    answered = true;
    draw();
    host.changed(field.id);
  };
  // The neighbour is moved, not the row: the button that was pressed keeps the focus.
  const move = (row, option, step) => {
    const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (step < 0) row.after(other);
    else row.before(other);
    settle();
    const place = [...list.children].indexOf(row) + 1;
    host.announce(say("ranking.moved", { label: option.label, place, total: rows.length }));
  };
  draw();
  const frame = drawFrame(field, host, id, list, unset);
  return {
    node: frame.node,
    read: () => (answered ? [...list.children].map((row) => row.dataset.key) : []),
    write: (value) => {
      const order = Array.isArray(value) ? value : [];
      const known = order.map((key) => rows.find((row) => row.dataset.key === key)).filter(Boolean);
      answered = known.length > 0;
      list.append(...new Set([...known, ...rows]));
      draw();
    },
    slots: [{ row: null, column: null, slot: frame.slot }],
    focus: () => list.querySelector("button")?.focus(),
  };
}

function drawComputed(field, host, id) {
  const waiting = host.say("computed.waiting");
  // Read-outs follow each pause in typing: spoken each time, they would cover the fields.
  const output = element("output", { id, "aria-live": "off", class: "so-output" }, waiting);
  const node = element(
    "div",
    {},
    element("label", { class: "so-label", for: id }, field.label),
    drawHelp(field, `${id}-help`),
    output,
  );
  return {
    node,
    read: () => "",
    write: () => {},
    slots: [],
    focus: () => {},
    fill: (readout) => {
      output.className = `so-output so-${readout?.status ?? "incomplete"}`;
      const word = readout && readout.status !== "ok" ? host.say(`computed.${readout.status}`) : "";
      const mark = readout?.status === "a_verifier" ? sign("?") : null;
      output.replaceChildren(
        ...[mark, word && `${word} `, readout?.text ?? waiting].filter(Boolean),
      );
    },
  };
}

function drawFigure(field, host, id) {
  const drawing = element("div", { class: "so-drawing" });
  const text = element("p", {}, host.say("figure.waiting"));
  const more = element(
    "details",
    { hidden: true },
    element("summary", {}, host.say("figure.words")),
    element("p"),
  );
  const node = element(
    "figure",
    {},
    element("figcaption", { class: "so-label", id: `${id}-label` }, field.label),
    drawHelp(field, `${id}-help`),
    drawing,
    text,
    more,
  );
  return {
    node,
    read: () => "",
    write: () => {},
    slots: [],
    focus: () => {},
    fill: (figure) => {
      const svg = figure?.svg ? picture(figure.svg, id) : null;
      if (svg) {
        svg.setAttribute("role", "img");
        svg.setAttribute("aria-labelledby", `${id}-label`);
      }
      drawing.replaceChildren(...[svg].filter(Boolean));
      more.hidden = !svg;
      text.hidden = Boolean(svg);
      more.lastElementChild.textContent = figure?.text ?? "";
      text.textContent = svg ? "" : figure?.text || host.say("figure.waiting");
    },
  };
}

/** The frame of a group: fieldset, legend, help, the group, and its slot. */
export function drawFrame(field, host, id, ...inside) {
  const help = drawHelp(field, `${id}-help`);
  const slot = drawSlot(`${id}-state`, host.say);
  const described = [help?.id, slot.node.id].filter(Boolean).join(" ");
  const node = element(
    "fieldset",
    { id, "aria-describedby": described, class: "so-group" },
    element("legend", { class: "so-label" }, field.label, drawMarks(field, host.say)),
    help,
    inside,
    slot.node,
  );
  return { node, slot };
}

/**
 * Where what is wrong is written: a sign, a word, a sentence. `own` is what the field itself
 * knows, before anyone judges; `of` names the column, for those who see it far from its cell.
 */
export function drawSlot(id, say, of = "") {
  const node = element("div", { class: "so-states", id });
  const slot = { node, controls: [], own: [], judged: [], key: "[]", pending: null, show };
  function show(judged) {
    slot.pending = null;
    slot.judged = judged;
    const messages = [...slot.own, ...judged];
    const key = JSON.stringify(messages);
    if (key === slot.key) return;
    slot.key = key;
    node.replaceChildren(
      ...messages.map(({ kind, text }) =>
        element(
          "p",
          { class: `so-state so-${kind}` },
          sign(kind === "problem" ? "?" : "!"),
          of && element("span", { class: "so-of" }, `${of} — `),
          element("strong", {}, say(`field.${kind}`)),
          ` ${text}`,
        ),
      ),
    );
    const wrong = messages.some(({ kind }) => kind === "problem");
    for (const control of slot.controls) {
      if (wrong) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  }
  return slot;
}

function drawHelp(field, id) {
  return field.help ? element("p", { class: "so-help", id }, field.help) : null;
}

function drawMarks(field, say) {
  return [
    field.private && [" ", element("span", { class: "so-mark" }, say("field.private"))],
    field.graded_by_trainer && [
      " ",
      element("span", { class: "so-mark" }, say("field.graded_by_trainer")),
    ],
  ].flat();
}
