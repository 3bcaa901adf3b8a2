// A lesson's quiz: what is chosen is explained at once, and kept on this device. Every word stands
// in the page; without this module, the explanations are read in the list of the answers.

/** What this device kept: {question: choice}, by their keys. */
function recall(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    return kept && typeof kept === "object" ? kept : {};
  } catch {
    return {}; // refused, or not ours
  }
}

function keep(key, choices) {
  try {
    if (Object.keys(choices).length) localStorage.setItem(key, JSON.stringify(choices));
    else localStorage.removeItem(key);
  } catch {
    // Refused: what was chosen lasts as long as the page.
  }
}

/** Brings a quiz to life: a form whose explanations stand in a list, one for each choice. */
export function openQuiz(quiz) {
  const key = `socialise:quiz:${quiz.dataset.quiz}`;
  const questions = [...quiz.querySelectorAll("fieldset")];
  const count = quiz.querySelector(".quiz-compte");

  const chosen = (question) => question.querySelector("input:checked");
  const reason = (input) => document.getElementById(`${input.id}-pourquoi`);

  function explain(question) {
    const input = chosen(question);
    const place = question.querySelector(".quiz-retour");
    place.replaceChildren(...(input ? reason(input).cloneNode(true).childNodes : []));
    place.classList.toggle("juste", Boolean(input) && reason(input).classList.contains("juste"));
  }

  /** Counted once every question has its answer; before that, a count would only hurry. */
  function tally() {
    const inputs = questions.map(chosen);
    const right = inputs.filter((input) => input && reason(input).classList.contains("juste"));
    const told = count.dataset.compte.replace("{n}", right.length);
    count.textContent = inputs.every(Boolean) ? told.replace("{total}", questions.length) : "";
  }

  const kept = recall(key);
  for (const input of quiz.querySelectorAll("input")) {
    input.checked = kept[input.name] === input.value;
  }
  questions.forEach(explain);
  tally();
  quiz.querySelector(".quiz-reponses").hidden = true;
  // Announced from now on: what was kept from an earlier visit is not read aloud at the opening.
  for (const place of quiz.querySelectorAll(".quiz-retour, .quiz-compte")) {
    place.setAttribute("role", "status");
  }

  quiz.addEventListener("change", (event) => {
    explain(event.target.closest("fieldset"));
    tally();
    keep(key, Object.fromEntries(new FormData(quiz)));
  });
  quiz.addEventListener("reset", () => {
    // The event comes before the choices are taken away.
    setTimeout(() => {
      questions.forEach(explain);
      tally();
      keep(key, {});
      quiz.querySelector("input").focus();
    });
  });
}

for (const quiz of document.querySelectorAll("[data-quiz]")) openQuiz(quiz);
