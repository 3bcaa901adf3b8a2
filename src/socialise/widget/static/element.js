// What every other module draws with: an element, a wording, a spoken aside.
// Text enters the document through text nodes only; nothing here parses HTML.

/** An element with attributes (null, undefined and false are left out) and children. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(2)) {
    if (typeof child === "string") node.append(typeset(child));
    else if (child) node.append(child);
  }
  return node;
}

/** The same text, whose : » % $ and « do not part from their word at the end of a line. */
function typeset(text) {
  return text.replace(/ (?=[:»%$])/g, "\u00a0").replace(/« /g, "«\u00a0");
}

/** A button that submits nothing. */
export function button(label, onClick, attributes = {}) {
  const node = element("button", { type: "button", class: "so-button", ...attributes }, label);
  node.addEventListener("click", onClick);
  return node;
}

/** Text that is heard and not seen. */
export function heard(text) {
  return element("span", { class: "so-heard" }, text);
}

/** A sign that is seen and not heard: the word beside it says the same. */
export function sign(text) {
  return element("span", { class: "so-sign", "aria-hidden": "true" }, text);
}

/**
 * say(key, values) gives the sentence of the interface with its {placeholders} filled;
 * say.count(key, n, values) chooses key.one below two, as French does, else key.other.
 * A missing key shows itself, so that a test sees it.
 */
export function wording(words) {
  const say = (key, values = {}) =>
    (words?.[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  say.count = (key, n, values = {}) =>
    say(`${key}.${Math.abs(n) < 2 ? "one" : "other"}`, { n: french(n), ...values });
  return say;
}

/** A number as Quebec French writes it: « 1,5 ». */
export function french(number) {
  return new Intl.NumberFormat("fr-CA").format(number);
}

/**
 * A prefix of ids that nothing else in the page has. Each widget of JupyterLab loads a module of
 * its own: only the page can count for all of them.
 */
export function freshPrefix() {
  globalThis.socialiseRenderings = (globalThis.socialiseRenderings ?? 0) + 1;
  return `so${globalThis.socialiseRenderings}`;
}
