// « Mes remises »: the receipts and the feedback of the person whom this device knows.
// The room's pages carry <meta name="socialise-room">; a static site is asked nothing.
const page = document.querySelector(".remises");
const words = document.getElementById("remises-mots").content;
const word = (name) => words.querySelector(`[data-mot="${name}"]`).textContent;
const room = document.querySelector('meta[name="socialise-room"]')?.content ?? null;

function knownLearner() {
  try {
    const learner = JSON.parse(localStorage.getItem("socialise:learner"));
    return learner?.secret && learner.room === room ? learner : null;
  } catch {
    return null; // storage refused, or not ours: nobody is known
  }
}

async function ask(path, learner) {
  const response = await fetch(path, { headers: { Authorization: `Bearer ${learner.secret}` } });
  if (!response.ok) throw Object.assign(new Error(path), { status: response.status });
  return response;
}

function moment(iso) {
  const date = new Date(iso);
  return Number.isNaN(date.getTime())
    ? iso
    : new Intl.DateTimeFormat("fr-CA", { dateStyle: "long", timeStyle: "short" })
        .format(date)
        .replace(/\b0(?=\d\sh\s)/, ""); // « 9 h 06 », not « 09 h 06 »
}

function drawOne(one, learner) {
  const node = document.getElementById("remise").content.cloneNode(true).firstElementChild;
  node.classList.toggle("ancienne", !one.current);
  node.querySelector("h2").textContent = one.title;
  node.querySelector(".remise-etat").textContent = word(one.current ? "notee" : "remplacee");
  node.querySelector(".remise-recu").textContent = one.receipt;
  const button = node.querySelector("button");
  const waiting = one.current && !one.feedback ? ` ${word("attente")}` : "";
  node.querySelector(".remise-moment").textContent = `${word("recue")} ${moment(one.received_at)}.${waiting}`;
  button.hidden = !(one.current && one.feedback);
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const feedback = await ask(`/api/feedback/${one.lesson}/${one.activity}`, learner);
      // An empty sandbox: nothing in what a learner wrote can run, follow a link or call home.
      const frame = document.createElement("iframe");
      frame.setAttribute("sandbox", "");
      frame.title = `${word("retroaction")} ${one.title}`;
      frame.srcdoc = await feedback.text();
      button.replaceWith(frame);
    } catch {
      button.disabled = false;
      page.dataset.etat = "silence";
    }
  });
  return node;
}

async function show() {
  if (room === null) return "statique";
  const learner = knownLearner();
  if (!learner) return "inconnu";
  try {
    const { submissions } = await (await ask("/api/submissions", learner)).json();
    if (!submissions.length) return "inconnu";
    const who = document.createElement("p");
    const name = document.createElement("strong");
    name.textContent = learner.learner;
    who.append(word("pseudonyme"), " ", name);
    page.querySelector(".remises-liste").replaceChildren(who, ...submissions.map((one) => drawOne(one, learner)));
    return "liste";
  } catch (problem) {
    return [401, 403].includes(problem.status) ? "inconnu" : "silence";
  }
}

page.setAttribute("aria-live", "polite");
page.dataset.etat = await show();
