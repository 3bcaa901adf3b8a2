// The verdict as the person reads it: first how many criteria, then each of them. It says what
// was seen in the answers; it never says that the marketing is good.
import { button, element, french, sign } from "./element.js";

const SIGNS = { met: "✓", not_met: "○", a_verifier: "?" };

/**
 * A panel for verdicts; actions: {place(problem), focusField(problem), takeHome(item)}, and level,
 * that of its title among the headings around it (4 unless told).
 * Gives {node, draw(verdicts), fresh(isFresh), fail(key), focus(), score()}.
 */
export function drawVerdict(say, prefix, actions) {
  const level = actions.level ?? 4;
  const title = element(`h${level}`, { class: "so-score", id: `${prefix}-verdict`, tabindex: "-1" });
  const state = element("p", { class: "so-fresh" });
  const body = element("div");
  const node = element(
    "section",
    { class: "so-verdict", "aria-labelledby": title.id, hidden: true },
    title,
    state,
    body,
  );

  function draw(verdicts) {
    const { criteria, hidden = [], free_text = [], take_home = [], problems = [] } = verdicts;
    node.hidden = false;
    // A verdict that is drawn again under the fingers leaves them on the same button.
    const held = [...body.querySelectorAll("button")].indexOf(document.activeElement);
    title.textContent = score(verdicts);
    const points = sum(criteria, "points");
    body.replaceChildren(
      ...[
        element(
          "p",
          { class: "so-points" },
          say.count("verdict.points", points, { max: french(sum(criteria, "max_points")) }),
        ),
        problems.length > 0 && drawProblems(problems),
        element("ol", { class: "so-criteria" }, criteria.map(drawCriterion)),
        hidden.length > 0 &&
          element(
            "p",
            { class: "so-apart" },
            sign("◌"),
            say.count("verdict.hidden", hidden.length, { points: pointsOf(sum(hidden, "points")) }),
          ),
        free_text.length > 0 && drawFreeText(free_text),
        element("p", { class: "so-limits" }, say("verdict.limits")),
        take_home.length > 0 && drawTakeHome(take_home),
      ].filter(Boolean),
    );
    if (held >= 0) (body.querySelectorAll("button")[held] ?? title).focus();
  }

  function score({ criteria }) {
    const met = criteria.filter((criterion) => criterion.outcome === "met").length;
    return say.count("verdict.score", met, { total: french(criteria.length) });
  }

  function pointsOf(points) {
    return say.count("verdict.points_of", points);
  }

  function drawCriterion(criterion) {
    const { outcome } = criterion;
    const facts = [
      criterion.seen && [say("verdict.seen"), criterion.seen],
      outcome !== "met" && criterion.hint && [say("verdict.hint"), criterion.hint],
    ].filter(Boolean);
    return element(
      "li",
      { class: `so-criterion so-${outcome}` },
      element("p", { class: "so-criterion-label" }, criterion.label),
      element(
        "p",
        { class: "so-outcome" },
        sign(SIGNS[outcome]),
        element("strong", {}, say(`verdict.${outcome}`)),
        ` ${say.count("verdict.points_on", criterion.points, { max: french(criterion.max_points) })}`,
      ),
      facts.length > 0 &&
        element(
          "dl",
          {},
          facts.map(([term, text]) =>
            element("div", {}, element("dt", {}, term), element("dd", {}, text)),
          ),
        ),
    );
  }

  function drawProblems(problems) {
    return element(
      "div",
      { class: "so-apart so-to-read" },
      element("p", {}, sign("?"), say.count("verdict.problems", problems.length)),
      element(
        "ul",
        {},
        problems.map((problem) =>
          element(
            "li",
            {},
            button(actions.place(problem), () => actions.focusField(problem), { class: "so-link" }),
            ` ${problem.text}`,
          ),
        ),
      ),
    );
  }

  function drawFreeText(items) {
    return element(
      "div",
      { class: "so-apart" },
      element("p", {}, sign("✎"), say.count("verdict.free_text", items.length)),
      element(
        "ul",
        {},
        items.map((item) =>
          element(
            "li",
            {},
            `${item.label} — ${say(item.answered ? "verdict.answered" : "verdict.unanswered")} ${say("verdict.up_to", { points: pointsOf(item.points) })}`,
          ),
        ),
      ),
    );
  }

  function drawTakeHome(items) {
    return element(
      "div",
      { class: "so-take-home" },
      element(`h${level + 1}`, {}, say("take_home.title")),
      element(
        "ul",
        {},
        items.map((item) =>
          element(
            "li",
            {},
            item.ready
              ? button([sign("↓"), item.label], () => actions.takeHome(item))
              : element("span", {}, `${item.label} — ${say("take_home.not_ready")}`),
          ),
        ),
      ),
    );
  }

  return {
    node,
    draw,
    score,
    fresh: (isFresh) => {
      state.textContent =
        node.hidden || !body.childElementCount
          ? ""
          : say(isFresh ? "verdict.fresh" : "verdict.stale");
      node.classList.toggle("so-stale", !isFresh);
    },
    fail: (heading, text) => {
      node.hidden = false;
      title.textContent = heading;
      state.textContent = "";
      body.replaceChildren(element("p", {}, text));
    },
    hide: () => {
      node.hidden = true;
      body.replaceChildren();
    },
    focus: () => title.focus(),
  };
}

function sum(items, key) {
  return items.reduce((total, item) => total + Number(item[key]), 0);
}
