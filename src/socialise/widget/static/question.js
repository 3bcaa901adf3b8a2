// What is asked once before it is done, in the page; and what is told once it is.
import { button, element } from "./element.js";

/**
 * A question that a button opens: {node, opener}. « No » has the focus, and closing gives it back
 * to the opener. onYes may be a promise: the question closes when it is done.
 */
export function drawQuestion(id, words, onYes) {
  const opener = button(words.ask, () => {
    node.hidden = false;
    no.focus();
  });
  opener.classList.add("so-quiet");
  const close = () => {
    node.hidden = true;
    opener.focus();
  };
  const yes = button(words.yes, async () => {
    await onYes();
    close();
  });
  yes.classList.add("so-primary");
  const no = button(words.no, close);
  const node = element(
    "div",
    { class: "so-question", hidden: true, role: "group", "aria-labelledby": id },
    element("p", { id }, words.what),
    element("div", { class: "so-actions" }, yes, no),
  );
  return { node, opener };
}

/** A place where something is told once: {node, tell(text, ...nodes), clear()}. */
export function drawNote() {
  const node = element("p", { class: "so-note", role: "status" });
  return {
    node,
    tell: (text, ...more) => node.replaceChildren(element("span", {}, text), ...more),
    clear: () => node.replaceChildren(),
  };
}
